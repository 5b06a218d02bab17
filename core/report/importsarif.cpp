// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importrow.h"

#include <algorithm>

// SARIF 2.1.0, OASIS standard 2020, and what gitleaks, Kingfisher and this program put into it; our
// own JSON as jsonreport.cpp writes it.

namespace rekey::report {

namespace {

using finding::Verdict;

constexpr std::string_view kKingfisher = "kingfisher";

/// Kingfisher (2.14) writes its results before it names itself; its locations tell it.
bool isKingfishers(const JsonNode &location)
{
    return location["properties"]["validation_outcome"].isString()
        && location["properties"]["validate_command"].text().starts_with(kKingfisher);
}

std::string toolNameOf(std::string_view driver)
{
    std::string name = bounded(driver, 64);
    std::ranges::transform(name, name.begin(), [](char character) {
        return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
    });
    return name.empty() ? "sarif" : name;
}

int hexDigit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char low = static_cast<char>(digit | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// A file's URI reference (3.4.3) as a path.
std::string pathOfUri(std::string_view uri)
{
    if (uri.starts_with("file://"))
        uri.remove_prefix(7);
    std::string path;
    for (std::size_t i = 0; i < uri.size(); ++i) {
        const bool isEscape = uri[i] == '%' && i + 2 < uri.size() && hexDigit(uri[i + 1]) >= 0
            && hexDigit(uri[i + 2]) >= 0;
        if (isEscape) {
            path += static_cast<char>(hexDigit(uri[i + 1]) * 16 + hexDigit(uri[i + 2]));
            i += 2;
        } else {
            path += uri[i];
        }
    }
    return path;
}

std::optional<secret::SecretId> idFrom(std::string_view hex)
{
    secret::SecretId id;
    if (hex.size() != id.bytes.size() * 2)
        return std::nullopt;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const int high = hexDigit(hex[2 * i]);
        const int low = hexDigit(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        id.bytes[i] = static_cast<std::byte>(high * 16 + low);
    }
    return id;
}

/// A snippet is the value when its tool is known for that, or when the region says that it is no
/// more than what was found; other tools quote the whole line.
bool isSnippetTheValue(const JsonNode &region, std::string_view tool)
{
    if (tool == "gitleaks" || tool == "betterleaks" || tool == kKingfisher)
        return true;
    const auto begin = region["startColumn"].integer();
    const auto end = region["endColumn"].integer();
    const auto lastLine = region["endLine"].integer();
    const bool isOneLine = !lastLine || lastLine == region["startLine"].integer();
    const auto size = static_cast<std::int64_t>(region["snippet"]["text"].text().size());
    return isOneLine && begin && end && *end - *begin == size;
}

Verdict sarifVerdict(const JsonNode &properties)
{
    for (const std::string_view name : {"verdict", "validation_outcome", "validation_status",
                                        "validationStatus", "validity", "status"}) {
        if (const auto verdict = verdictFromWords(properties[name].text());
            verdict && properties[name].isString())
            return *verdict;
    }
    const JsonNode nested = properties["validation"];
    const std::string_view outcome
        = nested["outcome"].isString() ? nested["outcome"].text() : nested["status"].text();
    return verdictFromWords(outcome).value_or(Verdict::Unknown);
}

std::optional<finding::Triage> sarifTriage(const JsonNode &result)
{
    const JsonNode suppression = result["suppressions"].first();
    const std::string_view status = suppression["status"].text();
    if (!suppression.isObject() || (!status.empty() && status != "accepted"))
        return std::nullopt;
    finding::Triage triage;
    triage.why = bounded(suppression["justification"].text(), 512);
    triage.decision = finding::Decision::Closed;
    if (triage.why.find("alse") != std::string::npos)
        triage.closeReason = finding::CloseReason::FalsePositive;
    else if (triage.why.find("test") != std::string::npos)
        triage.closeReason = finding::CloseReason::TestValue;
    else
        return std::nullopt; // why it is not to be looked at, nobody can tell
    return triage;
}

finding::Place sarifPlace(const JsonNode &location, const JsonNode &fingerprints)
{
    const JsonNode physical = location["physicalLocation"];
    const JsonNode region = physical["region"];
    finding::Place place = placeIn(pathOfUri(physical["artifactLocation"]["uri"].text()),
                                   region["startLine"].integer(), region["startColumn"].integer());
    const JsonNode own = location["properties"];
    if (isKingfishers(location))
        ++place.column; // it counts from 0
    if (const JsonNode commit = own["git_metadata"]["commit"]; commit["id"].isString()) {
        setCommit(place, commit["id"].text(), commit["committer"]["name"].text(),
                  commit["committer"]["email"].text(), timeFromText(commit["date"].text()));
    } else if (own["commit"].isString()) {
        setCommit(place, own["commit"].text(), own["author"].text(), {},
                  timeFromText(own["date"].text()));
    } else { // where gitleaks puts it
        setCommit(place, fingerprints["commitSha"].text(), fingerprints["author"].text(),
                  fingerprints["email"].text(), timeFromText(fingerprints["date"].text()));
    }
    return place;
}

finding::Place ownPlace(const JsonNode &piece)
{
    finding::Place place
        = placeIn(piece["path"].text(), piece["line"].integer(), piece["column"].integer());
    setCommit(place, piece["commit"].text(), piece["author"].text(), piece["email"].text(),
              timeFromText(piece["date"].text()));
    place.object = bounded(piece["object"].text(), 64);
    if (const auto reach = sources::reachFromName(piece["reach"].text()))
        place.reach = *reach;
    return place;
}

} // namespace

PieceKind readSarif(const JsonNode &piece, std::size_t pattern, std::string_view /*key*/,
                    ReportState &state, const RowSink &rows)
{
    if (pattern == 0) { // "tool"
        state.tool = toolNameOf(piece["driver"]["name"].text());
        return PieceKind::Other;
    }
    const JsonNode fingerprints = piece["partialFingerprints"];
    const JsonNode locations = piece["locations"];
    if (!piece.isObject() || (!piece["ruleId"].exists() && !piece["message"].exists()))
        return PieceKind::Unreadable;
    ImportRow row;
    row.tool = state.tool;
    row.rule
        = bounded(piece["ruleId"].exists() ? piece["ruleId"].text() : piece["rule"]["id"].text());
    row.id = idFrom(fingerprints["rekeySecretId/v1"].text());
    for (const JsonNode &fingerprint : piece["fingerprints"].children())
        row.fingerprint = bounded(fingerprint.text());
    for (const JsonNode &location : locations.children())
        row.places.push_back(sarifPlace(location, fingerprints));
    if (isKingfishers(locations.first()))
        row.tool = kKingfisher;
    const JsonNode region = locations.first()["physicalLocation"]["region"];
    if (isSnippetTheValue(region, row.tool))
        row.value = region["snippet"]["text"].text();
    else
        row.around = region["snippet"]["text"].text();
    row.verdict = row.tool == kKingfisher ? sarifVerdict(locations.first()["properties"])
                                          : sarifVerdict(piece["properties"]);
    if (row.id)
        row.provider = bounded(piece["properties"]["provider"].text());
    row.triage = sarifTriage(piece);
    rows(std::move(row));
    return PieceKind::Rows;
}

PieceKind readRekey(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                    ReportState &state, const RowSink &rows)
{
    if (piece["coverage"].exists())
        return PieceKind::Other;
    ImportRow row;
    row.id = idFrom(piece["id"].text());
    if (!row.id || !piece["rule"].isString())
        return PieceKind::Unreadable;
    row.tool = state.tool;
    row.rule = bounded(piece["rule"].text());
    row.type = bounded(piece["type"].text());
    row.provider = bounded(piece["provider"].text());
    row.mask = bounded(piece["masked"].text(), 128);
    const std::string_view confidence = piece["confidence"].text();
    if (confidence == "high")
        row.confidence = finding::Confidence::High;
    else if (confidence == "low")
        row.confidence = finding::Confidence::Low;
    row.verdict = verdictFromWords(piece["verdict"].text()).value_or(Verdict::Unknown);
    row.words = bounded(piece["verdictReason"].text());
    for (const JsonNode &place : piece["places"].children())
        row.places.push_back(ownPlace(place));
    rows(std::move(row));
    return PieceKind::Rows;
}

} // namespace rekey::report
