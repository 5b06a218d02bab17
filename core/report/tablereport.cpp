// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/report/writers.h"

#include <algorithm>
#include <array>
#include <format>
#include <ostream>

namespace rekey::report {

namespace {

constexpr std::size_t kColumns = 6;
using Row = std::array<std::string, kColumns>;
const Row kHead = {"ID", "CONFIDENCE", "TYPE", "SECRET", "WHERE", "REACH"};
constexpr std::size_t kWhere = 4;
constexpr std::size_t kSmallestWhere = 24;
constexpr std::size_t kGap = 2;

std::size_t characters(std::string_view text)
{
    std::size_t count = 0;
    while (!text.empty()) {
        text.remove_prefix(std::max<std::size_t>(utf8Length(text), 1));
        ++count;
    }
    return count;
}

std::string padded(std::string text, std::size_t width)
{
    const std::size_t length = characters(text);
    return length < width ? text + std::string(width - length, ' ') : text;
}

/// Shortens in the middle, since both ends of a path tell the most. ASCII dots, for terminals.
std::string elided(const std::string &text, std::size_t width)
{
    if (width == 0 || characters(text) <= width || text.size() != characters(text))
        return text;
    const std::size_t head = (width - 3) / 3;
    return text.substr(0, head) + "..." + text.substr(text.size() - (width - 3 - head));
}

std::string whereText(const finding::Place &place)
{
    const std::string path
        = place.path.empty() ? "object " + place.object.substr(0, 12) : place.path;
    return escapeControl(path) + ':' + std::to_string(place.line) + ':'
        + std::to_string(place.column);
}

std::string reachText(const finding::Place &place)
{
    std::string text(sources::reachName(place.reach));
    if (!place.commit.empty())
        text += ' ' + place.commit.substr(0, 10);
    return text;
}

Row rowOf(const finding::Finding &finding)
{
    Row row;
    row[0] = finding.label();
    row[1] = finding.verdict == finding::Verdict::NotASecret
        ? "not a secret"
        : std::string(finding::confidenceName(finding.confidence));
    row[2] = finding.type;
    row[3] = finding.masked;
    if (const finding::Place *place = finding.nearest()) {
        row[4] = whereText(*place);
        row[5] = reachText(*place);
        if (finding.places.size() > 1)
            row[5] += std::format(" +{} more", finding.places.size() - 1);
    }
    return row;
}

std::string_view colourOf(const finding::Finding &finding)
{
    if (finding.verdict == finding::Verdict::NotASecret)
        return "\x1b[2m";
    switch (finding.confidence) {
    case finding::Confidence::High:
        return "\x1b[31m";
    case finding::Confidence::Medium:
        return "\x1b[33m";
    case finding::Confidence::Low:
        break;
    }
    return "\x1b[36m";
}

class Table
{
public:
    Table(std::ostream &out, const ReportOptions &options,
          std::span<const finding::Finding> findings)
        : m_out(out)
        , m_options(options)
    {
        measure(kHead);
        for (const finding::Finding &finding : findings)
            measure(rowOf(finding));
        limitWhere();
    }

    void head() { line(kHead, "\x1b[1m"); }

    void finding(const finding::Finding &finding)
    {
        line(rowOf(finding), colourOf(finding));
        if (m_options.show) {
            if (const auto value = m_options.show(finding))
                m_out << "    value: " << escapeControl(value->view()) << '\n';
        }
        const std::size_t more = std::min(m_options.placesPerFinding,
                                          finding.places.empty() ? 0 : finding.places.size() - 1);
        for (std::size_t i = 1; i <= more; ++i) {
            const finding::Place &place = finding.places[i];
            m_out << "    also " << whereText(place) << "  " << reachText(place) << '\n';
        }
    }

private:
    void measure(const Row &row)
    {
        for (std::size_t i = 0; i < kColumns; ++i)
            m_widths[i] = std::max(m_widths[i], characters(row[i]));
    }

    void limitWhere()
    {
        std::size_t others = 0;
        for (std::size_t i = 0; i < kColumns; ++i)
            others += (i == kWhere ? 0 : m_widths[i]) + kGap;
        if (m_options.width == 0)
            return;
        const std::size_t left = m_options.width > others ? m_options.width - others : 0;
        m_widths[kWhere] = std::min(m_widths[kWhere], std::max(left, kSmallestWhere));
    }

    void line(const Row &row, std::string_view colour)
    {
        for (std::size_t i = 0; i < kColumns; ++i) {
            const bool last = i + 1 == kColumns;
            const std::string text = i == kWhere ? elided(row[i], m_widths[i]) : row[i];
            const bool coloured = m_options.colour && (i == 1 || &row == &kHead);
            if (coloured)
                m_out << colour;
            m_out << (last ? text : padded(text, m_widths[i]));
            if (coloured)
                m_out << "\x1b[0m";
            if (!last)
                m_out << std::string(kGap, ' ');
        }
        m_out << '\n';
    }

    std::ostream &m_out;
    const ReportOptions &m_options;
    std::array<std::size_t, kColumns> m_widths{};
};

} // namespace

void writeTable(std::ostream &out, const Report &report, const ReportOptions &options)
{
    if (report.findings.empty())
        return;
    Table table(out, options, report.findings);
    table.head();
    for (const finding::Finding &finding : report.findings)
        table.finding(finding);
}

} // namespace rekey::report
