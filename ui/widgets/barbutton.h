// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

#include <QAbstractButton>

namespace rekey::ui {

/// Fills `rect` with a part's colour and pattern, with an outline that parts neighbours.
void paintSeries(QPainter *painter, const QRect &rect, const SeriesLook &look,
                 const QPalette &palette);

/// One bar of a chart with its label and value. A click, Enter or Space asks for what it counts; a
/// click on a part, or Left and Right before, for that part. Read aloud as one sentence.
class BarButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit BarButton(QWidget *parent = nullptr);

    /// `largest`: the value that fills the width.
    void setBar(const ChartBar &bar, const std::vector<ChartSeries> &series, double largest);
    /// Widths of the columns that all bars of a chart share.
    void setColumns(int labelWidth, int valueWidth);
    [[nodiscard]] int wantedLabelWidth() const;
    [[nodiscard]] int wantedValueWidth() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Where part `i` is drawn.
    [[nodiscard]] QRect partRect(std::size_t i) const;

Q_SIGNALS:
    void filterRequested(const QString &filter);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QRect barRect() const;
    [[nodiscard]] int partAt(const QPoint &point) const;
    void setPart(int part);
    void ask();
    void paintBar(QPainter &painter) const;

    ChartBar m_bar;
    std::vector<ChartSeries> m_series;
    double m_largest = 0;
    int m_labelWidth = 120;
    int m_valueWidth = 60;
    int m_part = -1; ///< the part that keys or the mouse are on; -1: the whole bar
};

} // namespace rekey::ui
