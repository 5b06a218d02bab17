// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QString>

#include <vector>

namespace rekey::ui {

/// What a part of a bar looks like: a colour, and a pattern for whoever does not see colours.
struct SeriesLook
{
    Tone tone = Tone::Info;
    Qt::BrushStyle pattern = Qt::SolidPattern;
};

/// One kind of part that a chart's bars have in common.
struct ChartSeries
{
    QString name;
    SeriesLook look;
};

struct ChartPart
{
    int series = 0; ///< index into Chart::series
    double value = 0;
    QString filter; ///< selects what it counts; empty: nothing can
};

struct ChartBar
{
    QString label; ///< safe to show
    QString value; ///< at its end: "1,204", "12%"
    QString sentence; ///< the bar in words, without its label
    QString filter; ///< selects what it counts; empty: nothing can
    std::vector<ChartPart> parts; ///< drawn from the left; without those of value 0
};

struct Chart
{
    QString id; ///< object name
    QString title;
    QString note; ///< beneath the title; may be empty
    QString empty; ///< shown when there is no bar
    std::vector<ChartSeries> series;
    std::vector<ChartBar> bars;
    QString valueTitle; ///< of the table's column

    /// Of the bars' sums: the one that fills the width.
    [[nodiscard]] double largest() const;
};

/// A figure above the charts.
struct Figure
{
    QString id;
    QString label;
    QString value;
    QString note;
    QString filter;
};

} // namespace rekey::ui
