// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/state.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::store {

/// What of the rotations does not open or is not whole, one sentence each.
struct RunProblem
{
    std::string where; ///< "rotation R-0001"
    std::string what;
};
[[nodiscard]] Result<std::vector<RunProblem>> checkRuns(Store::State &state, std::stop_token stop);

/// Journals and values of rotations; see finding::RunKeeper. Names of runs are sealed too: rows are
/// found by keyed digests.
[[nodiscard]] Result<std::string> reserveRun(WriteScope &scope);
[[nodiscard]] Result<void> appendRunEntry(WriteScope &scope, const std::string &run,
                                          std::uint64_t number, std::string_view text);
[[nodiscard]] Result<std::vector<std::string>> readRunEntries(Store::State &state,
                                                              const std::string &run);
[[nodiscard]] Result<std::vector<finding::RunEntryCount>> countRunEntries(Store::State &state);

[[nodiscard]] Result<void> writeRunValue(WriteScope &scope, const std::string &run,
                                         std::string_view name, const secret::SecretBytes &value);
[[nodiscard]] Result<std::optional<secret::SecretBytes>>
readRunValue(Store::State &state, const std::string &run, std::string_view name);
[[nodiscard]] Result<void> dropRunValue(WriteScope &scope, const std::string &run,
                                        std::string_view name);

} // namespace rekey::store
