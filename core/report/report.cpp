// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report.h"

#include "core/report/textwords.h"
#include "core/report/writers.h"

#include <array>
#include <chrono>
#include <format>
#include <utility>

namespace rekey::report {

namespace {

constexpr std::array<std::pair<std::string_view, Format>, 5> kFormats = {{
    {"table", Format::Table},
    {"json", Format::Json},
    {"jsonl", Format::JsonLines},
    {"sarif", Format::Sarif},
    {"csv", Format::Csv},
}};

std::string byConfidence(std::span<const finding::Finding> findings)
{
    std::array<std::uint64_t, 3> counts{};
    std::uint64_t notSecret = 0;
    for (const finding::Finding &finding : findings) {
        if (finding.verdict == finding::Verdict::NotASecret)
            ++notSecret;
        else
            ++counts[static_cast<std::size_t>(finding.confidence)];
    }
    std::string text;
    const auto add = [&](std::uint64_t count, std::string_view word) {
        if (count != 0)
            text += (text.empty() ? "" : ", ") + groupedNumber(count) + ' ' + std::string(word);
    };
    add(counts[2], "high");
    add(counts[1], "medium");
    add(counts[0], "low");
    add(notSecret, "not a secret");
    return text.empty() ? text : " (" + text + ")";
}

} // namespace

std::optional<Format> formatFromName(std::string_view name)
{
    for (const auto &[known, format] : kFormats) {
        if (known == name)
            return format;
    }
    return std::nullopt;
}

std::optional<Masking> maskingFromName(std::string_view name)
{
    if (name == "mask")
        return Masking::PrefixAndLast4;
    if (name == "id")
        return Masking::IdOnly;
    return std::nullopt;
}

void write(std::ostream &out, Format format, const Report &report, const ReportOptions &options)
{
    switch (format) {
    case Format::Table:
        return writeTable(out, report, options);
    case Format::Json:
        return writeJson(out, report, options);
    case Format::JsonLines:
        return writeJsonLines(out, report, options);
    case Format::Sarif:
        return writeSarif(out, report, options);
    case Format::Csv:
        return writeCsv(out, report, options);
    }
}

finding::Verdict verdictOf(const finding::Finding &finding, const finding::Record *record)
{
    const bool wasAsked = record != nullptr && record->evidence.checkedAt != 0;
    return wasAsked ? record->evidence.verdict : finding.verdict;
}

std::string verdictReasonOf(const finding::Finding &finding, const finding::Record *record)
{
    const bool wasAsked = record != nullptr && record->evidence.checkedAt != 0;
    return wasAsked ? record->evidence.reason : finding.verdictReason;
}

std::string groupedNumber(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    return digits;
}

std::string isoTime(std::int64_t secondsSince1970)
{
    if (secondsSince1970 == 0)
        return {};
    const std::chrono::sys_seconds time{std::chrono::seconds(secondsSince1970)};
    return std::format("{:%Y-%m-%dT%H:%M:%SZ}", time);
}

std::string summary(const Report &report)
{
    std::uint64_t blobs = 0;
    std::uint64_t commits = 0;
    std::uint64_t skipped = 0;
    for (const sources::Coverage &coverage : report.coverage) {
        blobs += coverage.blobs;
        commits += coverage.commits;
        for (const sources::Skip &skip : coverage.skips)
            skipped += skip.count;
    }
    std::string text = counted(report.findings.size(), "finding", "findings")
        + byConfidence(report.findings) + " in " + counted(blobs, "file version", "file versions");
    if (commits != 0)
        text += ", " + counted(commits, "commit", "commits");
    if (skipped != 0)
        text += "; " + groupedNumber(skipped) + " skipped";
    if (report.rulesUsed() != 0)
        text += "; " + counted(report.rulesUsed(), "rule", "rules");
    text += std::format("; {:.1f} s", static_cast<double>(report.elapsedMs) / 1000);
    if (!report.complete)
        text += "; INCOMPLETE";
    return text;
}

} // namespace rekey::report
