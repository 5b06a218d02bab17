// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chartlegend.h"

#include "ui/widgets/barbutton.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kSwatch = 12;
constexpr int kGap = 6;
constexpr int kBetween = 16;

} // namespace

ChartLegend::ChartLegend(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartLegend::setSeries(std::vector<ChartSeries> series)
{
    m_series = std::move(series);
    QStringList names;
    for (const ChartSeries &one : m_series)
        names.append(one.name);
    setAccessibleName(tr("Legend: %1").arg(names.join(u", "_s)));
    updateGeometry();
    update();
}

std::vector<QRect> ChartLegend::placesFor(int width) const
{
    std::vector<QRect> places;
    const int line = fontMetrics().height() + 2;
    int x = 0;
    int y = 0;
    for (const ChartSeries &series : m_series) {
        const int wide = kSwatch + kGap + fontMetrics().horizontalAdvance(series.name);
        if (x > 0 && x + wide > width) {
            x = 0;
            y += line;
        }
        places.emplace_back(x, y, wide, line);
        x += wide + kBetween;
    }
    return places;
}

int ChartLegend::heightForWidth(int width) const
{
    const std::vector<QRect> places = placesFor(width);
    return places.empty() ? 0 : places.back().bottom() + 1;
}

QSize ChartLegend::sizeHint() const
{
    return {300, heightForWidth(std::max(width(), 300))};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const std::vector<QRect> places = placesFor(width());
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int side = isMirrored ? Qt::AlignRight : Qt::AlignLeft;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        QRect place = places[i];
        if (isMirrored)
            place.moveRight(width() - 1 - place.left());
        const int top = place.top() + (place.height() - kSwatch) / 2;
        const int left = isMirrored ? place.right() - kSwatch + 1 : place.left();
        paintSeries(&painter, QRect(left, top, kSwatch, kSwatch), m_series[i].look, palette());
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(isMirrored ? place.adjusted(0, 0, -kSwatch - kGap, 0)
                                    : place.adjusted(kSwatch + kGap, 0, 4, 0),
                         side | Qt::AlignVCenter, m_series[i].name);
    }
}

} // namespace rekey::ui
