// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshot.h"

#include "app/composition.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/import/comparepage.h"
#include "ui/import/importdialog.h"
#include "ui/lock/firstrundialog.h"
#include "ui/session/inventoryimport.h"
#include "ui/session/verifysession.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shell/actionregistry.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QPainter>
#include <QPixmap>
#include <QTabWidget>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace rekey::app {

namespace {

constexpr int kTickMs = 100;
constexpr int kQuietTicks = 6;
constexpr int kMostAwaited = 200; ///< ticks

} // namespace

Screenshot::Screenshot(Composition &parts, Options options)
    : m_parts(parts)
    , m_options(std::move(options))
    , m_state(m_options.state.value_or(m_options.paths.isEmpty() ? ShotState::Empty
                                                                 : ShotState::Findings))
{
    // A blinking cursor would make two pictures of one state differ.
    QApplication::setCursorFlashTime(0);
    connect(&m_tick, &QTimer::timeout, this, &Screenshot::step);
    m_tick.start(kTickMs);
}

void Screenshot::step()
{
    const auto *checks = m_parts.window().findChild<ui::VerifySession *>();
    const bool isQuiet = m_parts.window().isAtRest() && !checks->isPlanning() && !awaitsDialog();
    m_quiet = isQuiet ? m_quiet + 1 : 0;
    if (m_quiet < kQuietTicks)
        return;
    m_quiet = 0;
    if (!enter(m_stage++))
        return;
    m_tick.stop();
    QApplication::exit(write() ? 0 : 1);
}

/// A plan reads what is kept first, on another thread.
bool Screenshot::awaitsDialog()
{
    const bool isPlan = m_state == ShotState::Rotation || m_state == ShotState::Rotations;
    if (!isPlan || m_stage == 0 || ++m_awaited > kMostAwaited)
        return false;
    const auto dialogs = m_parts.window().findChildren<QDialog *>();
    return std::ranges::none_of(dialogs, [](const QDialog *one) { return one->isVisible(); });
}

bool Screenshot::enter(int stage)
{
    constexpr int compareStages = 3;
    const int stages = m_state == ShotState::Compare ? compareStages : 1;
    if (stage >= stages)
        return true;
    if (m_state == ShotState::Compare)
        showComparison(stage);
    else
        openState();
    return false;
}

void Screenshot::openReports()
{
    if (QAction *action = m_parts.window().actions().find(u"import.reports"))
        action->trigger();
    auto *dialog = m_parts.window().findChild<ui::ImportDialog *>();
    if (!dialog || m_options.paths.isEmpty())
        return;
    const QDir folder(QFileInfo(m_options.paths.first()).absoluteDir().filePath(u"reports"_s));
    QStringList reports;
    for (const QString &name : folder.entryList({u"*.json"_s, u"*.jsonl"_s}, QDir::Files))
        reports.append(folder.filePath(name));
    dialog->addReports(reports);
}

void Screenshot::showComparison(int stage)
{
    auto *dialog = m_parts.window().findChild<ui::ImportDialog *>();
    if (stage == 0)
        return openReports();
    if (stage == 1) {
        if (auto *start = m_parts.window().findChild<QAbstractButton *>(u"importStart"_s))
            start->click();
        return;
    }
    if (dialog)
        dialog->close();
    auto *page = m_parts.window().findChild<ui::ComparePage *>();
    for (QWidget *parent = page; parent; parent = parent->parentWidget()) {
        if (auto *pages = qobject_cast<QTabWidget *>(parent))
            pages->setCurrentWidget(page);
    }
}

void Screenshot::openState()
{
    const auto trigger = [this](QStringView id) {
        if (QAction *action = m_parts.window().actions().find(id))
            action->trigger();
    };
    switch (m_state) {
    case ShotState::Empty:
        break;
    case ShotState::Findings:
        m_parts.window().findings().table()->setCurrentRow(0);
        break;
    case ShotState::Paste:
        trigger(u"scan.paste");
        break;
    case ShotState::Palette:
        trigger(u"tools.palette");
        break;
    case ShotState::Coverage:
        trigger(u"view.coverage");
        break;
    case ShotState::Keys:
        trigger(u"help.keys");
        break;
    case ShotState::Filter:
        trigger(u"edit.filter");
        m_parts.window().findings().setFilter(u"in:head -path:test/"_s);
        break;
    case ShotState::FirstRun: {
        auto *dialog = new ui::FirstRunDialog(true, &m_parts.window());
        dialog->showStep(m_options.page);
        dialog->show();
        break;
    }
    case ShotState::Settings:
        trigger(u"tools.settings");
        if (auto *dialog = m_parts.window().findChild<ui::SettingsDialog *>())
            dialog->showPage(static_cast<ui::PreferencePage>(m_options.page));
        break;
    case ShotState::Locked:
        trigger(u"app.lock");
        break;
    case ShotState::Dashboard:
        trigger(u"view.dashboard");
        break;
    case ShotState::Hygiene:
        trigger(u"view.hygiene");
        if (auto *import = m_parts.window().findChild<ui::InventoryImport *>()) {
            for (const QString &path : m_options.paths) {
                if (path.endsWith(".csv"_L1))
                    import->read(path.toStdString(), {});
            }
        }
        break;
    case ShotState::Timeline:
        trigger(u"findings.timeline");
        break;
    case ShotState::Fix:
        trigger(u"findings.fix");
        break;
    case ShotState::Incidents:
        trigger(u"view.incidents");
        break;
    case ShotState::Rotation:
        m_parts.window().findings().table()->setCurrentRow(0);
        trigger(u"rotate.plan");
        break;
    case ShotState::Rotations:
        trigger(u"findings.chooseAll");
        trigger(u"rotate.plan");
        break;
    case ShotState::Seal:
        m_parts.window().findings().table()->setCurrentRow(0);
        trigger(u"seal.finding");
        break;
    case ShotState::Seals:
        trigger(u"view.seals");
        break;
    case ShotState::Broker:
        trigger(u"tools.broker");
        break;
    case ShotState::Verify:
        trigger(u"findings.chooseAll");
        trigger(u"verify.check");
        break;
    case ShotState::Import:
        openReports();
        break;
    case ShotState::Export:
        trigger(u"report.write");
        break;
    case ShotState::Compare:
        break; // see showComparison()
    }
}

bool Screenshot::write() const
{
    ui::MainWindow &window = m_parts.window();
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    const auto dialogs = window.findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        if (!dialog->isVisible())
            continue;
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 90));
        const QRect place(QPoint((window.width() - dialog->width()) / 2,
                                 (window.height() - dialog->height()) / 2),
                          dialog->size());
        painter.drawPixmap(place.topLeft(), dialog->grab());
        painter.setPen(dialog->palette().color(QPalette::Mid));
        painter.drawRect(place.adjusted(-1, -1, 0, 0));
    }
    painter.end();
    if (picture.save(m_options.screenshot, "PNG"))
        return true;
    std::fprintf(stderr, "rekey: cannot write %s\n", qPrintable(m_options.screenshot));
    return false;
}

} // namespace rekey::app
