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
    std::map<std::string, std::string> checks; ///< consumer to what tells whether it works

    friend bool operator==(const RotationContext &, const RotationContext &) = default;
};

/// Errors also: Invalid (a name or path is not UTF-8).
[[nodiscard]] Result<void> keepContext(finding::Keeper &keeper, const std::string &run,
                                       const RotationContext &context);
/// Errors: NotFound, Malformed.
[[nodiscard]] Result<RotationContext> keptContext(const finding::Keeper &keeper,
                                                  const std::string &run);

/// Whether a person or a check said that a consumer works with the key of that id. Said of one key,
/// it says nothing of the next.
[[nodiscard]] Result<void> confirmConsumer(finding::Keeper &keeper, const std::string &run,
                                           const std::string &consumer, const std::string &keyId);
[[nodiscard]] Result<bool> isConsumerConfirmed(const finding::Keeper &keeper,
                                               const std::string &run, const std::string &consumer,
                                               const std::string &keyId);

} // namespace rekey::rotate
