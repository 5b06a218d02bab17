// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hygiene/snoozedialog.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

SnoozeDialog::SnoozeDialog(int tokens, const QDate &today, QWidget *parent)
    : QDialog(parent)
    , m_until(new QDateEdit(today.addDays(30), this))
{
    setObjectName(u"snoozeDialog"_s);
    setWindowTitle(tr("Snooze"));
    auto *words
        = new QLabel(tr("Tokens: %n. The policy leaves them alone until the day you choose, "
                        "but not those that are leaked.",
                        nullptr, tokens),
                     this);
    words->setWordWrap(true);
    auto *label = new QLabel(tr("&Until"), this);
    label->setBuddy(m_until);
    m_until->setObjectName(u"snoozeUntil"_s);
    m_until->setAccessibleName(tr("Until"));
    m_until->setCalendarPopup(true);
    m_until->setMinimumDate(today.addDays(1));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *accept = buttons->addButton(tr("Snooze"), QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"snoozeAccept"_s);
    accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(words);
    column->addWidget(label);
    column->addWidget(m_until);
    column->addWidget(buttons);
    setMinimumWidth(380);
}

QDate SnoozeDialog::until() const
{
    return m_until->date();
}

} // namespace rekey::ui
