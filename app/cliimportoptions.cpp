// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliimport.h"
#include "app/cliopenstore.h"
#include "app/optionparser.h"
#include "core/report/import.h"
#include "core/rules/tablereader.h"
#include "core/rules/tomltext.h"
#include "core/scan/makecontext.h"

#include <algorithm>

namespace rekey::app {

namespace {

using Columns = std::vector<std::pair<std::string, std::string>>;

/// "secret=Secret,path=File".
Result<Columns> columnsFromText(const std::string &text)
{
    Columns columns;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        const std::string pair = text.substr(at, end - at);
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) {
            return fail(ErrorKind::Invalid,
                        "--map is a .toml file or pairs such as value=Secret,path=File, not \""
                            + text + '"');
        }
        columns.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
        at = end + 1;
    }
    return columns;
}

/// A TOML file with one table: [columns], field = "column".
Result<Columns> columnsFromFile(const std::string &path)
{
    const auto file = scan::readRuleFile(path);
    if (!file)
        return std::unexpected(file.error());
    if (rules::lineOfStrayCharacter(file->text) != 0)
        return fail(ErrorKind::Malformed, "the mapping is not TOML", path);
    const toml::parse_result parsed = toml::parse(file->text, path);
    const toml::table *table = parsed ? parsed.table()["columns"].as_table() : nullptr;
    if (table == nullptr)
        return fail(ErrorKind::Malformed, "the mapping needs a table [columns]", path);
    Columns columns;
    for (const auto &[field, column] : *table) {
        const auto name = column.value<std::string>();
        if (!name) {
            return fail(ErrorKind::Malformed,
                        std::string(field.str()) + " must be the name of a column", path);
        }
        columns.emplace_back(field.str(), *name);
    }
    return columns;
}

Result<void> setColumns(const std::string &text, Columns &columns)
{
    auto made = text.ends_with(".toml") ? columnsFromFile(text) : columnsFromText(text);
    if (!made)
        return std::unexpected(made.error());
    for (const auto &[field, column] : *made) {
        if (!report::importFieldFromName(field)) {
            return fail(ErrorKind::Invalid,
                        "--map knows value, around, rule, path, line, column, commit, author, "
                        "email, date, verdict, fingerprint, tool and note, not \""
                            + field + '"');
        }
    }
    columns = std::move(*made);
    return {};
}

Result<void> setText(std::string &target, const std::string &value)
{
    target = value;
    return {};
}

void addImportOptions(Options &options, ImportCommand &command)
{
    options.flag("json", [&] { command.format = report::Format::Json; });
    options.flag("quiet", [&] { command.quiet = true; });
    options.flag("no-color", [&] { command.colour = Colour::Never; });
    options.flag("dry-run", [&] { command.isDryRun = true; });
    options.value("format", [&](const std::string &value) -> Result<void> {
        const auto format = report::formatFromName(value);
        if (!format)
            return fail(ErrorKind::Invalid,
                        "--format is one of table, json, jsonl, sarif, csv, not \"" + value + '"');
        command.format = *format;
        return {};
    });
    options.value("output",
                  [&](const std::string &value) { return setText(command.output, value); });
    options.value("source",
                  [&](const std::string &value) { return setText(command.repository, value); });
    options.value("map",
                  [&](const std::string &value) { return setColumns(value, command.columns); });
    options.value("rules", [&](const std::string &value) -> Result<void> {
        command.ruleFiles.push_back(value);
        return {};
    });
    addStoreOptions(options, command.store);
}

void addCompareOptions(Options &options, CompareCommand &command)
{
    options.flag("json", [&] { command.json = true; });
    options.flag("missed", [&] { command.missedOnly = true; });
    options.flag("quiet", [&] { command.quiet = true; });
    options.value("rules", [&](const std::string &value) -> Result<void> {
        command.ruleFiles.push_back(value);
        return {};
    });
}

} // namespace

VerbWords importWords()
{
    ImportCommand command;
    Options options;
    addImportOptions(options, command);
    return {"import", {}, options.names()};
}

VerbWords compareWords()
{
    CompareCommand command;
    Options options;
    addCompareOptions(options, command);
    return {"compare", {}, options.names()};
}

Result<ImportCommand> parseImport(std::vector<std::string> arguments)
{
    ImportCommand command;
    Options options;
    addImportOptions(options, command);
    auto files = options.parse(std::move(arguments));
    if (!files)
        return std::unexpected(files.error());
    if (files->empty())
        return fail(ErrorKind::Invalid, "import needs the reports to read");
    if (command.isDryRun && !namesStore(command.store))
        return fail(ErrorKind::Invalid,
                    "--dry-run says what would be kept; name the store with --store");
    command.files = std::move(*files);
    return command;
}

Result<CompareCommand> parseCompare(std::vector<std::string> arguments)
{
    CompareCommand command;
    Options options;
    addCompareOptions(options, command);
    auto inputs = options.parse(std::move(arguments));
    if (!inputs)
        return std::unexpected(inputs.error());
    if (inputs->size() < 2)
        return fail(ErrorKind::Invalid, "compare needs two reports, or a report and a path");
    command.inputs = std::move(*inputs);
    return command;
}

std::string importUsage()
{
    return R"(  rekey-cli import FILE...    read reports of other tools and merge them: gitleaks, betterleaks,
                              TruffleHog, Kingfisher, Titus, Nosey Parker, detect-secrets, ggshield,
                              GitHub and GitLab alerts, any SARIF 2.1.0, CSV, our own
      --map value=COLUMN,path=COLUMN | --map FILE.toml     what the columns of a CSV are
      --source REPO       look there for rows whose report hides the value
      --store STORE       keep them there: places, claims, decisions, values sealed; see below
      --dry-run           say what the store would get, change nothing
      --format, --json, --output, --rules, --no-color, --quiet     as for scan
  rekey-cli compare FILE|PATH...     who found what and who missed it; a PATH is scanned
      --missed            list only what somebody missed
      --json, --rules FILE, --quiet
)";
}

} // namespace rekey::app
