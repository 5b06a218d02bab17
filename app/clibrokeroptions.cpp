// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clibroker.h"
#include "app/clistoreoptions.h"
#include "app/optionparser.h"

#include <charconv>
#include <chrono>
#include <map>
#include <sstream>

namespace rekey::app {

namespace {

using Verb = BrokerCommand::Verb;

std::int64_t now()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
        .time_since_epoch()
        .count();
}

std::optional<std::int64_t> parsedTime(const std::string &text, const char *form)
{
    std::istringstream in(text);
    std::chrono::sys_seconds time;
    if (!(in >> std::chrono::parse(form, time)) || in.peek() != std::char_traits<char>::eof())
        return std::nullopt;
    return time.time_since_epoch().count();
}

/// "90m", "2h", "7d" ago; a day; or a time of RFC 3339 in UTC.
std::optional<std::int64_t> timeFrom(const std::string &text)
{
    static const std::map<char, std::int64_t> kUnits
        = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86'400}};
    std::int64_t count = 0;
    const char *last = text.data() + text.size() - (text.empty() ? 0 : 1);
    const auto [end, code] = std::from_chars(text.data(), last, count);
    const auto unit = kUnits.find(text.empty() ? '\0' : text.back());
    if (code == std::errc() && end == last && unit != kUnits.end() && count >= 0
        && count < 1'000'000)
        return now() - count * unit->second;
    if (const auto time = parsedTime(text, "%FT%TZ"))
        return time;
    return parsedTime(text, "%F");
}

void addOptions(Options &options, BrokerCommand &command)
{
    options.value("config", into(command.config));
    options.value("keyring", into(command.keyrings));
    options.value("key-fd", fdInto("key-fd", command.keyFd));
    options.value("listen", into(command.listen));
    options.value("audit", into(command.audit));
    options.value("replaced", into(command.replaced));
    options.value("profile", into(command.profile));
    addStoreOptions(options, command.access);
    options.value("consumer", into(command.consumer));
    options.value("host", into(command.host));
    options.value("since", [&command](const std::string &value) -> Result<void> {
        command.since = timeFrom(value);
        if (!command.since)
            return fail(ErrorKind::Invalid,
                        "--since takes a time such as 2h, 7d, 2026-11-27 or 2026-11-27T08:00:00Z, "
                        "not \""
                            + value + '"');
        return {};
    });
    options.value("output", into(command.output));
    options.flag("json", [&command] { command.json = true; });
}

const std::map<std::string, Verb> kVerbs
    = {{"serve", Verb::Serve},    {"check", Verb::Check},       {"log", Verb::Log},
       {"new-key", Verb::NewKey}, {"replaced", Verb::Replaced}, {"seal-key", Verb::SealKey}};

Result<void> checkKeys(const BrokerCommand &command)
{
    const bool hasKey = !command.keyrings.empty() || command.keyFd >= 0;
    if (!hasKey && (command.verb == Verb::Serve || command.verb == Verb::SealKey))
        return fail(ErrorKind::Invalid,
                    "say where the open key is: --keyring NAME, or --key-fd N with one key a line; "
                    "rekey-cli broker new-key makes one");
    const bool hasPlace = command.keyrings.size() + (command.output.empty() ? 0 : 1) == 1;
    if (command.verb == Verb::NewKey && !hasPlace)
        return fail(
            ErrorKind::Invalid,
            "say where the new open key goes, in one place: --keyring NAME, or --output FILE");
    return {};
}

} // namespace

VerbWords brokerWords()
{
    BrokerCommand command;
    Options options;
    addOptions(options, command);
    VerbWords words{"broker", {}, options.names()};
    for (const auto &[name, verb] : kVerbs)
        words.words.push_back(name);
    return words;
}

Result<BrokerCommand> parseBroker(std::vector<std::string> arguments)
{
    BrokerCommand command;
    Options options;
    addOptions(options, command);
    const auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    const std::string verb = words->empty() ? "" : words->front();
    if (!kVerbs.contains(verb))
        return fail(ErrorKind::Invalid,
                    "broker knows serve, check, log, new-key, replaced and seal-key, not \"" + verb
                        + '"');
    if (words->size() > 1)
        return fail(ErrorKind::Invalid,
                    "broker " + verb + " does not take \"" + words->at(1) + '"');
    command.verb = kVerbs.at(verb);
    if (auto checked = checkKeys(command); !checked)
        return std::unexpected(checked.error());
    return command;
}

std::string brokerUsage()
{
    return R"(  rekey-cli broker new-key --keyring NAME | --output FILE    make an open key, print its seal key
  rekey-cli broker seal-key --keyring NAME | --key-fd N      print the public key to seal for
  rekey-cli broker serve             a local proxy that opens sealed tokens; SIGHUP reads FILE again
      --config FILE       consumers, rates, blocks, exceptions: see the README
      --keyring NAME      an open key in the keyring; may be given again, the first opens first
      --key-fd N          or from a descriptor, one key a line
      --listen HOST:PORT  default 127.0.0.1:8118; may be given again
      --audit FILE        default broker.jsonl in the data folder
      --replaced FILE     seals that stand for older ones, from broker replaced; read again, too
  rekey-cli broker check --config FILE       whether the file can be used; with --keyring or --key-fd
                                             tokens under [[replaced]] are opened, too
  rekey-cli broker replaced [--store STORE] [--profile NAME] [--output FILE]
                                             after seal again or a rotation: consumers keep the seals they hold
  rekey-cli broker log [--audit FILE | --config FILE]        what was done, and whether the log is whole
      --consumer NAME, --host HOST, --since 2h|7d|DATE, --json
)";
}

} // namespace rekey::app
