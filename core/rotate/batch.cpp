// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/batch.h"

#include <algorithm>
#include <array>

namespace rekey::rotate {

namespace {

constexpr std::array<std::string_view, kStandings> kNames
    = {"not begun", "working", "held", "failed", "ended", "done"};

} // namespace

std::string_view standingName(Standing standing)
{
    return kNames[static_cast<std::size_t>(standing)];
}

Standing standingOf(const Plan &plan, const Progress &progress, std::string_view end)
{
    if (!end.empty())
        return end == "done" ? Standing::Done : Standing::Ended;
    switch (progress.kind) {
    case Progress::Kind::NeedsYou:
        return Standing::Held;
    case Progress::Kind::Failed:
        return progress.isForPerson ? Standing::Held : Standing::Failed;
    case Progress::Kind::Waits:
        // Whatever else is waited for is over in a minute.
        return plan.steps[progress.step].kind == StepKind::Quiet ? Standing::Held
                                                                 : Standing::Working;
    case Progress::Kind::Stepped:
    case Progress::Kind::Ended:
        break;
    }
    return Standing::Working;
}

bool isProven(const Plan &plan, std::span<const StepRecord> steps)
{
    const StepKind proof = std::ranges::contains(plan.steps, StepKind::ProveNew, &Step::kind)
        ? StepKind::ProveNew
        : StepKind::ProveOld;
    for (std::size_t i = 0; i < std::min(plan.steps.size(), steps.size()); ++i) {
        if (plan.steps[i].kind == proof)
            return steps[i].state == StepState::Done;
    }
    return false;
}

void Batch::take(std::size_t member, Standing standing, bool isProven)
{
    m_members[member] = {standing, isProven};
    const bool isStopped = standing == Standing::Failed || standing == Standing::Ended;
    if (isStopped && !m_stoppedBy)
        m_stoppedBy = member;
}

std::optional<std::size_t> Batch::next() const
{
    if (m_stoppedBy || count(Standing::Working) > 0)
        return std::nullopt;
    const auto waiting = notBegun();
    if (waiting.empty() || (waiting.front() != 0 && !m_members.front().isProven))
        return std::nullopt;
    return waiting.front();
}

bool Batch::canGoOn() const
{
    return m_stoppedBy && count(Standing::Failed) == 0 && m_members.front().isProven
        && !notBegun().empty();
}

Result<void> Batch::goOn()
{
    if (!canGoOn())
        return fail(ErrorKind::Invalid,
                    "what failed has to go on or to be ended before others begin");
    m_stoppedBy.reset();
    return {};
}

std::vector<std::size_t> Batch::notBegun() const
{
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (m_members[i].standing == Standing::NotBegun)
            waiting.push_back(i);
    }
    return waiting;
}

std::size_t Batch::count(Standing standing) const
{
    return static_cast<std::size_t>(std::ranges::count(m_members, standing, &Member::standing));
}

} // namespace rekey::rotate
