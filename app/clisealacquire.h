// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/optionparser.h"
#include "core/base/result.h"
#include "core/provider/address.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rekey::app {

struct SealCommand;

/// Of `seal acquire` and `seal refresh`.
struct AcquireChoices
{
    std::string service; ///< base URL of an ssokenizer; empty: directly
    std::string provider; ///< its name there, an id of ours, or an issuer's URL
    std::string baseUrl; ///< of the provider's own server
    std::string clientId;
    int clientSecretFd = -1; ///< -1: the client has none
    std::vector<std::string> scopes;
    std::size_t port = 0; ///< of the return URL; 0: any
    bool isDevice = false;
    std::string replaces; ///< a seal whose consumer keeps its bearer
    int bearerFd = -1; ///< of the consumer, to refresh; -1: standard input
    std::vector<std::string> yesHosts;
    std::vector<provider::AllowRule> allowed;
    std::string authorities; ///< PEM file
};

void addAcquireOptions(Options &options, AcquireChoices &choices);
[[nodiscard]] Result<void> checkAcquire(const SealCommand &command);

} // namespace rekey::app
