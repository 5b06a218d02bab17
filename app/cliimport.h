// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rekey::app {

struct ImportCommand
{
    std::vector<std::string> files;
    /// CSV: field and column, as report::mappingFrom takes them.
    std::vector<std::pair<std::string, std::string>> columns;
    std::string repository; ///< where rows without value are looked for; empty: nowhere
    report::Format format = report::Format::Table;
    std::string output; ///< file, or empty for standard output
    std::vector<std::string> ruleFiles;
    std::size_t places = 3;
    bool quiet = false;
    Colour colour = Colour::Auto;
    StoreAccess store; ///< where the rows are kept, when it names one
    bool isDryRun = false; ///< say what would be kept, keep nothing
};

struct CompareCommand
{
    std::vector<std::string> inputs; ///< reports, and repositories or folders to scan
    std::vector<std::string> ruleFiles;
    bool json = false;
    bool missedOnly = false; ///< list only what some tool missed
    bool quiet = false;
};

[[nodiscard]] Result<ImportCommand> parseImport(std::vector<std::string> arguments);
[[nodiscard]] Result<CompareCommand> parseCompare(std::vector<std::string> arguments);

/// Run `rekey-cli import` and `rekey-cli compare`. Data goes to standard output, words to standard
/// error. Return the exit code.
[[nodiscard]] int runImportCommand(const ImportCommand &command);
[[nodiscard]] int runCompareCommand(const CompareCommand &command);

/// For --help and for shell completion.
[[nodiscard]] std::string importUsage();
[[nodiscard]] VerbWords importWords();
[[nodiscard]] VerbWords compareWords();

} // namespace rekey::app
