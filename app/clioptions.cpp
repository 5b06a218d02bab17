// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clioptions.h"

#include "app/optiontable.h"

#include <charconv>

namespace rekey::app {

namespace {

Result<void> number(std::string_view option, const std::string &value, std::size_t most,
                    std::size_t &target)
{
    const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), target);
    if (code != std::errc() || end != value.data() + value.size() || target > most) {
        return fail(ErrorKind::Invalid,
                    "--" + std::string(option) + " is a number up to " + std::to_string(most)
                        + ", not \"" + value + '"');
    }
    return {};
}

void addScanFlags(Options &options, ScanCommand &command)
{
    options.flag("json", [&] { command.format = report::Format::Json; });
    options.flag("staged", [&] { command.staged = true; });
    options.flag("no-history", [&] { command.history = false; });
    options.flag("ignored", [&] { command.ignored = true; });
    options.flag("no-ignored", [&] { command.ignored = false; });
    options.flag("with-sha256", [&] { command.withSha256 = true; });
    options.flag("show", [&] { command.show = true; });
    options.flag("redact", [&] { command.show = false; });
    options.flag("no-delta", [&] { command.useDeltas = false; });
    options.flag("quiet", [&] { command.quiet = true; });
    options.flag("no-color", [&] { command.colour = Colour::Never; });
}

void addScanValues(Options &options, ScanCommand &command)
{
    using finding::Confidence;
    options.value("format", [&](const std::string &value) -> Result<void> {
        const auto format = report::formatFromName(value);
        if (!format)
            return fail(ErrorKind::Invalid,
                        "--format is one of table, json, jsonl, sarif, csv, not \"" + value + '"');
        command.format = *format;
        return {};
    });
    options.value("output", [&](const std::string &value) -> Result<void> {
        command.output = value;
        return {};
    });
    options.value("fail-on", [&](const std::string &value) {
        return choose<std::optional<Confidence>>("fail-on",
                                                 {{"any", Confidence::Low},
                                                  {"low", Confidence::Low},
                                                  {"medium", Confidence::Medium},
                                                  {"high", Confidence::High},
                                                  {"none", std::nullopt}},
                                                 value, command.failOn);
    });
    options.value("rules", [&](const std::string &value) -> Result<void> {
        command.ruleFiles.push_back(value);
        return {};
    });
    options.value("jobs", [&](const std::string &value) {
        std::size_t jobs = 0;
        auto parsed = number("jobs", value, 256, jobs);
        command.jobs = static_cast<unsigned>(jobs);
        return parsed;
    });
    options.value("places", [&](const std::string &value) {
        return number("places", value, 1'000'000, command.places);
    });
    options.value("exit-style", [&](const std::string &value) {
        return choose<ExitStyle>("exit-style",
                                 {{"rekey", ExitStyle::Rekey},
                                  {"gitleaks", ExitStyle::Gitleaks},
                                  {"trufflehog", ExitStyle::Trufflehog},
                                  {"kingfisher", ExitStyle::Kingfisher}},
                                 value, command.exitStyle);
    });
}

void addRulesOptions(Options &options, RulesCommand &command)
{
    options.flag("json", [&] { command.json = true; });
}

void addExplainOptions(Options &options, ExplainCommand &command)
{
    options.value("rules", [&](const std::string &value) -> Result<void> {
        command.ruleFiles.push_back(value);
        return {};
    });
}

} // namespace

Result<ScanCommand> parseScan(std::vector<std::string> arguments)
{
    ScanCommand command;
    Options options;
    addScanFlags(options, command);
    addScanValues(options, command);
    auto paths = options.parse(std::move(arguments));
    if (!paths)
        return std::unexpected(paths.error());
    command.paths = std::move(*paths);
    if (command.paths.empty())
        command.paths.emplace_back(".");
    if (command.staged && !command.history)
        return fail(ErrorKind::Invalid, "--staged and --no-history exclude each other");
    if (command.show && (command.format != report::Format::Table || !command.output.empty()))
        return fail(ErrorKind::Invalid, "--show works with --format table on a terminal only");
    return command;
}

Result<RulesCommand> parseRules(std::vector<std::string> arguments)
{
    RulesCommand command;
    Options options;
    addRulesOptions(options, command);
    auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    const std::string verb = words->empty() ? "list" : words->front();
    if (verb != "list" && verb != "check")
        return fail(ErrorKind::Invalid, "rules knows \"list\" and \"check\", not \"" + verb + '"');
    command.verb = verb == "list" ? RulesCommand::Verb::List : RulesCommand::Verb::Check;
    if (!words->empty())
        command.files.assign(words->begin() + 1, words->end());
    if (command.verb == RulesCommand::Verb::Check && command.files.empty())
        return fail(ErrorKind::Invalid, "rules check needs the files to check");
    return command;
}

Result<ExplainCommand> parseExplain(std::vector<std::string> arguments)
{
    ExplainCommand command;
    Options options;
    addExplainOptions(options, command);
    auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    if (words->size() != 1) {
        return fail(ErrorKind::Invalid,
                    "explain takes one rule id, or - to explain the text on standard input");
    }
    command.rule = words->front();
    return command;
}

std::vector<VerbWords> verbWords()
{
    ScanCommand scan;
    RulesCommand rules;
    ExplainCommand explain;
    Options scanOptions;
    Options rulesOptions;
    Options explainOptions;
    addScanFlags(scanOptions, scan);
    addScanValues(scanOptions, scan);
    addRulesOptions(rulesOptions, rules);
    addExplainOptions(explainOptions, explain);
    return {{"scan", {}, scanOptions.names()},
            {"rules", {"list", "check"}, rulesOptions.names()},
            {"explain", {}, explainOptions.names()},
            reportWords(),
            {"completion", {"bash", "zsh", "fish"}, {}}};
}

int mappedExit(ExitCode code, ExitStyle style)
{
    if (code == ExitFindings && style == ExitStyle::Trufflehog)
        return 183;
    if (code == ExitFindings && style == ExitStyle::Kingfisher)
        return 200;
    if (code != ExitNothing && code != ExitFindings && style == ExitStyle::Gitleaks)
        return 1;
    return code;
}

std::string usage()
{
    return R"(Rekey finds leaked secrets in git repositories, folders, files and text. It works offline.

  rekey-cli scan [PATH|-]...     scan repositories (every object), folders, files, standard input
      --format table|json|jsonl|sarif|csv     default table; --json is short for --format json
      --output FILE       write the report to FILE (mode 0600) instead of standard output
      --fail-on any|low|medium|high|none      exit 1 for findings of this confidence; default any
      --rules FILE        use this rule file too; may be given again
      --staged            only what is staged for the next commit, added lines only
      --no-history        only HEAD, index and working tree
      --ignored, --no-ignored     with or without files that .gitignore excludes
      --with-sha256       add the SHA-256 of each value (lets anybody test guesses)
      --show              print the values; table on a terminal only
      --redact            never print values (always so without --show)
      --places N          further places listed beneath a table row; default 3
      --jobs N            worker threads; default one for each processor
      --no-delta          scan every byte of every version (slower, same result)
      --exit-style rekey|gitleaks|trufflehog|kingfisher
      --no-color, --quiet
  rekey-cli rules list [--json]      rules in use
  rekey-cli rules check FILE...      check rule files with their own examples
  rekey-cli explain RULE             what a rule looks for
  rekey-cli explain -                why the text on standard input matches or doesn't
  rekey-cli report --from FILE       write a report from the JSON of a scan
      --template data|incident|manager|ticket|evidence    default data
      --format md|html|pdf|json|jsonl|sarif|csv   default md, or jsonl for data
      --output FILE       mode 0600; needed for pdf and evidence (a folder, or FILE.tar)
      --title TEXT, --scope TEXT
      --masking mask|id   public prefix and last 4, or ids only; default mask
      --no-names          leave out authors, owners and accounts
      --baseline FILE     an older report: SARIF says what is new, unchanged, absent
  rekey-cli report verify PACK [--key KEY]    check an evidence pack offline
  rekey-cli report keys              the public keys of this user
  rekey-cli report open PACK [--show | --value ID]    open a hand-over pack sealed to you
  rekey-cli completion bash|zsh|fish
  rekey-cli --version, --help

Exit: 0 nothing found, 1 findings, 2 wrong usage, 3 incomplete scan, 5 refused by policy.
Values are read from files and standard input only, and never printed without --show.
)";
}

} // namespace rekey::app
