// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"
#include "ui/detail/timelinepage.h"
#include "ui/fix/fixpage.h"
#include "ui/models/findingsmodel.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/savefile.h"
#include "ui/shell/scantext.h"
#include "ui/shell/secretcheck.h"
#include "ui/shell/shell.h"

#include <QAction>
#include <QMenu>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// The timeline of a busy finding is read again this long after it changed.
constexpr int kTimelineMs = 150;

finding::Event fixEvent(const secret::SecretId &id, const std::string &title,
                        const finding::FixStep &before, const finding::FixStep &after)
{
    finding::Event event;
    event.finding = id;
    event.kind = finding::EventKind::FixStep;
    if (before.state != after.state) {
        event.from = finding::fixStateName(before.state);
        event.to = finding::fixStateName(after.state);
    }
    event.detail = title;
    if (before.proof != after.proof && !after.proof.empty())
        event.detail += ": " + after.proof;
    return event;
}

/// Feeds the detail with what is kept: record, timeline, steps of the fix.
class DetailWiring final : public QObject
{
public:
    explicit DetailWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_fix(new FixPage)
    {
        m_fix->setTextCheck(makeSecretCheck(shell.parts.workspace));
        shell.detail.addPage(m_fix, MainWindow::tr("Fix"));
        shell.detail.setDecisionMenu(shell.window.findChild<QMenu *>(u"markMenu"_s));
        addActions();
        m_later.setSingleShot(true);
        m_later.setInterval(kTimelineMs);
        connect(&m_later, &QTimer::timeout, this, &DetailWiring::readTimeline);
        connect(&shell.detail, &DetailPane::findingSet, this, &DetailWiring::showRecord);
        connect(&shell.detail, &DetailPane::pageChanged, &m_later, qOverload<>(&QTimer::start));
        connect(shell.detail.timeline(), &TimelinePage::exportRequested, this,
                &DetailWiring::exportTimeline);
        connect(m_fix, &FixPage::stepChanged, this, &DetailWiring::keepStep);
        connect(m_fix, &FixPage::message, &shell.window, &MainWindow::say);
        connect(&shell.window, &MainWindow::closing, m_fix, &FixPage::finishTyping);
        Ledger &ledger = shell.parts.ledger;
        connect(&ledger, &Ledger::stateChanged, this, &DetailWiring::storeChanged);
        connect(&ledger, &Ledger::opened, this, &DetailWiring::storeChanged);
        connect(&ledger, &Ledger::recordsChanged, &m_later, qOverload<>(&QTimer::start));
        connect(&shell.detail, &DetailPane::peeked, &m_later, qOverload<>(&QTimer::start));
        storeChanged();
    }

private:
    void addActions()
    {
        const auto add = [this](const QString &id, const QString &text, const QString &tip,
                                std::function<void()> run) {
            m_shell.actions.add({.id = id,
                                 .text = text,
                                 .menu = MainWindow::tr("Findings"),
                                 .tip = tip,
                                 .icon = {},
                                 .keys = {},
                                 .group = 5},
                                [run = std::move(run)](bool) { run(); });
        };
        add(u"findings.timeline"_s, MainWindow::tr("Time&line"),
            MainWindow::tr("What happened to this secret"),
            [this] { m_shell.detail.showPage(m_shell.detail.timeline()); });
        add(u"findings.fix"_s, MainWindow::tr("Steps of the fi&x"),
            MainWindow::tr("What to do about this secret, step by step"),
            [this] { m_shell.detail.showPage(m_fix); });
    }

    [[nodiscard]] Ledger &ledger() const { return m_shell.parts.ledger; }
    [[nodiscard]] bool isReadable() const
    {
        return ledger().isOpen() && ledger().state() != finding::KeeperState::Locked;
    }

    void note(const secret::SecretId &id, finding::EventKind kind, const std::string &detail)
    {
        finding::Event event;
        event.finding = id;
        event.kind = kind;
        event.detail = detail;
        note(std::move(event));
    }

    void note(finding::Event event)
    {
        if (!ledger().canChange())
            return;
        ledger().note({std::move(event)});
        m_later.start();
    }

    void showRecord()
    {
        const std::optional<finding::Finding> &found = m_shell.detail.finding();
        if (!found) {
            m_fix->clear();
            return;
        }
        const finding::FindingIndex &index = m_shell.model.index();
        const auto row = index.rowOf(found->id);
        if (!row)
            return;
        m_shell.detail.setRecord(index.record(*row), index.verdict(*row),
                                 index.severityParts(*row));
        const bool isAnother = m_fix->finding() != found->id;
        m_fix->setFinding(*found, index.verdict(*row));
        if (isAnother) {
            m_shell.detail.timeline()->setEvents({});
            readFix(found->id);
        }
        m_later.start();
    }

    void storeChanged()
    {
        m_fix->setReadOnly(!ledger().canChange());
        if (!isReadable()) {
            m_shell.detail.timeline()->setEvents({});
            m_fix->setProgress(m_fix->finding(), {});
        }
        if (const auto &found = m_shell.detail.finding()) {
            readFix(found->id);
            m_later.start();
        }
    }

    void readFix(const secret::SecretId &id)
    {
        if (!isReadable())
            return;
        using Read = Result<std::optional<std::string>>;
        ledger().run<Read>(
            [key = id.hex()](finding::Keeper &keeper) {
                return keeper.property(finding::kFixRoom, key);
            },
            this,
            [this, id](const Read &text) {
                if (text && isReadable())
                    m_fix->setProgress(id,
                                       text->has_value() ? finding::readFixProgress(**text)
                                                         : finding::FixProgress());
            });
    }

    void keepStep(const secret::SecretId &id, const std::string &title,
                  const finding::FixStep &before, const finding::FixStep &after)
    {
        if (!ledger().canChange())
            return;
        ledger().run<Result<void>>(
            [key = id.hex(),
             text = finding::writeFixProgress(m_fix->progress())](finding::Keeper &keeper) {
                return keeper.setProperty(finding::kFixRoom, key, text);
            },
            this,
            [this](const Result<void> &kept) {
                if (!kept)
                    Q_EMIT ledger().failed(kept.error());
            });
        if (before.state != after.state || before.proof != after.proof)
            note(fixEvent(id, title, before, after));
    }

    void readTimeline()
    {
        TimelinePage *page = m_shell.detail.timeline();
        const auto &found = m_shell.detail.finding();
        if (!found || !m_shell.detail.isShowing(page))
            return;
        if (!isReadable()) {
            page->setNothing(ledger().isOpen()
                                 ? MainWindow::tr("The store is locked. Unlock it to see the "
                                                  "timeline.")
                                 : MainWindow::tr("No store is open, so nothing is recorded."));
            return;
        }
        using Events = Result<std::vector<finding::Event>>;
        ledger().run<Events>(
            [id = found->id](finding::Keeper &keeper) { return keeper.timeline(id); }, this,
            [this, page, id = found->id](Events events) {
                const auto &now = m_shell.detail.finding();
                if (!now || now->id != id || !isReadable())
                    return;
                if (events)
                    page->setEvents(std::move(*events));
                else
                    page->setNothing(safeText(events.error().text()));
            });
    }

    void exportTimeline(TimelinePage::Format format)
    {
        const auto &found = m_shell.detail.finding();
        if (!found)
            return;
        const QString ending = format == TimelinePage::Format::Csv ? u"csv"_s : u"jsonl"_s;
        saveFile(&m_shell.window,
                 u"timeline-%1.%2"_s.arg(QString::fromStdString(found->label()), ending),
                 m_shell.detail.timeline()->exported(format),
                 [this, id = found->id](const QString &path) {
                     note(id, finding::EventKind::Exported,
                          "timeline, " + path.section(u'/', -1).toStdString());
                     m_shell.window.say(MainWindow::tr("Timeline written to %1.").arg(path));
                 });
    }

    const Shell m_shell;
    FixPage *m_fix; ///< of the detail
    QTimer m_later;
};

} // namespace

void wireDetail(const Shell &shell)
{
    new DetailWiring(shell); // owned by the window
}

} // namespace rekey::ui
