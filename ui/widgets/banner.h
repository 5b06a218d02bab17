// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace rekey::ui {

/// A strip above a page that says what happened, why, and what to do, with buttons for it. It stays
/// until it is closed or replaced.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    /// `what` is one short sentence; `more` says why and what to do. Both plain text. The buttons
    /// show the actions' texts and trigger them.
    void show(Tone tone, const QString &what, const QString &more,
              const QList<QAction *> &actions = {});
    [[nodiscard]] QString what() const;

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    Tone m_tone = Tone::Info;
    QLabel *m_icon;
    QLabel *m_what;
    QLabel *m_more;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};

} // namespace rekey::ui
