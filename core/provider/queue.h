// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/consent.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

namespace rekey::provider {

/// How fast one host is asked. Times in milliseconds.
struct Pace
{
    std::int64_t everyMs = 500;
    std::int64_t jitterMs = 150; ///< up to this much more, evenly
    std::int64_t backOffMs = 30'000; ///< after a refusal for pace that names no time
    int mostTries = 3; ///< of one job that is refused for pace
    int mostFailures = 5; ///< in a row, then the lane stops
};

/// One check that waits for its turn.
struct Job
{
    std::uint64_t id = 0; ///< the caller's
    std::string host; ///< its lane
    Level level = Level::Alive;
    bool isCanary = false;
    int tries = 0;
    std::uint64_t batch = 0; ///< Consent::batch of the yes that was given to it; 0: none
};

/// How a job went.
struct JobResult
{
    enum class Kind : std::uint8_t
    {
        Answered,
        Failed, ///< no answer, or the server's failure
        TooFast, ///< refused for pace: to be asked again
    };
    Kind kind = Kind::Answered;
    int requests = 1; ///< that were sent; each takes its share of the pace
    std::int64_t retryAfterMs = 0; ///< 0: not told
};

struct LaneView
{
    enum class State : std::uint8_t
    {
        Waiting,
        NeedsConsent,
        Sending,
        Later, ///< again at `againAtMs`
        Paused,
        Stopped, ///< after failures in a row; until resumed
        Done,
    };
    std::string host;
    State state = State::Done;
    std::int64_t againAtMs = 0;
    std::size_t waiting = 0;
    std::size_t done = 0;
    std::size_t failed = 0;
    bool isPaused = false; ///< by itself, whatever all lanes are
};

/// The order in which hosts are asked: a lane for each, one request at a time, at a pace, and only
/// with consent. Driven by the caller's clock (milliseconds since 1970 UTC, never going back); does
/// nothing by itself and has no thread. Each call takes time in the number of lanes, not of jobs,
/// but drop and raise: these look at each job once.
class Queue
{
public:
    explicit Queue(Pace pace = {}, std::uint32_t seed = 1);

    void add(Job job);
    /// The next job that may be sent now; its lane is then Sending until finish.
    [[nodiscard]] std::optional<Job> take(const ConsentLedger &consents, std::int64_t nowMs);
    /// Says how a job that was taken went; false: it waits again.
    bool finish(const Job &job, const JobResult &result, std::int64_t nowMs);
    /// When take may give something next; nothing: not before a call changes something.
    [[nodiscard]] std::optional<std::int64_t> nextAt(const ConsentLedger &consents,
                                                     std::int64_t nowMs) const;

    void pause(const std::string &host, bool isPaused);
    void pauseAll(bool isPaused);
    /// Lets a stopped lane go on, at its pace and after the pause its host asked for; false when
    /// it was not stopped.
    bool resume(const std::string &host);
    /// Takes a whole lane's waiting jobs out, or these wherever they wait; returns the ids.
    std::vector<std::uint64_t> dropLane(const std::string &host);
    std::vector<std::uint64_t> drop(const std::unordered_set<std::uint64_t> &ids);
    /// Makes a waiting job the next of its lane.
    bool raise(std::uint64_t id);

    /// Drops everything, also what is under way; hosts keep the pause they asked for.
    void clear(std::int64_t nowMs);

    /// Sorted by host; those that were asked or have jobs.
    [[nodiscard]] std::vector<LaneView> lanes(const ConsentLedger &consents,
                                              std::int64_t nowMs) const;
    [[nodiscard]] bool isEmpty() const;

private:
    struct Lane
    {
        std::deque<Job> jobs;
        std::int64_t readyAtMs = 0;
        int failuresInRow = 0;
        bool isSending = false;
        bool isPaused = false;
        bool isStopped = false;
        std::size_t done = 0;
        std::size_t failed = 0;
    };

    /// Its first job that has consent; null when none.
    [[nodiscard]] static std::deque<Job>::const_iterator
    nextOf(const Lane &lane, const ConsentLedger &consents, std::int64_t nowMs);
    [[nodiscard]] bool isHeld(const Lane &lane) const;

    Pace m_pace;
    std::mt19937 m_random;
    std::map<std::string, Lane> m_lanes;
    bool m_isPaused = false;
};

} // namespace rekey::provider
