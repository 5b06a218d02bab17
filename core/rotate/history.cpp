// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/history.h"

#include <algorithm>
#include <array>

namespace rekey::rotate {

namespace {

constexpr std::array<std::string_view, 6> kStateNames
    = {"waiting", "unsure", "done", "failed", "skipped", "undone"};

} // namespace

std::string_view stateName(StepState state)
{
    return kStateNames[static_cast<std::size_t>(state)];
}

std::optional<std::size_t> History::next() const
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].state != StepState::Done && steps[i].state != StepState::Skipped)
            return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> History::indexOf(StepKind kind) const
{
    const auto found = std::ranges::find(plan.steps, kind, &Step::kind);
    if (found == plan.steps.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - plan.steps.begin());
}

bool History::isDone(StepKind kind) const
{
    const auto index = indexOf(kind);
    return index && steps[*index].state == StepState::Done;
}

std::optional<StepKind> History::unprovenBy() const
{
    // A key that is only off is refused in the same words as one that is gone.
    for (const StepKind kind : {StepKind::Delete, StepKind::ProveOld}) {
        if (indexOf(kind) && !isDone(kind))
            return kind;
    }
    return std::nullopt;
}

bool History::isOldValueNeedless() const
{
    return end == "rolled back" || (end == "done" && !unprovenBy());
}

bool History::wasBegun(std::size_t step) const
{
    const StepState state = steps[step].state;
    return state == StepState::Done || state == StepState::Unsure || state == StepState::Failed;
}

Result<void> take(History &history, const Entry &entry)
{
    if (entry.phase == Phase::Begun) {
        auto plan = entry.facts.empty() ? fail(ErrorKind::Malformed, "the journal has no plan")
                                        : parsePlan(entry.facts.front());
        if (!plan)
            return std::unexpected(plan.error());
        history.plan = *std::move(plan);
        history.steps.assign(history.plan.steps.size(), {});
        history.salt = entry.facts.size() > 1 ? entry.facts[1] : std::string();
        return {};
    }
    const std::string fact = entry.facts.empty() ? std::string() : entry.facts.front();
    if (entry.phase == Phase::Ended) {
        history.end = fact;
        return {};
    }
    if (entry.step >= history.steps.size())
        return fail(ErrorKind::Malformed, "the journal names a step that the plan does not have");
    StepRecord &record = history.steps[entry.step];
    const StepKind kind = history.plan.steps[entry.step].kind;
    const bool makesKey = kind == StepKind::Create;
    record.at = entry.at;
    record.why.clear();
    switch (entry.phase) {
    case Phase::Before:
        record.state = StepState::Unsure;
        if (makesKey) {
            history.isCreateBegun = true;
            history.keysBefore = entry.facts;
        }
        history.isRotateBegun = history.isRotateBegun || kind == StepKind::SelfRotate;
        break;
    case Phase::After:
        record.state = StepState::Done;
        if (makesKey)
            history.newKey = fact;
        break;
    case Phase::Failed:
        record.state = StepState::Failed;
        record.why = fact;
        break;
    case Phase::Skipped:
        record.state = StepState::Skipped;
        record.why = fact;
        break;
    case Phase::Undoing:
        break;
    case Phase::Undone:
        record.state = StepState::Undone;
        if (makesKey) {
            history.isCreateBegun = false;
            history.newKey.clear();
            ++history.createsUndone;
        }
        if (kind == StepKind::SelfRotate)
            history.isRotateBegun = false;
        break;
    case Phase::Begun:
    case Phase::Ended:
        break;
    }
    return {};
}

Result<History> replay(std::span<const Entry> entries)
{
    if (entries.empty())
        return fail(ErrorKind::NotFound, "there is no such rotation");
    History history;
    if (entries.front().phase != Phase::Begun)
        return fail(ErrorKind::Malformed, "the journal does not begin with a plan");
    for (const Entry &entry : entries) {
        if (auto taken = take(history, entry); !taken)
            return std::unexpected(taken.error());
    }
    return history;
}

} // namespace rekey::rotate
