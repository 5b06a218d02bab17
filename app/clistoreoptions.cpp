// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clistoreoptions.h"

#include "app/clioptions.h"
#include "app/optionparser.h"

#include <utility>

namespace rekey::app {

namespace {

using Verb = StoreCommand::Verb;

struct VerbForm
{
    const char *words;
    Verb verb;
    const char *argument; ///< what stands behind it; null: nothing
};

constexpr VerbForm kForms[] = {
    {"init", Verb::Init, nullptr},
    {"info", Verb::Info, nullptr},
    {"check", Verb::Check, nullptr},
    {"backup", Verb::Backup, "the file to write"},
    {"passwd", Verb::Passwd, nullptr},
    {"roll", Verb::Roll, nullptr},
    {"members list", Verb::MembersList, nullptr},
    {"members add", Verb::MembersAdd, "the key that the member exported"},
    {"members remove", Verb::MembersRemove, "the member's name"},
    {"members export-key", Verb::MembersExportKey, nullptr},
    {"two-person on", Verb::TwoPersonOn, nullptr},
    {"two-person off", Verb::TwoPersonOff, nullptr},
    {"two-person agree", Verb::TwoPersonAgree, nullptr},
    {"two-person status", Verb::TwoPersonStatus, nullptr},
};

Result<void> takeVerb(const std::vector<std::string> &words, StoreCommand &command)
{
    std::string verb = words.empty() ? "info" : words.front();
    std::size_t used = words.empty() ? 0 : 1;
    if (verb == "members" || verb == "two-person") {
        verb += ' '
            + (words.size() > 1        ? words[1]
                   : verb == "members" ? std::string("list")
                                       : std::string("status"));
        used = std::min<std::size_t>(words.size(), 2);
    }
    for (const VerbForm &form : kForms) {
        if (verb != form.words)
            continue;
        command.verb = form.verb;
        const std::size_t wanted = form.argument != nullptr ? 1 : 0;
        if (words.size() < used + wanted)
            return fail(ErrorKind::Invalid, "store " + verb + " needs " + form.argument);
        if (words.size() > used + wanted)
            return fail(ErrorKind::Invalid,
                        "store " + verb + " does not take \"" + words.back() + '"');
        if (wanted > 0)
            command.argument = words.back();
        return {};
    }
    return fail(ErrorKind::Invalid,
                "store knows init, info, check, backup, passwd, roll, members list, add, remove, "
                "export-key and two-person on, off, agree, status, not \""
                    + verb + '"');
}

void addOptions(Options &options, StoreCommand &command)
{
    using Cost = StoreCommand::Cost;
    addStoreOptions(options, command.access);
    options.value("new-passphrase-fd", fdInto("new-passphrase-fd", command.newPassphraseFd));
    options.value("new-passphrase-file", into(command.newPassphraseFile));
    options.value("member", into(command.member));
    options.value("second", into(command.second));
    options.value("second-passphrase-fd",
                  fdInto("second-passphrase-fd", command.secondPassphraseFd));
    options.value("second-passphrase-file", into(command.secondPassphraseFile));
    options.value("cost", [&](const std::string &value) {
        return choose<Cost>("cost",
                            {{"interactive", Cost::Interactive},
                             {"moderate", Cost::Moderate},
                             {"sensitive", Cost::Sensitive}},
                            value, command.cost);
    });
    options.flag("keyring", [&] { command.useKeyring = true; });
    options.flag("dry-run", [&] { command.isDryRun = true; });
    options.flag("json", [&] { command.json = true; });
}

void addOptions(Options &options, MarkCommand &command)
{
    addStoreOptions(options, command.access);
    options.value("as", into(command.as));
    options.value("until", into(command.until));
    options.value("why", into(command.why));
    options.value("tag", into(command.tags));
    options.value("untag", into(command.untags));
    options.value("owner", into(command.owner));
    options.value("note", into(command.note));
    options.flag("dry-run", [&] { command.isDryRun = true; });
    options.flag("json", [&] { command.json = true; });
}

void addOptions(Options &options, ListCommand &command)
{
    addStoreOptions(options, command.access);
    options.flag("json", [&] { command.format = "json"; });
    options.value("format", [&](const std::string &value) {
        return choose<std::string>("format",
                                   {{"table", "table"},
                                    {"json", "json"},
                                    {"jsonl", "jsonl"},
                                    {"sarif", "sarif"},
                                    {"csv", "csv"}},
                                   value, command.format);
    });
}

template <typename Command> VerbWords wordsOf(const char *verb, std::vector<std::string> words)
{
    Command command;
    Options options;
    addOptions(options, command);
    return {verb, std::move(words), options.names()};
}

} // namespace

void addStoreOptions(Options &options, StoreAccess &access)
{
    options.value("store", into(access.place));
    options.value("passphrase-fd", fdInto("passphrase-fd", access.passphraseFd));
    options.value("passphrase-file", into(access.passphraseFile));
    options.flag("read-only", [&] { access.isReadOnly = true; });
}

VerbWords storeWords()
{
    return wordsOf<StoreCommand>("store",
                                 {"init", "info", "check", "backup", "passwd", "roll", "members",
                                  "list", "add", "remove", "export-key", "two-person", "on", "off",
                                  "agree", "status"});
}

VerbWords markWords()
{
    return wordsOf<MarkCommand>("mark", {});
}

VerbWords listWords()
{
    return wordsOf<ListCommand>("list", {});
}

Result<StoreCommand> parseStore(std::vector<std::string> arguments)
{
    StoreCommand command;
    Options options;
    addOptions(options, command);
    const auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    return takeVerb(*words, command).transform([&] { return std::move(command); });
}

Result<MarkCommand> parseMark(std::vector<std::string> arguments)
{
    MarkCommand command;
    Options options;
    addOptions(options, command);
    auto ids = options.parse(std::move(arguments));
    if (!ids)
        return std::unexpected(ids.error());
    command.ids = std::move(*ids);
    if (command.ids.empty())
        return fail(ErrorKind::Invalid, "mark needs the findings, such as S-0421");
    const bool changes = command.as || !command.tags.empty() || !command.untags.empty()
        || command.owner || command.note;
    if (!changes)
        return fail(ErrorKind::Invalid,
                    "mark changes something: --as, --tag, --untag, --owner or --note");
    if ((command.as == "accepted") == command.until.empty())
        return fail(ErrorKind::Invalid, "--as accepted and --until DATE belong together");
    if (!command.why.empty() && !command.as)
        return fail(ErrorKind::Invalid, "--why says why with --as");
    return command;
}

Result<ListCommand> parseList(std::vector<std::string> arguments)
{
    ListCommand command;
    Options options;
    addOptions(options, command);
    const auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    for (const std::string &word : *words)
        command.filter += (command.filter.empty() ? "" : " ") + word;
    return command;
}

} // namespace rekey::app
