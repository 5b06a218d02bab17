// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"
#include "ui/detail/timelinepage.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/incidents/incidentchoice.h"
#include "ui/incidents/incidentspage.h"
#include "ui/models/findingsmodel.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/savefile.h"
#include "ui/shell/scantext.h"
#include "ui/shell/secretcheck.h"
#include "ui/shell/shell.h"

#include <QAction>
#include <QDateTime>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kSumsMs = 200;

bool isLive(finding::Verdict verdict)
{
    return verdict == finding::Verdict::Live || verdict == finding::Verdict::LiveLimited;
}

/// One pass over all findings: some ten milliseconds for a million.
std::map<std::string, IncidentSum, std::less<>> sumsOf(const finding::FindingIndex &index)
{
    std::unordered_map<std::string_view, IncidentSum> sums;
    for (finding::IndexRow row = 0; row < index.size(); ++row) {
        const std::string_view incident = index.records().incident(row);
        if (incident.empty())
            continue;
        IncidentSum &sum = sums[incident];
        ++sum.secrets;
        if (isLive(index.verdict(row)))
            ++sum.live;
        sum.severity = std::max<int>(sum.severity, index.severity(row));
    }
    std::map<std::string, IncidentSum, std::less<>> sorted;
    for (const auto &[id, sum] : sums)
        sorted.emplace(id, sum);
    return sorted;
}

/// The page of incidents, and putting secrets into one.
class IncidentsWiring final : public QObject
{
public:
    explicit IncidentsWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_check(makeSecretCheck(shell.parts.workspace))
        , m_page(new IncidentsPage)
        , m_timeline(new TimelinePage)
    {
        m_page->setTextCheck(m_check);
        m_page->view()->addPage(m_timeline, MainWindow::tr("Timeline"));
        shell.pages.addTab(m_page, MainWindow::tr("Incidents"));
        addActions();
        m_sums.setSingleShot(true);
        m_sums.setInterval(kSumsMs);
        connect(&m_sums, &QTimer::timeout, this, &IncidentsWiring::refresh);
        connect(&shell.pages, &QTabWidget::currentChanged, this, [this] { m_sums.start(0); });
        connect(&shell.model, &FindingsModel::findingsTouched, this, [this] {
            if (!m_sums.isActive())
                m_sums.start(kSumsMs);
        });
        connect(m_page, &IncidentsPage::changed, this, &IncidentsWiring::keep);
        connect(m_page, &IncidentsPage::findingsRequested, this, &IncidentsWiring::showFindings);
        connect(m_page, &IncidentsPage::currentChanged, this, &IncidentsWiring::readTimeline);
        connect(m_timeline, &TimelinePage::exportRequested, this, &IncidentsWiring::exportTimeline);
        connect(&shell.window, &MainWindow::closing, m_page->view(), &IncidentView::finishTyping);
        Ledger &ledger = shell.parts.ledger;
        connect(&ledger, &Ledger::loaded, this, &IncidentsWiring::read);
        connect(&ledger, &Ledger::stateChanged, this, &IncidentsWiring::storeChanged);
        connect(&ledger, &Ledger::recordsChanged, this, &IncidentsWiring::takeRecords);
        connect(&ledger, &Ledger::incidentKept, this, &IncidentsWiring::takeIncident);
        connect(&ledger, &Ledger::incidentRefused, this, &IncidentsWiring::read);
        storeChanged();
    }

private:
    [[nodiscard]] Ledger &ledger() const { return m_shell.parts.ledger; }

    [[nodiscard]] bool isReadable() const
    {
        return ledger().isOpen() && ledger().state() != finding::KeeperState::Locked;
    }

    void addActions()
    {
        m_add = m_shell.actions.add({.id = u"triage.incident"_s,
                                     .text = MainWindow::tr("Add to &incident…"),
                                     .menu = MainWindow::tr("Findings"),
                                     .tip = MainWindow::tr("Puts the chosen secrets into a case"),
                                     .icon = u"incident"_s,
                                     .keys = {},
                                     .group = 4},
                                    [this](bool) { askIncident(); });
        m_shell.detail.addHeadAction(m_add);
        FindingsTable *table = m_shell.findings.table();
        table->offerKey({TableCommand::Incident,
                         u"table.incident"_s,
                         MainWindow::tr("Add to an incident"),
                         {u"i"_s}});
        connect(table, &FindingsTable::actRequested, this, [this](TableCommand command) {
            if (command == TableCommand::Incident)
                m_add->trigger();
        });
        m_shell.actions.add({.id = u"view.incidents"_s,
                             .text = MainWindow::tr("&Incidents"),
                             .menu = MainWindow::tr("View"),
                             .tip = MainWindow::tr("Shows the cases that hold secrets"),
                             .icon = {},
                             .keys = {},
                             .group = 1},
                            [this](bool) { m_shell.pages.setCurrentWidget(m_page); });
    }

    [[nodiscard]] std::vector<secret::SecretId> targets() const
    {
        std::vector<secret::SecretId> ids = m_shell.model.chosenIds();
        const secret::SecretId current = m_shell.findings.currentFinding();
        if (ids.empty() && current != secret::SecretId{})
            ids.push_back(current);
        return ids;
    }

    /// Empty when they are in several or in none.
    [[nodiscard]] std::string incidentOf(const std::vector<secret::SecretId> &ids) const
    {
        const std::string first = m_shell.model.record(ids.front()).triage.incident;
        const bool isSame = std::ranges::all_of(ids, [&](const secret::SecretId &id) {
            return m_shell.model.record(id).triage.incident == first;
        });
        return isSame ? first : std::string();
    }

    void askIncident()
    {
        std::vector<secret::SecretId> ids = targets();
        if (ids.empty() || !ledger().canChange())
            return;
        auto *choice = new IncidentChoice(m_page->model().incidents(), ids.size(), incidentOf(ids),
                                          m_check, &m_shell.window);
        choice->setAttribute(Qt::WA_DeleteOnClose);
        connect(choice, &QDialog::accepted, this, [this, choice, ids = std::move(ids)] {
            take(choice->answer(), choice->incident(), ids);
        });
        choice->open();
    }

    void take(IncidentChoice::Answer answer, const finding::Incident &incident,
              const std::vector<secret::SecretId> &ids)
    {
        switch (answer) {
        case IncidentChoice::Answer::Existing:
            put(ids, incident.id, incident.name);
            return;
        case IncidentChoice::Answer::TakeOut:
            put(ids, {}, {});
            return;
        case IncidentChoice::Answer::New:
            break;
        }
        finding::Incident made = incident;
        made.openedAt = QDateTime::currentSecsSinceEpoch();
        ledger().keepIncident(made, this, [this, ids](const finding::Incident &kept) {
            put(ids, kept.id, kept.name);
        });
    }

    void put(const std::vector<secret::SecretId> &ids, const std::string &incident,
             const std::string &name)
    {
        ledger().edit(ids,
                      {.text = incident.empty()
                           ? MainWindow::tr("Take out of the incident")
                           : MainWindow::tr("Add to %1").arg(safeText(incident)),
                       .kind = finding::EventKind::Incident,
                       .detail = name,
                       .apply = [incident](finding::Triage &triage, const finding::Evidence &) {
                           triage.incident = incident;
                       }});
        m_shell.model.clearChoice();
    }

    void keep(const finding::Incident &incident)
    {
        ledger().keepIncident(incident, this,
                              [this, isNew = incident.id.empty()](const finding::Incident &kept) {
                                  if (isNew)
                                      m_page->setCurrent(kept.id);
                              });
    }

    void takeIncident(const finding::Incident &incident)
    {
        if (!isReadable())
            return;
        std::vector<finding::Incident> all = m_page->model().incidents();
        const auto known = std::ranges::find(all, incident.id, &finding::Incident::id);
        if (known == all.end())
            all.push_back(incident);
        else
            *known = incident;
        m_page->setIncidents(std::move(all));
        m_sums.start(0);
    }

    void storeChanged()
    {
        m_page->setReadOnly(!ledger().canChange());
        m_add->setEnabled(ledger().canChange());
        if (isReadable())
            return read();
        m_page->setIncidents({});
        m_timeline->setEvents({});
    }

    void read()
    {
        if (!isReadable())
            return;
        using Incidents = Result<std::vector<finding::Incident>>;
        ledger().run<Incidents>([](finding::Keeper &keeper) { return keeper.incidents(); }, this,
                                [this](Incidents incidents) {
                                    if (!incidents)
                                        return Q_EMIT ledger().failed(incidents.error());
                                    if (isReadable())
                                        m_page->setIncidents(std::move(*incidents));
                                    m_sums.start(0);
                                });
    }

    void takeRecords(const std::vector<finding::Record> &records)
    {
        // Another window may have made an incident and put secrets into it.
        const bool isUnknown = std::ranges::any_of(records, [this](const auto &record) {
            const std::string &id = record.triage.incident;
            return !id.empty() && !m_page->model().find(id);
        });
        if (isUnknown)
            read();
        m_sums.start(kSumsMs);
    }

    [[nodiscard]] bool isShown() const { return m_shell.pages.currentWidget() == m_page; }

    void refresh()
    {
        if (!isShown())
            return;
        m_page->model().setSums(sumsOf(m_shell.model.index()));
        readTimeline();
    }

    void showFindings(const std::string &id)
    {
        if (id.empty())
            return;
        m_shell.pages.setCurrentWidget(&m_shell.findings);
        m_shell.findings.setFilter(u"incident:"_s + QString::fromStdString(id));
        m_shell.findings.focusTable();
    }

    /// What happened to all secrets of the incident, in one list.
    void readTimeline()
    {
        const std::string id = m_page->current();
        if (id.empty() || !isShown() || !isReadable())
            return m_timeline->setEvents({});
        std::unordered_set<secret::SecretId> ids;
        const finding::FindingIndex &index = m_shell.model.index();
        for (finding::IndexRow row = 0; row < index.size(); ++row) {
            if (index.records().incident(row) == id)
                ids.insert(index.id(row));
        }
        using Events = Result<std::vector<finding::Event>>;
        ledger().run<Events>(
            [ids = std::move(ids), id](finding::Keeper &keeper) {
                return finding::jointTimeline(keeper, ids, id);
            },
            this,
            [this, id](Events events) {
                if (id != m_page->current() || !isReadable())
                    return;
                if (events)
                    m_timeline->setEvents(std::move(*events));
                else
                    m_timeline->setNothing(safeText(events.error().text()));
            });
    }

    void exportTimeline(TimelinePage::Format format)
    {
        const QString ending = format == TimelinePage::Format::Csv ? u"csv"_s : u"jsonl"_s;
        saveFile(&m_shell.window,
                 u"timeline-%1.%2"_s.arg(QString::fromStdString(m_page->current()), ending),
                 m_timeline->exported(format), [this](const QString &path) {
                     m_shell.window.say(MainWindow::tr("Timeline written to %1.").arg(path));
                 });
    }

    const Shell m_shell;
    std::function<QStringList(const QByteArray &)> m_check;
    IncidentsPage *m_page; ///< of the tabs
    TimelinePage *m_timeline; ///< of the page
    QAction *m_add = nullptr;
    QTimer m_sums;
};

} // namespace

void wireIncidents(const Shell &shell)
{
    new IncidentsWiring(shell); // owned by the window
}

} // namespace rekey::ui
