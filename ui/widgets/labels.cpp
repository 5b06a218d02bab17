// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include <QFormLayout>
#include <QLabel>

#include <algorithm>
#include <utility>

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

void alignFormLabels(const QWidget &box)
{
    QList<QWidget *> labels;
    int widest = 0;
    for (const QFormLayout *form : box.findChildren<QFormLayout *>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem *item = form->itemAt(row, QFormLayout::LabelRole);
            if (item == nullptr || item->widget() == nullptr)
                continue;
            labels.append(item->widget());
            widest = std::max(widest, item->widget()->sizeHint().width());
        }
    }
    for (QWidget *label : std::as_const(labels))
        label->setMinimumWidth(widest);
}

QString onButton(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace rekey::ui
