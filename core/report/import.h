// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/finding.h"
#include "core/finding/triage.h"
#include "core/secret/identity.h"
#include "core/secret/vault.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::report {

/// Reports of other tools that can be read. Where each layout is documented stands with its reader.
enum class ImportFormat : std::uint8_t
{
    Unknown,
    Empty, ///< JSON with nothing in it: whose, nobody can say
    RekeyJson,
    RekeyJsonLines,
    GitleaksJson,
    BetterleaksJson,
    BetterleaksJsonLines,
    TrufflehogJson,
    TrufflehogJsonLines,
    KingfisherJson,
    KingfisherJsonLines,
    TitusJson,
    TitusJsonLines,
    NoseyParkerJson,
    NoseyParkerJsonLines,
    DetectSecrets,
    Ggshield,
    GithubAlerts,
    GitlabReport,
    GitlabAlerts,
    Sarif,
    Csv,
};

/// For people: "gitleaks JSON", "SARIF 2.1.0", "CSV".
[[nodiscard]] std::string_view importFormatName(ImportFormat format);
/// The tool's name as claims have it: "gitleaks"; "sarif" and "csv" until the file says more.
[[nodiscard]] std::string_view importToolName(ImportFormat format);

/// How many bytes of a report detectImportFormat looks at.
inline constexpr std::size_t kDetectBytes = std::size_t{64} << 10;
/// By the first bytes alone. Linear.
[[nodiscard]] ImportFormat detectImportFormat(std::string_view head);

/// What a column of a CSV can be.
enum class ImportField : std::uint8_t
{
    Value,
    Around, ///< text that holds the value
    Rule,
    Path,
    Line,
    Column,
    Commit,
    Author,
    Email,
    Date,
    Verdict,
    Fingerprint,
    Tool,
    Note,
};
inline constexpr std::size_t kImportFields = 14;

/// "value", "around", "rule", "path", "line", "column", "commit", "author", "email", "date",
/// "verdict", "fingerprint", "tool", "note".
[[nodiscard]] std::string_view importFieldName(ImportField field);
[[nodiscard]] std::optional<ImportField> importFieldFromName(std::string_view name);

/// Which column of a CSV is what: its number from 0, or -1 for none.
struct ImportMapping
{
    std::array<int, kImportFields> columns;

    ImportMapping() { columns.fill(-1); }
    [[nodiscard]] int of(ImportField field) const
    {
        return columns[static_cast<std::size_t>(field)];
    }
    void set(ImportField field, int column) { columns[static_cast<std::size_t>(field)] = column; }
    /// Enough to make rows of: a value, or a path, or a fingerprint.
    [[nodiscard]] bool isUsable() const;

    friend bool operator==(const ImportMapping &, const ImportMapping &) = default;
};

/// What the columns most likely are, by their names: those of gitleaks, of this program and the
/// usual ones.
[[nodiscard]] ImportMapping guessMapping(std::span<const std::string_view> header);
/// From pairs of field and column name (or "#3", from 1). Errors: Invalid, naming the pair.
[[nodiscard]] Result<ImportMapping>
mappingFrom(std::span<const std::pair<std::string, std::string>> pairs,
            std::span<const std::string_view> header);

/// Says what a value is by our own rules, so that it becomes the finding a scan would make of it:
/// without places and number. `around` is text that holds the value, or empty. Nothing when no rule
/// knows it.
using Recogniser = std::function<std::optional<finding::Finding>(
    std::string_view value, std::string_view around, std::string_view toolRule)>;

/// One row of a report.
struct ImportedFinding
{
    /// One place at most but for tools that gather them; Place::source is 0, reach is History when
    /// the report names a commit, else File. Sealed with ImportOptions::vault.
    finding::Finding finding;
    finding::Claim claim;
    std::optional<finding::Triage> triage; ///< what people decided there; a proposal
    bool isValueAbsent = false; ///< the report hides the value
    std::uint64_t line = 1; ///< where the row begins in the report, from 1
};

struct ImportOptions
{
    ImportFormat format = ImportFormat::Unknown; ///< Unknown: detected
    std::shared_ptr<const secret::IdentityKey> identity;
    std::shared_ptr<const secret::Vault> vault;
    Recogniser recognise; ///< may be empty: every value is then of the tool's own type
    /// Date of claims whose report has none: when the file was written, seconds since 1970 UTC.
    std::int64_t date = 0;
    /// CSV: pairs as mappingFrom takes; empty: guessed.
    std::vector<std::pair<std::string, std::string>> columns;
    std::size_t pieceBytes = std::size_t{16} << 20; ///< of one row; larger ones are unreadable
};

struct ImportSummary
{
    ImportFormat format = ImportFormat::Unknown;
    std::string tool; ///< as the last claim has it
    std::uint64_t rows = 0; ///< given to the sink
    std::uint64_t withoutValue = 0; ///< of them
    std::uint64_t unreadable = 0; ///< rows that were passed over
    std::vector<std::uint64_t> unreadableLines; ///< of the first 20, from 1, ascending
    std::uint64_t bytes = 0;
    bool isComplete = true; ///< false: the report breaks off or was stopped; see `problem`
    std::string problem; ///< one sentence; empty when complete
};

/// Gets some hundred rows at a time, in the report's order. False: read no further (then the
/// summary is complete as far as it goes).
using ImportSink = std::function<bool(std::vector<ImportedFinding>)>;

/// Reads a report that comes in pieces. Memory does not grow with the report; values are sealed row
/// by row and the bytes overwritten. A row that cannot be read is counted and passed over. One
/// thread.
class ReportReader
{
public:
    ReportReader(ImportOptions options, ImportSink sink);
    ~ReportReader();
    ReportReader(const ReportReader &) = delete;
    ReportReader &operator=(const ReportReader &) = delete;

    /// False when the sink wants no more. Errors: Unsupported (no format that is known), Malformed
    /// (not what its beginning promised), Invalid (the mapping), TooBig.
    [[nodiscard]] Result<bool> feed(std::string_view bytes);
    /// The end of the report. What was found before an error stays with the sink.
    [[nodiscard]] Result<ImportSummary> finish();
    /// What is known so far.
    [[nodiscard]] ImportSummary summary() const;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

/// Live counters, readable from any thread while importFile runs.
struct ImportProgress
{
    std::atomic<std::uint64_t> bytesDone{0};
    std::atomic<std::uint64_t> bytesTotal{0};
    std::atomic<std::uint64_t> rows{0};
};

/// Reads a whole file, symbolic links followed. A report that breaks off or is stopped is a summary
/// that is not complete when it gave rows, else an error. Errors: those of ReportReader; NotFound,
/// Denied, Invalid (not a regular file), Io, Cancelled.
[[nodiscard]] Result<ImportSummary> importFile(const std::string &path,
                                               const ImportOptions &options, const ImportSink &sink,
                                               ImportProgress &progress, std::stop_token stop);

/// Format by the file's first bytes, and for a CSV its column names and guessed mapping.
struct ImportPreview
{
    ImportFormat format = ImportFormat::Unknown;
    std::vector<std::string> columns;
    ImportMapping mapping;
    std::uint64_t bytes = 0;
};
/// Errors: those of importFile; Unsupported.
[[nodiscard]] Result<ImportPreview> previewFile(const std::string &path);

} // namespace rekey::report
