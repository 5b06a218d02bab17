// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/secondpersonform.h"

#include "ui/models/findingwords.h"
#include "ui/session/ledger.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kReadAgain = std::chrono::seconds(2);

} // namespace

SecondPersonForm::SecondPersonForm(Ledger &ledger, Subjects subjects, QWidget *parent, Act act)
    : QWidget(parent)
    , m_ledger(ledger)
    , m_subjects(std::move(subjects))
    , m_act(std::move(act))
    , m_text(plainLabel({}, u"secondText"_s, this))
    , m_asks(new QWidget(this))
    , m_member(new QComboBox(m_asks))
    , m_passphrase(new SecretField(m_asks))
    , m_agree(new QPushButton(m_asks))
{
    m_member->setObjectName(u"secondMember"_s);
    m_member->setAccessibleName(tr("Second person"));
    m_passphrase->setObjectName(u"secondPassphrase"_s);
    m_passphrase->setAccessibleName(tr("The second person's passphrase"));
    m_passphrase->setPlaceholder(tr("Own passphrase"));
    m_agree->setObjectName(u"secondAgree"_s);
    m_agree->setAutoDefault(false);
    auto *row = new QHBoxLayout(m_asks);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_member);
    row->addWidget(m_passphrase, 1);
    row->addWidget(m_agree);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
    column->addWidget(m_asks);
    connect(m_member, &QComboBox::currentIndexChanged, this, [this] {
        m_passphrase->wipe(); // it was another member's
        update();
    });
    connect(m_passphrase, &SecretField::edited, this, &SecondPersonForm::update);
    connect(m_passphrase, &SecretField::accepted, m_agree, &QPushButton::click);
    connect(m_agree, &QPushButton::clicked, this, &SecondPersonForm::agree);
    // The word may be given in another window.
    connect(&m_ledger, &Ledger::written, this, &SecondPersonForm::read);
    m_again.setSingleShot(true);
    m_again.setInterval(kReadAgain);
    connect(&m_again, &QTimer::timeout, this, &SecondPersonForm::read);
    hide();
    read();
}

void SecondPersonForm::offerFile()
{
    m_file = new QPushButton(tr("Save the plan to be agreed to…"), m_asks);
    m_file->setObjectName(u"secondFile"_s);
    m_file->setAutoDefault(false);
    m_file->setToolTip(tr("Another member agrees to it with rekey-cli rotate approve FILE"));
    m_asks->layout()->addWidget(m_file);
    connect(m_file, &QPushButton::clicked, this, &SecondPersonForm::fileRequested);
    update();
}

void SecondPersonForm::setSubjects(Subjects subjects)
{
    const auto isSame
        = [](const Subject &left, const Subject &right) { return left.text == right.text; };
    if (std::ranges::equal(subjects, m_subjects, isSame))
        return;
    m_subjects = std::move(subjects);
    m_is.given.clear();
    update();
    read();
}

void SecondPersonForm::end()
{
    m_hasEnded = true;
    m_again.stop();
    m_ledger.disconnect(this);
    m_passphrase->wipe();
}

void SecondPersonForm::read()
{
    if (m_hasEnded)
        return;
    m_ledger.run<Result<SecondPerson>>(
        [subjects = m_subjects](finding::Keeper &keeper) {
            return secondPersonFor(keeper, subjects);
        },
        this,
        [this, number = ++m_read](const Result<SecondPerson> &is) {
            if (number == m_read && !m_hasEnded)
                take(is);
        });
}

void SecondPersonForm::take(const Result<SecondPerson> &is)
{
    if (!is) {
        m_again.start();
        Q_EMIT failed(is.error());
        return;
    }
    m_isKnown = true;
    if (is->others != m_is.others) {
        m_member->clear();
        for (const std::string &name : is->others)
            m_member->addItem(escapedText(name), QByteArray::fromStdString(name));
    }
    m_is = *is;
    update();
    Q_EMIT changed();
}

void SecondPersonForm::agree()
{
    if (m_isAsking || m_passphrase->isEmpty() || m_member->currentIndex() < 0)
        return;
    m_isAsking = true;
    const std::string member = m_member->currentData().toByteArray().toStdString();
    const auto passphrase = std::make_shared<const secret::SecretBytes>(m_passphrase->typed());
    m_passphrase->wipe();
    update();
    Q_EMIT asked();
    m_ledger.run<Result<void>>(
        [member, passphrase, subjects = m_subjects, act = m_act](finding::Keeper &keeper) {
            auto agreed = agreeAs(keeper, member, *passphrase, subjects);
            return agreed && act ? act(keeper) : agreed;
        },
        this,
        [this](const Result<void> &agreed) {
            m_isAsking = false;
            update();
            if (agreed)
                read();
            else
                Q_EMIT failed(agreed.error());
        });
}

void SecondPersonForm::update()
{
    setVisible(m_is.isNeeded);
    m_asks->setVisible(!isGiven());
    const bool isAnybody = m_member->count() > 0;
    m_member->setVisible(isAnybody);
    m_passphrase->setVisible(isAnybody);
    m_agree->setVisible(isAnybody);
    m_agree->setText(tr("A&gree as %1").arg(m_member->currentText()));
    m_agree->setEnabled(!m_isAsking && !m_passphrase->isEmpty());
    m_passphrase->setEnabled(!m_isAsking);
    m_member->setEnabled(!m_isAsking);
    const QString given = escapedText(m_is.given);
    m_text->setText(isGiven() ? tr("%1 has agreed.").arg(given)
                        : isAnybody
                        ? tr("This store wants two persons: another member has to agree to "
                             "exactly this.")
                        : tr("This store wants two persons, and the other members open it "
                             "by their keyring: they agree at their own machines."));
    setTextTone(m_text, isGiven() ? Tone::Good : Tone::Warning);
}

} // namespace rekey::ui
