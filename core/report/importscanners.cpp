// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/report/importrow.h"

#include <algorithm>
#include <utility>

// Layouts, read 2026-11-26:
// gitleaks: report/finding.go of gitleaks/gitleaks, and what gitleaks 8.16 writes.
// betterleaks: report/finding.go, report/validation_status.go, sources of betterleaks/betterleaks
//   (version 2; with --legacy, and before, it writes gitleaks' layout), and what 2.0.0-rc.4 writes
//   as JSON and JSON lines, which is another one.
// TruffleHog: pkg/output/json.go of trufflesecurity/trufflehog.
// Kingfisher: src/reporter.rs and src/reporter/json_format.rs of mongodb/kingfisher, and what
//   Kingfisher 2.14 writes as JSON and JSON lines.

namespace rekey::report {

namespace {

using finding::Verdict;

finding::Confidence confidenceFrom(std::string_view word)
{
    if (word == "high" || word == "High")
        return finding::Confidence::High;
    return word == "low" || word == "Low" ? finding::Confidence::Low : finding::Confidence::Medium;
}

/// "Ada Example <ada@example.org>" -> both parts; a bare address is the second.
std::pair<std::string_view, std::string_view> nameAndMail(std::string_view text)
{
    const std::size_t open = text.rfind('<');
    if (open == std::string_view::npos || !text.ends_with('>'))
        return {{}, text};
    std::string_view name = text.substr(0, open);
    while (name.ends_with(' '))
        name.remove_suffix(1);
    return {name, text.substr(open + 1, text.size() - open - 2)};
}

bool mentionsSkipping(std::string_view text)
{
    for (const std::string_view word : {"skip", "Skip", "SKIP", "not attempted", "Not Attempted"}) {
        if (text.find(word) != std::string_view::npos)
            return true;
    }
    return false;
}

} // namespace

PieceKind readGitleaks(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                       ReportState &state, const RowSink &rows)
{
    if (!piece["RuleID"].isString() && !piece["Secret"].isString())
        return PieceKind::Unreadable;
    ImportRow row;
    row.value = piece["Secret"].text();
    row.around = piece["Match"].text();
    row.tool = state.tool;
    row.rule = bounded(piece["RuleID"].text());
    row.type = bounded(piece["Description"].text());
    finding::Place place = placeIn(piece["File"].text(), piece["StartLine"].integer(),
                                   piece["StartColumn"].integer());
    setCommit(place, piece["Commit"].text(), piece["Author"].text(), piece["Email"].text(),
              timeFromText(piece["Date"].text()));
    row.fingerprint = bounded(piece["Fingerprint"].text());
    row.places.push_back(std::move(place));
    rows(std::move(row));
    return PieceKind::Rows;
}

namespace {

/// `found`: the finding that a part of it, such as a key's secret half, belongs to.
ImportRow betterleaksRow(const JsonNode &piece, const JsonNode &found, const ReportState &state)
{
    ImportRow row;
    row.value = piece["match"]["value"].text();
    row.around = piece["match"]["full"].text();
    row.tool = state.tool;
    row.rule = bounded(piece["rule_id"].text());
    row.type = bounded(piece["description"].text());
    row.fingerprint = bounded(piece["match"]["fingerprint"].text());
    row.confidence = confidenceFrom(found["confidence"].text());
    const JsonNode location = piece["location"];
    const JsonNode attributes = found["attributes"];
    finding::Place place = placeIn(location["path"].text(), location["start_line"].integer(),
                                   location["start_column"].integer());
    setCommit(place, attributes["git.sha"].text(), attributes["git.author_name"].text(),
              attributes["git.author_email"].text(), timeFromText(attributes["git.date"].text()));
    row.places.push_back(std::move(place));
    return row;
}

/// The layout of 2.0.0-rc.4.
PieceKind readBetterleaksFinding(const JsonNode &found, const ReportState &state,
                                 const RowSink &rows)
{
    ImportRow row = betterleaksRow(found, found, state);
    const JsonNode validation = found["validation"];
    row.verdict = verdictFromWords(validation["status"].text()).value_or(Verdict::Unknown);
    row.words = bounded(validation["reason"].text());
    rows(std::move(row));
    for (const JsonNode &set : found["component_sets"].children()) {
        for (const JsonNode &part : set["components"].children())
            rows(betterleaksRow(part, found, state));
    }
    return PieceKind::Rows;
}

} // namespace

PieceKind readBetterleaks(const JsonNode &piece, std::size_t pattern, std::string_view key,
                          ReportState &state, const RowSink &rows)
{
    if (piece["RuleID"].exists())
        return readGitleaks(piece, pattern, key, state, rows);
    if (piece["scan"].isObject()) // the last line
        return PieceKind::Other;
    const JsonNode found = piece["finding"].isObject() ? piece["finding"] : piece;
    if (found["rule_id"].isString())
        return readBetterleaksFinding(found, state, rows);
    if (!piece["ruleID"].isString())
        return PieceKind::Unreadable;
    ImportRow row;
    row.value = piece["secret"].text();
    row.around = piece["match"].text();
    row.tool = state.tool;
    row.rule = bounded(piece["ruleID"].text());
    row.type = bounded(piece["description"].text());
    row.confidence = confidenceFrom(piece["confidence"].text());
    const JsonNode location = piece["location"];
    const JsonNode attributes = piece["attributes"];
    finding::Place place = placeIn(attributes["path"].text(), location["startLine"].integer(),
                                   location["startColumn"].integer());
    setCommit(place, attributes["git.sha"].text(), attributes["git.author_name"].text(),
              attributes["git.author_email"].text(), timeFromText(attributes["git.date"].text()));
    row.places.push_back(std::move(place));
    const JsonNode validation = piece["validation"];
    row.verdict = verdictFromWords(validation["status"].text()).value_or(Verdict::Unknown);
    row.words = bounded(validation["reason"].text());
    rows(std::move(row));
    return PieceKind::Rows;
}

PieceKind readTrufflehog(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                         ReportState &state, const RowSink &rows)
{
    // Its log goes to the error stream in the same form; people catch both in one file.
    if (piece["level"].isString() && piece["msg"].isString())
        return PieceKind::Other;
    if (!piece["DetectorName"].isString())
        return PieceKind::Unreadable;
    ImportRow row;
    row.value = piece["Raw"].text();
    row.around = piece["RawV2"].text();
    if (row.value.empty())
        row.value = row.around;
    row.tool = state.tool;
    row.rule = bounded(piece["DetectorName"].text());
    const JsonNode where = piece["SourceMetadata"]["Data"].first();
    std::string_view path = where["file"].text();
    for (const std::string_view other : {"path", "link", "key", "url"}) {
        if (path.empty())
            path = where[other].text();
    }
    if (!path.empty()) {
        finding::Place place = placeIn(path, where["line"].integer());
        const auto [name, mail] = nameAndMail(where["email"].text());
        setCommit(place, where["commit"].text(), name, mail,
                  timeFromText(where["timestamp"].text()));
        row.places.push_back(std::move(place));
    }
    if (piece["Verified"].isTrue())
        row.verdict = Verdict::Live;
    else if (!piece["VerificationError"].text().empty())
        row.verdict = Verdict::Unknown;
    for (const JsonNode &extra : piece["ExtraData"].children()) {
        if (extra.key() != "rotation_guide" && extra.isString() && row.words.size() < 400) {
            row.words += (row.words.empty() ? "" : "; ") + bounded(extra.key(), 40) + ": "
                + bounded(extra.text(), 120);
        }
    }
    rows(std::move(row));
    return PieceKind::Rows;
}

namespace {

/// "inactive" is also what a check that was skipped is called; then its words say so.
Verdict kingfisherVerdict(const JsonNode &validation)
{
    const std::string_view outcome = validation["outcome"].text();
    const std::string_view status = validation["status"].text();
    const std::string_view response = validation["response"].text();
    const Verdict verdict
        = verdictFromWords(outcome.empty() ? status : outcome)
              .value_or(mentionsSkipping(status) ? Verdict::NotChecked : Verdict::Unknown);
    const bool wasSkipped = mentionsSkipping(response.substr(0, 512));
    return verdict == Verdict::Dead && wasSkipped ? Verdict::NotChecked : verdict;
}

PieceKind readKingfisherRow(const JsonNode &piece, ReportState &state, const RowSink &rows)
{
    const JsonNode found = piece["finding"];
    const JsonNode rule = piece["rule"];
    if (!found.isObject() || !rule.isObject())
        return PieceKind::Unreadable;
    ImportRow row;
    row.value = found["snippet"].text();
    row.tool = state.tool;
    row.rule = bounded(rule["id"].text());
    row.type
        = bounded(rule["description"].exists() ? rule["description"].text() : rule["name"].text());
    row.fingerprint = bounded(found["fingerprint"].text());
    row.confidence = confidenceFrom(found["confidence"].text());
    const JsonNode git = found["git_metadata"];
    const JsonNode commit = git["commit"];
    const std::string_view inRepository = git["file"]["path"].text();
    finding::Place place
        = placeIn(inRepository.empty() ? found["path"].text() : inRepository,
                  found["line"].integer(), found["column_start"].integer().value_or(0) + 1);
    setCommit(place, commit["id"].text(), commit["committer"]["name"].text(),
              commit["committer"]["email"].text(), timeFromText(commit["date"].text()));
    row.places.push_back(std::move(place));
    row.verdict = kingfisherVerdict(found["validation"]);
    row.words = bounded(found["validation"]["status"].text(), 80);
    rows(std::move(row));
    return PieceKind::Rows;
}

} // namespace

PieceKind readKingfisher(const JsonNode &piece, std::size_t /*pattern*/, std::string_view /*key*/,
                         ReportState &state, const RowSink &rows)
{
    for (const std::string_view other : {"access_map", "audit", "metadata", "summary"}) {
        if (piece[other].exists())
            return PieceKind::Other;
    }
    const JsonNode matches = piece["matches"]; // before 1.13: grouped by rule
    if (!matches.isArray())
        return readKingfisherRow(piece, state, rows);
    for (const JsonNode &match : matches.children()) {
        if (readKingfisherRow(match, state, rows) == PieceKind::Unreadable)
            return PieceKind::Unreadable;
    }
    return PieceKind::Rows;
}

} // namespace rekey::report
