// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

#include <QFrame>

#include <vector>

class QBoxLayout;
class QLabel;
class QStackedWidget;
class QTableWidget;
class QToolButton;

namespace rekey::ui {

class BarButton;
class ChartLegend;

/// One chart with its title, legend and bars, or the same figures as a table. One stop for Tab: Up,
/// Down, Home and End move between its bars.
class ChartCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ChartCard(QWidget *parent = nullptr);

    void setChart(const Chart &chart);
    [[nodiscard]] QString title() const { return m_chart.title; }
    [[nodiscard]] const std::vector<BarButton *> &bars() const { return m_bars; }
    [[nodiscard]] bool isTable() const;
    void setTable(bool isTable);

Q_SIGNALS:
    void filterRequested(const QString &filter);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fillBars();
    void fillTable();
    void moveTo(int bar);

    Chart m_chart;
    QLabel *m_title;
    QLabel *m_note;
    QToolButton *m_toggle;
    ChartLegend *m_legend;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QWidget *m_barPage;
    QBoxLayout *m_barColumn;
    std::vector<BarButton *> m_bars;
    QTableWidget *m_table;
    int m_tableHeight = 0;
};

} // namespace rekey::ui
