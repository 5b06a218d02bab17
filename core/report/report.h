// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/event.h"
#include "core/finding/finding.h"
#include "core/finding/triage.h"
#include "core/rules/rule.h"
#include "core/secret/secretbytes.h"
#include "core/sources/coverage.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace rekey::report {

enum class Format : std::uint8_t
{
    Table,
    Json,
    JsonLines,
    Sarif,
    Csv
};

/// "table", "json", "jsonl", "sarif", "csv".
[[nodiscard]] std::optional<Format> formatFromName(std::string_view name);

/// What a report is made of. Borrowed; holds no plaintext.
struct Report
{
    std::span<const finding::Finding> findings;
    std::span<const sources::Coverage> coverage; ///< Place::source is an index into it
    const rules::RulePack *rules = nullptr; ///< null when read back: then see ruleCount
    bool complete = true;
    std::int64_t elapsedMs = 0;
    std::string version; ///< of this program
    std::span<const finding::Record> records = {}; ///< what is kept of findings; found by id
    std::span<const finding::Event> events = {}; ///< oldest first
    const finding::Incident *incident = nullptr; ///< the case this is a report of
    std::int64_t madeAt = 0; ///< seconds since 1970 UTC; 0: not said
    std::size_t ruleCount = 0; ///< how many were used, when `rules` is null

    [[nodiscard]] std::size_t rulesUsed() const
    {
        return rules != nullptr ? rules->detectors.size() : ruleCount;
    }
};

/// How much of a value may be seen.
enum class Masking : std::uint8_t
{
    PrefixAndLast4, ///< the mask as everywhere in the program
    IdOnly,
};

/// "mask", "id".
[[nodiscard]] std::optional<Masking> maskingFromName(std::string_view name);

struct ReportOptions
{
    Masking masking = Masking::PrefixAndLast4;
    bool withNames = true; ///< names and addresses of people; table and CSV keep the columns
    /// Ids (hex) of an older report; SARIF then says what is new, unchanged and absent.
    std::optional<std::set<std::string>> baseline;
    bool colour = false; ///< table only: ANSI colours
    std::size_t width = 0; ///< table only: columns of the terminal, 0 for unlimited
    std::size_t placesPerFinding = 0; ///< table only: further places listed beneath, 0 none
    /// Lower-case hex SHA-256 of a finding's value; set only when the user asked for it, for it
    /// lets anybody test guesses.
    std::function<std::optional<std::string>(const finding::Finding &)> sha256;
    /// The value itself, for `--show` on a terminal; table only.
    std::function<std::optional<secret::SecretBytes>(const finding::Finding &)> show;
};

/// One line of JSON for each event, and for each commit that added or removed a secret; oldest
/// first.
void writeTimeline(std::ostream &out, const Report &report, const ReportOptions &options);
/// What was looked at and what was not, as JSON.
void writeCoverage(std::ostream &out, const Report &report);

/// Writes the report. Values are masked, names escaped, CSV cells kept from being formulas; the
/// same report gives the same bytes. Failure of the stream is the caller's to check.
void write(std::ostream &out, Format format, const Report &report, const ReportOptions &options);

/// "3 findings (1 high, 2 low) in 14,839 blobs, 1,842 commits; 12 skipped; 214 rules; 1.2 s". Never
/// says that anything is safe.
[[nodiscard]] std::string summary(const Report &report);

/// 1234567 -> "1,234,567".
[[nodiscard]] std::string groupedNumber(std::uint64_t number);

/// ISO 8601 in UTC, to the second: "2023-04-02T10:20:30Z"; empty for 0.
[[nodiscard]] std::string isoTime(std::int64_t secondsSince1970);

} // namespace rekey::report
