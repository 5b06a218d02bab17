// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QAction;

namespace rekey::ui {

/// A large button for an empty page: the action's icon, text, shortcut, and its status tip as a
/// second line.
class ActionCard final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ActionCard(QAction *action, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QAction *m_action;
};

} // namespace rekey::ui
