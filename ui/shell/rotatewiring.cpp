// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/loader.h"
#include "core/seal/register.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"
#include "ui/rotate/rotationplandialog.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/savefile.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"

#include <QAction>
#include <QPointer>

#include <set>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// Who was given a seal of the value: they need the new one. On the keeper's thread.
Result<QStringList> sealedConsumers(finding::Keeper &keeper, const secret::SecretId &finding)
{
    const auto kept = keeper.properties(seal::kRegisterRoom);
    if (!kept)
        return std::unexpected(kept.error());
    seal::SealRegister seals;
    seals.load(*kept);
    QStringList names;
    for (const std::uint32_t number : seals.dyingWith(finding))
        names.append(safeText(seals.find(number)->consumer.name));
    names.removeDuplicates();
    return names;
}

/// Files that hold the value now: whatever reads them uses the key.
QStringList filesOf(const finding::Finding &found)
{
    std::set<std::string> paths;
    for (const finding::Place &place : found.places) {
        if (place.isInHead() && !place.path.empty())
            paths.insert(place.path);
    }
    QStringList names;
    for (const std::string &path : paths)
        names.append(escapedText(path));
    return names;
}

/// Planning a rotation of the current finding.
class RotateWiring final : public QObject
{
public:
    explicit RotateWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
    {
        m_plan = shell.actions.add({.id = u"rotate.plan"_s,
                                    .text = MainWindow::tr("&Plan a rotation…"),
                                    .menu = MainWindow::tr("Rotate"),
                                    .tip = MainWindow::tr("Shows step by step what changing this "
                                                          "key would do; sends nothing"),
                                    .icon = {},
                                    .keys = {},
                                    .group = 0},
                                   [this](bool) { planCurrent(); });
        FindingsTable *table = shell.findings.table();
        table->offerKey(
            {TableCommand::Rotate, u"table.rotate"_s, MainWindow::tr("Plan a rotation"), {u"r"_s}});
        connect(table, &FindingsTable::actRequested, this, [this](TableCommand command) {
            if (command == TableCommand::Rotate)
                m_plan->trigger();
        });
        connect(&shell.window, &MainWindow::lockedChanged, this, [this](bool isLocked) {
            if (isLocked && m_dialog)
                m_dialog->close();
        });
    }

private:
    [[nodiscard]] Ledger &ledger() const { return m_shell.parts.ledger; }

    void planCurrent()
    {
        const secret::SecretId id = m_shell.findings.currentFinding();
        const auto row = m_shell.model.index().rowOf(id);
        if (!row)
            return m_shell.window.say(MainWindow::tr("Choose a finding to plan its rotation."));
        if (!m_catalog) {
            auto catalog = provider::Catalog::read(rules::builtinRuleFiles());
            if (!catalog)
                return m_shell.window.say(QString::fromStdString(catalog.error().text()));
            m_catalog = std::make_shared<const provider::Catalog>(std::move(*catalog));
        }
        const finding::Finding found = m_shell.model.index().finding(*row);
        RotationSubject subject{QString::fromStdString(found.label()), found.rule, found.masked,
                                false, filesOf(found)};
        if (!ledger().isOpen() || ledger().state() == finding::KeeperState::Locked)
            return open(std::move(subject));
        ledger().run<Result<QStringList>>(
            [id](finding::Keeper &keeper) { return sealedConsumers(keeper, id); }, this,
            [this, subject](const Result<QStringList> &names) {
                RotationSubject whole = subject;
                if (names)
                    whole.consumers = *names + subject.consumers;
                else
                    Q_EMIT ledger().failed(names.error());
                open(std::move(whole));
            });
    }

    void open(RotationSubject subject)
    {
        if (m_dialog)
            m_dialog->close();
        m_dialog = new RotationPlanDialog(m_catalog, std::move(subject), &m_shell.window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &RotationPlanDialog::saveRequested, this,
                [this](const QString &name, const QByteArray &markdown) {
                    saveFile(m_dialog, name, markdown, [this](const QString &path) {
                        m_shell.window.say(MainWindow::tr("Runbook written to %1.").arg(path));
                    });
                });
        m_dialog->show();
    }

    const Shell m_shell;
    QAction *m_plan;
    std::shared_ptr<const provider::Catalog> m_catalog;
    QPointer<RotationPlanDialog> m_dialog;
};

} // namespace

void wireRotate(const Shell &shell)
{
    new RotateWiring(shell); // owned by the window
}

} // namespace rekey::ui
