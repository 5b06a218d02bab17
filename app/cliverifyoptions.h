// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"
#include "core/provider/address.h"
#include "core/provider/consent.h"

#include <map>
#include <string>
#include <vector>

namespace rekey::app {

/// `rekey-cli verify`.
struct VerifyCommand
{
    std::vector<std::string> paths; ///< scanned now; empty: what the store holds
    std::string filter;
    std::vector<std::string> yesHosts;
    bool yesCanaries = false;
    bool passwords = false; ///< try those of databases too, by logging in
    provider::Level level = provider::Level::Alive;
    std::map<std::string, std::string> baseUrls; ///< by provider
    std::vector<provider::AllowRule> allowed;
    std::string proxy; ///< "system", "none", http://HOST:PORT or socks5://HOST:PORT
    std::string authorities; ///< PEM file
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
