// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importrow.h"

#include <algorithm>

// Tools that gather the places of a secret. Layouts, read 2026-11-26:
// Nosey Parker: `noseyparker generate json-schema` as kept in the tests of
//   praetorian-inc/noseyparker.
// Titus: pkg/types and cmd/titus/report.go of praetorian-inc/titus.
// detect-secrets: detect_secrets/core/potential_secret.py of Yelp/detect-secrets 1.5, and the
//   baseline that 1.5.0 writes.
// ggshield: doc/schemas/secret.json of GitGuardian/ggshield, and its secret_json_output_handler.py.

namespace rekey::report {

namespace {

using finding::Verdict;

constexpr std::size_t kMaxPlaces = 10'000;

/// A base64 text decoded on memory that is overwritten after the piece; empty when it is none.
std::string_view decoded(std::string_view base64, ReportState &state)
{
    rules::Wiped &made = state.decoded.emplace_back();
    return rules::decodeBase64(base64, made.text) ? std::string_view(made.text)
                                                  : std::string_view();
}

finding::Triage decided(finding::Decision decision, finding::CloseReason reason, std::int64_t date,
                        std::string why)
{
    finding::Triage triage;
    triage.decision = decision;
    triage.closeReason = reason;
    triage.decidedAt = date;
    triage.why = std::move(why);
    return triage;
}

void addNoseyParkerPlaces(const JsonNode &match, ImportRow &row)
{
    const JsonNode start = match["location"]["source_span"]["start"];
    for (const JsonNode &provenance : match["provenance"].children()) {
        if (row.places.size() == kMaxPlaces)
            return;
        const JsonNode first = provenance["first_commit"];
        const JsonNode commit = first["commit_metadata"];
        const std::string_view path
            = first.isObject() ? first["blob_path"].text() : provenance["path"].text();
        // Its columns count from 0.
        finding::Place place
            = placeIn(path, start["line"].integer(), start["column"].integer().value_or(0) + 1);
        setCommit(place, commit["commit_id"].text(), commit["author_name"].text(),
                  commit["author_email"].text(), timeFromText(commit["author_timestamp"].text()));
        place.object = bounded(match["blob_id"].text(), 64);
        row.places.push_back(std::move(place));
    }
}

} // namespace

PieceKind readNoseyParker(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                          ReportState &state, const RowSink &rows)
{
    const JsonNode matches = piece["matches"];
    if (!piece["rule_name"].isString() || !matches.isArray())
        return PieceKind::Unreadable;
    ImportRow row;
    row.value = decoded(piece["groups"].first().text(), state);
    row.around = matches.first()["snippet"]["matching"].text();
    row.tool = state.tool;
    row.rule = bounded(piece["rule_text_id"].text());
    row.type = bounded(piece["rule_name"].text());
    row.fingerprint = bounded(piece["finding_id"].text());
    for (const JsonNode &match : matches.children())
        addNoseyParkerPlaces(match, row);
    const std::string_view status = piece["statuses"].first().text();
    if (status == "reject")
        row.triage = decided(finding::Decision::Closed, finding::CloseReason::FalsePositive, 0,
                             "rejected in Nosey Parker");
    else if (status == "accept")
        row.triage = decided(finding::Decision::Confirmed, finding::CloseReason::None, 0,
                             "accepted in Nosey Parker");
    rows(std::move(row));
    return PieceKind::Rows;
}

PieceKind readTitus(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                    ReportState &state, const RowSink &rows)
{
    if (!piece["RuleID"].isString())
        return PieceKind::Unreadable;
    ImportRow row;
    row.value = decoded(piece["Groups"].first().text(), state);
    row.tool = state.tool;
    row.rule = bounded(piece["RuleID"].text());
    row.fingerprint = bounded(piece["ID"].text());
    // A match may also stand by itself.
    const JsonNode matches = piece["Matches"];
    std::vector<JsonNode> all = matches.children();
    if (all.empty() && piece["Location"].isObject())
        all.push_back(piece);
    for (const JsonNode &match : all) {
        if (row.type.empty())
            row.type = bounded(match["RuleName"].text());
        if (row.around.empty())
            row.around = decoded(match["Snippet"]["Matching"].text(), state);
        const JsonNode start = match["Location"]["Source"]["Start"];
        std::string_view path = match["Path"].text();
        for (const std::string_view other : {"FilePath", "BlobPath"}) {
            if (path.empty())
                path = match["Provenance"][other].text();
        }
        const JsonNode check = match["validation_result"];
        if (check.isObject()) {
            row.verdict = verdictFromWords(check["status"].text()).value_or(Verdict::Unknown);
            row.checkedAt = timeFromText(check["validated_at"].text());
            row.words = bounded(check["message"].text());
        }
        if (row.places.size() == kMaxPlaces || (path.empty() && !match["BlobID"].isString()))
            continue;
        finding::Place place = placeIn(path, start["Line"].integer(), start["Column"].integer());
        place.object = bounded(match["BlobID"].text(), 64);
        row.places.push_back(std::move(place));
    }
    rows(std::move(row));
    return PieceKind::Rows;
}

PieceKind readDetectSecrets(const JsonNode &piece, std::size_t /*pattern*/, std::string_view key,
                            ReportState &state, const RowSink &rows)
{
    if (!piece["type"].isString() || !piece["hashed_secret"].isString())
        return PieceKind::Unreadable;
    ImportRow row; // it never writes the value
    row.tool = state.tool;
    row.rule = bounded(piece["type"].text());
    row.fingerprint = bounded(piece["hashed_secret"].text());
    row.places.push_back(placeIn(key, piece["line_number"].integer()));
    if (row.rule.ends_with("High Entropy String") || row.rule == "Secret Keyword")
        row.confidence = finding::Confidence::Low;
    if (piece["is_verified"].isTrue())
        row.verdict = Verdict::Live;
    if (piece["is_secret"].isTrue())
        row.triage = decided(finding::Decision::Confirmed, finding::CloseReason::None, 0,
                             "audited as a secret in detect-secrets");
    else if (piece["is_secret"].isFalse())
        row.triage = decided(finding::Decision::Closed, finding::CloseReason::FalsePositive, 0,
                             "audited as no secret in detect-secrets");
    rows(std::move(row));
    return PieceKind::Rows;
}

namespace {

bool isBesideTheSecret(std::string_view type)
{
    constexpr std::string_view beside[]
        = {"username", "host", "port", "database", "scheme", "client_id", "account_id", "email"};
    return std::ranges::find(beside, type) != std::end(beside);
}

void readGgshieldIncident(const JsonNode &incident, std::string_view path, const ReportState &state,
                          const RowSink &rows)
{
    ImportRow row;
    row.tool = state.tool;
    row.rule = bounded(incident["detector"].exists() ? incident["detector"].text()
                                                     : incident["type"].text());
    row.fingerprint = bounded(incident["ignore_sha"].text());
    row.verdict = verdictFromWords(incident["validity"].text()).value_or(Verdict::Unknown);
    for (const JsonNode &occurrence : incident["occurrences"].children()) {
        if (isBesideTheSecret(occurrence["type"].text()) || row.places.size() == kMaxPlaces)
            continue;
        if (row.value.empty())
            row.value = occurrence["match"].text();
        else if (row.value != occurrence["match"].text())
            continue;
        auto line = occurrence["post_line_start"].integer();
        if (!line)
            line = occurrence["line_start"].integer();
        finding::Place place = placeIn(path, line);
        setCommit(place, state.commit, state.author, state.email, state.commitDate);
        row.places.push_back(std::move(place));
    }
    rows(std::move(row));
}

} // namespace

PieceKind readGgshield(const JsonNode &piece, std::size_t pattern, std::string_view /*key*/,
                       ReportState &state, const RowSink &rows)
{
    constexpr std::size_t scanId = 4;
    constexpr std::size_t scanExtra = 5;
    if (pattern == scanId) {
        const std::string_view id = piece.text();
        const bool isCommit = (id.size() == 40 || id.size() == 64)
            && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
        state.commit = isCommit ? bounded(id) : std::string();
        state.author.clear();
        state.email.clear();
        state.commitDate = 0;
        return PieceKind::Other;
    }
    if (pattern == scanExtra) {
        state.author = bounded(piece["author"].text());
        state.email = bounded(piece["email"].text());
        state.commitDate = timeFromText(piece["date"].text());
        return PieceKind::Other;
    }
    const JsonNode incidents = piece["incidents"];
    if (!piece["filename"].isString() || !incidents.isArray())
        return PieceKind::Unreadable;
    for (const JsonNode &incident : incidents.children())
        readGgshieldIncident(incident, piece["filename"].text(), state, rows);
    return PieceKind::Rows;
}

} // namespace rekey::report
