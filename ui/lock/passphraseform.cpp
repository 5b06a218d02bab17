// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lock/passphraseform.h"

#include "ui/widgets/secretfield.h"

#include <QBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace rekey::ui {

PassphraseForm::PassphraseForm(QWidget *parent)
    : QWidget(parent)
    , m_first(new SecretField(this))
    , m_second(new SecretField(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"passphraseForm"_s);
    m_first->setObjectName(u"passphraseFirst"_s);
    m_first->setAccessibleName(tr("New passphrase"));
    m_first->setPlaceholder(tr("New passphrase"));
    m_second->setObjectName(u"passphraseSecond"_s);
    m_second->setAccessibleName(tr("The same passphrase again"));
    m_second->setPlaceholder(tr("The same again"));
    m_problem->setObjectName(u"passphraseProblem"_s);
    m_problem->setWordWrap(true);
    auto *warning = new QLabel(tr("Nobody can restore a forgotten passphrase: without it the "
                                  "values in the store are lost."),
                               this);
    warning->setObjectName(u"passphraseWarning"_s);
    warning->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_first);
    column->addWidget(m_second);
    column->addWidget(m_problem);
    column->addWidget(warning);
    setFocusProxy(m_first);
    for (SecretField *field : {m_first, m_second})
        connect(field, &SecretField::edited, this, &PassphraseForm::check);
    connect(m_first, &SecretField::accepted, m_second,
            [this] { m_second->setFocus(Qt::TabFocusReason); });
    connect(m_second, &SecretField::accepted, this, [this] {
        if (isComplete())
            Q_EMIT accepted();
    });
    check();
}

bool PassphraseForm::isComplete() const
{
    const secret::SecretBytes first = m_first->typed();
    return first.size() >= kLeastBytes && first.equals(m_second->typed());
}

void PassphraseForm::check()
{
    const bool isShort = m_first->typed().size() < kLeastBytes;
    m_problem->setText(m_first->isEmpty() && m_second->isEmpty() ? tr("At least 8 characters.")
                           : isShort      ? tr("Too short: at least 8 characters.")
                           : isComplete() ? tr("Both are the same.")
                                          : tr("The two are not the same yet."));
    Q_EMIT changed();
}

std::shared_ptr<const secret::SecretBytes> PassphraseForm::take()
{
    auto taken = std::make_shared<const secret::SecretBytes>(m_first->typed());
    wipe();
    return taken;
}

void PassphraseForm::wipe()
{
    m_first->wipe();
    m_second->wipe();
}

} // namespace rekey::ui
