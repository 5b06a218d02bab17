// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QDockWidget;
class QMainWindow;
class QSettings;
class QWidget;

namespace rekey::ui {

class FocusRing;

/// The panes round the centre: made, locked, toggled, walked through by key, and their layout kept
/// between runs under a version number. GUI thread.
class DockSet final : public QObject
{
    Q_OBJECT

public:
    explicit DockSet(QMainWindow *window);

    /// Panes are walked through in the order they are added; `id` must not change between versions.
    QDockWidget *add(const QString &id, const QString &title, Qt::DockWidgetArea area,
                     QWidget *content);
    /// The pane in the middle of the walk; its position is after the panes added so far.
    void addCentre(QWidget *centre);

    /// Shows or raises a pane and gives it the focus; hides it when it is in front already.
    void toggle(QDockWidget *dock);
    void bringUp(QDockWidget *dock);
    /// Shows the pane and moves the keyboard into it, with the ring.
    void enter(QDockWidget *dock);
    void focusNext(bool forward);
    [[nodiscard]] bool isLocked() const { return m_locked; }
    void setLocked(bool locked);

    void reset();
    void save(QSettings &settings) const;
    /// Falls back to the first layout when nothing fits the version.
    void restore(QSettings &settings);
    /// Keeps the panes of a perspective apart from the others'.
    void saveAs(QSettings &settings, const QString &perspective) const;
    /// False, and the first layout, when there is none of this version.
    bool restoreAs(QSettings &settings, const QString &perspective);

Q_SIGNALS:
    void visibilityChanged();

private:
    void arrange();
    void dressTitles();
    [[nodiscard]] QList<QWidget *> panes() const;
    bool focusInto(QWidget *pane);

    QMainWindow *m_window;
    QList<QDockWidget *> m_docks;
    QList<QWidget *> m_walk;
    FocusRing *m_ring;
    bool m_locked = true;
};

} // namespace rekey::ui
