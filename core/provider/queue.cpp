// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/queue.h"

#include <algorithm>

namespace rekey::provider {

Queue::Queue(Pace pace, std::uint32_t seed)
    : m_pace(pace)
    , m_random(seed)
{
}

void Queue::add(Job job)
{
    m_lanes[job.host].jobs.push_back(std::move(job));
}

bool Queue::isHeld(const Lane &lane) const
{
    return m_isPaused || lane.isPaused || lane.isStopped || lane.isSending;
}

std::deque<Job>::const_iterator Queue::nextOf(const Lane &lane, const ConsentLedger &consents,
                                              std::int64_t nowMs)
{
    // Jobs that came together have the same consent: few looks, however long the lane.
    const Job *like = nullptr;
    bool isAllowed = false;
    return std::ranges::find_if(lane.jobs, [&](const Job &job) {
        if (like == nullptr || like->level != job.level || like->isCanary != job.isCanary
            || like->batch != job.batch) {
            like = &job;
            isAllowed = consents.allows(job.host, job.level, job.isCanary, nowMs / 1000, job.batch);
        }
        return isAllowed;
    });
}

std::optional<Job> Queue::take(const ConsentLedger &consents, std::int64_t nowMs)
{
    Lane *best = nullptr;
    for (auto &[host, lane] : m_lanes) {
        if (isHeld(lane) || lane.readyAtMs > nowMs
            || (best != nullptr && lane.readyAtMs >= best->readyAtMs))
            continue;
        if (nextOf(lane, consents, nowMs) != lane.jobs.end())
            best = &lane;
    }
    if (best == nullptr)
        return std::nullopt;
    const auto next = nextOf(*best, consents, nowMs);
    Job job = *next;
    best->jobs.erase(next);
    best->isSending = true;
    return job;
}

bool Queue::finish(const Job &job, const JobResult &result, std::int64_t nowMs)
{
    Lane &lane = m_lanes[job.host];
    lane.isSending = false;
    std::uniform_int_distribution<std::int64_t> jitter(0, m_pace.jitterMs);
    lane.readyAtMs = nowMs + std::max(result.requests, 1) * m_pace.everyMs + jitter(m_random);
    if (result.kind == JobResult::Kind::TooFast) {
        const std::int64_t wait = result.retryAfterMs > 0 ? result.retryAfterMs : m_pace.backOffMs;
        lane.readyAtMs = std::max(lane.readyAtMs, nowMs + wait);
        if (job.tries + 1 < m_pace.mostTries) {
            lane.jobs.push_front(job);
            ++lane.jobs.front().tries;
            return false;
        }
    }
    const bool isAnswered = result.kind == JobResult::Kind::Answered;
    ++(isAnswered ? lane.done : lane.failed);
    lane.failuresInRow = isAnswered ? 0 : lane.failuresInRow + 1;
    lane.isStopped = lane.failuresInRow >= m_pace.mostFailures;
    return true;
}

std::optional<std::int64_t> Queue::nextAt(const ConsentLedger &consents, std::int64_t nowMs) const
{
    std::optional<std::int64_t> soonest;
    for (const auto &[host, lane] : m_lanes) {
        if (!isHeld(lane) && nextOf(lane, consents, nowMs) != lane.jobs.end())
            soonest = std::min(soonest.value_or(lane.readyAtMs), lane.readyAtMs);
    }
    return soonest;
}

void Queue::pause(const std::string &host, bool isPaused)
{
    if (const auto lane = m_lanes.find(host); lane != m_lanes.end())
        lane->second.isPaused = isPaused;
}

void Queue::pauseAll(bool isPaused)
{
    m_isPaused = isPaused;
}

bool Queue::resume(const std::string &host)
{
    const auto lane = m_lanes.find(host);
    if (lane == m_lanes.end() || !lane->second.isStopped)
        return false;
    lane->second.isStopped = false;
    lane->second.failuresInRow = 0;
    return true;
}

std::vector<std::uint64_t> Queue::dropLane(const std::string &host)
{
    std::vector<std::uint64_t> dropped;
    if (const auto lane = m_lanes.find(host); lane != m_lanes.end()) {
        for (const Job &job : lane->second.jobs)
            dropped.push_back(job.id);
        lane->second.jobs.clear();
    }
    return dropped;
}

std::vector<std::uint64_t> Queue::drop(const std::unordered_set<std::uint64_t> &ids)
{
    std::vector<std::uint64_t> dropped;
    for (auto &[host, lane] : m_lanes)
        std::erase_if(lane.jobs, [&](const Job &job) {
            if (!ids.contains(job.id))
                return false;
            dropped.push_back(job.id);
            return true;
        });
    return dropped;
}

bool Queue::raise(std::uint64_t id)
{
    for (auto &[host, lane] : m_lanes) {
        const auto found = std::ranges::find(lane.jobs, id, &Job::id);
        if (found != lane.jobs.end()) {
            std::rotate(lane.jobs.begin(), found, found + 1);
            return true;
        }
    }
    return false;
}

void Queue::clear(std::int64_t nowMs)
{
    for (auto &[host, lane] : m_lanes) {
        const std::int64_t readyAtMs
            = lane.isSending ? std::max(lane.readyAtMs, nowMs + m_pace.everyMs) : lane.readyAtMs;
        lane = {};
        lane.readyAtMs = readyAtMs;
    }
    std::erase_if(m_lanes, [nowMs](const auto &entry) { return entry.second.readyAtMs <= nowMs; });
}

std::vector<LaneView> Queue::lanes(const ConsentLedger &consents, std::int64_t nowMs) const
{
    using State = LaneView::State;
    std::vector<LaneView> result;
    for (const auto &[host, lane] : m_lanes) {
        if (lane.jobs.empty() && !lane.isSending && lane.done + lane.failed == 0)
            continue;
        LaneView view{host,        State::Waiting, 0, lane.jobs.size(), lane.done,
                      lane.failed, lane.isPaused};
        if (lane.isSending)
            view.state = State::Sending;
        else if (lane.jobs.empty())
            view.state = State::Done;
        else if (lane.isStopped)
            view.state = State::Stopped;
        else if (m_isPaused || lane.isPaused)
            view.state = State::Paused;
        else if (nextOf(lane, consents, nowMs) == lane.jobs.end())
            view.state = State::NeedsConsent;
        else if (lane.readyAtMs > nowMs)
            view.state = State::Later;
        if (view.state == State::Later)
            view.againAtMs = lane.readyAtMs;
        result.push_back(std::move(view));
    }
    return result;
}

bool Queue::isEmpty() const
{
    return std::ranges::all_of(m_lanes, [](const auto &entry) {
        return entry.second.jobs.empty() && !entry.second.isSending;
    });
}

} // namespace rekey::provider
