// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/jsonrecord.h"
#include "core/report/jsonvalues.h"
#include "core/report/writers.h"

#include <algorithm>
#include <ostream>

namespace rekey::report {

namespace {

JsonValue placeJson(const finding::Place &place, const Report &report, const ReportOptions &options)
{
    JsonValue json;
    if (report.coverage.size() > 1 && place.source < report.coverage.size())
        json["source"] = utf8(report.coverage[place.source].source);
    json["path"] = utf8(place.path);
    json["line"] = place.line;
    json["column"] = place.column;
    if (!place.commit.empty()) {
        json["commit"] = place.commit;
        if (options.withNames) {
            json["author"] = utf8(place.author);
            json["email"] = utf8(place.email);
        }
        json["date"] = isoTime(place.date);
    }
    if (!place.removedCommit.empty())
        json["removed"] = {{"commit", place.removedCommit}, {"date", isoTime(place.removedDate)}};
    if (!place.object.empty())
        json["object"] = place.object;
    json["reach"] = sources::reachName(place.reach);
    if (!place.branches.empty())
        json["branches"] = utf8(place.branches);
    if (!place.tags.empty())
        json["tags"] = utf8(place.tags);
    json["versions"] = place.versions;
    return json;
}

JsonValue findingJson(const finding::Finding &finding, const Report &report,
                      const ReportOptions &options, const finding::Record *record)
{
    JsonValue json;
    json["id"] = finding.id.hex();
    json["number"] = finding.number;
    json["rule"] = finding.rule;
    json["provider"] = finding.provider;
    json["providerName"] = finding.providerName;
    json["type"] = finding.type;
    json["confidence"] = finding::confidenceName(finding.confidence);
    json["verdict"] = finding::verdictName(verdictOf(finding, record));
    if (std::string reason = verdictReasonOf(finding, record); !reason.empty())
        json["verdictReason"] = utf8(std::string_view(reason));
    json["masked"] = utf8(shownMask(finding.masked, options));
    if (options.sha256) {
        if (auto digest = options.sha256(finding))
            json["sha256"] = std::move(*digest);
    }
    for (const finding::Companion &companion : finding.companions)
        json["companions"].push_back(
            {{"name", companion.name}, {"masked", utf8(shownMask(companion.masked, options))}});
    if (!finding.missing.empty())
        json["missing"] = finding.missing;
    json["places"] = JsonValue::array();
    for (const finding::Place &place : finding.places)
        json["places"].push_back(placeJson(place, report, options));
    if (record != nullptr)
        addRecord(json, *record, options);
    return json;
}

JsonValue sourceJson(const sources::Coverage &coverage)
{
    JsonValue json;
    json["source"] = utf8(coverage.source);
    json["kind"] = coverage.kind;
    json["objects"] = coverage.objects;
    json["commits"] = coverage.commits;
    json["blobs"] = coverage.blobs;
    json["bytes"] = coverage.bytes;
    if (!coverage.tip.empty())
        json["tip"] = coverage.tip;
    json["complete"] = coverage.complete;
    json["skipped"] = JsonValue::array();
    for (const sources::Skip &skip : coverage.skips) {
        JsonValue line{{"what", utf8(skip.what)}, {"reason", skip.reason}, {"count", skip.count}};
        if (skip.failed)
            line["failed"] = true;
        json["skipped"].push_back(std::move(line));
    }
    json["notes"] = utf8(coverage.notes);
    return json;
}

/// A commit of a place, told like an event.
struct Change
{
    std::int64_t at = 0; ///< milliseconds since 1970 UTC
    JsonValue json;
};

void addChanges(std::vector<Change> &changes, const finding::Finding &finding,
                const ReportOptions &options)
{
    const auto add = [&](const finding::Place &place, std::string_view kind,
                         const std::string &commit, std::int64_t date) {
        if (commit.empty() || date == 0)
            return;
        JsonValue json{{"at", isoTime(date)},
                       {"kind", kind},
                       {"finding", finding.id.hex()},
                       {"commit", commit},
                       {"path", utf8(place.path)}};
        if (options.withNames && kind == "introduced" && !place.author.empty())
            json["actor"] = utf8(place.author);
        changes.push_back({date * 1000, std::move(json)});
    };
    for (const finding::Place &place : finding.places) {
        add(place, "introduced", place.commit, place.date);
        add(place, "removed", place.removedCommit, place.removedDate);
    }
}

JsonValue coverageJson(const Report &report)
{
    JsonValue json;
    json["complete"] = report.complete;
    json["rules"] = report.rulesUsed();
    json["elapsedMs"] = report.elapsedMs;
    json["version"] = report.version;
    json["sources"] = JsonValue::array();
    for (const sources::Coverage &coverage : report.coverage)
        json["sources"].push_back(sourceJson(coverage));
    return json;
}

} // namespace

void writeJson(std::ostream &out, const Report &report, const ReportOptions &options)
{
    const RecordMap records(report);
    // Finding by finding: a document of a million would not fit in memory.
    out << "{\n\"findings\": [";
    const char *separator = "\n";
    for (const finding::Finding &finding : report.findings) {
        out << separator << findingJson(finding, report, options, records.of(finding.id)).dump();
        separator = ",\n";
    }
    out << (report.findings.empty() ? "" : "\n")
        << "],\n\"coverage\": " << coverageJson(report).dump() << "\n}\n";
}

void writeJsonLines(std::ostream &out, const Report &report, const ReportOptions &options)
{
    const RecordMap records(report);
    for (const finding::Finding &finding : report.findings)
        out << findingJson(finding, report, options, records.of(finding.id)).dump() << '\n';
    out << JsonValue{{"coverage", coverageJson(report)}}.dump() << '\n';
}

void writeCoverage(std::ostream &out, const Report &report)
{
    out << coverageJson(report).dump(2) << '\n';
}

void writeTimeline(std::ostream &out, const Report &report, const ReportOptions &options)
{
    std::vector<Change> lines;
    for (const finding::Finding &finding : report.findings)
        addChanges(lines, finding, options);
    for (const finding::Event &event : report.events)
        lines.push_back({event.at, eventJson(event, options)});
    std::ranges::stable_sort(lines, {}, &Change::at);
    for (const Change &line : lines)
        out << line.json.dump() << '\n';
}

} // namespace rekey::report
