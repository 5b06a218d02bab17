// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/charts.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QCheckBox;
class QGridLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;

namespace rekey::ui {

class ChartCard;
class FigureButton;

/// Figures and charts over all findings. Each bar and figure asks for the findings it counts.
class DashboardPage final : public QWidget
{
    Q_OBJECT

public:
    explicit DashboardPage(QWidget *parent = nullptr);

    /// What is shown follows at once; the current bar, tables and scroll stay where they are.
    void setStatistics(const finding::Statistics &statistics, const finding::Flow &flow);
    [[nodiscard]] bool withAuthors() const;
    [[nodiscard]] const std::vector<ChartCard *> &cards() const { return m_cards; }

Q_SIGNALS:
    void filterRequested(const QString &filter);
    /// The figures shown may be old: it came into view, or other figures are wanted.
    void figuresWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setFigures(const std::vector<Figure> &figures);
    void setCharts(const std::vector<Chart> &charts);
    void placeCards();

    QStackedWidget *m_stack;
    QScrollArea *m_scroll;
    QLabel *m_empty;
    QLabel *m_summary;
    QCheckBox *m_authors;
    QGridLayout *m_figureRow;
    QGridLayout *m_grid;
    std::vector<FigureButton *> m_figures;
    std::vector<ChartCard *> m_cards;
    int m_columns = 0;
};

} // namespace rekey::ui
