// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clinetwork.h"
#include "app/clioptions.h"
#include "core/provider/consent.h"

#include <string>
#include <vector>

namespace rekey::app {

/// `rekey-cli verify`.
struct VerifyCommand
{
    std::vector<std::string> paths; ///< scanned now; empty: what the store holds
    std::string filter;
    bool yesCanaries = false;
    bool passwords = false; ///< try those of databases too, by logging in
    provider::Level level = provider::Level::Alive;
    NetworkAccess network;
    StoreAccess store;
    bool again = false; ///< also what was answered less than a day ago
    bool isDryRun = false;
    bool json = false;
};

/// `rekey-cli providers`.
struct ProvidersCommand
{
    bool json = false;
};

[[nodiscard]] Result<VerifyCommand> parseVerify(std::vector<std::string> arguments);
[[nodiscard]] Result<ProvidersCommand> parseProviders(std::vector<std::string> arguments);
[[nodiscard]] std::vector<VerbWords> verifyWords();
[[nodiscard]] std::string verifyUsage();

[[nodiscard]] int runVerifyCommand(const VerifyCommand &command);
[[nodiscard]] int runProvidersCommand(const ProvidersCommand &command);

} // namespace rekey::app
