// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/compiledrules.h"
#include "core/rules/expression.h"

#include <hs.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace rekey::rules {

/// A detector that an anchor stands for, and where its match must begin: at a byte in the closed
/// range [to + beginMin, to + beginMax], `to` being the end of the anchor's hit as Vectorscan
/// reports it. Both are usually negative; `beginMax` is above 0 only for an anchor on a keyword
/// that stands outside the match.
struct AnchorUse
{
    std::uint32_t detector = 0; ///< index into CompiledRules
    std::int32_t beginMin = 0;
    std::int32_t beginMax = 0;

    friend bool operator==(const AnchorUse &, const AnchorUse &) = default;
};

/// One bounded pattern of the database; its index is the id Vectorscan reports. An anchor of
/// variable width may be reported more than once for one match, at different ends.
struct Anchor
{
    std::string pattern; ///< Vectorscan syntax, bytes
    std::uint32_t minWidth = 0; ///< bytes
    std::uint32_t maxWidth = 0; ///< bytes
    std::vector<AnchorUse> uses; ///< ascending by detector, beginMin

    friend bool operator==(const Anchor &, const Anchor &) = default;
};

/// Bits of CompiledDetector::filters; names in TOML in filters.h.
enum FilterBit : std::uint32_t
{
    FilterPlaceholder = 1u << 0,
    FilterTokenEfficiency = 1u << 1,
    FilterMixedClasses = 1u << 2,
    FilterNoHash = 1u << 3,
    FilterNoUuid = 1u << 4,
    FilterNoPath = 1u << 5,
};

/// What confirms a hit of one detector.
struct CompiledDetector
{
    explicit CompiledDetector(const Detector &detector);

    Expression pattern;
    std::uint32_t maxMatchBytes = 0; ///< the widest match looked for: maxLengthBytes or less
    std::uint32_t filters = 0; ///< FilterBit
    std::vector<Expression> deny; ///< partial match on the value
    std::vector<std::string> keywords; ///< lower case
    std::vector<Expression> companions; ///< parallel to Detector::companions
};

/// Immutable; safe to read from any thread. Expressions lock inside, cheaply.
struct CompiledRules::Engine
{
    Engine() = default;
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    hs_database_t *database = nullptr; ///< block mode, no start of match; null when no detectors
    std::vector<Anchor> anchors;
    std::vector<CompiledDetector> detectors; ///< parallel to CompiledRules::detector
    std::uint32_t maxAnchorBytes = 0; ///< widest anchor, and one byte either side for \b
    bool fromCache = false;
};

} // namespace rekey::rules
