// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/bulkbar.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"
#include "ui/session/stores.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/scantext.h"
#include "ui/shell/secretcheck.h"
#include "ui/shell/shell.h"
#include "ui/triage/bulkpreview.h"
#include "ui/triage/triageacts.h"
#include "ui/triage/undobar.h"

#include <QAction>
#include <QDateTime>
#include <QLayout>
#include <QMenu>
#include <QSettings>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kMoveOnKey = "triage/moveOn"_L1;

QList<BulkCounts::Line> linesOf(const std::map<QString, std::size_t> &counts)
{
    QList<BulkCounts::Line> lines;
    for (const auto &[label, count] : counts)
        lines.append({label, count});
    std::ranges::stable_sort(lines, std::greater(), &BulkCounts::Line::count);
    return lines;
}

/// How many of the findings have which type and verdict.
QList<BulkCounts> countsOf(const finding::FindingIndex &index,
                           const std::vector<secret::SecretId> &ids)
{
    std::map<QString, std::size_t> types;
    std::map<QString, std::size_t> verdicts;
    std::map<std::string_view, std::size_t> byType;
    std::map<finding::Verdict, std::size_t> byVerdict;
    for (const secret::SecretId &id : ids) {
        if (const auto row = index.rowOf(id)) {
            ++byType[index.type(*row)];
            ++byVerdict[index.verdict(*row)];
        }
    }
    for (const auto &[type, count] : byType)
        types[safeText(type)] += count;
    for (const auto &[verdict, count] : byVerdict)
        verdicts[verdictWord(verdict)] += count;
    return {{MainWindow::tr("Type"), linesOf(types)},
            {MainWindow::tr("Verdict"), linesOf(verdicts)}};
}

/// The acts of triage as commands of the window.
class TriageWiring final : public QObject
{
public:
    explicit TriageWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_acts(shell.parts.ledger, seams(), this)
    {
        addUndo();
        addDecisions();
        addNotes();
        auto *bar = new UndoBar(shell.actions.find(u"edit.undo"), &shell.findings);
        shell.findings.layout()->addWidget(bar);
        connect(&shell.parts.ledger, &Ledger::edited, bar,
                [bar](const QString &text, std::size_t count) {
                    if (count > 0)
                        bar->tell(MainWindow::tr("%1: %n secrets", nullptr, static_cast<int>(count))
                                      .arg(text));
                });
        connect(&m_acts, &TriageActs::message, &shell.window, &MainWindow::say);
        connect(&m_acts, &TriageActs::decided, this, &TriageWiring::moveOn);
        connect(shell.findings.table(), &FindingsTable::actRequested, this, &TriageWiring::act);
        connect(&shell.parts.ledger, &Ledger::stateChanged, this, &TriageWiring::updateEnabled);
        connect(&shell.parts.ledger, &Ledger::undoChanged, this, &TriageWiring::updateEnabled);
        updateEnabled();
    }

private:
    TriageSeams seams()
    {
        TriageSeams seams;
        seams.window = &m_shell.window;
        seams.targets = [this] {
            std::vector<secret::SecretId> ids = m_shell.model.chosenByArrival();
            const secret::SecretId current = m_shell.findings.currentFinding();
            if (ids.empty() && current != secret::SecretId{})
                ids.push_back(current);
            return ids;
        };
        seams.verdict = [this](const secret::SecretId &id) {
            const finding::FindingIndex &index = m_shell.model.index();
            const auto row = index.rowOf(id);
            return row ? index.verdict(*row) : finding::Verdict::NotChecked;
        };
        seams.record = [this](const secret::SecretId &id) { return m_shell.model.record(id); };
        seams.secretsIn = makeSecretCheck(m_shell.parts.workspace);
        seams.confirmMany = [this](const QString &act, const std::vector<secret::SecretId> &ids,
                                   const std::function<void()> &go) {
            auto *preview = new BulkPreview(act, ids.size(), countsOf(m_shell.model.index(), ids),
                                            &m_shell.window);
            preview->setAttribute(Qt::WA_DeleteOnClose);
            connect(preview, &QDialog::accepted, this, go);
            preview->open();
        };
        seams.person = QString::fromStdString(userName());
        seams.now = [] { return QDateTime::currentSecsSinceEpoch(); };
        return seams;
    }

    void addUndo()
    {
        m_undo = m_shell.actions.add({.id = u"edit.undo"_s,
                                      .text = MainWindow::tr("&Undo"),
                                      .menu = MainWindow::tr("Edit"),
                                      .tip = MainWindow::tr("Takes the last change back"),
                                      .icon = {},
                                      .keys = {QKeySequence(Qt::CTRL | Qt::Key_Z)},
                                      .group = 0},
                                     [this](bool) { m_shell.parts.ledger.undo(); });
        m_redo = m_shell.actions.add({.id = u"edit.redo"_s,
                                      .text = MainWindow::tr("&Redo"),
                                      .menu = MainWindow::tr("Edit"),
                                      .tip = MainWindow::tr("Makes the change again"),
                                      .icon = {},
                                      .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)},
                                      .group = 0},
                                     [this](bool) { m_shell.parts.ledger.redo(); });
    }

    void add(const QString &id, const QString &text, const QString &tip, int group,
             std::function<void()> run)
    {
        m_actions.append(m_shell.actions.add({.id = id,
                                              .text = text,
                                              .menu = MainWindow::tr("Findings"),
                                              .tip = tip,
                                              .icon = {},
                                              .keys = {},
                                              .group = group},
                                             [run = std::move(run)](bool) { run(); }));
    }

    void addDecisions()
    {
        using Reason = finding::CloseReason;
        add(u"triage.confirm"_s, MainWindow::tr("C&onfirm"),
            MainWindow::tr("It is a leak that has to be dealt with"), 3,
            [this] { m_acts.confirm(); });
        add(u"triage.falsePositive"_s, MainWindow::tr("Close as f&alse positive"),
            MainWindow::tr("It is no secret"), 3, [this] { m_acts.close(Reason::FalsePositive); });
        add(u"triage.testValue"_s, MainWindow::tr("Close as &test value"),
            MainWindow::tr("It opens nothing that matters"), 3,
            [this] { m_acts.close(Reason::TestValue); });
        add(u"triage.accept"_s, MainWindow::tr("Accept &until…"),
            MainWindow::tr("The risk is taken until a date, then it opens again"), 3,
            [this] { m_acts.acceptUntil(); });
        add(u"triage.rotated"_s, MainWindow::tr("Close as &rotated"),
            MainWindow::tr("A new key has replaced it and the old one is dead"), 3,
            [this] { m_acts.closeProven(Reason::Rotated); });
        add(u"triage.revoked"_s, MainWindow::tr("Close as re&voked"),
            MainWindow::tr("It is dead and has no successor"), 3,
            [this] { m_acts.closeProven(Reason::Revoked); });
        add(u"triage.gone"_s, MainWindow::tr("Close: the service is &gone"),
            MainWindow::tr("There is nothing left that it could open"), 3,
            [this] { m_acts.close(Reason::ServiceGone); });
        add(u"triage.reopen"_s, MainWindow::tr("Op&en again"),
            MainWindow::tr("Takes the decision back"), 3, [this] { m_acts.reopen(); });
        add(u"triage.repeat"_s, MainWindow::tr("Repeat the &last decision"),
            MainWindow::tr("The same on this row"), 3, [this] { m_acts.repeat(); });
        auto *menu = new QMenu(&m_shell.window);
        menu->setObjectName(u"markMenu"_s);
        menu->setAccessibleName(MainWindow::tr("Mark"));
        menu->addActions(m_actions);
        menu->setTitle(MainWindow::tr("Mark"));
        m_shell.findings.bulkBar()->addAct(menu->menuAction());
        m_shell.actions.addToolMenu({u"toolMark"_s, MainWindow::tr("Mark"), u"mark"_s, menu});
    }

    void addNotes()
    {
        add(u"triage.note"_s, MainWindow::tr("&Note…"), MainWindow::tr("Writes a note"), 4,
            [this] { m_acts.editNote(); });
        add(u"triage.tags"_s, MainWindow::tr("Ta&gs…"), MainWindow::tr("Sets tags"), 4,
            [this] { m_acts.editTags(); });
        add(u"triage.owner"_s, MainWindow::tr("O&wner…"), MainWindow::tr("Says whose it is"), 4,
            [this] { m_acts.editOwner(); });
        add(u"triage.severity"_s, MainWindow::tr("Se&verity…"),
            MainWindow::tr("Sets a severity over the computed one"), 4,
            [this] { m_acts.editSeverity(); });
    }

    void act(TableCommand command)
    {
        // A key is held back as its action is, and says so.
        const Ledger &ledger = m_shell.parts.ledger;
        if (!ledger.canChange()) {
            m_shell.window.say(ledger.state() == finding::KeeperState::Locked
                                   ? MainWindow::tr("The store is locked, not changed.")
                                   : MainWindow::tr("Read-only, not changed."));
            return;
        }
        using Reason = finding::CloseReason;
        switch (command) {
        case TableCommand::Confirm:
            return m_acts.confirm();
        case TableCommand::FalsePositive:
            return m_acts.close(Reason::FalsePositive);
        case TableCommand::TestValue:
            return m_acts.close(Reason::TestValue);
        case TableCommand::AcceptUntil:
            return m_acts.acceptUntil();
        case TableCommand::Reopen:
            return m_acts.reopen();
        case TableCommand::RepeatDecision:
            return m_acts.repeat();
        case TableCommand::Note:
            return m_acts.editNote();
        case TableCommand::Tag:
            return m_acts.editTags();
        case TableCommand::Owner:
            return m_acts.editOwner();
        default:
            return;
        }
    }

    /// After a decision on the current row the next one is wanted; after one on many, none is
    /// chosen any more.
    void moveOn(const std::vector<secret::SecretId> &ids)
    {
        if (m_shell.model.chosenCount() > 0) {
            m_shell.model.clearChoice();
            return;
        }
        FindingsTable *table = m_shell.findings.table();
        if (m_shell.parts.settings.value(kMoveOnKey, true).toBool() && ids.size() == 1
            && m_shell.findings.currentFinding() == ids.front())
            table->run(TableCommand::Next);
    }

    void updateEnabled()
    {
        const Ledger &ledger = m_shell.parts.ledger;
        for (QAction *action : std::as_const(m_actions))
            action->setEnabled(ledger.canChange());
        m_undo->setEnabled(ledger.canUndo());
        m_redo->setEnabled(ledger.canRedo());
        m_undo->setText(ledger.canUndo() ? MainWindow::tr("&Undo %1").arg(ledger.undoText())
                                         : MainWindow::tr("&Undo"));
        m_redo->setText(ledger.canRedo() ? MainWindow::tr("&Redo %1").arg(ledger.redoText())
                                         : MainWindow::tr("&Redo"));
    }

    const Shell m_shell;
    TriageActs m_acts;
    QList<QAction *> m_actions;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
};

} // namespace

void wireTriage(const Shell &shell)
{
    new TriageWiring(shell); // owned by the window
}

} // namespace rekey::ui
