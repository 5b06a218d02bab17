// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/triage.h"

#include <algorithm>
#include <array>

namespace rekey::finding {

namespace {

constexpr std::array<std::string_view, 5> kDecisionNames
    = {"new", "confirmed", "rotating", "reopened", "closed"};
constexpr std::array<std::string_view, 7> kReasonNames
    = {"", "rotated", "revoked", "false-positive", "test", "accepted", "gone"};
constexpr std::array<std::string_view, 4> kRiskNames
    = {"read-only", "risky", "can-gain-more", "admin"};

template <typename Enum, std::size_t count>
std::optional<Enum> fromName(const std::array<std::string_view, count> &names,
                             std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

bool needsDead(CloseReason reason)
{
    return reason == CloseReason::Rotated || reason == CloseReason::Revoked;
}

} // namespace

std::string_view decisionName(Decision decision)
{
    return kDecisionNames[static_cast<std::size_t>(decision)];
}

std::optional<Decision> decisionFromName(std::string_view name)
{
    return fromName<Decision>(kDecisionNames, name);
}

std::string_view closeReasonName(CloseReason reason)
{
    return kReasonNames[static_cast<std::size_t>(reason)];
}

std::optional<CloseReason> closeReasonFromName(std::string_view name)
{
    return fromName<CloseReason>(kReasonNames, name);
}

std::string_view scopeRiskName(ScopeRisk risk)
{
    return kRiskNames[static_cast<std::size_t>(risk)];
}

TriageProblem problemOf(const Triage &triage, Verdict verdict, std::int64_t now)
{
    const bool isClosed = triage.decision == Decision::Closed;
    if (isClosed != (triage.closeReason != CloseReason::None))
        return TriageProblem::NeedsCloseReason;
    if (triage.closeReason == CloseReason::Accepted && triage.acceptedUntil <= now)
        return TriageProblem::NeedsDate;
    if (needsDead(triage.closeReason) && verdict != Verdict::Dead && !triage.isOverride)
        return TriageProblem::NeedsDeadVerdict;
    if (triage.isOverride && triage.why.empty())
        return TriageProblem::NeedsWhy;
    return TriageProblem::None;
}

bool reopensOnNewPlace(const Triage &triage)
{
    return triage.decision == Decision::Closed && triage.closeReason != CloseReason::FalsePositive
        && triage.closeReason != CloseReason::TestValue;
}

bool reopensOnVerdict(const Triage &triage, Verdict verdict)
{
    return triage.decision == Decision::Closed && triage.closeReason != CloseReason::Accepted
        && (verdict == Verdict::Live || verdict == Verdict::LiveLimited);
}

bool reopensAt(const Triage &triage, std::int64_t now)
{
    return triage.closeReason == CloseReason::Accepted && triage.acceptedUntil <= now;
}

std::optional<ScopeRisk> Access::highestRisk() const
{
    if (scopes.empty())
        return std::nullopt;
    return std::ranges::max_element(scopes, {}, &Scope::risk)->risk;
}

} // namespace rekey::finding
