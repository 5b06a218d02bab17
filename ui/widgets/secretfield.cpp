// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secretfield.h"

#include <QAccessibleWidget>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFrame>

#include <algorithm>
#include <cstring>
#include <span>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kPadding = 8;

/// A password line to assistive tools, with no text at all.
class SecretFieldAccessible final : public QAccessibleWidget
{
public:
    explicit SecretFieldAccessible(SecretField *field)
        : QAccessibleWidget(field, QAccessible::EditableText)
    {
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.passwordEdit = true;
        state.editable = true;
        return state;
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *field = qobject_cast<SecretField *>(object);
    return field ? new SecretFieldAccessible(field) : nullptr;
}

} // namespace

SecretField::SecretField(QWidget *parent)
    : QWidget(parent)
    , m_bytes(kMostBytes)
{
    static const bool isInstalled = (QAccessible::installFactory(makeAccessible), true);
    Q_UNUSED(isInstalled)
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                        | Qt::ImhNoAutoUppercase);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

SecretField::~SecretField() = default;

void SecretField::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    update();
}

secret::SecretBytes SecretField::typed() const
{
    return secret::SecretBytes::copyOf(m_bytes.bytes().first(m_used));
}

void SecretField::wipe()
{
    secret::wipe(m_bytes.bytes());
    m_used = 0;
    update();
    Q_EMIT edited();
}

void SecretField::append(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    if (m_used + size <= kMostBytes && size > 0) {
        std::memcpy(m_bytes.bytes().data() + m_used, bytes.constData(), size);
        m_used += size;
        update();
        Q_EMIT edited();
    }
    bytes.fill('\0');
}

void SecretField::paste()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    if (!mime)
        return;
    QString text = mime->text();
    const QString line = text.section(u'\n', 0, 0);
    append(line);
    text.fill(u'\0');
}

void SecretField::chop()
{
    const auto bytes = m_bytes.bytes();
    // Back to the first byte of the last character.
    while (m_used > 0) {
        --m_used;
        const auto last = std::to_integer<unsigned>(bytes[m_used]);
        bytes[m_used] = std::byte{0};
        if ((last & 0xc0U) != 0x80U)
            break;
    }
    update();
    Q_EMIT edited();
}

std::size_t SecretField::characters() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_bytes.bytes().first(m_used), [](std::byte byte) {
            return (std::to_integer<unsigned>(byte) & 0xc0U) != 0x80U;
        }));
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT accepted();
    } else if (event->matches(QKeySequence::Paste)) {
        paste();
    } else if (event->matches(QKeySequence::DeleteStartOfWord)
               || event->matches(QKeySequence::DeleteCompleteLine)) {
        wipe();
    } else if (event->key() == Qt::Key_Backspace) {
        chop();
    } else if (!event->text().isEmpty() && event->text().front().isPrint()
               && !(event->modifiers() & (Qt::ControlModifier | Qt::MetaModifier))) {
        append(event->text());
    } else {
        QWidget::keyPressEvent(event);
        return;
    }
    event->accept();
}

void SecretField::inputMethodEvent(QInputMethodEvent *event)
{
    append(event->commitString());
    event->accept();
}

QVariant SecretField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled:
        return true;
    case Qt::ImHints:
        return static_cast<int>(inputMethodHints());
    case Qt::ImCursorRectangle:
        return rect().adjusted(kPadding, 0, -kPadding, 0);
    default:
        return {}; // the text round the caret is nobody's business
    }
}

QSize SecretField::sizeHint() const
{
    const int line = fontMetrics().height();
    return {fontMetrics().averageCharWidth() * 28, std::max(30, line + 12)};
}

void SecretField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame frame;
    frame.initFrom(this);
    frame.lineWidth = style()->pixelMetric(QStyle::PM_DefaultFrameWidth, &frame, this);
    frame.state |= QStyle::State_Sunken;
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    const QRect inside = rect().adjusted(kPadding, 0, -kPadding, 0);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    if (m_used == 0 && !hasFocus()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeading, m_placeholder);
        return;
    }
    const int dot = std::max(5, fontMetrics().xHeight() - 1);
    const int step = dot + 4;
    const int room = std::max(1, inside.width() / step - 1);
    const int count = std::min(static_cast<int>(characters()), room);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(
        palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::Text));
    const auto at = [&](int i) {
        return isMirrored ? inside.right() - i * step - dot : inside.left() + i * step;
    };
    for (int i = 0; i < count; ++i)
        painter.drawEllipse(at(i), inside.center().y() - dot / 2 + 1, dot, dot);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        const int caret = isMirrored ? at(count) + dot : at(count);
        painter.fillRect(caret, inside.center().y() - fontMetrics().ascent() / 2 - 1, 1,
                         fontMetrics().height() - 2, palette().color(QPalette::Text));
    }
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace rekey::ui
