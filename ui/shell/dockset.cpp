// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/dockset.h"

#include "ui/shell/focusring.h"
#include "ui/widgets/icons.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QBoxLayout>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QMainWindow>
#include <QSettings>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// Raise it when panes come or go; a layout saved under another number is not restored, nor is one
/// of the other reading direction.
constexpr int kLayoutVersion = 1;

int layoutVersion()
{
    return QGuiApplication::isRightToLeft() ? kLayoutVersion + 1000 : kLayoutVersion;
}

/// Qt mirrors what is in panes, not where they stand.
Qt::DockWidgetArea mirrored(Qt::DockWidgetArea area)
{
    if (!QGuiApplication::isRightToLeft())
        return area;
    return area == Qt::LeftDockWidgetArea ? Qt::RightDockWidgetArea
        : area == Qt::RightDockWidgetArea ? Qt::LeftDockWidgetArea
                                          : area;
}

/// Not hidden, and not behind another tab, where Qt keeps panes outside the window. (The visible
/// region does not tell: it leaves out what children cover.)
bool isInFront(const QWidget *pane)
{
    const QWidget *window = pane->window();
    return pane->isVisible() && window->rect().contains(pane->mapTo(window, pane->rect().center()));
}

/// Title of a locked pane: its name and a button that hides it.
class PaneTitle final : public QWidget
{
public:
    explicit PaneTitle(QDockWidget *dock)
        : QWidget(dock)
    {
        setAutoFillBackground(true);
        auto *name = new QLabel(dock->windowTitle(), this);
        name->setObjectName(dock->objectName() + u"Title"_s);
        QFont bold = name->font();
        bold.setWeight(QFont::DemiBold);
        name->setFont(bold);
        auto *close = new QToolButton(this);
        close->setObjectName(dock->objectName() + u"Close"_s);
        close->setAccessibleName(QDockWidget::tr("Hide %1").arg(dock->windowTitle()));
        close->setToolTip(close->accessibleName());
        close->setIcon(icon(u"close"));
        close->setIconSize({12, 12});
        close->setAutoRaise(true);
        close->setMinimumSize(24, 24);
        connect(close, &QToolButton::clicked, dock, &QWidget::hide);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(10, 2, 4, 2);
        row->addWidget(name, 1);
        row->addWidget(close);
    }
};

} // namespace

DockSet::DockSet(QMainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_ring(new FocusRing(window))
{
    window->setDockNestingEnabled(true);
    window->setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window->setDocumentMode(true);
    window->setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    window->setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
}

QDockWidget *DockSet::add(const QString &id, const QString &title, Qt::DockWidgetArea area,
                          QWidget *content)
{
    auto *dock = new QDockWidget(title, m_window);
    dock->setObjectName(id);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    dock->setProperty("area", static_cast<int>(area));
    m_window->addDockWidget(mirrored(area), dock);
    connect(dock, &QDockWidget::visibilityChanged, this, [this] {
        // Tabs are remade after this signal.
        QTimer::singleShot(0, this, &DockSet::dressTitles);
        Q_EMIT visibilityChanged();
    });
    connect(dock, &QDockWidget::dockLocationChanged, this,
            [this] { QTimer::singleShot(0, this, &DockSet::dressTitles); });
    m_docks.append(dock);
    m_walk.append(dock);
    return dock;
}

void DockSet::addCentre(QWidget *centre)
{
    m_walk.append(centre);
}

void DockSet::toggle(QDockWidget *dock)
{
    if (isInFront(dock))
        dock->hide();
    else
        bringUp(dock);
}

void DockSet::bringUp(QDockWidget *dock)
{
    dock->show();
    dock->raise();
    if (dock->widget())
        dock->widget()->setFocus(Qt::ShortcutFocusReason);
}

QList<QWidget *> DockSet::panes() const
{
    QList<QWidget *> shown;
    for (QWidget *pane : m_walk) {
        if (isInFront(pane))
            shown.append(pane);
    }
    return shown;
}

void DockSet::focusNext(bool forward)
{
    const QList<QWidget *> shown = panes();
    if (shown.isEmpty())
        return;
    const QWidget *now = QApplication::focusWidget();
    const auto current = std::ranges::find_if(
        shown, [now](const QWidget *pane) { return pane == now || pane->isAncestorOf(now); });
    const qsizetype count = shown.size();
    const qsizetype at = current == shown.end() ? (forward ? -1 : count) : current - shown.begin();
    for (qsizetype i = 1; i <= count; ++i) {
        QWidget *pane = shown[((forward ? at + i : at - i) + 2 * count) % count];
        if (focusInto(pane))
            return;
    }
}

bool DockSet::focusInto(QWidget *pane)
{
    // The first control in it that takes the focus by key; views before others.
    QWidget *target = nullptr;
    const QList<QWidget *> inside = pane->findChildren<QWidget *>();
    for (QWidget *child : inside) {
        if (!child->isVisible() || !child->isEnabled() || !(child->focusPolicy() & Qt::TabFocus)
            || qobject_cast<QToolButton *>(child) || qobject_cast<QTabBar *>(child))
            continue;
        const bool isView = qobject_cast<QAbstractScrollArea *>(child) != nullptr;
        if (!target || isView)
            target = child;
        if (isView)
            break;
    }
    if (!target)
        return false;
    target->setFocus(Qt::TabFocusReason);
    m_ring->showOn(pane);
    return true;
}

void DockSet::enter(QDockWidget *dock)
{
    dock->show();
    dock->raise();
    focusInto(dock);
}

void DockSet::setLocked(bool locked)
{
    m_locked = locked;
    for (QDockWidget *dock : std::as_const(m_docks))
        dock->setFeatures(locked ? QDockWidget::NoDockWidgetFeatures
                                 : QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable
                                  | QDockWidget::DockWidgetFloatable);
    dressTitles();
}

void DockSet::dressTitles()
{
    for (QDockWidget *dock : std::as_const(m_docks)) {
        QWidget *old = dock->titleBarWidget();
        const bool tabbed = !dock->isHidden() && !m_window->tabifiedDockWidgets(dock).isEmpty();
        // The tab says the name already.
        const int wanted = !m_locked ? 0 : tabbed ? 1 : 2;
        if (dock->property("titleKind").toInt() == wanted && (old || wanted == 0))
            continue;
        dock->setProperty("titleKind", wanted);
        QWidget *title = nullptr;
        if (wanted == 1) {
            title = new QWidget(dock);
            title->setObjectName(dock->objectName() + u"NoTitle"_s);
        } else if (wanted == 2) {
            title = new PaneTitle(dock);
        }
        dock->setTitleBarWidget(title);
        if (old)
            old->deleteLater();
    }
    const auto bars = m_window->findChildren<QTabBar *>(Qt::FindDirectChildrenOnly);
    for (QTabBar *bar : bars) {
        bar->setObjectName(u"dockTabs"_s);
        bar->setAccessibleName(tr("Panes"));
        bar->setExpanding(false);
    }
}

void DockSet::arrange()
{
    QHash<int, QDockWidget *> first;
    QList<QDockWidget *> bottom;
    for (QDockWidget *dock : std::as_const(m_docks)) {
        const auto area = static_cast<Qt::DockWidgetArea>(dock->property("area").toInt());
        dock->setFloating(false);
        m_window->removeDockWidget(dock);
        m_window->addDockWidget(mirrored(area), dock);
        dock->show();
        if (area == Qt::BottomDockWidgetArea && first.contains(area))
            m_window->tabifyDockWidget(first[area], dock);
        if (!first.contains(area))
            first[area] = dock;
        if (area == Qt::BottomDockWidgetArea)
            bottom.append(dock);
    }
    if (!bottom.isEmpty()) {
        bottom.first()->raise();
        m_window->resizeDocks({bottom.first()}, {140}, Qt::Vertical);
    }
    QList<QDockWidget *> left;
    for (QDockWidget *dock : std::as_const(m_docks)) {
        const auto area = static_cast<Qt::DockWidgetArea>(dock->property("area").toInt());
        if (area == Qt::LeftDockWidgetArea)
            left.append(dock);
        else if (area == Qt::RightDockWidgetArea)
            m_window->resizeDocks({dock}, {std::clamp(m_window->width() * 5 / 18, 320, 440)},
                                  Qt::Horizontal);
    }
    if (!left.isEmpty())
        m_window->resizeDocks({left.first()}, {std::clamp(m_window->width() / 6, 190, 260)},
                              Qt::Horizontal);
    if (left.size() == 2)
        m_window->resizeDocks(left, {120, 400}, Qt::Vertical);
}

void DockSet::reset()
{
    setLocked(true);
    arrange();
    dressTitles();
    Q_EMIT visibilityChanged();
}

void DockSet::save(QSettings &settings) const
{
    settings.setValue("layout/version"_L1, layoutVersion());
    settings.setValue("layout/state"_L1, m_window->saveState(layoutVersion()));
    settings.setValue("layout/geometry"_L1, m_window->saveGeometry());
    settings.setValue("layout/locked"_L1, m_locked);
}

void DockSet::restore(QSettings &settings)
{
    reset();
    if (settings.value("layout/version"_L1).toInt() != layoutVersion())
        return;
    m_window->restoreGeometry(settings.value("layout/geometry"_L1).toByteArray());
    if (m_window->restoreState(settings.value("layout/state"_L1).toByteArray(), layoutVersion()))
        setLocked(settings.value("layout/locked"_L1, true).toBool());
    else
        reset();
}

void DockSet::saveAs(QSettings &settings, const QString &perspective) const
{
    const QString group = u"perspective/"_s + perspective;
    settings.setValue(group + u"/version"_s, layoutVersion());
    settings.setValue(group + u"/state"_s, m_window->saveState(layoutVersion()));
}

bool DockSet::restoreAs(QSettings &settings, const QString &perspective)
{
    const QString group = u"perspective/"_s + perspective;
    reset();
    return settings.value(group + u"/version"_s).toInt() == layoutVersion()
        && m_window->restoreState(settings.value(group + u"/state"_s).toByteArray(),
                                  layoutVersion());
}

} // namespace rekey::ui
