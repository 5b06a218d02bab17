// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/flow.h"
#include "core/finding/keeper.h"
#include "core/finding/statistics.h"
#include "ui/session/scanqueue.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace rekey::ui {

class DashboardPage;
class FindingsModel;
class Ledger;
class Workspace;

/// Counts for the dashboard while it is in view, a moment after findings changed, beside the GUI
/// thread when there are many.
class DashboardFeed final : public QObject
{
    Q_OBJECT

public:
    DashboardFeed(DashboardPage &page, FindingsModel &model, const Workspace &workspace,
                  Ledger &ledger, QObject *parent);

    /// What a scan looked at.
    void takeCoverage(const ScanSummary &summary);
    void clearCoverage();
    /// Nothing is being counted or about to be.
    [[nodiscard]] bool isAtRest() const { return !m_isCounting && !m_delay.isActive(); }

private:
    struct Answer
    {
        finding::Statistics statistics;
        finding::Flow flow;
    };
    using Events = std::vector<finding::FlowEvent>;

    void wish();
    void count();
    void askEvents();
    [[nodiscard]] std::vector<finding::StatisticsSource> sources() const;

    DashboardPage &m_page;
    FindingsModel &m_model;
    const Workspace &m_workspace;
    Ledger &m_ledger;
    std::map<std::uint32_t, sources::Coverage> m_coverage; ///< by entry of the workspace
    std::map<std::string, finding::SourceRecord> m_kept; ///< by path
    std::shared_ptr<const Events> m_events;
    QTimer m_delay;
    QElapsedTimer m_eventsAge;
    bool m_isCounting = false;
    bool m_isWanted = false; ///< something changed since the count began
};

} // namespace rekey::ui
