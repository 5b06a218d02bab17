// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/optionparser.h"
#include "core/provider/catalog.h"
#include "core/provider/networktransport.h"

#include <map>
#include <string>
#include <vector>

namespace rekey::app {

/// How a command reaches providers.
struct NetworkAccess
{
    std::vector<std::string> yesHosts;
    std::map<std::string, std::string> baseUrls; ///< by provider
    std::vector<provider::AllowRule> allowed;
    std::string proxy; ///< "system", "none", http://HOST:PORT or socks5://HOST:PORT
    std::string authorities; ///< PEM file
};

/// --yes-host, --base-url, --allow-private, --proxy and --ca-file.
void addNetworkOptions(Options &options, NetworkAccess &access);
/// Errors: Invalid (the proxy; a base URL of no provider), those of readAuthorities.
[[nodiscard]] Result<provider::NetworkSettings> networkOf(const NetworkAccess &access,
                                                          const provider::Catalog &catalog);

} // namespace rekey::app
