// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/finding.h"
#include "core/rules/compiledrules.h"
#include "core/secret/identity.h"
#include "core/secret/vault.h"
#include "core/sources/source.h"

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::scan {

/// What a scan needs and shares; all of it outlives the job.
struct ScanContext
{
    std::shared_ptr<const rules::CompiledRules> rules;
    std::shared_ptr<const secret::IdentityKey> identity;
    std::shared_ptr<const secret::Vault> vault;
};

struct ScanOptions
{
    unsigned workers = 0; ///< 0: one for each processor
    bool useDeltas = true;
};

/// Live counters, readable from any thread while the job runs.
struct ScanProgress
{
    std::atomic<std::uint32_t> sourcesTotal{0};
    std::atomic<std::uint32_t> sourceIndex{0}; ///< which source is being walked
    std::atomic<std::uint64_t> findings{0};
    sources::WalkProgress walk; ///< of the current source
};

/// Findings that are new or have changed since the last batch: complete values, to be put over
/// what the receiver has under the same id. While a walk goes on their places are provisional
/// (path may be empty) and their number is 0; the last batch of each source has its places final,
/// the very last batch is the whole result, numbered.
using FindingBatch = std::vector<finding::Finding>;

struct ScanResult
{
    /// Final, numbered from 1 in their order: by nearest place (source, reach, path, line, column),
    /// then rule.
    std::vector<finding::Finding> findings;
    std::vector<sources::Coverage> coverage; ///< one for each source
    std::size_t rules = 0; ///< how many detectors were used
    std::int64_t elapsedMs = 0;
    bool complete = true;
};

/// Walks every source, matches, gathers one finding for each secret value and places it.
///
/// `batches` is called on one of the job's threads, never by two at once, at most every 100 ms or
/// so; the first within moments of the first match. Returns when done or stopped (then what was
/// found so far, `complete` false; places are then what the source knows at once). A source that
/// cannot be walked is a coverage entry with `complete` false and a note, not an error, unless it
/// is the only one. The same input and rules give the same result in the same order, whatever the
/// number of workers.
[[nodiscard]] Result<ScanResult> runScan(const ScanContext &context,
                                         std::span<const std::shared_ptr<sources::Source>> sources,
                                         const ScanOptions &options, ScanProgress &progress,
                                         const std::function<void(FindingBatch)> &batches,
                                         std::stop_token stop);

} // namespace rekey::scan
