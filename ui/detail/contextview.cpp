// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/contextview.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QLocale>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kGutterPadding = 8;
constexpr int kTabColumns = 4;
constexpr qreal kBarRadius = 3;
constexpr qreal kBarInset = 2;

QTextLayout::FormatRange formatRange(const TextRun &run, const QTextCharFormat &format)
{
    QTextLayout::FormatRange range;
    range.start = run.begin;
    range.length = run.size;
    range.format = format;
    return range;
}

QColor secretLineColor(const QPalette &palette)
{
    QColor color = toneBackground(Tone::Masked, palette);
    color.setAlphaF(0.6F);
    return color;
}

/// Themes of other people take 3:1 for enough; here code is read at 4.5:1.
QColor readable(QColor colour, const QColor &ground)
{
    constexpr double enough = 4.5;
    const bool isOnDark = ground.lightnessF() < 0.5F;
    for (int i = 0; i < 12 && contrastRatio(colour, ground) < enough; ++i)
        colour = isOnDark ? colour.lighter(115) : colour.darker(115);
    return colour;
}

} // namespace

/// The strip of line numbers.
class ContextView::Gutter final : public QWidget
{
public:
    explicit Gutter(ContextView *view)
        : QWidget(view)
        , m_view(view)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_view->paintGutter(event); }

private:
    ContextView *m_view;
};

ContextView::ContextView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * kTabColumns);
    setLayoutDirection(Qt::LeftToRight);
    setFrameShape(NoFrame);
    setAccessibleName(tr("Lines around the secret, masked"));
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this] { m_gutter->update(); });
    placeGutter();
}

ContextView::~ContextView() = default;

void ContextView::setContext(ShownContext context)
{
    m_context = std::move(context);
    QStringList lines;
    for (const ShownLine &line : std::as_const(m_context.lines))
        lines.append(line.text);
    setPlainText(lines.join(u'\n'));
    applyColours();
    placeGutter();
    centreSecret();
}

void ContextView::applyColours()
{
    const bool dark = isDark(palette());
    QTextCharFormat muted;
    muted.setForeground(toneColor(Tone::Neutral, palette()));
    muted.setFontItalic(true);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const ShownLine *line = lineOf(block);
        if (!line)
            break;
        QList<QTextLayout::FormatRange> formats;
        for (const ColourRun &run : line->colours) {
            QTextCharFormat format;
            if (const QRgb colour = dark ? run.dark : run.light; colour != 0)
                format.setForeground(readable(QColor(colour), palette().color(QPalette::Base)));
            if (run.bold)
                format.setFontWeight(QFont::Bold);
            format.setFontItalic(run.italic);
            formats.append(formatRange(run, format));
        }
        for (const TextRun &run : line->muted)
            formats.append(formatRange(run, muted));
        block.layout()->setFormats(formats);
        document()->markContentsDirty(block.position(), block.length());
    }
}

const ShownLine *ContextView::lineOf(const QTextBlock &block) const
{
    const int number = block.blockNumber();
    return number < m_context.lines.size() ? &m_context.lines.at(number) : nullptr;
}

void ContextView::centreSecret()
{
    for (qsizetype i = 0; i < m_context.lines.size(); ++i) {
        const ShownLine &line = m_context.lines.at(i);
        if (line.number != m_context.secretLine)
            continue;
        const QTextBlock block = document()->findBlockByNumber(static_cast<int>(i));
        const auto bar = std::ranges::find_if(line.bars, &BarRun::current);
        QTextCursor cursor(block);
        if (bar != line.bars.end())
            cursor.setPosition(block.position() + bar->begin + bar->size);
        setTextCursor(cursor);
        centerCursor();
        // Of a long line show the value with what stands before it, not its very edge.
        const int right = cursorRect(cursor).right() + viewport()->width() / 3;
        if (right > viewport()->width())
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() + right
                                            - viewport()->width());
        return;
    }
}

QString ContextView::maskedLine(const QString &mask) const
{
    const auto line = std::ranges::find(m_context.lines, m_context.secretLine, &ShownLine::number);
    if (line == m_context.lines.end())
        return {};
    QString text = line->text;
    for (auto bar = line->bars.rbegin(); bar != line->bars.rend(); ++bar)
        text.replace(bar->begin, bar->size, bar->current ? mask : u"........"_s);
    return text.trimmed();
}

QSize ContextView::sizeHint() const
{
    const int lines = std::max<int>(7, static_cast<int>(m_context.lines.size()));
    return {360, fontMetrics().lineSpacing() * std::min(lines, 20) + 24};
}

void ContextView::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        paintSecretLine(painter);
    }
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        if (blockBoundingGeometry(block).translated(contentOffset()).top() > viewport()->height())
            break;
        paintBars(painter, block);
    }
}

void ContextView::paintSecretLine(QPainter &painter)
{
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const ShownLine *line = lineOf(block);
        if (!line || line->number != m_context.secretLine)
            continue;
        QRectF strip = blockBoundingGeometry(block).translated(contentOffset());
        strip.setLeft(0);
        strip.setRight(viewport()->width());
        strip.setHeight(fontMetrics().height());
        painter.fillRect(strip, secretLineColor(palette()));
    }
}

void ContextView::paintBars(QPainter &painter, const QTextBlock &block)
{
    const ShownLine *line = lineOf(block);
    if (!line || line->bars.isEmpty() || block.layout()->lineCount() == 0)
        return;
    const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
    const QTextLine text = block.layout()->lineAt(0);
    for (const BarRun &bar : line->bars) {
        const qreal left = box.left() + text.cursorToX(bar.begin);
        const qreal right = box.left() + text.cursorToX(bar.begin + bar.size);
        painter.setBrush(toneColor(bar.current ? Tone::Masked : Tone::Neutral, palette()));
        painter.drawRoundedRect(QRectF(left, box.top() + kBarInset, right - left,
                                       fontMetrics().height() - 2 * kBarInset),
                                kBarRadius, kBarRadius);
    }
}

int ContextView::gutterWidth() const
{
    const std::uint32_t last = m_context.lines.isEmpty() ? 1 : m_context.lines.constLast().number;
    const QString digits(QString::number(last).size(), u'9');
    return fontMetrics().horizontalAdvance(digits) + 2 * kGutterPadding;
}

void ContextView::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), gutterWidth(), viewport()->height());
}

void ContextView::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    QFont bold = font();
    bold.setBold(true);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        const ShownLine *line = lineOf(block);
        if (!line || box.top() > m_gutter->height())
            break;
        const bool secret = line->number == m_context.secretLine;
        if (secret)
            painter.fillRect(QRectF(0, box.top(), m_gutter->width(), fontMetrics().height()),
                             secretLineColor(palette()));
        painter.setFont(secret ? bold : font());
        painter.setPen(secret ? palette().color(QPalette::Text)
                              : toneColor(Tone::Neutral, palette()));
        painter.drawText(
            QRectF(0, box.top(), m_gutter->width() - kGutterPadding, fontMetrics().height()),
            Qt::AlignRight | Qt::AlignTop, QString::number(line->number));
    }
}

void ContextView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void ContextView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyColours();
    } else if (event->type() == QEvent::FontChange) {
        setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * kTabColumns);
        placeGutter();
    }
}

} // namespace rekey::ui
