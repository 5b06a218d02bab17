// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboardpage.h"

#include "ui/widgets/chartcard.h"
#include "ui/widgets/figurebutton.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kGap = 12;
constexpr int kCardWidth = 430; ///< below it a bar is too short to compare

} // namespace

DashboardPage::DashboardPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_scroll(new QScrollArea(m_stack))
    , m_empty(new QLabel(tr("Figures and charts show up here once something is found."), m_stack))
    , m_summary(new QLabel(this))
    , m_authors(new QCheckBox(tr("Show &authors"), this))
    , m_figureRow(new QGridLayout)
    , m_grid(new QGridLayout)
{
    setObjectName(u"dashboardPage"_s);
    m_empty->setObjectName(u"dashboardEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_authors->setObjectName(u"dashboardAuthors"_s);
    m_authors->setToolTip(tr("Who committed what. Off unless you ask for it."));
    connect(m_authors, &QCheckBox::toggled, this, &DashboardPage::figuresWanted);
    m_summary->setObjectName(u"dashboardSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setWordWrap(true);
    auto *body = new QWidget(m_scroll);
    body->setObjectName(u"dashboardBody"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(m_summary, 1);
    head->addWidget(m_authors);
    m_figureRow->setSpacing(kGap);
    m_grid->setSpacing(kGap);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kGap, kGap, kGap, kGap);
    column->setSpacing(kGap);
    column->addLayout(head);
    column->addLayout(m_figureRow);
    column->addLayout(m_grid);
    column->addStretch(1);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
}

bool DashboardPage::withAuthors() const
{
    return m_authors->isChecked();
}

void DashboardPage::setStatistics(const finding::Statistics &statistics, const finding::Flow &flow)
{
    m_stack->setCurrentWidget(statistics.findings == 0 ? static_cast<QWidget *>(m_empty)
                                                       : m_scroll);
    m_summary->setText(tr("All %1 secrets, whatever the filter. A click on a bar, or Enter, shows "
                          "the findings it counts.")
                           .arg(QLocale().toString(qulonglong(statistics.findings))));
    setFigures(figuresOf(statistics, flow));
    setCharts(chartsOf(statistics, flow));
}

void DashboardPage::setFigures(const std::vector<Figure> &figures)
{
    while (m_figures.size() < figures.size()) {
        auto *button = new FigureButton(this);
        connect(button, &FigureButton::filterRequested, this, &DashboardPage::filterRequested);
        m_figures.push_back(button);
        m_columns = 0;
    }
    for (std::size_t i = 0; i < figures.size(); ++i)
        m_figures[i]->setFigure(figures[i]);
}

void DashboardPage::setCharts(const std::vector<Chart> &charts)
{
    while (m_cards.size() > charts.size()) {
        m_grid->removeWidget(m_cards.back());
        m_cards.back()->hide();
        m_cards.back()->deleteLater();
        m_cards.pop_back();
        m_columns = 0;
    }
    while (m_cards.size() < charts.size()) {
        auto *card = new ChartCard(this);
        connect(card, &ChartCard::filterRequested, this, &DashboardPage::filterRequested);
        m_cards.push_back(card);
        m_columns = 0;
    }
    for (std::size_t i = 0; i < charts.size(); ++i)
        m_cards[i]->setChart(charts[i]);
    placeCards();
}

void DashboardPage::placeCards()
{
    const int wanted = kCardWidth + fontMetrics().averageCharWidth() * 4;
    const int columns = std::clamp(width() / wanted, 1, 3);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < 3; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const int at = static_cast<int>(i);
        m_grid->addWidget(m_cards[i], at / columns, at % columns);
    }
    const int figureColumns = columns == 1 ? 2 : 5;
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const int at = static_cast<int>(i);
        m_figureRow->addWidget(m_figures[i], at / figureColumns, at % figureColumns);
    }
    // Tab goes through the page as it reads.
    QWidget *before = m_authors;
    for (FigureButton *figure : m_figures) {
        setTabOrder(before, figure);
        before = figure;
    }
}

void DashboardPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT figuresWanted();
}

void DashboardPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeCards();
}

} // namespace rekey::ui
