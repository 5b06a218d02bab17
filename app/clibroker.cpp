// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clibroker.h"

#include "app/clibrokerkey.h"
#include "app/clifiles.h"
#include "app/cliopenstore.h"
#include "core/base/folders.h"
#include "core/base/text.h"
#include "core/seal/broker/replaced.h"
#include "core/seal/broker/server.h"
#include "core/seal/keptseals.h"
#include "core/store/keyring.h"

#include <QCoreApplication>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <memory>

namespace rekey::app {

namespace {

using seal::OpenKey;
using Verb = BrokerCommand::Verb;

Result<std::vector<OpenKey>> readKeys(const BrokerCommand &command)
{
    std::vector<OpenKey> keys;
    for (const std::string &name : command.keyrings) {
        const auto application = makeApplication();
        const auto text = store::platformKeyring()->read(openKeyName(name));
        if (!text)
            return std::unexpected(text.error());
        auto key = OpenKey::parse(text->view());
        if (!key)
            return std::unexpected(key.error());
        keys.push_back(std::move(*key));
    }
    while (command.keyFd >= 0) {
        const auto line = readPassphrase(command.keyFd, {}, {});
        if (!line)
            return std::unexpected(line.error());
        if (!*line || (*line)->isEmpty())
            break;
        auto key = OpenKey::parse((*line)->view());
        if (!key)
            return std::unexpected(key.error());
        keys.push_back(std::move(*key));
    }
    if (keys.empty())
        return fail(
            ErrorKind::NotFound,
            "there is no open key on the descriptor; write one a line, 64 hexadecimal digits "
            "each");
    return keys;
}

int makeKey(const BrokerCommand &command)
{
    const OpenKey key = OpenKey::random();
    if (!command.output.empty()) {
        if (const auto kept = keepOpenKeyInFile(command.output, key); !kept)
            return fails(kept.error());
    } else {
        const auto application = makeApplication();
        const auto kept
            = keepOpenKeyInKeyring(*store::platformKeyring(), command.keyrings.front(), key);
        if (!kept)
            return fails(kept.error());
    }
    std::cout << key.sealKey().hex() << '\n';
    return ExitNothing;
}

int showSealKey(const BrokerCommand &command)
{
    const auto keys = readKeys(command);
    if (!keys)
        return fails(keys.error());
    for (const OpenKey &key : *keys)
        std::cout << key.sealKey().hex() << '\n';
    return ExitNothing;
}

Result<broker::Config> readConfig(const BrokerCommand &command)
{
    auto config = command.config.empty() ? broker::readConfig({}, {})
                                         : broker::readConfigFile(command.config);
    if (!config)
        return config;
    if (!command.listen.empty())
        config->listen.clear();
    for (const std::string &text : command.listen) {
        const auto address = broker::listenAddressFrom(text);
        if (!address)
            return fail(ErrorKind::Invalid,
                        "--listen takes an address with a port, such as 127.0.0.1:8118", text);
        config->listen.push_back(*address);
    }
    const auto audit = auditFileOf(command);
    if (!audit)
        return std::unexpected(audit.error());
    config->audit.file = *audit;
    if (!command.replaced.empty()) {
        if (auto added = broker::addReplacedFile(*config, command.replaced); !added)
            return std::unexpected(added.error());
    }
    return config;
}

/// Two descriptors for each client, as far as the system lets.
void allowDescriptors(std::size_t clients)
{
    constexpr rlim_t kOthers = 64;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur
        = std::min(limit.rlim_max, std::max<rlim_t>(limit.rlim_cur, 2 * clients + kOthers));
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < 2 * clients + kOthers)
        say("the system allows fewer open files than " + std::to_string(clients)
            + " clients may need");
}

int writeReplaced(const BrokerCommand &command)
{
    const auto application = makeApplication();
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    std::vector<std::string> keys;
    if (!command.profile.empty()) {
        const auto profile = seal::keptProfile(**store, command.profile);
        if (!profile)
            return fails(profile.error());
        keys.push_back(profile->key.fingerprint());
    }
    const auto seals = seal::keptRegister(**store);
    if (!seals)
        return fails(seals.error());
    const std::string text = broker::replacedText(broker::replacedSeals(*seals, keys));
    return writeOutput(command.output, [&](std::ostream &out) { out << text; }) ? ExitNothing
                                                                                : ExitIncomplete;
}

void reload(const BrokerCommand &command, broker::Server &server)
{
    auto config = readConfig(command);
    if (!config) {
        say("the configuration is not taken: " + config.error().text());
        return;
    }
    server.reload(std::move(*config), [](const Result<void> &done) {
        say(done ? "the configuration was read again"
                 : "the configuration is not taken: " + done.error().text());
    });
}

int serve(const BrokerCommand &command)
{
    const auto config = readConfig(command);
    if (!config)
        return fails(config.error());
    auto keys = readKeys(command);
    if (!keys)
        return fails(keys.error());
    for (const OpenKey &key : *keys)
        say("seal key " + key.sealKey().hex());
    allowDescriptors(config->limits.clients);
    // A log that may not grow is to be refused, not to end the process.
    std::signal(SIGXFSZ, SIG_IGN);
    auto server = broker::Server::open(*config, std::move(*keys));
    if (!server)
        return fails(server.error());
    server->onTrouble([](const std::string &trouble) { say(trouble); });
    server->watchSignals([&] { reload(command, *server); });
    for (const broker::ListenAddress &address : server->addresses())
        say("listening on " + broker::textOf(address));
    say("audit log " + escapeControl(config->audit.file));
    server->run();
    return ExitNothing;
}

} // namespace

Result<std::string> auditFileOf(const BrokerCommand &command)
{
    if (!command.audit.empty())
        return command.audit;
    if (!command.config.empty()) {
        const auto config = broker::readConfigFile(command.config);
        if (!config)
            return std::unexpected(config.error());
        if (!config->audit.file.empty())
            return config->audit.file;
    }
    const std::string folder = userFolders().data;
    if (folder.empty())
        return fail(ErrorKind::Invalid, "there is no data folder; say where with --audit FILE");
    return folder + "/broker.jsonl";
}

int runBrokerCommand(const BrokerCommand &command)
{
    switch (command.verb) {
    case Verb::Serve:
        return serve(command);
    case Verb::Check: {
        const auto config = readConfig(command);
        if (!config)
            return fails(config.error());
        const bool hasKeys = !command.keyrings.empty() || command.keyFd >= 0;
        auto keys = hasKeys ? readKeys(command) : Result<std::vector<OpenKey>>();
        if (!keys)
            return fails(keys.error());
        if (const auto checked = broker::Server::check(*config, std::move(*keys)); !checked)
            return fails(checked.error());
        if (!hasKeys && !config->replacedSeals.empty())
            say("the tokens under [[replaced]] were not opened; give --keyring or --key-fd, too");
        std::cout << config->consumers.size() << " consumers, " << config->allowed.size()
                  << " hosts with an address that is not public\n";
        return ExitNothing;
    }
    case Verb::Log:
        return runBrokerLog(command);
    case Verb::NewKey:
        return makeKey(command);
    case Verb::Replaced:
        return writeReplaced(command);
    case Verb::SealKey:
        break;
    }
    return showSealKey(command);
}

} // namespace rekey::app
