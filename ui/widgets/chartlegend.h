// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

#include <QWidget>

#include <vector>

namespace rekey::ui {

/// Colour, pattern and name of each series, in as many lines as they need.
class ChartLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);

    void setSeries(std::vector<ChartSeries> series);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Where each entry stands when the legend is that wide.
    [[nodiscard]] std::vector<QRect> placesFor(int width) const;

    std::vector<ChartSeries> m_series;
};

} // namespace rekey::ui
