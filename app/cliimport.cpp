// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliimport.h"

#include "app/clifiles.h"
#include "app/cliimportstore.h"
#include "app/cliscan.h"
#include "app/importset.h"
#include "core/base/text.h"
#include "core/scan/relocate.h"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
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

using NewIds = std::unordered_map<secret::SecretId, secret::SecretId>;

/// Puts what is found in the repository in the place of rows without value; gives their new ids.
NewIds findInSource(const ImportCommand &command, const scan::ScanContext &context,
                    std::vector<finding::Finding> &findings)
{
    NewIds found;
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
        for (finding::Place &place : located->places)
            place.source = findings[i].places.front().source;
        found.emplace(findings[i].id, located->id);
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

/// What was said of a hidden value is said of the one that was found.
template <typename Said> void moveTo(const NewIds &ids, std::vector<Said> &said)
{
    for (auto &[id, what] : said) {
        if (const auto found = ids.find(id); found != ids.end())
            id = found->second;
    }
}

/// Claims and decisions of the findings that have any, when no store says what stands.
std::vector<finding::Record> recordsOf(const report::ImportedRows &rows)
{
    std::vector<finding::Record> records;
    std::unordered_map<secret::SecretId, std::size_t> at;
    const auto record = [&](const secret::SecretId &id) -> finding::Record & {
        const auto [entry, isNew] = at.try_emplace(id, records.size());
        if (isNew)
            records.emplace_back().id = id;
        return records[entry->second];
    };
    for (const auto &[id, claim] : rows.claims)
        record(id).claims.push_back(claim);
    for (const auto &[id, triage] : rows.triages) {
        if (finding::Triage &standing = record(id).triage;
            standing.decision == finding::Decision::New)
            standing = triage;
    }
    return records;
}

finding::SourceRecord sourceOf(const std::string &path, const sources::Coverage &coverage)
{
    std::error_code code;
    const auto absolute = std::filesystem::absolute(path, code);
    finding::SourceRecord source;
    source.kind = "report";
    source.path = code ? path : absolute.lexically_normal().string();
    source.title = std::filesystem::path(path).filename().string();
    source.coverage = coverage;
    source.scannedAt = std::chrono::duration_cast<std::chrono::seconds>(
                           std::chrono::system_clock::now().time_since_epoch())
                           .count();
    return source;
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

/// One run of the command.
class Import
{
public:
    Import(const ImportCommand &command, const scan::ScanContext &context, ImportStore &store)
        : m_command(command)
        , m_context(context)
        , m_store(store)
    {
    }

    int run()
    {
        if (!read())
            return ExitUsage;
        if (!m_command.repository.empty())
            locate();
        if (m_store.isNamed()) {
            if (auto kept = keep(); !kept)
                return fails(kept.error());
        } else {
            m_records = recordsOf(m_rows);
        }
        const report::Report report{.findings = m_rows.findings,
                                    .coverage = m_coverage,
                                    .rules = &m_context.rules->pack(),
                                    .complete = m_isComplete,
                                    .version = REKEY_VERSION,
                                    .records = m_records};
        if (!writeResult(m_command, report))
            return ExitIncomplete;
        if (!m_command.quiet)
            printCounts();
        return m_isComplete ? ExitNothing : ExitIncomplete;
    }

private:
    bool read()
    {
        ImportSet set(m_context);
        for (const std::string &path : m_command.files) {
            const auto summary = set.add(path, m_command.columns);
            if (!summary) {
                say(summary.error().text());
                return false;
            }
            if (!m_command.quiet)
                printFile(path, *summary);
            m_isComplete = m_isComplete && summary->isComplete;
            m_unreadable += summary->unreadable;
            sources::Coverage &covered = m_coverage.emplace_back();
            covered.source = path;
            covered.kind = "report";
            covered.bytes = summary->bytes;
            covered.blobs = 1;
            covered.complete = summary->isComplete;
        }
        m_rows = set.rows();
        m_counts = set.counts();
        return true;
    }

    void locate()
    {
        const NewIds ids = findInSource(m_command, m_context, m_rows.findings);
        moveTo(ids, m_rows.claims);
        moveTo(ids, m_rows.triages);
        m_located = ids.size();
    }

    Result<void> keep()
    {
        std::vector<finding::SourceRecord> reports;
        for (std::size_t i = 0; i < m_coverage.size(); ++i)
            reports.push_back(sourceOf(m_command.files[i], m_coverage[i]));
        auto outcome = m_command.isDryRun ? m_store.tryOut(m_rows)
                                          : m_store.keep(m_rows, reports, *m_context.vault);
        if (!outcome)
            return std::unexpected(outcome.error());
        m_kept = *outcome;
        if (m_command.isDryRun) {
            m_records = recordsOf(m_rows);
            return {};
        }
        auto records = m_store.records(m_rows);
        if (!records)
            return std::unexpected(records.error());
        m_records = std::move(*records);
        return {};
    }

    void printCounts() const
    {
        const std::size_t added = m_store.isNamed() ? m_kept.added : m_counts.added;
        std::cerr << numbered(added, "new, ");
        if (m_store.isNamed())
            std::cerr << numbered(m_rows.findings.size() - added, "matched, ");
        std::cerr << numbered(m_counts.merged, "merged, ")
                  << numbered(m_counts.withoutValue, "without value, ")
                  << numbered(m_unreadable, "unreadable");
        if (!m_command.repository.empty())
            std::cerr << "; " << numbered(m_located, "found in the source");
        if (m_store.isNamed()) {
            std::cerr << (m_command.isDryRun ? "; nothing was kept: the store would get "
                                             : "; the store got ")
                      << numbered(m_rows.claims.size(), "claims and ")
                      << numbered(m_kept.decided, "decisions");
        }
        std::cerr << '\n';
    }

    const ImportCommand &m_command;
    const scan::ScanContext &m_context;
    ImportStore &m_store;
    report::ImportedRows m_rows;
    std::vector<finding::Record> m_records;
    std::vector<sources::Coverage> m_coverage;
    report::MergeCounts m_counts;
    ImportStore::Outcome m_kept;
    std::uint64_t m_unreadable = 0;
    std::uint64_t m_located = 0;
    bool m_isComplete = true;
};

} // namespace

int runImportCommand(const ImportCommand &command)
{
    auto context = makeContext(command.ruleFiles);
    if (!context)
        return ExitUsage;
    auto store = ImportStore::open(command, *context);
    if (!store)
        return fails(store.error());
    return Import(command, *context, *store).run();
}

} // namespace rekey::app
