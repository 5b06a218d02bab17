// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboardpage.h"
#include "ui/findings/findingspage.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/dashboardfeed.h"
#include "ui/shell/features.h"
#include "ui/shell/pageturn.h"
#include "ui/shell/shell.h"

using namespace Qt::StringLiterals;

namespace rekey::ui {

void wireDashboard(const Shell &shell)
{
    auto *page = new DashboardPage(&shell.pages);
    shell.pages.addTab(page, MainWindow::tr("Dashboard"));
    auto *feed
        = new DashboardFeed(*page, shell.model, shell.parts.workspace, shell.parts.ledger, page);
    const ScanQueue &queue = shell.parts.queue;
    QObject::connect(&queue, &ScanQueue::jobEnded, feed, [feed, &queue](int job) {
        if (const auto &summary = queue.jobs()[static_cast<std::size_t>(job)].summary)
            feed->takeCoverage(*summary);
    });
    QObject::connect(&shell.window, &MainWindow::cleared, feed, &DashboardFeed::clearCoverage);
    QObject::connect(page, &DashboardPage::filterRequested, &shell.findings,
                     [&pages = shell.pages, &findings = shell.findings](const QString &filter) {
                         findings.setFilter(filter);
                         turnTo(pages, &findings);
                         findings.focusTable();
                     });
    shell.actions.add({.id = u"view.dashboard"_s,
                       .text = MainWindow::tr("Das&hboard"),
                       .menu = MainWindow::tr("View"),
                       .tip = MainWindow::tr("Figures and charts over all findings"),
                       .icon = {},
                       .keys = {},
                       .group = 1},
                      [&pages = shell.pages, page](bool) { turnTo(pages, page); });
}

} // namespace rekey::ui
