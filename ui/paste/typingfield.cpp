// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paste/typingfield.h"

#include <QFontDatabase>
#include <QMimeData>
#include <QSignalBlocker>

#include <span>

namespace rekey::ui {

TypingField::TypingField(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase
                        | Qt::ImhMultiLine);
}

TypingField::~TypingField()
{
    wipe();
}

secret::SecretBytes TypingField::typed() const
{
    QString text = toPlainText();
    QByteArray bytes = text.toUtf8();
    auto copy = secret::SecretBytes::copyOf(
        std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    text.fill(u'\0');
    bytes.fill('\0');
    return copy;
}

void TypingField::wipe()
{
    if (document()->isEmpty())
        return;
    const QSignalBlocker quiet(this);
    clear();
}

bool TypingField::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText();
}

void TypingField::insertFromMimeData(const QMimeData *source)
{
    Q_EMIT pasted(source);
}

QMimeData *TypingField::createMimeDataFromSelection() const
{
    // Copying typed text would put a value on the clipboard, and a selection on X11's.
    return nullptr;
}

void TypingField::contextMenuEvent(QContextMenuEvent *) { }

} // namespace rekey::ui
