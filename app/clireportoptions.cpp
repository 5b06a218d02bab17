// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliopenstore.h"
#include "app/clioptions.h"
#include "app/optionparser.h"

#include <algorithm>

namespace rekey::app {

namespace {

using Template = ReportCommand::Template;
using Verb = ReportCommand::Verb;

const std::map<std::string, Verb> kVerbs
    = {{"verify", Verb::Verify}, {"keys", Verb::Keys}, {"open", Verb::Open}};

Options::Action keep(std::string &target)
{
    return [&target](const std::string &value) -> Result<void> {
        target = value;
        return {};
    };
}

void addOptions(Options &options, ReportCommand &command)
{
    options.value("from", keep(command.from));
    addStoreOptions(options, command.store);
    options.value("filter", keep(command.filter));
    options.value("incident", keep(command.incident));
    options.value("template", [&](const std::string &value) {
        return choose<Template>("template",
                                {{"data", Template::Data},
                                 {"incident", Template::Incident},
                                 {"manager", Template::Manager},
                                 {"ticket", Template::Ticket},
                                 {"evidence", Template::Evidence}},
                                value, command.kind);
    });
    options.value("format", keep(command.format));
    options.value("output", keep(command.output));
    options.value("title", keep(command.title));
    options.value("scope", keep(command.scope));
    options.value("masking", [&](const std::string &value) {
        return choose<report::Masking>(
            "masking", {{"mask", report::Masking::PrefixAndLast4}, {"id", report::Masking::IdOnly}},
            value, command.masking);
    });
    options.flag("no-names", [&] { command.withNames = false; });
    options.value("baseline", keep(command.baseline));
    options.value("key", keep(command.key));
    options.flag("show", [&] { command.show = true; });
    options.value("value", keep(command.value));
}

bool isOneOf(const std::string &text, std::initializer_list<std::string_view> known)
{
    return std::ranges::find(known, std::string_view(text)) != known.end();
}

Result<void> checkWrite(ReportCommand &command)
{
    if (command.from.empty() && !namesStore(command.store))
        return fail(ErrorKind::Invalid,
                    "report needs --from FILE, the JSON of rekey-cli scan --format json, or "
                    "--store STORE");
    if (!command.from.empty()
        && (!command.store.place.empty() || !command.filter.empty() || !command.incident.empty()))
        return fail(ErrorKind::Invalid,
                    "--from takes no --store, --filter or --incident; leave it out to report what "
                    "a store holds");
    if (command.kind == Template::Evidence) {
        if (command.output.empty() || !command.format.empty())
            return fail(ErrorKind::Invalid,
                        "an evidence pack needs --output, a folder or a name in .tar, and takes no "
                        "--format");
        return {};
    }
    const bool isData = command.kind == Template::Data;
    if (command.format.empty())
        command.format = isData ? "jsonl" : "md";
    if (isData && !isOneOf(command.format, {"json", "jsonl", "sarif", "csv"}))
        return fail(ErrorKind::Invalid,
                    "--template data is written as json, jsonl, sarif or csv, not \""
                        + command.format + '"');
    if (!isData && !isOneOf(command.format, {"md", "html", "pdf"}))
        return fail(ErrorKind::Invalid,
                    "this template is written as md, html or pdf, not \"" + command.format + '"');
    if (command.format == "pdf" && command.output.empty())
        return fail(ErrorKind::Invalid, "--format pdf needs --output FILE");
    return {};
}

} // namespace

VerbWords reportWords()
{
    ReportCommand command;
    Options options;
    addOptions(options, command);
    return {"report", {"keys", "open", "verify"}, options.names()};
}

Result<ReportCommand> parseReport(std::vector<std::string> arguments)
{
    ReportCommand command;
    Options options;
    addOptions(options, command);
    auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    if (!words->empty()) {
        const auto verb = kVerbs.find(words->front());
        if (verb == kVerbs.end())
            return fail(ErrorKind::Invalid,
                        "report knows \"verify\", \"keys\" and \"open\", not \"" + words->front()
                            + '"');
        command.verb = verb->second;
    }
    const bool needsPack = command.verb == Verb::Verify || command.verb == Verb::Open;
    if (needsPack != (words->size() == 2) || words->size() > 2)
        return fail(ErrorKind::Invalid, "report verify and report open take one pack");
    if (needsPack)
        command.pack = words->at(1);
    if (command.verb == Verb::Write) {
        if (auto checked = checkWrite(command); !checked)
            return std::unexpected(checked.error());
    }
    return command;
}

} // namespace rekey::app
