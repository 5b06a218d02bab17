// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"
#include "core/report/report.h"

#include <memory>
#include <optional>
#include <vector>

class QCoreApplication;

namespace rekey::store {
class Store;
}

namespace rekey::app {

/// What a report is written of: the JSON of a scan, or what a store holds.
class ReportSource
{
public:
    /// Errors: those of readReport, or of openUnlocked; NotFound (no such incident), Invalid (the
    /// filter).
    [[nodiscard]] static Result<ReportSource> open(const ReportCommand &command);
    ~ReportSource();
    ReportSource(ReportSource &&) noexcept;
    ReportSource &operator=(ReportSource &&) = delete;

    /// Borrows from this.
    [[nodiscard]] report::Report report() const;
    [[nodiscard]] const finding::Incident *incident() const
    {
        return m_incident ? &*m_incident : nullptr;
    }
    /// Puts into the timelines of a store that can be written what left it, and how. Errors: those
    /// of Keeper::note.
    [[nodiscard]] Result<void> noteExport(const std::string &what);

private:
    ReportSource();
    [[nodiscard]] Result<void> readFile(const std::string &path);
    [[nodiscard]] Result<void> readStore(const ReportCommand &command);
    [[nodiscard]] Result<void> chooseIncident(const std::string &id);

    std::unique_ptr<QCoreApplication> m_application; ///< outlives the store
    std::unique_ptr<store::Store> m_store;
    std::vector<finding::Finding> m_findings;
    std::vector<finding::Record> m_records;
    std::vector<sources::Coverage> m_coverage;
    std::vector<finding::Event> m_events;
    std::optional<finding::Incident> m_incident;
    bool m_isComplete = true;
    std::int64_t m_elapsedMs = 0;
    std::size_t m_rules = 0;
};

} // namespace rekey::app
