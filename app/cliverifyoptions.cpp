// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliverifyoptions.h"

#include "app/optionparser.h"
namespace rekey::app {

namespace {

void addVerifyOptions(Options &options, VerifyCommand &command)
{
    addStoreOptions(options, command.store);
    addNetworkOptions(options, command.network);
    options.value("filter", [&](const std::string &value) -> Result<void> {
        command.filter = value;
        return {};
    });
    options.value("level", [&](const std::string &value) {
        return choose<provider::Level>(
            "level", {{"1", provider::Level::Alive}, {"2", provider::Level::Access}}, value,
            command.level);
    });
    options.flag("yes-canaries", [&] { command.yesCanaries = true; });
    options.flag("passwords", [&] { command.passwords = true; });
    options.flag("again", [&] { command.again = true; });
    options.flag("dry-run", [&] { command.isDryRun = true; });
    options.flag("json", [&] { command.json = true; });
}

} // namespace

Result<VerifyCommand> parseVerify(std::vector<std::string> arguments)
{
    VerifyCommand command;
    Options options;
    addVerifyOptions(options, command);
    auto paths = options.parse(std::move(arguments));
    if (!paths)
        return std::unexpected(paths.error());
    command.paths = std::move(*paths);
    if (!command.paths.empty() && !command.store.place.empty())
        return fail(ErrorKind::Invalid,
                    "verify asks about what the store holds or about paths, not both; scan the "
                    "paths with --store first");
    return command;
}

Result<ProvidersCommand> parseProviders(std::vector<std::string> arguments)
{
    ProvidersCommand command;
    Options options;
    bool isMatrix = false;
    options.flag("matrix", [&] { isMatrix = true; });
    options.flag("json", [&] { command.json = true; });
    const auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    if (!isMatrix || !words->empty())
        return fail(ErrorKind::Invalid, "providers takes --matrix, and --json beside it");
    return command;
}

std::vector<VerbWords> verifyWords()
{
    VerifyCommand command;
    Options options;
    addVerifyOptions(options, command);
    return {{"verify", {}, options.names()}, {"providers", {}, {"--matrix", "--json"}}};
}

std::string verifyUsage()
{
    return R"(  rekey-cli verify [PATH|-]...       ask providers whether secrets are live; without a path, those
                                     of the store. Sends nothing before a yes for each host
      --dry-run           only list what would be sent where
      --yes-host HOST     yes, send to this host; may be given again
      --yes-canaries      also keys that likely alert whoever planted them
      --passwords         also passwords of databases: one login each, and one with a made-up twin,
                          at hosts that have a yes (HOST:PORT) and a rule (--allow-private)
      --level 1|2         1 is it alive, 2 also whose it is and what it may do; default 1
      --filter FILTER     only these; see list
      --again             also what was answered less than a day ago
      --base-url PROVIDER=URL     an own server (GitHub Enterprise, Vault ...); may be given again
      --allow-private NAME=HOST   this host may have a private or loopback address, and may be
                                  sent passwords that were found beside its name
      --proxy system|none|http://HOST:PORT|socks5://HOST:PORT, --ca-file FILE.pem
      --json, --store STORE ...
  rekey-cli providers --matrix [--json]      what can be done with keys of each provider
)";
}

} // namespace rekey::app
