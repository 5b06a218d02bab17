// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/sealagaindialog.h"

#include "ui/models/findingwords.h"
#include "ui/seal/sealdesk.h"
#include "ui/widgets/secretfield.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

SealAgainDialog::SealAgainDialog(SealDesk &desk, std::vector<std::uint32_t> seals,
                                 DeliveryPane::FolderAsker folder, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_seals(std::move(seals))
    , m_folder(std::move(folder))
    , m_stack(new QStackedWidget(this))
    , m_value(new SecretField(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"sealAgainDialog"_s);
    setWindowTitle(tr("Seal again"));
    auto *note = new QLabel(tr("The new value, for %n seals. Consumers keep their bearers; only "
                               "their sealed tokens are replaced.",
                               nullptr, static_cast<int>(m_seals.size())),
                            this);
    note->setWordWrap(true);
    m_value->setObjectName(u"sealAgainValue"_s);
    m_value->setAccessibleName(tr("New value"));
    m_problem->setObjectName(u"sealAgainProblem"_s);
    m_problem->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(tr("Seal again"), QDialogButtonBox::ActionRole);
    m_accept->setObjectName(u"sealAgainAccept"_s);
    m_accept->setEnabled(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, &SealAgainDialog::sealAgain);
    connect(m_value, &SecretField::edited, this,
            [this] { m_accept->setEnabled(!m_value->isEmpty()); });
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->addWidget(note);
    column->addWidget(m_value);
    column->addWidget(m_problem);
    column->addStretch(1);
    column->addWidget(buttons);
    m_stack->addWidget(page);
    auto *whole = new QVBoxLayout(this);
    whole->addWidget(m_stack);
    resize(520, 200);
    m_value->setFocus();
}

void SealAgainDialog::sealAgain()
{
    const secret::SecretBytes typed = m_value->typed();
    const seal::ValueReader read = [&](std::string_view) -> Result<secret::SecretBytes> {
        return secret::SecretBytes::copyOf(typed.bytes());
    };
    std::vector<seal::MadeSeal> made;
    const seal::Profile *profile = nullptr;
    for (const std::uint32_t number : m_seals) {
        const seal::SealRecord *record = m_desk.find(number);
        profile = record == nullptr ? nullptr : m_desk.profile(record->profile);
        if (profile == nullptr)
            return m_problem->setText(tr("The profile of a seal is gone; make it again first."));
        auto value = seal::makeValue({"{value}", record->recipe.encoding}, read);
        if (!value)
            return m_problem->setText(escapedText(value.error().detail));
        auto again = seal::sealAgain(*record, std::move(*value), *profile, SealDesk::now());
        if (!again)
            return m_problem->setText(escapedText(again.error().detail));
        made.push_back({std::move(*again), {}});
    }
    m_value->wipe();
    for (const seal::MadeSeal &one : made)
        m_desk.replace(one.record.number, one.record);
    auto *pane = new DeliveryPane(m_folder, this);
    connect(pane, &DeliveryPane::testRequested, this, &SealAgainDialog::testRequested);
    connect(&m_desk, &SealDesk::sealsChanged, pane, [this, pane] { pane->showTests(m_desk); });
    pane->setSeals(std::move(made), *profile);
    m_stack->setCurrentIndex(m_stack->addWidget(pane));
    resize(900, 520);
}

} // namespace rekey::ui
