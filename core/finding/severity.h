// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/finding/triage.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace rekey::finding {

enum class Exposure : std::uint8_t;

/// What each fact adds to a severity, and where the bands begin. The presets add up to 100 at most.
struct SeverityWeights
{
    std::uint8_t live = 50;
    std::uint8_t limited = 35;
    std::uint8_t unknown = 20;
    std::uint8_t notChecked = 15; ///< also when there is no checker
    std::uint8_t disabled = 10; ///< may come back
    std::uint8_t dead = 5;
    std::uint8_t admin = 25;
    std::uint8_t canGainMore = 20;
    std::uint8_t risky = 10;
    std::uint8_t isPublic = 15;
    std::uint8_t isShared = 8;
    std::uint8_t inHead = 5;
    std::uint8_t old = 5;
    std::uint8_t critical = 80;
    std::uint8_t high = 60;
    std::uint8_t medium = 35;

    friend bool operator==(const SeverityWeights &, const SeverityWeights &) = default;
};

/// What severity follows from.
struct SeverityFacts
{
    Verdict verdict = Verdict::NotChecked;
    std::optional<ScopeRisk> risk;
    Exposure exposure{}; ///< widest of its sources
    bool isInHead = false;
    bool isOld = false; ///< first seen more than kOldSeconds ago
};

inline constexpr std::int64_t kOldSeconds = 365LL * 86'400;

/// A severity with its parts.
struct Severity
{
    std::uint8_t verdict = 0;
    std::uint8_t scope = 0;
    std::uint8_t reach = 0;
    std::uint8_t head = 0;
    std::uint8_t age = 0;

    /// 0-100.
    [[nodiscard]] std::uint8_t value() const;
    friend bool operator==(const Severity &, const Severity &) = default;
};

/// Any thread.
[[nodiscard]] Severity severityOf(const SeverityFacts &facts, const SeverityWeights &weights = {});

enum class SeverityBand : std::uint8_t
{
    Low,
    Medium,
    High,
    Critical,
};

/// "low", "medium", "high", "critical".
[[nodiscard]] std::string_view severityBandName(SeverityBand band);
[[nodiscard]] SeverityBand severityBand(std::uint8_t value, const SeverityWeights &weights = {});

} // namespace rekey::finding
