// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/jsonvalues.h"
#include "core/report/writers.h"

#include <ostream>

namespace rekey::report {

namespace {

JsonValue placeJson(const finding::Place &place, const Report &report)
{
    JsonValue json;
    if (report.coverage.size() > 1 && place.source < report.coverage.size())
        json["source"] = utf8(report.coverage[place.source].source);
    json["path"] = utf8(place.path);
    json["line"] = place.line;
    json["column"] = place.column;
    if (!place.commit.empty()) {
        json["commit"] = place.commit;
        json["author"] = utf8(place.author);
        json["email"] = utf8(place.email);
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
                      const ReportOptions &options)
{
    JsonValue json;
    json["id"] = finding.id.hex();
    json["rule"] = finding.rule;
    json["provider"] = finding.provider;
    json["type"] = finding.type;
    json["confidence"] = finding::confidenceName(finding.confidence);
    json["verdict"] = finding::verdictName(finding.verdict);
    if (!finding.verdictReason.empty())
        json["verdictReason"] = finding.verdictReason;
    json["masked"] = utf8(finding.masked);
    if (options.sha256) {
        if (auto digest = options.sha256(finding))
            json["sha256"] = std::move(*digest);
    }
    for (const finding::Companion &companion : finding.companions)
        json["companions"].push_back(
            {{"name", companion.name}, {"masked", utf8(companion.masked)}});
    if (!finding.missing.empty())
        json["missing"] = finding.missing;
    json["places"] = JsonValue::array();
    for (const finding::Place &place : finding.places)
        json["places"].push_back(placeJson(place, report));
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
    for (const sources::Skip &skip : coverage.skips)
        json["skipped"].push_back(
            {{"what", utf8(skip.what)}, {"reason", skip.reason}, {"count", skip.count}});
    json["notes"] = utf8(coverage.notes);
    return json;
}

JsonValue coverageJson(const Report &report)
{
    JsonValue json;
    json["complete"] = report.complete;
    json["rules"] = report.rules != nullptr ? report.rules->detectors.size() : 0;
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
    // Finding by finding: a document of a million would not fit in memory.
    out << "{\n\"findings\": [";
    const char *separator = "\n";
    for (const finding::Finding &finding : report.findings) {
        out << separator << findingJson(finding, report, options).dump();
        separator = ",\n";
    }
    out << (report.findings.empty() ? "" : "\n")
        << "],\n\"coverage\": " << coverageJson(report).dump() << "\n}\n";
}

void writeJsonLines(std::ostream &out, const Report &report, const ReportOptions &options)
{
    for (const finding::Finding &finding : report.findings)
        out << findingJson(finding, report, options).dump() << '\n';
    out << JsonValue{{"coverage", coverageJson(report)}}.dump() << '\n';
}

} // namespace rekey::report
