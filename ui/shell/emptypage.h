// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QGridLayout;
class QLabel;

namespace rekey::ui {

/// A page with nothing to list: one sentence, what can be done about it, as large buttons.
class EmptyPage final : public QWidget
{
    Q_OBJECT

public:
    EmptyPage(const QString &title, const QString &text, const QString &foot,
              QWidget *parent = nullptr);

    /// Once.
    void setActions(const QList<QAction *> &actions);
    void setTitle(const QString &title);
    void setText(const QString &text);
    [[nodiscard]] QString title() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QGridLayout *m_cards;
};

} // namespace rekey::ui
