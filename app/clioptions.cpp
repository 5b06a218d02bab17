// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clioptions.h"

#include "app/clibroker.h"
#include "app/cliimport.h"
#include "app/clirotate.h"
#include "app/cliseal.h"
#include "app/cliverifyoptions.h"
#include "app/optionparser.h"

namespace rekey::app {

namespace {

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
    options.flag("all", [&] { command.all = true; });
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

void addHygieneOptions(Options &options, HygieneCommand &command)
{
    options.flag("json", [&] { command.json = true; });
    options.value("provider", [&](const std::string &value) -> Result<void> {
        command.provider = value;
        return {};
    });
    options.value("policy-days", [&](const std::string &value) {
        std::size_t days = 0;
        auto parsed = number("policy-days", value, 36'500, days);
        command.policyDays = static_cast<int>(days);
        return parsed;
    });
    options.value("column", [&](const std::string &value) -> Result<void> {
        const std::size_t sign = value.find('=');
        const auto field = finding::inventoryFieldFromName(value.substr(0, sign));
        if (sign == std::string::npos || !field) {
            return fail(ErrorKind::Invalid,
                        "--column is FIELD=HEADER, with a field such as name, id, creator, "
                        "creator-active, created, last-used, scopes or expires, not \""
                            + value + '"');
        }
        command.columns.emplace_back(*field, value.substr(sign + 1));
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
    addStoreOptions(options, command.store);
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

Result<HygieneCommand> parseHygiene(std::vector<std::string> arguments)
{
    HygieneCommand command;
    Options options;
    addHygieneOptions(options, command);
    auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    if (words->size() != 1)
        return fail(ErrorKind::Invalid, "hygiene takes one CSV file, or - for standard input");
    command.path = words->front();
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
    HygieneCommand hygiene;
    Options hygieneOptions;
    addHygieneOptions(hygieneOptions, hygiene);
    addScanFlags(scanOptions, scan);
    addScanValues(scanOptions, scan);
    addRulesOptions(rulesOptions, rules);
    addExplainOptions(explainOptions, explain);
    std::vector<VerbWords> verbs = {{"scan", {}, scanOptions.names()},
                                    {"rules", {"list", "check"}, rulesOptions.names()},
                                    {"explain", {}, explainOptions.names()},
                                    importWords(),
                                    compareWords(),
                                    {"hygiene", {}, hygieneOptions.names()},
                                    listWords(),
                                    markWords(),
                                    storeWords(),
                                    reportWords(),
                                    rotateWords(),
                                    sealWords(),
                                    brokerWords(),
                                    {"completion", {"bash", "zsh", "fish"}, {}}};
    for (VerbWords &words : verifyWords())
        verbs.push_back(std::move(words));
    return verbs;
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
    return std::string(
               R"(Rekey finds leaked secrets in git repositories, folders, files and text. It works offline
but for verify, rotate, seal test and seal acquire, which ask the hosts you say yes to, a broker that
you start, and a team's store.

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
      --store STORE       keep the result there and heed what was decided; see below
      --all               also what was closed as false positive, test value or accepted
      --no-color, --quiet
)") + importUsage()
        + R"(  rekey-cli rules list [--json]      rules in use
  rekey-cli rules check FILE...      check rule files with their own examples
  rekey-cli explain RULE             what a rule looks for
  rekey-cli explain -                why the text on standard input matches or doesn't
  rekey-cli hygiene FILE.csv|-       flag the tokens of a list: orphaned, unused, admin ...
      --json, --policy-days N    unused after so many days; default 90
      --provider NAME            of tokens whose row names none
      --column FIELD=HEADER      read a field from this column; may be given again
  rekey-cli list [FILTER] [--format table|json|jsonl|sarif|csv]      what the store holds
  rekey-cli mark ID... [--as WHAT] [--until DATE] [--why TEXT] [--tag T] [--untag T] [--owner O]
                       [--note N] [--dry-run]      decide; WHAT is one of new, confirmed, rotated,
                       revoked, false-positive, test, accepted (needs --until), gone
  rekey-cli store init [--keyring] [--cost interactive|moderate|sensitive] [--member NAME]
  rekey-cli store info | check [--json]      what it holds; whether anything was altered or lost
  rekey-cli store backup FILE        a copy, sealed as it is; opens with the same passphrases
  rekey-cli store passwd | roll      another passphrase; a new key, every row sealed anew
  rekey-cli store members list [--json] | export-key | add KEY | remove NAME
  rekey-cli store two-person on | off | status       whether rotations need a second member's word
      --second NAME, --second-passphrase-fd N, --second-passphrase-file FILE     who agrees to off
                          here; elsewhere that member says: rekey-cli store two-person agree
      all that change take --dry-run, all that use a store take:
      --store STORE       file, or postgresql://USER@HOST/DATABASE; default REKEY_STORE, then
                          store.db in the data folder; scan uses one only when told to
      --passphrase-fd N, --passphrase-file FILE       else the keyring, else a terminal is asked
      --read-only         change nothing
  rekey-cli report --from FILE       write a report from the JSON of a scan
  rekey-cli report --store STORE     or from a store, with its decisions and timeline
      --filter FILTER     only these findings, in the filter's words
      --incident INC-1    only the secrets of this incident, with its notes and timeline
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
)" + rotateUsage()
        + verifyUsage() + sealUsage() + brokerUsage() + R"(  rekey-cli completion bash|zsh|fish
  rekey-cli --version, --help

Exit: 0 nothing found, 1 findings, 2 wrong usage, 3 incomplete scan, 4 a live secret, 5 refused by
policy or locked, 6 a provider could not be asked.
Values are read from files and standard input only, and never printed without --show.
)";
}

} // namespace rekey::app
