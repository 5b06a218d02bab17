// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliimport.h"

#include "app/clifiles.h"
#include "app/cliscan.h"
#include "app/importset.h"
#include "core/base/text.h"
#include "core/scan/relocate.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <unordered_map>

namespace rekey::app {

namespace {

std::string numbered(std::uint64_t count, std::string_view what)
{
    return report::groupedNumber(count) + ' ' + std::string(what);
}

void printFile(const std::string &path, const report::ImportSummary &summary)
{
    std::cerr << escapeControl(path) << ": " << report::importFormatName(summary.format) << ", "
              << numbered(summary.rows, summary.rows == 1 ? "row" : "rows");
    if (summary.unreadable != 0) {
        std::cerr << ", " << numbered(summary.unreadable, "unreadable (line");
        for (const std::uint64_t line : summary.unreadableLines)
            std::cerr << ' ' << line;
        std::cerr << (summary.unreadable > summary.unreadableLines.size() ? " ...)" : ")");
    }
    if (!summary.isComplete)
        std::cerr << "; INCOMPLETE: " << escapeControl(summary.problem);
    std::cerr << '\n';
}

/// Puts what is found in the repository in the place of rows without value.
std::uint64_t findInSource(const ImportCommand &command, const scan::ScanContext &context,
                           std::vector<finding::Finding> &findings)
{
    std::uint64_t found = 0;
    scan::Relocator relocator(context, command.repository);
    std::unordered_map<secret::SecretId, std::size_t> at;
    std::vector<bool> isGone(findings.size()); // merged into another
    for (std::size_t i = 0; i < findings.size(); ++i)
        at.emplace(findings[i].id, i);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (!findings[i].value.isEmpty() || findings[i].places.empty())
            continue;
        auto located = relocator.relocate(findings[i].places.front());
        if (!located)
            continue;
        ++found;
        const auto known = at.find(located->id);
        if (known != at.end() && known->second != i) {
            report::mergeFinding(findings[known->second], *located);
            isGone[i] = true;
            continue;
        }
        located->number = findings[i].number;
        findings[i] = std::move(*located);
        at.emplace(findings[i].id, i);
    }
    std::vector<finding::Finding> kept;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (!isGone[i])
            kept.push_back(std::move(findings[i]));
    }
    findings = std::move(kept);
    return found;
}

bool wantsColour(const ImportCommand &command)
{
    const char *noColour = std::getenv("NO_COLOR");
    return command.colour == Colour::Auto && command.output.empty() && ::isatty(STDOUT_FILENO) == 1
        && (noColour == nullptr || *noColour == '\0');
}

bool writeResult(const ImportCommand &command, const report::Report &report)
{
    report::ReportOptions options;
    options.colour = wantsColour(command);
    options.placesPerFinding = command.places;
    return writeOutput(command.output, [&](std::ostream &out) {
        report::write(out, command.format, report, options);
    });
}

} // namespace

int runImportCommand(const ImportCommand &command)
{
    const auto context = makeContext(command.ruleFiles);
    if (!context)
        return ExitUsage;
    ImportSet set(*context);
    std::vector<sources::Coverage> coverage;
    bool isComplete = true;
    std::uint64_t unreadable = 0;
    for (const std::string &path : command.files) {
        const auto summary = set.add(path, command.columns);
        if (!summary) {
            say(summary.error().text());
            return ExitUsage;
        }
        if (!command.quiet)
            printFile(path, *summary);
        isComplete = isComplete && summary->isComplete;
        unreadable += summary->unreadable;
        sources::Coverage &covered = coverage.emplace_back();
        covered.source = path;
        covered.kind = "report";
        covered.bytes = summary->bytes;
        covered.blobs = 1;
        covered.complete = summary->isComplete;
    }
    std::vector<finding::Finding> findings = set.findings();
    const report::MergeCounts counts = set.counts();
    const std::uint64_t located
        = command.repository.empty() ? 0 : findInSource(command, *context, findings);
    const report::Report report{.findings = findings,
                                .coverage = coverage,
                                .rules = &context->rules->pack(),
                                .complete = isComplete,
                                .version = REKEY_VERSION};
    if (!writeResult(command, report))
        return ExitIncomplete;
    if (!command.quiet) {
        std::cerr << numbered(counts.added, "new, ") << numbered(counts.merged, "merged, ")
                  << numbered(counts.withoutValue, "without value, ")
                  << numbered(unreadable, "unreadable");
        if (!command.repository.empty())
            std::cerr << "; " << numbered(located, "found in the source");
        std::cerr << '\n';
    }
    return isComplete ? ExitNothing : ExitIncomplete;
}

} // namespace rekey::app
