// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/jsonvalues.h"
#include "core/report/writers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <set>

namespace rekey::report {

namespace {

/// Stand for what is not shown of a value (3.14.28): in a mask, and in place of one.
constexpr std::string_view kDots = "....";
constexpr std::string_view kRedacted = "[redacted]";

// SARIF 2.1.0, OASIS standard 2020; section numbers below are its.

std::string_view levelOf(const finding::Finding &finding, finding::Verdict verdict)
{
    if (verdict == finding::Verdict::NotASecret)
        return "none";
    switch (finding.confidence) {
    case finding::Confidence::High:
        return "error";
    case finding::Confidence::Medium:
        return "warning";
    case finding::Confidence::Low:
        break;
    }
    return "note";
}

/// A path as URI reference (3.4.3): every byte outside RFC 3986's unreserved set and '/' is
/// percent-encoded, so bytes that are not UTF-8 survive.
std::string uriOf(std::string_view path)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~/";
    std::string uri;
    for (const char character : path) {
        const auto byte = static_cast<unsigned char>(character);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
            || (byte >= '0' && byte <= '9');
        if (letter || plain.find(character) != std::string_view::npos)
            uri += character;
        else
            uri.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return uri.starts_with('/') ? "file://" + uri : uri;
}

JsonValue locationJson(const finding::Place &place, const ReportOptions &options)
{
    JsonValue region{{"startLine", place.line}, {"startColumn", place.column}};
    JsonValue physical{
        {"artifactLocation", {{"uri", uriOf(place.path.empty() ? place.object : place.path)}}},
        {"region", std::move(region)}};
    JsonValue properties{{"reach", sources::reachName(place.reach)}};
    if (!place.object.empty())
        properties["object"] = place.object;
    if (!place.commit.empty()) {
        properties["commit"] = place.commit;
        if (options.withNames)
            properties["author"] = utf8(place.author);
        properties["date"] = isoTime(place.date);
    }
    return {{"physicalLocation", std::move(physical)}, {"properties", std::move(properties)}};
}

/// What a closed finding is to a reader of SARIF (3.27.23): suppressed, and why. Replaced and
/// revoked keys are not suppressed: they were real, and their verdict says what became of them.
std::optional<JsonValue> suppressionJson(const finding::Triage &triage)
{
    using finding::CloseReason;
    if (triage.decision != finding::Decision::Closed || triage.closeReason == CloseReason::Rotated
        || triage.closeReason == CloseReason::Revoked)
        return std::nullopt;
    std::string why(finding::closeReasonName(triage.closeReason));
    if (triage.closeReason == CloseReason::Accepted)
        why += " until " + isoTime(triage.acceptedUntil);
    if (!triage.why.empty())
        why += ": " + triage.why;
    return JsonValue{{"kind", "external"},
                     {"status", "accepted"},
                     {"justification", utf8(std::string_view(why))}};
}

/// A result of the older report that is not in this one (3.27.24).
JsonValue absentJson(const std::string &id)
{
    return {{"message", {{"text", "No longer found."}}},
            {"partialFingerprints", {{"rekeySecretId/v1", id}}},
            {"baselineState", "absent"}};
}

JsonValue resultJson(const finding::Finding &finding, const finding::Record *record,
                     const std::map<std::string, std::size_t> &ruleIndex, const Report &report,
                     const ReportOptions &options)
{
    JsonValue json;
    json["ruleId"] = finding.rule;
    json["ruleIndex"] = ruleIndex.at(finding.rule);
    json["level"] = levelOf(finding, verdictOf(finding, record));
    json["message"]["text"]
        = utf8(finding.type + " "
               + (options.masking == Masking::IdOnly ? std::string(kRedacted) : finding.masked));
    json["locations"] = JsonValue::array();
    for (const finding::Place &place : finding.places)
        json["locations"].push_back(locationJson(place, options));
    json["partialFingerprints"]["rekeySecretId/v1"] = finding.id.hex();
    if (!report.records.empty()) { // all results have the property, or none
        json["suppressions"] = JsonValue::array();
        if (auto suppression = record != nullptr ? suppressionJson(record->triage) : std::nullopt)
            json["suppressions"].push_back(std::move(*suppression));
    }
    if (options.baseline)
        json["baselineState"] = options.baseline->contains(finding.id.hex()) ? "unchanged" : "new";
    JsonValue properties{{"provider", finding.provider},
                         {"confidence", finding::confidenceName(finding.confidence)},
                         {"verdict", finding::verdictName(verdictOf(finding, record))}};
    if (record != nullptr)
        properties["decision"] = finding::decisionName(record->triage.decision);
    if (options.sha256) {
        if (auto digest = options.sha256(finding))
            properties["sha256"] = std::move(*digest);
    }
    json["properties"] = std::move(properties);
    return json;
}

JsonValue ruleJson(const std::string &id, const Report &report)
{
    JsonValue json;
    json["id"] = id;
    if (report.rules == nullptr)
        return json;
    const auto found = std::ranges::find(report.rules->detectors, id, &rules::Detector::id);
    if (found != report.rules->detectors.end())
        json["shortDescription"]["text"] = utf8(found->name);
    return json;
}

JsonValue invocationJson(const Report &report)
{
    JsonValue json;
    json["executionSuccessful"] = report.complete;
    json["toolExecutionNotifications"] = JsonValue::array();
    const auto note = [&](std::string_view level, const std::string &text) {
        json["toolExecutionNotifications"].push_back(
            {{"level", level}, {"message", {{"text", utf8(text)}}}});
    };
    for (const sources::Coverage &coverage : report.coverage) {
        if (!coverage.complete)
            note("error", coverage.source + ": not scanned to the end");
        for (const std::string &text : coverage.notes)
            note("note", coverage.source + ": " + text);
        for (const sources::Skip &skip : coverage.skips)
            note("warning", "skipped " + escapeControl(skip.what) + ": " + skip.reason);
    }
    return json;
}

std::set<std::string> absentIds(const Report &report, const ReportOptions &options)
{
    std::set<std::string> ids = options.baseline.value_or(std::set<std::string>());
    for (const finding::Finding &finding : report.findings)
        ids.erase(finding.id.hex());
    return ids;
}

} // namespace

void writeSarif(std::ostream &out, const Report &report, const ReportOptions &options)
{
    const RecordMap records(report);
    std::set<std::string> used;
    for (const finding::Finding &finding : report.findings)
        used.insert(finding.rule);
    std::map<std::string, std::size_t> ruleIndex;
    JsonValue driver{{"name", "Rekey"}, {"version", report.version}, {"rules", JsonValue::array()}};
    for (const std::string &id : used) {
        ruleIndex.emplace(id, ruleIndex.size());
        driver["rules"].push_back(ruleJson(id, report));
    }
    out << "{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
           "\"version\": \"2.1.0\",\n\"runs\": [{\n\"tool\": "
        << JsonValue{{"driver", std::move(driver)}}.dump() << ",\n\"redactionTokens\": "
        << JsonValue::array({options.masking == Masking::IdOnly ? kRedacted : kDots}).dump()
        << ",\n\"columnKind\": \"unicodeCodePoints\",\n\"invocations\": ["
        << invocationJson(report).dump() << "],\n\"results\": [";
    const char *separator = "\n";
    for (const finding::Finding &finding : report.findings) {
        out << separator
            << resultJson(finding, records.of(finding.id), ruleIndex, report, options).dump();
        separator = ",\n";
    }
    for (const std::string &id : absentIds(report, options)) {
        out << separator << absentJson(id).dump();
        separator = ",\n";
    }
    out << "\n]}]}\n";
}

} // namespace rekey::report
