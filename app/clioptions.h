// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clistoreoptions.h"
#include "core/base/result.h"
#include "core/finding/finding.h"
#include "core/finding/inventorycsv.h"
#include "core/report/report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rekey::app {

/// Exit codes (the same for every verb).
enum ExitCode : int
{
    ExitNothing = 0,
    ExitFindings = 1, ///< findings at or above --fail-on
    ExitUsage = 2,
    ExitIncomplete = 3, ///< the scan could not look at everything
    ExitLive = 4, ///< a secret was confirmed live
    ExitPolicy = 5,
    ExitRemote = 6, ///< a provider could not be asked to the end
};

/// How exit codes are mapped for scripts written for another scanner.
enum class ExitStyle : std::uint8_t
{
    Rekey,
    Gitleaks,
    Trufflehog,
    Kingfisher
};

enum class Colour : std::uint8_t
{
    Auto,
    Never
};

struct ScanCommand
{
    std::vector<std::string> paths; ///< "-" is standard input
    report::Format format = report::Format::Table;
    std::string output; ///< file, or empty for standard output
    /// Least confidence that makes the exit code 1; none: never.
    std::optional<finding::Confidence> failOn = finding::Confidence::Low;
    std::vector<std::string> ruleFiles;
    bool staged = false;
    bool history = true;
    std::optional<bool> ignored; ///< also what .gitignore excludes; unset: the source's default
    bool withSha256 = false;
    bool show = false;
    bool useDeltas = true;
    bool all = false; ///< also what the store says need not be looked at
    StoreAccess store;
    bool quiet = false;
    unsigned jobs = 0;
    std::size_t places = 3;
    Colour colour = Colour::Auto;
    ExitStyle exitStyle = ExitStyle::Rekey;
};

struct RulesCommand
{
    enum class Verb : std::uint8_t
    {
        List,
        Check
    };
    Verb verb = Verb::List;
    std::vector<std::string> files;
    bool json = false;
};

struct ExplainCommand
{
    std::string rule; ///< "-" explains the text on standard input
    std::vector<std::string> ruleFiles;
};

struct HygieneCommand
{
    std::string path; ///< "-" is standard input
    std::string provider; ///< of tokens whose row names none
    std::vector<std::pair<finding::InventoryField, std::string>> columns;
    int policyDays = 90;
    bool json = false;
};

/// `rekey-cli report`.
struct ReportCommand
{
    enum class Verb : std::uint8_t
    {
        Write,
        Verify,
        Keys,
        Open,
    };
    enum class Template : std::uint8_t
    {
        Data,
        Incident,
        Manager,
        Ticket,
        Evidence,
    };
    Verb verb = Verb::Write;
    Template kind = Template::Data;
    std::string format; ///< empty: the template's own
    std::string from; ///< report that was written as JSON or JSON Lines; empty: the store
    StoreAccess store;
    std::string filter; ///< of a store: only what matches
    std::string incident; ///< of a store: only the secrets of this incident
    std::string baseline;
    std::string output;
    std::string title;
    std::string scope;
    report::Masking masking = report::Masking::PrefixAndLast4;
    bool withNames = true;
    std::string pack;
    std::string key; ///< expected signer
    bool show = false;
    std::string value; ///< id of the one value that is written to standard output
};

/// What can be typed after a verb, for shell completion.
struct VerbWords
{
    std::string verb;
    std::vector<std::string> words;
    std::vector<std::string> options; ///< "--name", "--name=" with a value
};
[[nodiscard]] std::vector<VerbWords> verbWords();
[[nodiscard]] VerbWords reportWords();

/// Parses what stands after the verb. An error's text is for the user and names the option.
[[nodiscard]] Result<ScanCommand> parseScan(std::vector<std::string> arguments);
[[nodiscard]] Result<ReportCommand> parseReport(std::vector<std::string> arguments);
[[nodiscard]] Result<RulesCommand> parseRules(std::vector<std::string> arguments);
[[nodiscard]] Result<ExplainCommand> parseExplain(std::vector<std::string> arguments);
[[nodiscard]] Result<HygieneCommand> parseHygiene(std::vector<std::string> arguments);

[[nodiscard]] int mappedExit(ExitCode code, ExitStyle style);

[[nodiscard]] std::string usage();

} // namespace rekey::app
