// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationpage.h"

#include "ui/models/findingwords.h"
#include "ui/widgets/labels.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

RotationPage::RotationPage(const QString &id, QWidget *parent)
    : QDialog(parent)
    , m_id(id)
    , m_state(plainLabel({}, id + u"State"_s, this))
    , m_trouble(plainLabel({}, id + u"Trouble"_s, this))
{
    QFont large = m_state->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    large.setBold(true);
    m_state->setFont(large);
    setTextTone(m_trouble, Tone::Danger);
    m_trouble->hide();
}

void RotationPage::addState(QVBoxLayout *column)
{
    column->addWidget(m_state);
}

void RotationPage::addTrouble(QVBoxLayout *column)
{
    column->addWidget(m_trouble);
}

QPushButton *RotationPage::addButton(const QString &name, const QString &text,
                                     std::function<void()> act)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(m_id + name);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, act = std::move(act)] {
        hideTrouble();
        act();
    });
    return button;
}

void RotationPage::showState(const QString &text, Tone tone)
{
    m_state->setText(text);
    setTextTone(m_state, tone);
}

void RotationPage::tell(const Error &error)
{
    // A name before the sentence stays as it is.
    showTrouble(error.where.empty() ? sentence(error.text()) : escapedText(error.text()));
}

void RotationPage::showTrouble(const QString &text)
{
    m_trouble->setText(text);
    m_trouble->show();
}

void RotationPage::hideTrouble()
{
    m_trouble->hide();
}

QString RotationPage::sentence(const std::string &text)
{
    QString words = escapedText(text);
    if (!words.isEmpty())
        words.front() = words.front().toUpper();
    return words;
}

} // namespace rekey::ui
