// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paste/maskedtextview.h"

#include "core/base/text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kPadding = 8;
constexpr qreal kRadius = 3;
/// Escapes take more cells than bytes; enough for rows of text in any script.
constexpr int kRowCells = static_cast<int>(kRowBytes) + 16;

QString shownText(std::string_view text)
{
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    std::string spaced;
    spaced.reserve(text.size());
    for (const char byte : text) {
        if (byte == '\t')
            spaced.append(4, ' ');
        else
            spaced += byte;
    }
    const std::string safe = escapeControl(spaced);
    return QString::fromUtf8(safe.data(), static_cast<qsizetype>(safe.size()));
}

} // namespace

MaskedTextView::MaskedTextView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLayoutDirection(Qt::LeftToRight);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Masked copy of the text"));
    viewport()->setBackgroundRole(QPalette::Base);
}

MaskedTextView::~MaskedTextView() = default;

void MaskedTextView::setText(std::shared_ptr<const scan::MaskedText> text, TextRows rows)
{
    m_text = std::move(text);
    m_rows = std::move(rows);
    const auto last = std::ranges::find_if(m_rows.rows.rbegin(), m_rows.rows.rend(),
                                           [](const TextRow &row) { return row.line != 0; });
    m_lastLine = last == m_rows.rows.rend() ? 1 : last->line;
    m_marked.reset();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    updateScrollBars();
    viewport()->update();
}

void MaskedTextView::clear()
{
    m_text.reset();
    m_rows = {};
    m_marked.reset();
    updateScrollBars();
    // The picture of the text goes too, at once.
    viewport()->repaint();
}

void MaskedTextView::showBar(std::uint32_t bar)
{
    if (!m_text || bar >= m_text->bars.size())
        return;
    m_marked = bar;
    const int row = static_cast<int>(rowAt(m_rows, m_text->bars[bar].begin));
    const int visible = std::max(1, viewport()->height() / rowHeight());
    const int top = verticalScrollBar()->value();
    if (row < top || row >= top + visible)
        verticalScrollBar()->setValue(row - visible / 2);
    const auto inRow = static_cast<int>(m_text->bars[bar].begin
                                        - m_rows.rows[static_cast<std::size_t>(row)].begin);
    const int right
        = gutterWidth() + (inRow + static_cast<int>(scan::kBarText.size()) + 2) * cell();
    if (right > viewport()->width() + horizontalScrollBar()->value()
        || inRow * cell() < horizontalScrollBar()->value())
        horizontalScrollBar()->setValue(std::max(0, right - viewport()->width()));
    viewport()->update();
}

int MaskedTextView::rowHeight() const
{
    return std::max(1, fontMetrics().lineSpacing());
}

int MaskedTextView::cell() const
{
    return std::max(1, fontMetrics().horizontalAdvance(u'M'));
}

int MaskedTextView::gutterWidth() const
{
    return static_cast<int>(QString::number(m_lastLine).size()) * cell() + 2 * kPadding;
}

void MaskedTextView::updateScrollBars()
{
    const int visible = viewport()->height() / rowHeight();
    const int rows = static_cast<int>(m_rows.rows.size());
    verticalScrollBar()->setRange(0, std::max(0, rows - visible));
    verticalScrollBar()->setPageStep(std::max(1, visible));
    // Widest of the rows in view would jump while scrolling; rows are short by construction.
    std::uint32_t widest = 0;
    for (std::size_t i = 0; i + 1 < m_rows.rows.size() && widest < kRowBytes; ++i)
        widest = std::max(widest, m_rows.rows[i + 1].begin - m_rows.rows[i].begin);
    if (!m_rows.rows.empty())
        widest = std::max(widest, m_rows.end - m_rows.rows.back().begin);
    const int cells = std::min(static_cast<int>(widest) + 1, kRowCells);
    const int width = m_rows.rows.empty() ? 0 : gutterWidth() + cells * cell();
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(4 * cell());
}

void MaskedTextView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    m_barsInView = 0;
    if (!m_text)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    auto row = static_cast<std::size_t>(verticalScrollBar()->value());
    for (int top = 0; top < viewport()->height() && row < m_rows.rows.size(); ++row) {
        paintRow(painter, row, top);
        top += rowHeight();
    }
}

void MaskedTextView::paintRow(QPainter &painter, std::size_t row, int top)
{
    const std::string_view text = m_text->text.view();
    const std::size_t begin = m_rows.rows[row].begin;
    const std::size_t end = row + 1 < m_rows.rows.size() ? m_rows.rows[row + 1].begin : m_rows.end;
    const int gutter = gutterWidth();
    int left = gutter - horizontalScrollBar()->value();
    std::size_t at = begin;
    auto bar = std::ranges::lower_bound(m_text->bars, begin, {}, &scan::TextBar::begin);
    for (; bar != m_text->bars.end() && bar->begin < end; ++bar) {
        left = paintText(painter, text.substr(at, bar->begin - at), left, top);
        left = paintBar(painter, static_cast<std::uint32_t>(bar - m_text->bars.begin()), left, top);
        at = bar->begin + scan::kBarText.size();
        ++m_barsInView;
    }
    if (at < end)
        paintText(painter, text.substr(at, end - at), left, top);
    painter.fillRect(0, top, gutter - kPadding / 2, rowHeight(), palette().color(QPalette::Base));
    if (m_rows.rows[row].line == 0)
        return;
    painter.setPen(toneColor(Tone::Neutral, palette()));
    painter.drawText(QRect(0, top, gutter - kPadding, rowHeight()), Qt::AlignRight | Qt::AlignTop,
                     QString::number(m_rows.rows[row].line));
}

int MaskedTextView::paintText(QPainter &painter, std::string_view text, int left, int top) const
{
    const QString shown = shownText(text);
    if (shown.isEmpty())
        return left;
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(left, top + fontMetrics().ascent(), shown);
    return left + fontMetrics().horizontalAdvance(shown);
}

int MaskedTextView::paintBar(QPainter &painter, std::uint32_t bar, int left, int top) const
{
    const int width = static_cast<int>(scan::kBarText.size()) * cell();
    const QRectF box(left + 1, top + 2, width - 2, fontMetrics().height() - 4);
    const bool marked = m_marked == bar;
    painter.setBrush(toneColor(Tone::Masked, palette()));
    painter.setPen(marked ? QPen(palette().color(QPalette::Text), 2) : QPen(Qt::NoPen));
    painter.drawRoundedRect(box, kRadius, kRadius);
    return left + width;
}

void MaskedTextView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void MaskedTextView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateScrollBars();
}

} // namespace rekey::ui
