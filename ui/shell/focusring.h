// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace rekey::ui {

/// A frame drawn over a pane that got the focus by key; goes when the mouse takes over. Lets every
/// click through.
class FocusRing final : public QWidget
{
    Q_OBJECT

public:
    explicit FocusRing(QWidget *window);

    void showOn(QWidget *pane);
    [[nodiscard]] QWidget *pane() const { return isVisible() ? m_pane.data() : nullptr; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();

    QPointer<QWidget> m_pane;
};

} // namespace rekey::ui
