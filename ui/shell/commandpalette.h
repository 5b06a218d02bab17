// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/palettemodel.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace rekey::ui {

/// A box over the window that finds commands (`>`), secrets by id (`@`) and files while one types.
/// Without a prefix it looks through all of them. Closes on Esc and when the focus leaves.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    /// `prefix` may be null: the source is asked only without a prefix.
    void addSource(QChar prefix, const QString &name, PaletteSource source);
    void open(const QString &text = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Source
    {
        QChar prefix;
        QString name;
        PaletteSource find;
    };

    void search();
    void accept();
    void dismiss();
    void place();
    void step(int by);

    std::vector<Source> m_sources;
    PaletteModel *m_model;
    QLineEdit *m_edit;
    QListView *m_list;
    QLabel *m_hint;
    QPointer<QWidget> m_focusBefore;
};

} // namespace rekey::ui
