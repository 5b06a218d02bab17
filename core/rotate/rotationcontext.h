// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/keeper.h"

#include <map>
#include <string>
#include <vector>

namespace rekey::rotate {

/// What a rotation needs to go on in another process beside its journal; no value is in it. Kept
/// as a property of the store.
struct RotationContext
{
    std::string finding; ///< "S-0421"; empty: not of the store
    std::string detector;
    std::vector<std::string> parts; ///< names of those that the old key has
    std::map<std::string, std::string> with; ///< parts that are no secrets
    std::map<std::string, std::string> baseUrls; ///< by provider
    std::map<std::string, std::string> files; ///< consumer to the file that its value is put into
    std::map<std::string, std::string> commands; ///< consumer to what gets it on standard input

    friend bool operator==(const RotationContext &, const RotationContext &) = default;
};

[[nodiscard]] Result<void> keepContext(finding::Keeper &keeper, const std::string &run,
                                       const RotationContext &context);
/// Errors: NotFound, Malformed.
[[nodiscard]] Result<RotationContext> keptContext(const finding::Keeper &keeper,
                                                  const std::string &run);

/// Whether a person or a command said that a consumer works with what it was given.
[[nodiscard]] Result<void> confirmConsumer(finding::Keeper &keeper, const std::string &run,
                                           const std::string &consumer);
[[nodiscard]] Result<bool> isConsumerConfirmed(const finding::Keeper &keeper,
                                               const std::string &run, const std::string &consumer);

} // namespace rekey::rotate
