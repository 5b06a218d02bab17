// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rekey::app {

/// `rekey-cli broker`. Open keys come from the keyring or a descriptor, never from the command line
/// or the environment.
struct BrokerCommand
{
    enum class Verb : std::uint8_t
    {
        Serve,
        Check, ///< the configuration alone
        Log,
        NewKey,
        SealKey,
        Replaced, ///< tables for --replaced, from the store's seals
    };
    Verb verb = Verb::Serve;
    std::string config; ///< empty: defaults
    std::vector<std::string> keyrings; ///< names of open keys in the keyring, in this order
    int keyFd = -1; ///< one open key a line
    std::vector<std::string> listen; ///< in place of the configuration's
    std::string audit; ///< in place of the configuration's
    std::string replaced; ///< file of tokens that stand for older ones
    StoreAccess access; ///< of Verb::Replaced
    std::string profile; ///< of Verb::Replaced: only seals for its key; empty: all
    std::string consumer;
    std::string host;
    std::optional<std::int64_t> since; ///< seconds since 1970 UTC
    std::string output; ///< for a new key or replaced tokens
    bool json = false;
};

[[nodiscard]] Result<BrokerCommand> parseBroker(std::vector<std::string> arguments);
[[nodiscard]] VerbWords brokerWords();
[[nodiscard]] std::string brokerUsage();
[[nodiscard]] int runBrokerCommand(const BrokerCommand &command);
[[nodiscard]] int runBrokerLog(const BrokerCommand &command);
/// Where the log is: the option, the configuration, or the usual place. Errors: as the
/// configuration's.
[[nodiscard]] Result<std::string> auditFileOf(const BrokerCommand &command);

} // namespace rekey::app
