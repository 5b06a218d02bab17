// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/occurrences.h"
#include "core/scan/scanjob.h"
#include "core/scan/secrettable.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <unordered_map>
#include <vector>

namespace rekey::scan {

/// Hands findings to the receiver while one source is walked: the first at once, then batches at
/// most every 100 ms, each finding with a provisional place. Runs a thread of its own from
/// construction until finish().
class FindingStream
{
public:
    using Receiver = std::function<void(FindingBatch)>;
    /// Final places of a secret from the sources before this one.
    using EarlierPlaces = std::function<std::vector<finding::Place>(std::uint32_t secret)>;

    FindingStream(const SecretTable &table, const sources::Source &source,
                  std::uint32_t sourceIndex, EarlierPlaces earlier, const Receiver &receiver);
    ~FindingStream();
    FindingStream(const FindingStream &) = delete;
    FindingStream &operator=(const FindingStream &) = delete;

    /// A secret was seen. Only the first few sights of each are looked at. Any thread, cheap.
    void offer(std::uint32_t secret, std::uint64_t blob, const Occurrence &occurrence);
    /// Ends the thread; the receiver is not called any more. What was not yet handed over is not.
    void finish();

private:
    struct Offer
    {
        std::uint32_t secret = 0;
        std::uint64_t blob = 0;
        Occurrence occurrence;
    };
    struct Shown
    {
        std::uint32_t variant = 0;
        finding::Place place;
    };
    void run(const std::stop_token &stop);
    std::vector<std::uint32_t> absorb(const std::vector<Offer> &offers);
    FindingBatch batchOf(const std::vector<std::uint32_t> &secrets) const;

    const SecretTable &m_table;
    const sources::Source &m_source;
    const std::uint32_t m_sourceIndex;
    const EarlierPlaces m_earlier;
    const Receiver &m_receiver;

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Offer> m_offers; ///< guarded by m_mutex
    std::vector<std::uint8_t> m_offerCounts; ///< by secret; guarded by m_mutex
    std::unordered_map<std::uint32_t, Shown> m_shown; ///< the stream's thread only
    std::jthread m_thread;
};

} // namespace rekey::scan
