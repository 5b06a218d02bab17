// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "ui/shell/features.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/widgets/banner.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// What a scan's targets are to the keeper, one for each coverage.
std::vector<finding::SourceRecord> sourcesOf(const ScanSummary &summary, const Workspace &workspace)
{
    std::vector<finding::SourceRecord> sources;
    for (std::size_t i = 0; i < summary.coverage.size(); ++i) {
        const ScanTarget &target = workspace.entries()[summary.firstEntry + i].target;
        finding::SourceRecord source;
        source.kind = summary.coverage[i].kind;
        source.path = target.path;
        source.title = target.title();
        source.coverage = summary.coverage[i];
        source.scannedAt = QDateTime::currentSecsSinceEpoch();
        source.rules = summary.rules;
        sources.push_back(std::move(source));
    }
    return sources;
}

} // namespace

void wireLedger(const Shell &shell)
{
    const WindowParts &parts = shell.parts;
    QObject::connect(&parts.queue, &ScanQueue::jobEnded, &shell.window, [&parts](int job) {
        const ScanJob &ended = parts.queue.jobs()[static_cast<std::size_t>(job)];
        if (!ended.summary || !ended.summary->result)
            return;
        parts.ledger.keepScan(ended.summary->result, sourcesOf(*ended.summary, parts.workspace),
                              parts.workspace.context().vault, ended.summary->complete);
    });
    QObject::connect(&parts.ledger, &Ledger::failed, &shell.window,
                     [&parts, &banner = shell.banner](const Error &error) {
                         banner.show(Tone::Danger, MainWindow::tr("Not kept"),
                                     safeText(error.text()), {});
                         parts.log.write(LogFeed::Level::Error, u"store"_s, safeText(error.text()));
                     });
}

} // namespace rekey::ui
