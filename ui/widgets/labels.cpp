// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include <QLabel>

using namespace Qt::StringLiterals;

namespace rekey::ui {

QLabel *plainLabel(const QString &text, const QString &name, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void setTextTone(QWidget *widget, Tone tone)
{
    QPalette colours = widget->palette();
    colours.setColor(QPalette::WindowText, toneColor(tone, colours));
    widget->setPalette(colours);
}

QString onButton(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace rekey::ui
