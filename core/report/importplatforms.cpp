// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importrow.h"

// Layouts:
// GitHub: "List secret scanning alerts for a repository" and "... for an organization", REST API
//   2022-11-28; every name used here is in GitHub's own OpenAPI description of them (npm
//   @octokit/openapi 23.0.2, schemas organization-secret-scanning-alert and
//   secret-scanning-location-commit). No export of a real account was at hand.
// GitLab, from knowledge of these pages and not checked against a real export:
//   secret-detection-report-format.json 15 of security-report-schemas
//   (gl-secret-detection-report.json), and "Vulnerabilities API", docs.gitlab.com.

namespace rekey::report {

namespace {

using finding::CloseReason;
using finding::Decision;
using finding::Verdict;

/// What was decided there, with who and when. A fix that our own check has not seen is an override
/// with its reason; "won't fix" has no end there, and an acceptance without end is none here.
finding::Triage triageOf(std::string_view platform, std::string_view resolution,
                         std::string_view comment)
{
    finding::Triage triage;
    triage.why = std::string(platform) + ": " + bounded(resolution, 64);
    if (!comment.empty())
        triage.why += " (" + bounded(comment, 512) + ")";
    triage.decision = Decision::Closed;
    if (resolution == "false_positive" || resolution == "not_applicable") {
        triage.closeReason = CloseReason::FalsePositive;
    } else if (resolution == "used_in_tests") {
        triage.closeReason = CloseReason::TestValue;
    } else if (resolution == "revoked" || resolution == "resolved") {
        triage.closeReason = CloseReason::Revoked;
        triage.isOverride = true;
    } else {
        triage.decision = Decision::Confirmed;
    }
    return triage;
}

} // namespace

PieceKind readGithub(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                     ReportState &state, const RowSink &rows)
{
    if (!piece["secret_type"].isString())
        return PieceKind::Unreadable;
    ImportRow row;
    row.value = piece["secret"].text();
    row.tool = state.tool;
    row.rule = bounded(piece["secret_type"].text());
    row.type = bounded(piece["secret_type_display_name"].text());
    row.fingerprint = bounded(piece["html_url"].text());
    row.confidence = finding::Confidence::High;
    row.verdict = verdictFromWords(piece["validity"].text()).value_or(Verdict::Unknown);
    row.checkedAt = timeFromText(piece["updated_at"].text());
    if (row.checkedAt == 0)
        row.checkedAt = timeFromText(piece["created_at"].text());
    const JsonNode location = piece["first_location_detected"];
    if (location["path"].isString()) {
        finding::Place place = placeIn(location["path"].text(), location["start_line"].integer(),
                                       location["start_column"].integer());
        setCommit(place, location["commit_sha"].text(), {}, {}, 0);
        place.object = bounded(location["blob_sha"].text(), 64);
        row.places.push_back(std::move(place));
    }
    row.words = bounded(piece["repository"]["full_name"].text());
    if (piece["state"].text() == "resolved" && !piece["resolution"].text().starts_with("pattern")) {
        row.triage
            = triageOf("GitHub", piece["resolution"].text(), piece["resolution_comment"].text());
        row.triage->decidedBy = bounded(piece["resolved_by"]["login"].text());
        row.triage->decidedAt = timeFromText(piece["resolved_at"].text());
    }
    rows(std::move(row));
    return PieceKind::Rows;
}

PieceKind readGitlabReport(const JsonNode &piece, std::size_t pattern, std::string_view /*key*/,
                           ReportState &state, const RowSink &rows)
{
    if (pattern == 1) { // "scan"
        state.date = timeFromText(piece["end_time"].text());
        return PieceKind::Other;
    }
    const JsonNode location = piece["location"];
    if (!location.isObject())
        return PieceKind::Unreadable;
    if (piece["category"].isString() && piece["category"].text() != "secret_detection")
        return PieceKind::Other;
    ImportRow row;
    row.value = piece["raw_source_code_extract"].text();
    row.tool = state.tool;
    row.rule = bounded(piece["identifiers"].first()["value"].text());
    row.type = bounded(piece["name"].text());
    row.fingerprint = bounded(piece["id"].text());
    row.checkedAt = state.date;
    const JsonNode commit = location["commit"];
    finding::Place place = placeIn(location["file"].text(), location["start_line"].integer());
    // Without a history to look at it writes zeros.
    const std::string_view id = commit["sha"].text();
    if (id.find_first_not_of('0') != std::string_view::npos)
        setCommit(place, id, commit["author"].text(), {}, timeFromText(commit["date"].text()));
    row.places.push_back(std::move(place));
    rows(std::move(row));
    return PieceKind::Rows;
}

PieceKind readGitlabAlert(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                          ReportState &state, const RowSink &rows)
{
    if (!piece["state"].isString() || !piece["title"].isString())
        return PieceKind::Unreadable;
    if (piece["report_type"].text() != "secret_detection")
        return PieceKind::Other;
    ImportRow row; // the API never shows the value
    row.tool = state.tool;
    row.rule = bounded(piece["title"].text());
    row.fingerprint = std::to_string(piece["id"].integer().value_or(0));
    row.checkedAt = timeFromText(piece["updated_at"].text());
    JsonNode location = piece["location"];
    if (!location.isObject())
        location = piece["finding"]["location"];
    if (location["file"].isString()) {
        finding::Place place = placeIn(location["file"].text(), location["start_line"].integer());
        setCommit(place, location["commit"]["sha"].text(), {}, {}, 0);
        row.places.push_back(std::move(place));
    }
    const std::string_view status = piece["state"].text();
    if (status == "dismissed" || status == "resolved" || status == "confirmed") {
        const std::string_view reason = piece["dismissal_reason"].text();
        row.triage = triageOf("GitLab", reason.empty() ? status : reason, {});
        row.triage->decidedAt = timeFromText(piece[std::string(status) + "_at"].text());
        row.triage->decidedBy = bounded(piece[std::string(status) + "_by"]["username"].text());
    }
    rows(std::move(row));
    return PieceKind::Rows;
}

} // namespace rekey::report
