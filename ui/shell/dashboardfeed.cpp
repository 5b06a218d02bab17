// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/dashboardfeed.h"

#include "core/base/text.h"
#include "ui/dashboard/dashboardpage.h"
#include "ui/models/findingsmodel.h"
#include "ui/session/ledger.h"

#include <QDateTime>

#include <utility>

namespace rekey::ui {

namespace {

constexpr int kDelayMs = 300;
constexpr qint64 kEventsMs = 30'000; ///< reading a whole timeline is not for every key stroke
constexpr std::size_t kWeeks = 10;

std::string kindOf(ScanTarget::Kind kind)
{
    switch (kind) {
    case ScanTarget::Kind::Repository:
        return "git repository";
    case ScanTarget::Kind::Folder:
        return "folder";
    case ScanTarget::Kind::Text:
        return "text";
    case ScanTarget::Kind::StandardInput:
        return "standard input";
    case ScanTarget::Kind::Report:
        return "report";
    case ScanTarget::Kind::Path:
    case ScanTarget::Kind::File:
        break;
    }
    return "file";
}

} // namespace

DashboardFeed::DashboardFeed(DashboardPage &page, FindingsModel &model, const Workspace &workspace,
                             Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_model(model)
    , m_workspace(workspace)
    , m_ledger(ledger)
    , m_events(std::make_shared<const Events>())
{
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, &DashboardFeed::count);
    connect(&model, &FindingsModel::findingsTouched, this, &DashboardFeed::wish);
    connect(&model, &QAbstractItemModel::modelReset, this, &DashboardFeed::wish);
    connect(&page, &DashboardPage::figuresWanted, this, [this] {
        m_eventsAge.invalidate();
        wish();
    });
    connect(&ledger, &Ledger::scanKept, this, [this] { m_eventsAge.invalidate(); });
    connect(&ledger, &Ledger::sourcesArrived, this,
            [this](const std::vector<finding::SourceRecord> &sources) {
                for (const finding::SourceRecord &source : sources)
                    m_kept[source.path] = source;
                wish();
            });
}

void DashboardFeed::takeCoverage(const ScanSummary &summary)
{
    for (std::size_t i = 0; i < summary.coverage.size(); ++i)
        m_coverage[summary.firstEntry + static_cast<std::uint32_t>(i)] = summary.coverage[i];
    wish();
}

void DashboardFeed::clearCoverage()
{
    m_coverage.clear();
    wish();
}

void DashboardFeed::wish()
{
    m_isWanted = true;
    // Not started anew while it runs: figures come in even while findings pour in.
    if (m_page.isVisible() && !m_isCounting && !m_delay.isActive())
        m_delay.start(kDelayMs);
}

std::vector<finding::StatisticsSource> DashboardFeed::sources() const
{
    std::vector<finding::StatisticsSource> sources;
    const auto &entries = m_workspace.entries();
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        const ScanTarget &target = entries[i].target;
        finding::StatisticsSource source{escapeControl(target.title()), kindOf(target.kind), 0, 0};
        const auto kept = m_kept.find(target.path);
        const auto scanned = m_coverage.find(i);
        const sources::Coverage *coverage = scanned != m_coverage.end() ? &scanned->second
            : kept != m_kept.end()                                      ? &kept->second.coverage
                                                                        : nullptr;
        if (coverage) {
            source.files = coverage->blobs;
            source.commits = coverage->commits;
            if (!coverage->kind.empty())
                source.kind = coverage->kind;
        }
        if (kept != m_kept.end() && kept->second.kind == "report")
            source.kind = kept->second.kind;
        sources.push_back(std::move(source));
    }
    return sources;
}

void DashboardFeed::count()
{
    if (m_isCounting || !m_page.isVisible())
        return;
    m_isCounting = true;
    m_isWanted = false;
    if (!m_eventsAge.isValid() || m_eventsAge.hasExpired(kEventsMs))
        askEvents();
    auto answer = std::make_shared<Answer>();
    const std::int64_t now = QDateTime::currentSecsSinceEpoch();
    const finding::StatisticsOptions options{.now = now, .withAuthors = m_page.withAuthors()};
    m_model.read(
        [answer, sources = sources(), options, events = m_events](const auto &index) {
            answer->statistics = finding::countStatistics(index, sources, options);
            answer->flow = finding::flowOf(index, *events, options.now, kWeeks);
        },
        this,
        [this, answer] {
            m_isCounting = false;
            m_page.setStatistics(answer->statistics, answer->flow);
            if (m_isWanted)
                wish();
        });
}

void DashboardFeed::askEvents()
{
    m_eventsAge.start();
    if (!m_ledger.isOpen() || m_ledger.state() == finding::KeeperState::Locked)
        return;
    using Found = std::shared_ptr<const Events>;
    m_ledger.run<Found>(
        [](finding::Keeper &keeper) -> Found {
            auto events = std::make_shared<Events>();
            if (const auto timeline = keeper.timeline({})) {
                for (const finding::Event &event : *timeline) {
                    if (const auto step = finding::flowEventOf(event))
                        events->push_back(*step);
                }
            }
            return events;
        },
        this,
        [this](Found events) {
            if (!events->empty() || !m_events->empty()) {
                m_events = std::move(events);
                wish();
            }
        });
}

} // namespace rekey::ui
