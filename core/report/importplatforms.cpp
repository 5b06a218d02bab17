// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importrow.h"

// Layouts:
// GitHub: "List secret scanning alerts for a repository" and "... for an organization", REST API
//   2022-11-28; every name used here is in GitHub's own OpenAPI description of them (npm
//   @octokit/openapi 23.0.2, schemas organization-secret-scanning-alert and
//   secret-scanning-location-commit). No export of a real account was at hand.
// GitLab, from what is in its public repository; no export of a real project was at hand:
//   gl-secret-detection-report.json: secret-detection-report-format.json 15.0.2, as
//   lib/gitlab/ci/parsers/security/validators/schemas has it, and the report of version 14.1.2 in
//   spec/fixtures/security_reports/master.
//   Alerts: doc/api/project_vulnerabilities.md and doc/api/vulnerability_findings.md; of
//   dismissal_feedback, which stands empty there, what gitlab-org/gitlab issue 387653 shows.

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

constexpr std::string_view kGitlabKind = "secret_detection";

void addGitlabPlace(const JsonNode &location, ImportRow &row)
{
    const JsonNode commit = location["commit"];
    // Without a history to look at it writes zeros.
    std::string_view id = commit["sha"].text();
    if (id.find_first_not_of('0') == std::string_view::npos)
        id = {};
    if (!location["file"].isString() && id.empty())
        return;
    finding::Place place = placeIn(location["file"].text(), location["start_line"].integer());
    if (!id.empty()) {
        std::string_view author = commit["author"].text();
        std::string_view email;
        if (const std::size_t at = author.find(" <");
            at != std::string_view::npos && author.ends_with('>')) {
            email = author.substr(at + 2, author.size() - at - 3);
            author = author.substr(0, at);
        }
        setCommit(place, id, author, email, timeFromText(commit["date"].text()));
    }
    row.places.push_back(std::move(place));
}

/// Name of a user, or their number, which is all that a vulnerability tells.
std::string gitlabUser(const JsonNode &user, const JsonNode &number)
{
    const JsonNode name = user[user["username"].isString() ? "username" : "name"];
    if (name.isString())
        return bounded(name.text(), 256);
    const auto id = number.integer();
    return id ? "GitLab user " + std::to_string(*id) : std::string();
}

std::optional<finding::Triage> gitlabTriage(const JsonNode &piece)
{
    const JsonNode feedback = piece["dismissal_feedback"];
    std::string_view status = piece["state"].text();
    if (status == "closed" || (status.empty() && feedback.isObject()))
        status = "dismissed";
    if (status != "dismissed" && status != "resolved" && status != "confirmed")
        return std::nullopt;
    std::string_view reason = piece["dismissal_reason"].text();
    if (reason.empty())
        reason = feedback["dismissal_reason"].text();
    finding::Triage triage = triageOf("GitLab", reason.empty() ? status : reason,
                                      feedback["comment_details"]["comment"].text());
    // Older versions close what newer ones dismiss.
    for (const std::string &word : {std::string(status), std::string("closed")}) {
        if (triage.decidedAt == 0)
            triage.decidedAt = timeFromText(piece[word + "_at"].text());
        if (triage.decidedBy.empty())
            triage.decidedBy = gitlabUser(piece[word + "_by"], piece[word + "_by_id"]);
    }
    if (triage.decidedAt == 0)
        triage.decidedAt = timeFromText(feedback["created_at"].text());
    if (triage.decidedBy.empty())
        triage.decidedBy = gitlabUser(feedback["author"], {});
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
    // Version 14 says of each row what it is of; in 15 only those of secret detection have a
    // commit.
    if (piece["category"].isString() ? piece["category"].text() != kGitlabKind
                                     : !location["commit"].isObject())
        return PieceKind::Other;
    ImportRow row;
    row.value = piece["raw_source_code_extract"].text();
    row.tool = state.tool;
    row.rule = bounded(piece["identifiers"].first()["value"].text());
    row.type = bounded(piece["name"].text());
    if (row.type.empty())
        row.type = bounded(piece["message"].text());
    row.fingerprint = bounded(piece["id"].text());
    row.checkedAt = state.date;
    for (const JsonNode &flag : piece["flags"].children()) {
        if (flag["type"].text() != "flagged-as-likely-false-positive")
            continue;
        row.confidence = finding::Confidence::Low;
        row.words = "likely a false positive: " + bounded(flag["description"].text(), 512);
    }
    addGitlabPlace(location, row);
    rows(std::move(row));
    return PieceKind::Rows;
}

PieceKind readGitlabAlert(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                          ReportState &state, const RowSink &rows)
{
    // A vulnerability has a title, a finding a name.
    const JsonNode title = piece[piece["title"].isString() ? "title" : "name"];
    if (!title.isString() || !piece["report_type"].isString())
        return PieceKind::Unreadable;
    if (piece["report_type"].text() != kGitlabKind)
        return PieceKind::Other;
    // A vulnerability holds the row of the report as text.
    const JsonNode inner = piece["finding"];
    JsonTree tree;
    JsonNode raw;
    if (const std::string_view text = inner["raw_metadata"].text(); !text.empty()) {
        rules::Wiped &copy = state.decoded.emplace_back();
        copy.text = text;
        if (tree.read(copy.text))
            raw = tree.root();
    }
    const auto firstOf = [&](std::string_view key) {
        for (const JsonNode &node : {piece, inner, raw}) {
            if (const JsonNode found = node[key]; found.exists() && !found.isNull())
                return found;
        }
        return JsonNode();
    };
    ImportRow row;
    row.value = firstOf("raw_source_code_extract").text();
    row.tool = state.tool;
    row.type = bounded(title.text());
    const JsonNode identifier = firstOf("identifiers").first();
    row.rule = bounded(
        identifier[identifier["external_id"].isString() ? "external_id" : "value"].text());
    if (row.rule.empty())
        row.rule = row.type;
    // The one name that both kinds of alert have for it.
    row.fingerprint = bounded(firstOf("uuid").text(), 64);
    if (const auto id = piece["id"].integer(); row.fingerprint.empty() && id)
        row.fingerprint = std::to_string(*id);
    if (row.fingerprint.empty())
        row.fingerprint = bounded(firstOf("project_fingerprint").text(), 64);
    row.checkedAt = timeFromText(firstOf("updated_at").text());
    const JsonNode project = piece["project"];
    row.words = bounded(
        project[project["full_path"].isString() ? "full_path" : "path_with_namespace"].text());
    addGitlabPlace(firstOf("location"), row);
    row.triage = gitlabTriage(piece);
    rows(std::move(row));
    return PieceKind::Rows;
}

} // namespace rekey::report
