// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

#include <QAbstractButton>

namespace rekey::ui {

/// A large figure with what it counts. A click asks for the findings it counts, when it has a
/// filter.
class FigureButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FigureButton(QWidget *parent = nullptr);

    void setFigure(const Figure &figure);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void filterRequested(const QString &filter);

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont largeFont() const;

    Figure m_figure;
};

} // namespace rekey::ui
