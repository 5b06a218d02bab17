// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/shortcutbook.h"

#include <QWidget>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace rekey::ui {

/// Every command and its keys, to be changed. A key that another command has is not taken from it
/// before the person says so. GUI thread.
class ShortcutPage final : public QWidget
{
    Q_OBJECT

public:
    /// `book` outlives the page.
    explicit ShortcutPage(ShortcutBook &book, QWidget *parent = nullptr);

private:
    void build();
    void fill();
    void narrow(const QString &word);
    void showCurrent();
    void keyTyped();
    void take();
    void updateLine(QAction *action);
    [[nodiscard]] QAction *current() const;

    ShortcutBook &m_book;
    QLineEdit *m_search = nullptr;
    QTreeWidget *m_tree = nullptr;
    QKeySequenceEdit *m_edit = nullptr;
    QPushButton *m_take = nullptr;
    QPushButton *m_none = nullptr;
    QPushButton *m_reset = nullptr;
    QLabel *m_conflict = nullptr;
};

} // namespace rekey::ui
