// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/import.h"
#include "core/report/importjson.h"
#include "core/rules/decode.h"

#include <deque>

namespace rekey::report {

/// A row as its tool wrote it, before anything is made of it. The views hold plaintext and live as
/// long as the piece of the report they are from.
struct ImportRow
{
    std::string_view value; ///< empty or hidden: the row is without value
    std::string_view around; ///< text that holds the value
    std::string tool;
    std::string rule; ///< the tool's name for the type
    std::string type; ///< for people; empty: the rule
    /// What the tool knows the row by; empty: its place.
    std::string fingerprint;
    std::vector<finding::Place> places;
    finding::Confidence confidence = finding::Confidence::Medium;
    finding::Verdict verdict = finding::Verdict::NotChecked;
    std::int64_t checkedAt = 0; ///< 0: the report's date
    std::string words;
    std::optional<finding::Triage> triage;
    std::optional<secret::SecretId> id; ///< of a report of our own
    std::string provider; ///< likewise
    std::string mask; ///< likewise
};

/// Makes findings of rows.
class RowMaker
{
public:
    explicit RowMaker(const ImportOptions &options)
        : m_options(options)
    {
    }

    [[nodiscard]] ImportedFinding make(ImportRow row, std::uint64_t line) const;

private:
    [[nodiscard]] finding::Finding findingOf(const ImportRow &row, bool isValueAbsent) const;
    [[nodiscard]] secret::SecretId idOfAbsent(const ImportRow &row) const;
    [[nodiscard]] bool quotesSecret(std::string_view text, std::string_view value) const;

    const ImportOptions &m_options;
};

/// True for what tools write instead of a value: nothing, "REDACTED", stars, a value cut off with
/// dots.
[[nodiscard]] bool isHiddenValue(std::string_view value);

/// A place in a report: reach by whether it has a commit.
[[nodiscard]] finding::Place placeIn(std::string_view path, std::optional<std::int64_t> line,
                                     std::optional<std::int64_t> column = {});
/// Adds what is known of the commit.
void setCommit(finding::Place &place, std::string_view commit, std::string_view author,
               std::string_view email, std::int64_t date);

/// Seconds since 1970 UTC of the ways tools write a time: ISO 8601, with a blank for the T, with an
/// offset, with fractions; git's own "1378126038 +0100"; a number of seconds. 0 for anything else.
[[nodiscard]] std::int64_t timeFromText(std::string_view text);

/// At most so many bytes of a text from a report, as it was.
[[nodiscard]] std::string bounded(std::string_view text, std::size_t most = 4096);

/// What a report said before its rows, and is true of those that follow.
struct ReportState
{
    std::string tool;
    std::int64_t date = 0;
    std::string commit;
    std::string author;
    std::string email;
    std::int64_t commitDate = 0;
    std::deque<rules::Wiped> decoded; ///< what had to be decoded; emptied after each piece
};

enum class PieceKind : std::uint8_t
{
    Rows, ///< read, however many rows were in it
    Other, ///< belongs to the format, but is no row
    Unreadable,
};

using RowSink = std::function<void(ImportRow)>;

/// One piece of a format's report -> rows.
using PieceReader = PieceKind (*)(const JsonNode &piece, std::size_t pattern, std::string_view key,
                                  ReportState &state, const RowSink &rows);

/// How a format is taken apart.
struct FormatReader
{
    std::vector<std::string_view> patterns; ///< as JsonSplitter's; none: one piece a line
    PieceReader read = nullptr;
};

/// Not for Unknown, Empty and Csv.
[[nodiscard]] FormatReader readerOf(ImportFormat format);

// One for each tool; sources of the layouts stand with them.
PieceKind readGitleaks(const JsonNode &piece, std::size_t pattern, std::string_view key,
                       ReportState &state, const RowSink &rows);
PieceKind readBetterleaks(const JsonNode &piece, std::size_t pattern, std::string_view key,
                          ReportState &state, const RowSink &rows);
PieceKind readTrufflehog(const JsonNode &piece, std::size_t pattern, std::string_view key,
                         ReportState &state, const RowSink &rows);
PieceKind readKingfisher(const JsonNode &piece, std::size_t pattern, std::string_view key,
                         ReportState &state, const RowSink &rows);
PieceKind readNoseyParker(const JsonNode &piece, std::size_t pattern, std::string_view key,
                          ReportState &state, const RowSink &rows);
PieceKind readTitus(const JsonNode &piece, std::size_t pattern, std::string_view key,
                    ReportState &state, const RowSink &rows);
PieceKind readDetectSecrets(const JsonNode &piece, std::size_t pattern, std::string_view key,
                            ReportState &state, const RowSink &rows);
PieceKind readGgshield(const JsonNode &piece, std::size_t pattern, std::string_view key,
                       ReportState &state, const RowSink &rows);
PieceKind readGithub(const JsonNode &piece, std::size_t pattern, std::string_view key,
                     ReportState &state, const RowSink &rows);
PieceKind readGitlabReport(const JsonNode &piece, std::size_t pattern, std::string_view key,
                           ReportState &state, const RowSink &rows);
PieceKind readGitlabAlert(const JsonNode &piece, std::size_t pattern, std::string_view key,
                          ReportState &state, const RowSink &rows);
PieceKind readSarif(const JsonNode &piece, std::size_t pattern, std::string_view key,
                    ReportState &state, const RowSink &rows);
PieceKind readRekey(const JsonNode &piece, std::size_t pattern, std::string_view key,
                    ReportState &state, const RowSink &rows);

/// A row of a CSV; nothing when it has nothing to make a row of.
[[nodiscard]] std::optional<ImportRow> rowOfCsv(std::span<const std::string_view> fields,
                                                const ImportMapping &mapping);

/// What the words of tools for a check's outcome come to: "valid", "active", "live", "invalid",
/// "revoked" ... Nothing for words nobody knows.
[[nodiscard]] std::optional<finding::Verdict> verdictFromWords(std::string_view words);

} // namespace rekey::report
