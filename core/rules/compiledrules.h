// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/rules/rule.h"

#include <memory>
#include <string>

namespace rekey::rules {

/// A rule pack made ready for scanning: one Vectorscan block-mode database with the bounded anchors
/// of all detectors, and one RE2 for each detector and companion. Immutable after compile; shared
/// by all workers, which keep their own scratch.
class CompiledRules
{
public:
    /// Compiles, or takes the anchor database from `cacheFolder` when a file keyed by its content
    /// is there (a damaged or foreign cache file is ignored and made again; empty: no cache).
    /// Errors: Malformed (a pattern RE2 refuses), Invalid (no bounded anchor can be derived; the
    /// text names the detector and what to change).
    [[nodiscard]] static Result<std::shared_ptr<const CompiledRules>>
    compile(RulePack pack, const std::string &cacheFolder = {});

    ~CompiledRules();
    CompiledRules(const CompiledRules &) = delete;
    CompiledRules &operator=(const CompiledRules &) = delete;

    [[nodiscard]] const RulePack &pack() const;
    [[nodiscard]] const Detector &detector(std::size_t index) const;
    [[nodiscard]] std::size_t detectorCount() const;
    /// Null when there is none of that id.
    [[nodiscard]] const Detector *find(std::string_view detectorId) const;
    /// Name for people of a detector's provider.
    [[nodiscard]] const Provider &providerOf(const Detector &detector) const;

    struct Engine; ///< Vectorscan database, anchors and expressions; for core/scan only
    [[nodiscard]] const Engine &engine() const;

private:
    CompiledRules();
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace rekey::rules
