// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/ledger.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <semaphore>
#include <stop_token>
#include <string>

namespace rekey::ui {

/// What lives on the keeper's thread.
struct Ledger::Home : QObject
{
    std::unique_ptr<finding::Keeper> keeper;
    /// Batches that may still be handed over before the window has worked earlier ones in. What is
    /// read is many times as large as what the window holds of it, and it is read faster than it is
    /// taken in: without a bound all of it would lie in between.
    std::counting_semaphore<> room{2};
    /// Threads that stand still until the job under way has ended and theirs too.
    std::atomic<int> waiting{0};
    enum class Room : std::uint8_t
    {
        Taken, ///< to be released once the batch is worked in
        Unasked, ///< somebody waits: the GUI thread may be waiting for them, so there is no waiting
                 ///< for it here
        Ending,
    };
    /// Waits until there is room for a batch. The keeper's thread.
    [[nodiscard]] Room waitForRoom(const std::stop_token &ending)
    {
        while (!ending.stop_requested()) {
            if (waiting > 0)
                return Room::Unasked;
            if (room.try_acquire_for(std::chrono::milliseconds(20)))
                return Room::Taken;
        }
        return Room::Ending;
    }
    int generation = 0; ///< of the keeper; Ledger::m_generation once it is open
    std::uint64_t revision = 0; ///< of the last look, and of own changes right after it
    std::uint64_t told = 0; ///< up to which revision written() was told, or nobody had read
    bool isBehind = true; ///< others have changed something since
    /// Changes of one slice of an act, on their way to the keeper.
    struct Slice
    {
        bool isFresh = false; ///< nothing was in flight before it
        std::vector<finding::TriageChange> changes;
        std::vector<bool> follows; ///< by change: another of the same finding is in flight
        std::vector<finding::Record> before; ///< by change: to put back
    };
    /// What the keeper says to the changes of some slices.
    struct Answer
    {
        Result<std::vector<finding::ChangeOutcome>> outcomes;
        std::vector<finding::Record> before;
    };
    /// Slices that wait, as one: while the keeper is busy with some, the next gather here and share
    /// a transaction. Empty when an earlier job took them. Any thread.
    [[nodiscard]] Slice takeSlices();
    void addSlice(Slice slice);
    /// Nothing when there is none.
    [[nodiscard]] std::optional<Answer> changeNext();
    /// In parts that the GUI thread works in quickly; as a whole when not all of it was kept, for
    /// that is told once.
    [[nodiscard]] static std::vector<Answer> partsOf(Answer answer, std::size_t most);
    /// After a change of this window: it is no news at the next look().
    void skipOwn(const finding::Keeper &from);
    /// Before anybody reads what is open now: what is written from now on is to be told.
    void tellFromNow(const finding::Keeper &from)
    {
        startFromNow(from);
        told = revision;
    }
    /// Only what comes from now on is news of records: the rest is about to be read as it stands.
    /// Reads no record.
    void startFromNow(const finding::Keeper &from);
    /// What changed since the last look.
    [[nodiscard]] Result<std::vector<finding::Record>> look(const finding::Keeper &from);

    std::mutex mutex;
    std::deque<Slice> slices; ///< under `mutex`

    /// Versions that changes of this window have reached, while it does not know them yet.
    std::unordered_map<secret::SecretId, std::uint64_t> own;
    /// Versions of an incident with nobody else's change in between.
    struct Run
    {
        std::uint64_t from = 0; ///< what the first of these changes was made on
        std::uint64_t to = 0;
    };
    /// Of this window's changes, by incident.
    std::unordered_map<std::string, Run> ownIncidents;

    /// Notes a change of this window.
    void noteIncident(const std::string &id, std::uint64_t base, std::uint64_t version)
    {
        Run &run = ownIncidents[id];
        if (run.to == 0 || run.to != base)
            run.from = base;
        run.to = version;
    }
};

} // namespace rekey::ui
