// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/severity.h"

#include "core/finding/keeper.h"

#include <algorithm>
#include <array>

namespace rekey::finding {

namespace {

std::uint8_t verdictPart(Verdict verdict, const SeverityWeights &weights)
{
    switch (verdict) {
    case Verdict::Live:
        return weights.live;
    case Verdict::LiveLimited:
        return weights.limited;
    case Verdict::Unknown:
        return weights.unknown;
    case Verdict::Disabled:
        return weights.disabled;
    case Verdict::Dead:
        return weights.dead;
    case Verdict::NotASecret:
        return 0;
    case Verdict::NotChecked:
    case Verdict::NoChecker:
        break;
    }
    return weights.notChecked;
}

std::uint8_t scopePart(std::optional<ScopeRisk> risk, const SeverityWeights &weights)
{
    switch (risk.value_or(ScopeRisk::ReadOnly)) {
    case ScopeRisk::Admin:
        return weights.admin;
    case ScopeRisk::CanGainMore:
        return weights.canGainMore;
    case ScopeRisk::Risky:
        return weights.risky;
    case ScopeRisk::ReadOnly:
        break;
    }
    return 0;
}

std::uint8_t reachPart(Exposure exposure, const SeverityWeights &weights)
{
    switch (exposure) {
    case Exposure::Public:
        return weights.isPublic;
    case Exposure::Shared:
        return weights.isShared;
    case Exposure::Private:
    case Exposure::Unknown:
        break;
    }
    return 0;
}

} // namespace

std::uint8_t Severity::value() const
{
    return static_cast<std::uint8_t>(std::min(verdict + scope + reach + head + age, 100));
}

Severity severityOf(const SeverityFacts &facts, const SeverityWeights &weights)
{
    Severity severity;
    severity.verdict = verdictPart(facts.verdict, weights);
    severity.scope = scopePart(facts.risk, weights);
    severity.reach = reachPart(facts.exposure, weights);
    severity.head = facts.isInHead ? weights.inHead : std::uint8_t{0};
    severity.age = facts.isOld ? weights.old : std::uint8_t{0};
    return severity;
}

std::string_view severityBandName(SeverityBand band)
{
    constexpr std::array<std::string_view, 4> names = {"low", "medium", "high", "critical"};
    return names[static_cast<std::size_t>(band)];
}

SeverityBand severityBand(std::uint8_t value, const SeverityWeights &weights)
{
    if (value >= weights.critical)
        return SeverityBand::Critical;
    if (value >= weights.high)
        return SeverityBand::High;
    return value >= weights.medium ? SeverityBand::Medium : SeverityBand::Low;
}

} // namespace rekey::finding
