// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliseal.h"

#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "core/base/text.h"
#include "core/seal/preset.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <format>
#include <iostream>

namespace rekey::app {

namespace {

using nlohmann::ordered_json;
using seal::Profile;
using seal::SealRecord;
using seal::SealRegister;
using Verb = SealCommand::Verb;

std::string dayText(std::int64_t seconds)
{
    if (seconds == 0)
        return "-";
    return std::format("{:%F}", std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

int addProfile(const SealCommand &command, store::Store &store)
{
    auto profile = seal::makeProfile(command.words.front(), command.proxy, command.key);
    if (!profile)
        return fails(profile.error());
    const auto colour = seal::colourFromName(command.colour.empty() ? "grey" : command.colour);
    profile->deployed = seal::dayFromText(command.deployed);
    if (!colour || (!command.deployed.empty() && !profile->deployed))
        return fails({ErrorKind::Invalid,
                      colour ? "--deployed takes a day such as 2026-05-01"
                             : "--colour is one of grey, green, amber, red, blue",
                      {}});
    profile->colour = *colour;
    if (!command.isDryRun) {
        if (auto kept = store.setProperty(seal::kProfileRoom, profile->name, textOf(*profile));
            !kept)
            return fails(kept.error());
    }
    std::cout << escapeControl(profile->name) << "  " << profile->key.fingerprint() << '\n';
    return ExitNothing;
}

int removeProfile(const SealCommand &command, store::Store &store)
{
    for (const std::string &name : command.words) {
        if (auto known = keptProfile(store, name); !known)
            return fails(known.error());
        if (command.isDryRun)
            continue;
        if (auto kept = store.setProperty(seal::kProfileRoom, name, {}); !kept)
            return fails(kept.error());
    }
    return ExitNothing;
}

int listProfiles(const SealCommand &command, const store::Store &store)
{
    const auto texts = store.properties(seal::kProfileRoom);
    if (!texts)
        return fails(texts.error());
    auto list = ordered_json::array();
    for (const auto &[name, text] : *texts) {
        const auto profile = seal::profileFromText(text);
        if (!profile)
            return fails(profile.error());
        const std::string deployed
            = profile->deployed ? seal::textOfDay(*profile->deployed) : std::string();
        if (command.json)
            list.push_back({{"name", profile->name},
                            {"proxy", profile->proxyUrl},
                            {"key", profile->key.hex()},
                            {"fingerprint", profile->key.fingerprint()},
                            {"colour", seal::colourName(profile->colour)},
                            {"deployed", deployed}});
        else
            std::cout << std::format("{:<20}  {}  {:<5}  {}  {}\n", escapeControl(profile->name),
                                     profile->key.fingerprint(), seal::colourName(profile->colour),
                                     profile->proxyUrl, deployed);
    }
    if (command.json)
        std::cout << list.dump(1) << '\n';
    return ExitNothing;
}

int listPresets(const SealCommand &command)
{
    auto list = ordered_json::array();
    for (const seal::Preset &preset : seal::builtinPresets()) {
        const std::string_view processor = seal::processorName(preset.processor);
        if (command.json)
            list.push_back({{"id", preset.id},
                            {"name", preset.name},
                            {"processor", processor},
                            {"hosts", preset.hosts},
                            {"detectors", preset.detectors},
                            {"note", preset.note}});
        else
            std::cout << std::format("{:<22}  {:<12}  {}\n", preset.id, processor, preset.name);
    }
    if (command.json)
        std::cout << list.dump(1) << '\n';
    return ExitNothing;
}

ordered_json jsonOf(const SealRecord &record)
{
    return {{"id", record.label()},
            {"consumer", record.consumer.name},
            {"owner", record.consumer.owner},
            {"place", record.consumer.place},
            {"finding", record.source.label},
            {"type", record.source.type},
            {"acquired_by", record.acquired.service},
            {"acquired_from", record.acquired.provider},
            {"profile", record.profile},
            {"processor", record.processor},
            {"destinations", record.destinations},
            {"made", record.madeAt},
            {"expires", record.expiresAt},
            {"last_test",
             {{"at", record.lastTest.at},
              {"status", record.lastTest.status},
              {"words", record.lastTest.words}}},
            {"state", seal::stateName(record.state(secondsNow()))},
            {"fingerprint", record.fingerprint}};
}

int listSeals(const SealCommand &command, const store::Store &store)
{
    const auto seals = keptRegister(store);
    if (!seals)
        return fails(seals.error());
    auto list = ordered_json::array();
    for (const auto &[number, record] : seals->records()) {
        if (command.json)
            list.push_back(jsonOf(record));
        else
            std::cout << std::format("{}  {:<12}  {:<20}  {:<7}  {:<12}  {:<18}  {}  {}\n",
                                     record.label(), seal::stateName(record.state(secondsNow())),
                                     escapeControl(record.consumer.name),
                                     record.source.label.empty() ? "-" : record.source.label,
                                     escapeControl(record.profile), record.processor,
                                     dayText(record.madeAt), escapeControl(record.destinations));
    }
    if (command.json)
        std::cout << list.dump(1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
    return ExitNothing;
}

int showSnippet(const SealCommand &command, const store::Store &store)
{
    const auto seals = keptRegister(store);
    if (!seals)
        return fails(seals.error());
    const auto numbers = namedSeals(*seals, command.words);
    if (!numbers)
        return fails(numbers.error());
    for (const std::uint32_t number : *numbers) {
        const SealRecord &record = *seals->find(number);
        const auto profile = keptProfile(store, record.profile);
        if (!profile)
            return fails(profile.error());
        std::cout << seal::snippetFor(command.language.value_or(seal::SnippetLanguage::Curl),
                                      record, *profile);
    }
    return ExitNothing;
}

int retire(const SealCommand &command, store::Store &store)
{
    auto seals = keptRegister(store);
    if (!seals)
        return fails(seals.error());
    const auto numbers = namedSeals(*seals, command.words);
    if (!numbers)
        return fails(numbers.error());
    for (const std::uint32_t number : *numbers)
        seals->retire(number, secondsNow());
    if (!command.isDryRun) {
        if (auto kept = keep(store, *seals); !kept)
            return fails(kept.error());
    }
    say("a sealed token cannot be called back: whoever has it and its bearer can use it until the "
        "credential is rotated");
    return ExitNothing;
}

int markRotated(const SealCommand &command, store::Store &store)
{
    auto seals = keptRegister(store);
    if (!seals)
        return fails(seals.error());
    const auto findings = namedFindings(store, command.words);
    if (!findings)
        return fails(findings.error());
    for (const finding::KeptFinding &kept : *findings) {
        for (const std::uint32_t number : seals->rotated(kept.finding.id, secondsNow())) {
            const SealRecord &record = *seals->find(number);
            std::cout << record.label() << "  " << escapeControl(record.consumer.name) << '\n';
        }
    }
    if (command.isDryRun)
        return ExitNothing;
    const auto kept = keep(store, *seals);
    return kept ? static_cast<int>(ExitNothing) : fails(kept.error());
}

} // namespace

std::int64_t secondsNow()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Result<std::vector<std::uint32_t>> namedSeals(const SealRegister &seals,
                                              const std::vector<std::string> &names)
{
    std::vector<std::uint32_t> numbers;
    for (const std::string &name : names) {
        std::string_view digits = name;
        if (digits.starts_with("L-") || digits.starts_with("l-"))
            digits.remove_prefix(2);
        std::uint32_t number = 0;
        const auto [end, code]
            = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (code != std::errc() || end != digits.data() + digits.size()
            || seals.find(number) == nullptr)
            return fail(ErrorKind::NotFound, "no seal has this id; see rekey-cli seal list", name);
        if (!std::ranges::contains(numbers, number))
            numbers.push_back(number);
    }
    return numbers;
}

int runSealCommand(const SealCommand &command)
{
    if (command.verb == Verb::Presets)
        return listPresets(command);
    const auto application = makeApplication();
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    switch (command.verb) {
    case Verb::Make:
        return makeSeals(command, **store);
    case Verb::Again:
        return makeSealsAgain(command, **store);
    case Verb::Snippet:
        return showSnippet(command, **store);
    case Verb::Retire:
        return retire(command, **store);
    case Verb::Rotated:
        return markRotated(command, **store);
    case Verb::Acquire:
        return acquireSeal(command, **store);
    case Verb::Refresh:
        return refreshSeals(command, **store);
    case Verb::Test:
        return testSeals(command, **store);
    case Verb::ProfileAdd:
        return addProfile(command, **store);
    case Verb::ProfileRemove:
        return removeProfile(command, **store);
    case Verb::ProfileList:
        return listProfiles(command, **store);
    case Verb::List:
    case Verb::Presets:
        break;
    }
    return listSeals(command, **store);
}

} // namespace rekey::app
