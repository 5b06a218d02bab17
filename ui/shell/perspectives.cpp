// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/preferences.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/dockset.h"
#include "ui/shell/features.h"
#include "ui/shell/shell.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QSettings>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kCurrentKey = "layout/perspective"_L1;
constexpr auto kRole = "general/role"_L1;

struct Perspective
{
    QString id;
    QString text;
    QString page; ///< object name of the tab it is about
    QStringList hidden; ///< panes that don't stand open at first
};

/// Layouts for one kind of work each: what stands open is kept apart for each, and comes back.
class Perspectives final : public QObject
{
public:
    explicit Perspectives(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
    {
        add({u"triage"_s, MainWindow::tr("T&riage"), u"findingsPage"_s, {}});
        add({u"incident"_s,
             MainWindow::tr("&Incident"),
             u"incidentsPage"_s,
             {u"sourcesDock"_s, u"queueDock"_s, u"logDock"_s}});
        add({u"hygiene"_s,
             MainWindow::tr("H&ygiene"),
             u"hygienePage"_s,
             {u"facetsDock"_s, u"detailDock"_s, u"queueDock"_s, u"logDock"_s}});
        const QString saved = shell.parts.settings.value(kCurrentKey).toString();
        for (int i = 0; i < m_all.size(); ++i) {
            if (m_all[i].id == saved)
                m_current = i;
        }
        m_actions->actions().at(m_current)->setChecked(true);
        connect(shell.actions.find(u"view.reset"), &QAction::triggered, this,
                [this] { arrange(); });
        connect(&shell.parts.preferences, &Preferences::changed, this, [this](const QString &id) {
            if (id == kRole) {
                m_shell.docks.reset();
                arrange();
            }
        });
    }

private:
    void add(const Perspective &perspective)
    {
        // Only those whose page there is.
        const int page = pageOf(perspective);
        if (page < 0 && !m_all.isEmpty())
            return;
        const int index = static_cast<int>(m_all.size());
        m_all.append(perspective);
        QAction *action = m_shell.actions.add(
            {.id = u"view.perspective."_s + perspective.id,
             .text = perspective.text,
             .menu = MainWindow::tr("View"),
             .tip = MainWindow::tr("Goes to the panes as you left them for this work"),
             .icon = {},
             .keys = {},
             .group = 3,
             .checkable = true},
            [this, index](bool) { change(index); });
        m_actions->addAction(action);
    }

    [[nodiscard]] int pageOf(const Perspective &perspective) const
    {
        for (int i = 0; i < m_shell.pages.count(); ++i) {
            if (m_shell.pages.widget(i)->objectName() == perspective.page)
                return i;
        }
        return -1;
    }

    void change(int index)
    {
        QSettings &settings = m_shell.parts.settings;
        m_shell.docks.saveAs(settings, m_all[m_current].id);
        m_current = index;
        settings.setValue(kCurrentKey, m_all[index].id);
        if (!m_shell.docks.restoreAs(settings, m_all[index].id))
            arrange();
        if (const int page = pageOf(m_all[index]); page >= 0)
            m_shell.pages.setCurrentIndex(page);
    }

    /// The first layout of the current perspective, as the person's work asks for.
    void arrange()
    {
        QStringList hidden = m_all[m_current].hidden;
        const QString role = m_shell.parts.preferences.choice(kRole);
        if (m_current == 0 && role == "responder"_L1)
            hidden = {u"sourcesDock"_s, u"queueDock"_s, u"logDock"_s};
        else if (m_current == 0 && role == "developer"_L1)
            hidden = {u"sourcesDock"_s, u"facetsDock"_s, u"queueDock"_s, u"logDock"_s,
                      u"coverageDock"_s};
        const auto docks = m_shell.window.findChildren<QDockWidget *>();
        for (QDockWidget *dock : docks) {
            if (hidden.contains(dock->objectName()))
                dock->hide();
        }
    }

    Shell m_shell;
    QList<Perspective> m_all;
    QActionGroup *m_actions = new QActionGroup(this);
    int m_current = 0;
};

} // namespace

void wirePerspectives(const Shell &shell)
{
    new Perspectives(shell);
}

} // namespace rekey::ui
