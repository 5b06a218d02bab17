// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chartcard.h"

#include "ui/widgets/barbutton.h"
#include "ui/widgets/chartlegend.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStackedWidget>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kFilterRole = Qt::UserRole;

QString partText(const ChartBar &bar, int series)
{
    const auto found = std::ranges::find(bar.parts, series, &ChartPart::series);
    if (found == bar.parts.end())
        return QLocale().toString(0);
    const double value = found->value;
    return value < 1 || value != static_cast<double>(static_cast<qlonglong>(value))
        ? QLocale().toString(value, 'f', 2)
        : QLocale().toString(static_cast<qlonglong>(value));
}

} // namespace

ChartCard::ChartCard(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_note(new QLabel(this))
    , m_toggle(new QToolButton(this))
    , m_legend(new ChartLegend(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new QLabel(this))
    , m_barPage(new QWidget(this))
    , m_barColumn(new QVBoxLayout(m_barPage))
    , m_table(new QTableWidget(this))
{
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    for (QLabel *label : {m_title, m_note, m_empty}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_empty->setContentsMargins(6, 6, 6, 6);
    m_toggle->setText(tr("Table"));
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    connect(m_toggle, &QToolButton::toggled, this, &ChartCard::setTable);
    m_barColumn->setContentsMargins(0, 0, 0, 0);
    m_barColumn->setSpacing(0);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    connect(m_table, &QTableWidget::itemActivated, this, [this](const QTableWidgetItem *item) {
        if (const QString filter = item->data(kFilterRole).toString(); !filter.isEmpty())
            Q_EMIT filterRequested(filter);
    });
    m_stack->addWidget(m_barPage);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_toggle, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_note);
    column->addWidget(m_legend);
    column->addSpacing(4);
    column->addWidget(m_stack);
    column->addStretch(1);
}

void ChartCard::setChart(const Chart &chart)
{
    m_chart = chart;
    setObjectName(u"chart_"_s + chart.id);
    setAccessibleName(chart.title);
    setAccessibleDescription(chart.note);
    m_title->setText(chart.title);
    m_note->setText(chart.note);
    m_note->setVisible(!chart.note.isEmpty());
    m_toggle->setObjectName(u"table_"_s + chart.id);
    m_toggle->setAccessibleName(tr("%1 as a table").arg(chart.title));
    m_toggle->setEnabled(!chart.bars.empty());
    m_legend->setSeries(chart.bars.empty() ? std::vector<ChartSeries>() : chart.series);
    m_empty->setText(chart.empty);
    fillBars();
    fillTable();
    setTable(m_toggle->isChecked());
}

void ChartCard::fillBars()
{
    while (m_bars.size() > m_chart.bars.size()) {
        m_bars.back()->deleteLater();
        m_bars.back()->hide();
        m_barColumn->removeWidget(m_bars.back());
        m_bars.pop_back();
    }
    while (m_bars.size() < m_chart.bars.size()) {
        auto *bar = new BarButton(m_barPage);
        bar->installEventFilter(this);
        bar->setFocusPolicy(m_bars.empty() ? Qt::StrongFocus : Qt::ClickFocus);
        connect(bar, &BarButton::filterRequested, this, &ChartCard::filterRequested);
        m_barColumn->addWidget(bar);
        m_bars.push_back(bar);
    }
    int label = 0;
    int value = 0;
    const double largest = m_chart.largest();
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        m_bars[i]->setObjectName(u"bar_%1_%2"_s.arg(m_chart.id).arg(i));
        m_bars[i]->setBar(m_chart.bars[i], m_chart.series, largest);
        label = std::max(label, m_bars[i]->wantedLabelWidth());
        value = std::max(value, m_bars[i]->wantedValueWidth());
    }
    for (BarButton *bar : m_bars)
        bar->setColumns(label, value);
}

void ChartCard::fillTable()
{
    m_table->setObjectName(u"figures_"_s + m_chart.id);
    m_table->setAccessibleName(m_chart.title);
    QStringList titles{tr("Bar")};
    for (const ChartSeries &series : m_chart.series)
        titles.append(series.name);
    titles.append(m_chart.valueTitle);
    m_table->setColumnCount(static_cast<int>(titles.size()));
    m_table->setHorizontalHeaderLabels(titles);
    m_table->setRowCount(static_cast<int>(m_chart.bars.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ChartBar &bar = m_chart.bars[static_cast<std::size_t>(row)];
        for (int column = 0; column < titles.size(); ++column) {
            const bool isLabel = column == 0;
            const bool isValue = column + 1 == titles.size();
            auto *item = new QTableWidgetItem(isLabel       ? bar.label
                                                  : isValue ? bar.value
                                                            : partText(bar, column - 1));
            if (!isLabel)
                item->setTextAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
            QString filter = bar.filter;
            if (!isLabel && !isValue) {
                const auto part = std::ranges::find(bar.parts, column - 1, &ChartPart::series);
                filter = part == bar.parts.end() ? QString() : part->filter;
            }
            item->setData(kFilterRole, filter);
            m_table->setItem(row, column, item);
        }
    }
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const int rows = m_table->verticalHeader()->length() + m_table->horizontalHeader()->height();
    m_tableHeight = rows + 20;
}

bool ChartCard::isTable() const
{
    return m_stack->currentWidget() == m_table;
}

void ChartCard::setTable(bool isTable)
{
    m_toggle->setChecked(isTable);
    if (m_chart.bars.empty())
        m_stack->setCurrentWidget(m_empty);
    else
        m_stack->setCurrentWidget(isTable ? static_cast<QWidget *>(m_table) : m_barPage);
    m_legend->setVisible(!isTable && !m_chart.bars.empty() && m_chart.series.size() > 1);
    // The page shown decides the height, not the tallest one.
    m_table->setMinimumHeight(this->isTable() ? m_tableHeight : 0);
    for (int i = 0; i < m_stack->count(); ++i) {
        const bool isShown = i == m_stack->currentIndex();
        m_stack->widget(i)->setSizePolicy(QSizePolicy::Preferred,
                                          isShown ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    }
    m_stack->adjustSize();
    updateGeometry();
}

void ChartCard::moveTo(int bar)
{
    if (m_bars.empty())
        return;
    const auto at
        = static_cast<std::size_t>(std::clamp(bar, 0, static_cast<int>(m_bars.size()) - 1));
    for (BarButton *other : m_bars)
        other->setFocusPolicy(Qt::ClickFocus);
    m_bars[at]->setFocusPolicy(Qt::StrongFocus);
    m_bars[at]->setFocus(Qt::OtherFocusReason);
}

bool ChartCard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto found = std::ranges::find(m_bars, watched);
    const int at = static_cast<int>(found - m_bars.begin());
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        moveTo(at + 1);
        return true;
    case Qt::Key_Up:
        moveTo(at - 1);
        return true;
    case Qt::Key_Home:
        moveTo(0);
        return true;
    case Qt::Key_End:
        moveTo(static_cast<int>(m_bars.size()) - 1);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void ChartCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace rekey::ui
