// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/report/writers.h"

#include <ostream>

namespace rekey::report {

namespace {

/// One cell (RFC 4180). A leading character that a spreadsheet would take for a formula gets a
/// quote mark before it; control characters are escaped, so a cell never spans lines.
std::string cell(std::string_view text)
{
    std::string safe = escapeControl(text);
    if (!safe.empty() && std::string_view("=+-@|%").find(safe.front()) != std::string_view::npos)
        safe.insert(0, 1, '\'');
    if (safe.find_first_of(",\"; ") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (const char character : safe) {
        if (character == '"')
            quoted += '"';
        quoted += character;
    }
    return quoted + '"';
}

std::string joined(const std::vector<std::string> &texts)
{
    std::string out;
    for (const std::string &text : texts)
        out += (out.empty() ? "" : " ") + text;
    return out;
}

void row(std::ostream &out, const std::vector<std::string> &cells)
{
    const char *separator = "";
    for (const std::string &text : cells) {
        out << separator << cell(text);
        separator = ",";
    }
    out << "\r\n";
}

} // namespace

void writeCsv(std::ostream &out, const Report &report, const ReportOptions &options)
{
    std::vector<std::string> head
        = {"id",     "rule", "provider", "confidence", "verdict", "masked",
           "source", "path", "line",     "column",     "commit",  "author",
           "email",  "date", "reach",    "branches",   "tags"};
    if (options.sha256)
        head.emplace_back("sha256");
    head.insert(head.end(), {"decision", "reason", "owner"});
    row(out, head);
    const RecordMap records(report);
    for (const finding::Finding &finding : report.findings) {
        const std::string digest
            = options.sha256 ? options.sha256(finding).value_or(std::string()) : std::string();
        const finding::Record *record = records.of(finding.id);
        const finding::Triage triage = record != nullptr ? record->triage : finding::Triage();
        for (const finding::Place &place : finding.places) {
            std::vector<std::string> cells
                = {finding.id.hex(),
                   finding.rule,
                   finding.provider,
                   std::string(finding::confidenceName(finding.confidence)),
                   std::string(finding::verdictName(verdictOf(finding, record))),
                   shownMask(finding.masked, options),
                   place.source < report.coverage.size() ? report.coverage[place.source].source
                                                         : std::string(),
                   place.path,
                   std::to_string(place.line),
                   std::to_string(place.column),
                   place.commit,
                   options.withNames ? place.author : std::string(),
                   options.withNames ? place.email : std::string(),
                   isoTime(place.date),
                   std::string(sources::reachName(place.reach)),
                   joined(place.branches),
                   joined(place.tags)};
            if (options.sha256)
                cells.push_back(digest);
            cells.emplace_back(finding::decisionName(triage.decision));
            cells.emplace_back(finding::closeReasonName(triage.closeReason));
            cells.push_back(options.withNames ? triage.owner : std::string());
            row(out, cells);
        }
    }
}

} // namespace rekey::report
