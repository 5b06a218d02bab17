// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/peek.h"

#include "core/base/text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <string>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kPadding = 6;
constexpr int kMaxVisibleRows = 8;
constexpr int kTickMs = 50;

} // namespace

// --- PeekCanvas --------------------------------------------------------------------------------

PeekCanvas::PeekCanvas(QWidget *parent)
    : QWidget(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLayoutDirection(Qt::LeftToRight);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

PeekCanvas::~PeekCanvas() = default;

void PeekCanvas::setValue(secret::SecretBytes value)
{
    m_value = std::move(value);
    updateGeometry();
    update();
}

void PeekCanvas::wipe()
{
    m_value.clear();
    // The backing store still holds the picture; have it painted over at once.
    updateGeometry();
    repaint();
}

int PeekCanvas::columnsFor(int width) const
{
    const int advance = std::max(1, fontMetrics().horizontalAdvance(u'M'));
    return std::max(1, (width - 2 * kPadding) / advance);
}

template <typename Cell> int PeekCanvas::walk(int columns, Cell cell) const
{
    int column = 0;
    int row = 0;
    std::string_view rest = m_value.view();
    while (!rest.empty()) {
        const std::size_t length = std::max<std::size_t>(1, utf8Length(rest));
        const std::string_view character = rest.substr(0, length);
        rest.remove_prefix(length);
        if (character == "\r" && rest.starts_with('\n'))
            continue;
        if (character == "\n") {
            column = 0;
            ++row;
            continue;
        }
        // One character at a time: short enough to stay within the string object itself.
        std::string safe = escapeControl(character);
        const int cells = safe.size() == length ? 1 : static_cast<int>(safe.size());
        if (column + cells > columns && column > 0) {
            column = 0;
            ++row;
        }
        cell(column, row, safe);
        column += cells;
        secret::wipe(std::as_writable_bytes(std::span(safe)));
    }
    return row + 1;
}

QSize PeekCanvas::sizeHint() const
{
    return {240, heightForWidth(std::max(240, width()))};
}

int PeekCanvas::heightForWidth(int width) const
{
    const int rows = walk(columnsFor(width), [](int, int, const std::string &) { });
    return rows * fontMetrics().lineSpacing() + 2 * kPadding;
}

void PeekCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(QPalette::Text));
    const QFontMetrics metrics = fontMetrics();
    const int advance = metrics.horizontalAdvance(u'M');
    const QRect exposed = event->rect();
    walk(columnsFor(width()), [&](int column, int row, const std::string &character) {
        const int top = kPadding + row * metrics.lineSpacing();
        if (top > exposed.bottom() || top + metrics.lineSpacing() < exposed.top())
            return;
        QString glyph
            = QString::fromUtf8(character.data(), static_cast<qsizetype>(character.size()));
        painter.drawText(kPadding + column * advance, top + metrics.ascent(), glyph);
        glyph.fill(u' ');
    });
}

// --- PeekPanel ---------------------------------------------------------------------------------

PeekPanel::PeekPanel(QWidget *parent)
    : QFrame(parent)
{
    build();
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &PeekPanel::tick);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { focusMoved(now); });
    setHidden(true);
}

PeekPanel::~PeekPanel()
{
    disconnect(qApp, nullptr, this, nullptr);
}

void PeekPanel::build()
{
    setFrameShape(StyledPanel);
    setFocusPolicy(Qt::StrongFocus);
    setObjectName("peekPanel"_L1);
    setAccessibleName(tr("Peek"));
    m_title = new QLabel(this);
    m_title->setWordWrap(true);
    m_countdown = new QLabel(this);
    m_countdown->setObjectName("peekCountdown"_L1);
    m_show = new QPushButton(tr("Show it"), this);
    m_show->setObjectName("peekShow"_L1);
    m_show->setAccessibleName(tr("Show the value for some seconds"));
    m_close = new QPushButton(tr("Hide"), this);
    m_close->setObjectName("peekClose"_L1);
    m_close->setAccessibleName(tr("Hide the value"));
    m_left = new QProgressBar(this);
    m_left->setTextVisible(false);
    m_left->setFixedHeight(4);
    m_left->setAccessibleName(tr("Time left until the value is hidden"));
    m_canvas = new PeekCanvas;
    m_canvas->setObjectName("peekCanvas"_L1);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_countdown);
    head->addWidget(m_show);
    head->addWidget(m_close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(6);
    all->addLayout(head);
    all->addWidget(m_scroll);
    all->addWidget(m_left);
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (const auto confirmed = std::exchange(m_confirmed, nullptr))
            confirmed();
    });
    connect(m_close, &QPushButton::clicked, this, &PeekPanel::close);
}

void PeekPanel::open()
{
    if (!isVisible()) {
        QWidget *now = QApplication::focusWidget();
        m_focusBefore = now && !isAncestorOf(now) ? now : nullptr;
    }
    show();
}

void PeekPanel::ask(const QString &question, const QString &yes, const QString &yesName,
                    std::function<void()> confirmed)
{
    wipe();
    m_show->setText(yes);
    m_show->setAccessibleName(yesName);
    m_confirmed = std::move(confirmed);
    m_title->setText(question);
    setAccessibleName(question);
    setAccessibleDescription({});
    m_countdown->hide();
    m_left->hide();
    m_scroll->hide();
    m_show->show();
    m_close->setText(tr("Cancel"));
    m_close->setAccessibleName(tr("Keep the value hidden"));
    open();
    // The safe one: Enter does not show anything.
    m_close->setFocus(Qt::OtherFocusReason);
}

void PeekPanel::reveal(secret::SecretBytes value, const QString &title, const QString &mask)
{
    m_confirmed = nullptr;
    m_title->setText(title);
    setAccessibleName(title);
    setAccessibleDescription(mask);
    m_canvas->setAccessibleName(mask);
    m_canvas->setValue(std::move(value));
    m_show->hide();
    m_close->setText(tr("Hide"));
    m_close->setAccessibleName(tr("Hide the value"));
    m_countdown->show();
    m_left->show();
    m_scroll->show();
    open();
    const int rowHeight = m_canvas->fontMetrics().lineSpacing();
    const int frame = 2 * m_scroll->frameWidth();
    const int inside = width() - 16 - frame - m_scroll->verticalScrollBar()->sizeHint().width();
    m_scroll->setFixedHeight(
        std::min(m_canvas->heightForWidth(inside), kMaxVisibleRows * rowHeight + 2 * kPadding)
        + frame);
    m_left->setRange(0, static_cast<int>(m_duration.count()));
    m_since.start();
    tick();
    m_tick.start();
    setFocus(Qt::OtherFocusReason);
}

bool PeekPanel::isRevealing() const
{
    return m_canvas->hasValue();
}

void PeekPanel::tick()
{
    const qint64 left = m_duration.count() - m_since.elapsed();
    if (left <= 0) {
        close();
        return;
    }
    m_left->setValue(static_cast<int>(left));
    const QString text = tr("hides in %1 s").arg(QLocale().toString((left + 999) / 1000));
    if (m_countdown->text() != text)
        m_countdown->setText(text);
}

void PeekPanel::wipe()
{
    m_tick.stop();
    m_confirmed = nullptr;
    if (m_canvas->hasValue())
        m_canvas->wipe();
}

void PeekPanel::close()
{
    if (isHidden())
        return;
    const bool hadFocus = QApplication::focusWidget()
        && (QApplication::focusWidget() == this || isAncestorOf(QApplication::focusWidget()));
    wipe();
    hide();
    if (hadFocus && m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    m_focusBefore = nullptr;
    Q_EMIT closed();
}

void PeekPanel::focusMoved(QWidget *now)
{
    if (!isRevealing() || (now && (now == this || isAncestorOf(now))))
        return;
    close();
}

void PeekPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QFrame::keyPressEvent(event);
}

void PeekPanel::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (isHidden())
        return; // by close()
    // A parent went out of sight: do not come back with it.
    wipe();
    setHidden(true);
    Q_EMIT closed();
}

bool PeekPanel::event(QEvent *event)
{
    // Esc belongs to the panel while it is open, whatever the window has bound it to.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QFrame::event(event);
}

} // namespace rekey::ui
