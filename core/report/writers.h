// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <unordered_map>

namespace rekey::report {

/// Finds the record of a finding. Borrows from the report.
class RecordMap
{
public:
    explicit RecordMap(const Report &report)
    {
        m_records.reserve(report.records.size());
        for (const finding::Record &record : report.records)
            m_records.emplace(record.id, &record);
    }

    /// Null when nothing is kept of it.
    [[nodiscard]] const finding::Record *of(const secret::SecretId &id) const
    {
        const auto found = m_records.find(id);
        return found == m_records.end() ? nullptr : found->second;
    }

private:
    std::unordered_map<secret::SecretId, const finding::Record *> m_records;
};

/// The mask as far as it may be seen; else empty.
[[nodiscard]] inline std::string shownMask(const std::string &masked, const ReportOptions &options)
{
    return options.masking == Masking::IdOnly ? std::string() : masked;
}

/// What the provider says last: the kept evidence when it was asked, else the scan's own verdict.
[[nodiscard]] finding::Verdict verdictOf(const finding::Finding &finding,
                                         const finding::Record *record);
[[nodiscard]] std::string verdictReasonOf(const finding::Finding &finding,
                                          const finding::Record *record);

void writeTable(std::ostream &out, const Report &report, const ReportOptions &options);
void writeJson(std::ostream &out, const Report &report, const ReportOptions &options);
void writeJsonLines(std::ostream &out, const Report &report, const ReportOptions &options);
void writeSarif(std::ostream &out, const Report &report, const ReportOptions &options);
void writeCsv(std::ostream &out, const Report &report, const ReportOptions &options);

} // namespace rekey::report
