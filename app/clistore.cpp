// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clistore.h"

#include "app/cliopenstore.h"
#include "core/base/folders.h"
#include "core/base/text.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <filesystem>
#include <format>
#include <iostream>

namespace rekey::app {

namespace {

using nlohmann::ordered_json;
using secret::SecretBytes;
using store::KeyCost;
using store::KeySlot;
using Verb = StoreCommand::Verb;

KeyCost costOf(StoreCommand::Cost cost)
{
    switch (cost) {
    case StoreCommand::Cost::Interactive:
        return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
    case StoreCommand::Cost::Sensitive:
        return {crypto_pwhash_OPSLIMIT_SENSITIVE, crypto_pwhash_MEMLIMIT_SENSITIVE};
    case StoreCommand::Cost::Moderate:
        break;
    }
    return {};
}

std::string memberOf(const StoreCommand &command)
{
    return command.member.empty() ? userName() : command.member;
}

std::string_view kindName(KeySlot::Kind kind)
{
    return kind == KeySlot::Kind::Keyring ? "keyring" : "passphrase";
}

/// Asked twice on a terminal.
Result<SecretBytes> newPassphrase(int fd, const std::string &file)
{
    auto first = readPassphrase(fd, file, "New passphrase");
    if (!first)
        return std::unexpected(first.error());
    if (!*first || (*first)->isEmpty())
        return fail(ErrorKind::Denied, "a passphrase is needed; give it by file or descriptor");
    if (fd >= 0 || !file.empty())
        return std::move(**first);
    const auto second = readPassphrase(-1, {}, "The same again");
    if (!second)
        return std::unexpected(second.error());
    if (!*second || !(*first)->equals(**second))
        return fail(ErrorKind::Invalid, "the two are not the same; nothing was changed");
    return std::move(**first);
}

int init(const StoreCommand &command)
{
    const auto location = locationOf(command.access);
    if (!location)
        return fails(location.error());
    std::error_code code;
    if (location->kind == store::StoreLocation::Kind::Memory)
        return fails({ErrorKind::Invalid, "a store in memory would be gone at once", {}});
    if (location->kind == store::StoreLocation::Kind::File
        && std::filesystem::exists(location->path, code))
        return fails({ErrorKind::Invalid, "is there already; name another place", location->path});
    if (command.isDryRun) {
        say("would make a store at " + escapeControl(location->title()));
        return ExitNothing;
    }
    store::Protection protection;
    protection.member = memberOf(command);
    protection.cost = costOf(command.cost);
    protection.kind = command.useKeyring ? KeySlot::Kind::Keyring : KeySlot::Kind::Passphrase;
    if (!command.useKeyring) {
        auto passphrase = newPassphrase(command.access.passphraseFd, command.access.passphraseFile);
        if (!passphrase)
            return fails(passphrase.error());
        protection.passphrase = std::move(*passphrase);
    }
    // Ids of scans before stay what they were.
    if (const std::string folder = userFolders().data; !folder.empty()) {
        if (auto key = secret::IdentityKey::loadOrCreate(folder + "/identity.key"))
            protection.identity = std::move(*key);
    }
    store::StoreOptions options;
    options.actor = userName();
    options.keyring = store::platformKeyring();
    const auto made = store::createStore(*location, std::move(options), std::move(protection));
    if (!made)
        return fails(made.error());
    say("made a store at " + escapeControl((*made)->title()));
    if (!command.useKeyring)
        say("a forgotten passphrase cannot be found again, and what the store holds is lost then");
    return ExitNothing;
}

ordered_json jsonOf(const std::vector<KeySlot> &members)
{
    auto list = ordered_json::array();
    for (const KeySlot &member : members) {
        list.push_back({{"name", escapeControl(member.name)},
                        {"by", kindName(member.kind)},
                        {"added", report::isoTime(member.addedAt)}});
    }
    return list;
}

int info(const StoreCommand &command)
{
    const auto store = openStore(command.access);
    if (!store)
        return fails(store.error());
    const auto info = (*store)->info();
    if (!info)
        return fails(info.error());
    if (command.json) {
        const ordered_json json = {{"store", escapeControl((*store)->title())},
                                   {"id", info->id},
                                   {"schema", info->schema},
                                   {"keyEpoch", info->epoch},
                                   {"findings", info->findings},
                                   {"timeline", info->events},
                                   {"timelineHead", info->head},
                                   {"inbox", info->inbox},
                                   {"bytes", info->bytes},
                                   {"members", jsonOf(info->members)}};
        std::cout << json.dump(1) << '\n';
        return ExitNothing;
    }
    std::cout << std::format("store     {}\nid        {}\nfindings  {}\ntimeline  {} entries, {}\n"
                             "key       rolled {} times\n",
                             escapeControl((*store)->title()), info->id,
                             report::groupedNumber(info->findings),
                             report::groupedNumber(info->events), info->head, info->epoch - 1);
    if (info->inbox > 0)
        std::cout << std::format(
            "waiting   {} sealed parts of scans, taken in at the next unlock\n", info->inbox);
    for (const KeySlot &member : info->members)
        std::cout << std::format("member    {} ({})\n", escapeControl(member.name),
                                 kindName(member.kind));
    return ExitNothing;
}

int check(const StoreCommand &command)
{
    const auto store = openStore(command.access);
    if (!store)
        return fails(store.error());
    const auto unlocked = unlockStore(**store, command.access);
    if (!unlocked)
        say(unlocked.error().text());
    const auto report = (*store)->check({});
    if (!report)
        return fails(report.error());
    auto problems = ordered_json::array();
    for (const auto &problem : report->problems)
        problems.push_back({{"where", problem.where}, {"what", escapeControl(problem.what)}});
    if (command.json) {
        const ordered_json json = {{"timelineChecked", report->isTimelineChecked},
                                   {"timeline", report->events},
                                   {"findings", report->findings},
                                   {"values", report->values},
                                   {"problemCount", report->problemCount},
                                   {"problems", problems}};
        std::cout << json.dump(1) << '\n';
    } else {
        for (const auto &problem : report->problems)
            std::cout << problem.where << ": " << escapeControl(problem.what) << '\n';
        if (report->problemCount > report->problems.size())
            std::cout << "and " << report->problemCount - report->problems.size() << " more\n";
    }
    say(std::format("{} timeline entries, {} findings, {} values looked at, {} problems",
                    report::groupedNumber(report->events), report::groupedNumber(report->findings),
                    report::groupedNumber(report->values),
                    report::groupedNumber(report->problemCount)));
    if (report->problemCount > 0)
        return ExitFindings;
    return unlocked ? ExitNothing : ExitPolicy;
}

int backup(const StoreCommand &command)
{
    const auto store = openStore(command.access);
    if (!store)
        return fails(store.error());
    if (command.isDryRun) {
        say("would copy " + escapeControl((*store)->title()) + " to "
            + escapeControl(command.argument));
        return ExitNothing;
    }
    if (auto done = (*store)->backup(command.argument); !done)
        return fails(done.error());
    say("copied " + escapeControl((*store)->title()) + " to " + escapeControl(command.argument));
    return ExitNothing;
}

int passwd(const StoreCommand &command)
{
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    const std::string member = command.member.empty() ? (*store)->openedBy() : command.member;
    if (command.isDryRun) {
        say("would change the passphrase of " + escapeControl(member));
        return ExitNothing;
    }
    const auto passphrase = newPassphrase(command.newPassphraseFd, command.newPassphraseFile);
    if (!passphrase)
        return fails(passphrase.error());
    if (auto done = (*store)->changePassphrase(member, *passphrase, costOf(command.cost)); !done)
        return fails(done.error());
    say("changed the passphrase of " + escapeControl(member));
    return ExitNothing;
}

int roll(const StoreCommand &command)
{
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    if (command.isDryRun) {
        say("would renew the key and seal everything anew");
        return ExitNothing;
    }
    if (auto done = (*store)->roll(); !done)
        return fails(done.error());
    say("renewed the key; everything is sealed under it");
    return ExitNothing;
}

int listMembers(const StoreCommand &command)
{
    const auto store = openStore(command.access);
    if (!store)
        return fails(store.error());
    const auto info = (*store)->info();
    if (!info)
        return fails(info.error());
    if (command.json) {
        std::cout << jsonOf(info->members).dump(1) << '\n';
        return ExitNothing;
    }
    for (const KeySlot &member : info->members)
        std::cout << std::format("{}  {}  since {}\n", escapeControl(member.name),
                                 kindName(member.kind), report::isoTime(member.addedAt));
    return ExitNothing;
}

int addMember(const StoreCommand &command)
{
    auto offer = KeySlot::fromOffer(command.argument);
    if (!offer)
        return fails(offer.error());
    if (!command.member.empty())
        offer->name = command.member;
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    if (command.isDryRun) {
        say("would add " + escapeControl(offer->name));
        return ExitNothing;
    }
    if (auto done = (*store)->addMember(*offer); !done)
        return fails(done.error());
    say("added " + escapeControl(offer->name));
    return ExitNothing;
}

int removeMember(const StoreCommand &command)
{
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    if (command.isDryRun) {
        say("would remove " + escapeControl(command.argument) + " and renew the key");
        return ExitNothing;
    }
    if (auto done = (*store)->removeMember(command.argument); !done)
        return fails(done.error());
    say("removed " + escapeControl(command.argument) + "; everything is sealed under a new key");
    return ExitNothing;
}

int askForTwo(const StoreCommand &command)
{
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    if (command.isDryRun) {
        say("would ask a second member for every rotation");
        return ExitNothing;
    }
    if (auto done = (*store)->setTwoPerson(true); !done)
        return fails(done.error());
    say("from now on another member agrees to a rotation before it begins; who is lost cannot be "
        "replaced while this is so: have three members");
    return ExitNothing;
}

const store::AgreementSubject &onePerson()
{
    static const store::AgreementSubject subject{std::string(store::kOnePersonSubject),
                                                 std::string(store::kOnePersonSubject)};
    return subject;
}

int agreeToOne(const StoreCommand &command)
{
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    if (command.isDryRun) {
        say("would agree that one person is enough for a rotation");
        return ExitNothing;
    }
    if (auto done = (*store)->agree(std::span(&onePerson(), 1)); !done)
        return fails(done.error());
    say(escapeControl((*store)->openedBy())
        + " has agreed; another member turns it off with rekey-cli store two-person off");
    return ExitNothing;
}

/// The second member's word, given here.
Result<void> takeSecondsWord(const StoreCommand &command, store::Store &store)
{
    const auto passphrase = readPassphrase(command.secondPassphraseFd, command.secondPassphraseFile,
                                           "Passphrase of " + escapeControl(command.second));
    if (!passphrase)
        return std::unexpected(passphrase.error());
    if (!*passphrase)
        return fail(ErrorKind::Denied,
                    "that member's passphrase is needed: give it with --second-passphrase-fd or "
                    "--second-passphrase-file");
    return store.agreeAs(command.second, **passphrase, std::span(&onePerson(), 1));
}

int askForOne(const StoreCommand &command)
{
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    if (command.isDryRun) {
        say("would ask one person for a rotation, if another member agrees");
        return ExitNothing;
    }
    auto done = command.second.empty() ? Result<void>() : takeSecondsWord(command, **store);
    if (done)
        done = (*store)->setTwoPerson(false);
    if (!done)
        return fails(done.error());
    say("from now on one person is enough for a rotation");
    return ExitNothing;
}

int tellTwoPerson(const StoreCommand &command)
{
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    const auto isTwo = (*store)->isTwoPerson();
    if (!isTwo)
        return fails(isTwo.error());
    if (command.json)
        std::cout << ordered_json{{"twoPerson", *isTwo}}.dump(1) << '\n';
    else
        std::cout << (*isTwo ? "rotations of this store need two persons\n"
                             : "one person is enough for a rotation of this store\n");
    return ExitNothing;
}

int exportKey(const StoreCommand &command)
{
    if (command.useKeyring) {
        const store::NewSlot made = store::makeKeyringSlot(memberOf(command));
        if (auto kept = store::platformKeyring()->write(made.slot.keyringName(), made.seed); !kept)
            return fails(kept.error());
        std::cout << made.slot.offer() << '\n';
        return ExitNothing;
    }
    const auto passphrase
        = newPassphrase(command.access.passphraseFd, command.access.passphraseFile);
    if (!passphrase)
        return fails(passphrase.error());
    const auto made
        = store::makePassphraseSlot(memberOf(command), *passphrase, costOf(command.cost));
    if (!made)
        return fails(made.error());
    std::cout << made->slot.offer() << '\n';
    return ExitNothing;
}

} // namespace

int runStoreCommand(const StoreCommand &command)
{
    const auto application = makeApplication();
    switch (command.verb) {
    case Verb::Init:
        return init(command);
    case Verb::Info:
        return info(command);
    case Verb::Check:
        return check(command);
    case Verb::Backup:
        return backup(command);
    case Verb::Passwd:
        return passwd(command);
    case Verb::Roll:
        return roll(command);
    case Verb::MembersList:
        return listMembers(command);
    case Verb::MembersAdd:
        return addMember(command);
    case Verb::MembersRemove:
        return removeMember(command);
    case Verb::TwoPersonOn:
        return askForTwo(command);
    case Verb::TwoPersonOff:
        return askForOne(command);
    case Verb::TwoPersonAgree:
        return agreeToOne(command);
    case Verb::TwoPersonStatus:
        return tellTwoPerson(command);
    case Verb::MembersExportKey:
        break;
    }
    return exportKey(command);
}

} // namespace rekey::app
