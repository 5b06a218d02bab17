// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/triage/untildialog.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace rekey::ui {

UntilDialog::UntilDialog(const QDate &today, QWidget *parent)
    : QDialog(parent)
    , m_date(new QDateEdit(today.addDays(90), this))
    , m_why(new QLineEdit(this))
{
    setObjectName(u"untilDialog"_s);
    setWindowTitle(tr("Accept until"));
    m_date->setObjectName(u"untilDate"_s);
    m_date->setAccessibleName(tr("Accepted until"));
    m_date->setCalendarPopup(true);
    m_date->setMinimumDate(today.addDays(1));
    m_date->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_why->setObjectName(u"untilWhy"_s);
    m_why->setAccessibleName(tr("Why"));
    m_why->setPlaceholderText(tr("Why this can wait"));
    auto *presets = new QHBoxLayout;
    const std::pair<QString, int> days[]
        = {{tr("30 days"), 30}, {tr("90 days"), 90}, {tr("Half a year"), 182}};
    for (const auto &[text, count] : days) {
        auto *button = new QPushButton(text, this);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this,
                [this, day = today.addDays(count)] { m_date->setDate(day); });
        presets->addWidget(button);
    }
    presets->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *accept = buttons->addButton(tr("Accept until then"), QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"untilAccept"_s);
    accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Until"), m_date);
    form->addRow(QString(), presets);
    form->addRow(tr("&Why"), m_why);
    form->addRow(buttons);
    setMinimumWidth(420);
    m_date->setFocus();
}

QDate UntilDialog::date() const
{
    return m_date->date();
}

QString UntilDialog::why() const
{
    return m_why->text().trimmed();
}

} // namespace rekey::ui
