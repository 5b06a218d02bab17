// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingspage.h"
#include "ui/fix/fixpage.h"
#include "ui/models/findingsmodel.h"
#include "ui/rotate/patchdialog.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/checksubjects.h"
#include "ui/shell/features.h"
#include "ui/shell/patches.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"

#include <QPointer>
#include <QThreadPool>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kReadOnly = "security/readOnly"_L1;

/// Opens the page of patches once the provider files were read, off the GUI thread.
class PatchWiring final : public QObject
{
public:
    explicit PatchWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
    {
        setObjectName(u"patchWiring"_s);
        shell.actions.add({.id = u"rotate.patch"_s,
                           .text = MainWindow::tr("Show &patches…"),
                           .menu = MainWindow::tr("Rotate"),
                           .tip = MainWindow::tr("Shows how the files that hold this secret would "
                                                 "read it from the environment instead"),
                           .icon = {},
                           .keys = {},
                           .group = 0},
                          [this](bool) { show(m_shell.findings.currentFinding()); });
        if (auto *fix = shell.window.findChild<FixPage *>())
            connect(fix, &FixPage::patchesRequested, this, [this, fix] { show(fix->finding()); });
        connect(&shell.window, &MainWindow::lockedChanged, this, [this](bool isLocked) {
            if (isLocked && m_dialog)
                m_dialog->close();
        });
        connect(&shell.window, &MainWindow::closing, this, [this] {
            if (m_dialog)
                m_dialog->close();
        });
    }

    void show(const secret::SecretId &id)
    {
        const auto row = m_shell.model.index().rowOf(id);
        if (!row)
            return m_shell.window.say(
                MainWindow::tr("Choose a finding to see how files would do without it."));
        if (!m_shell.parts.workspace.isReady())
            return m_shell.window.say(MainWindow::tr("The rules are still being made ready."));
        if (m_rules)
            return open(id);
        m_pool.start(
            [this, id,
             rules = (m_shell.parts.checks.rules ? m_shell.parts.checks : coreChecks()).rules] {
                QMetaObject::invokeMethod(
                    this,
                    [this, id, read = rules()] {
                        if (!read)
                            return m_shell.window.say(safeText(read.error().text()));
                        m_rules = *read;
                        open(id);
                    },
                    Qt::QueuedConnection);
            });
    }

private:
    void open(const secret::SecretId &id)
    {
        const auto row = m_shell.model.index().rowOf(id);
        if (!row || m_shell.window.isLocked())
            return;
        if (m_dialog)
            m_dialog->close();
        const finding::Finding found = m_shell.model.index().finding(*row);
        auto session = std::make_unique<PatchSession>(
            m_shell.parts.workspace, partsReader(m_shell.parts.workspace, m_shell.parts.ledger),
            m_rules, found, subjectOf(m_shell.model.index(), *row));
        const bool isReadOnly
            = m_shell.parts.isReadOnly || m_shell.parts.preferences.flag(kReadOnly);
        m_dialog = new PatchDialog(std::move(session), QString::fromStdString(found.label()),
                                   !isReadOnly, MainWindow::tr("The window is read-only."),
                                   &m_shell.window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->show();
    }

    const Shell m_shell;
    std::shared_ptr<const CheckRules> m_rules; ///< null until they were needed
    QPointer<PatchDialog> m_dialog;
    QThreadPool m_pool; ///< the last: it waits for what needs the others
};

} // namespace

void wirePatches(const Shell &shell)
{
    new PatchWiring(shell); // owned by the window
}

void showPatches(const Shell &shell, const secret::SecretId &finding)
{
    auto *wiring = shell.window.findChild<QObject *>(u"patchWiring"_s, Qt::FindDirectChildrenOnly);
    if (auto *patches = dynamic_cast<PatchWiring *>(wiring))
        patches->show(finding);
}

} // namespace rekey::ui
