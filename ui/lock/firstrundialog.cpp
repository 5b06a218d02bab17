// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lock/firstrundialog.h"

#include "ui/lock/passphraseform.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr std::array kRoles = {"engineer"_L1, "responder"_L1, "developer"_L1};

QVBoxLayout *pageWith(QWidget *page, const QString &question, const QString &why)
{
    auto *title = new QLabel(question, page);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setWordWrap(true);
    auto *more = new QLabel(why, page);
    more->setWordWrap(true);
    more->setForegroundRole(QPalette::PlaceholderText);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2); // a choice and its words belong together
    column->addWidget(title);
    column->addSpacing(6);
    column->addWidget(more);
    column->addSpacing(10);
    return column;
}

QRadioButton *addChoice(QButtonGroup *group, QVBoxLayout *column, int id, const QString &text,
                        const QString &name, const QString &more)
{
    auto *button = new QRadioButton(text, column->parentWidget());
    button->setObjectName(name);
    button->setAccessibleDescription(more);
    button->setMinimumHeight(std::max(24, button->sizeHint().height()));
    group->addButton(button, id);
    auto *tip = new QLabel(more, column->parentWidget());
    tip->setWordWrap(true);
    tip->setForegroundRole(QPalette::PlaceholderText);
    tip->setContentsMargins(24, 0, 0, 10);
    column->addWidget(button);
    column->addWidget(tip);
    return button;
}

} // namespace

FirstRunDialog::FirstRunDialog(bool hasKeyring, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"firstRun"_s);
    setWindowTitle(tr("Welcome to Rekey"));
    setAccessibleName(windowTitle());
    m_steps = new QStackedWidget(this);
    m_steps->addWidget(buildStore(hasKeyring));
    m_steps->addWidget(buildRole());
    m_steps->addWidget(buildEnd());
    m_step = new QLabel(this);
    m_step->setObjectName(u"firstRunStep"_s);
    m_step->setForegroundRole(QPalette::PlaceholderText);
    const auto button = [this](const QString &text, const QString &name) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        made->setAutoDefault(false);
        return made;
    };
    auto *skip = button(tr("Skip"), u"firstRunSkip"_s);
    m_back = button(tr("Back"), u"firstRunBack"_s);
    m_next = button(tr("Next"), u"firstRunNext"_s);
    m_next->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_step);
    row->addStretch(1);
    row->addWidget(skip);
    row->addWidget(m_back);
    row->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(16);
    column->addWidget(m_steps, 1);
    column->addLayout(row);
    connect(skip, &QPushButton::clicked, this, &FirstRunDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { showStep(m_steps->currentIndex() - 1); });
    connect(m_next, &QPushButton::clicked, this, &FirstRunDialog::next);
    connect(m_form, &PassphraseForm::changed, this, &FirstRunDialog::updateStep);
    connect(m_form, &PassphraseForm::accepted, this, &FirstRunDialog::next);
    connect(m_protections, &QButtonGroup::idToggled, this, &FirstRunDialog::updateStep);
    resize(std::max(560, 64 * fontMetrics().averageCharWidth()), 480);
    updateStep();
    m_next->setFocus(Qt::OtherFocusReason);
}

QWidget *FirstRunDialog::buildStore(bool hasKeyring)
{
    auto *page = new QWidget(m_steps);
    QVBoxLayout *column
        = pageWith(page, tr("Where should findings and decisions be kept?"),
                   tr("A store on disk is encrypted. You can change this later under Settings."));
    m_protections = new QButtonGroup(this);
    QRadioButton *memory = addChoice(
        m_protections, column, static_cast<int>(StoreProtection::Memory), tr("In memory only"),
        u"storeMemory"_s, tr("Nothing is written. Everything is gone when Rekey is closed."));
    QRadioButton *keyring = nullptr;
    if (hasKeyring)
        keyring
            = addChoice(m_protections, column, static_cast<int>(StoreProtection::Keyring),
                        tr("In a file, opened by the keyring of the desktop"), u"storeKeyring"_s,
                        tr("Whoever is logged in as you can open it. Without that keyring "
                           "the values are lost."));
    addChoice(m_protections, column, static_cast<int>(StoreProtection::Passphrase),
              tr("In a file, with a passphrase"), u"storePassphrase"_s,
              tr("Asked for at every start and after every lock."));
    (keyring ? keyring : memory)->setChecked(true);
    m_form = new PassphraseForm(page);
    m_form->setContentsMargins(24, 0, 0, 0);
    m_form->hide();
    column->addWidget(m_form);
    column->addStretch(1);
    return page;
}

QWidget *FirstRunDialog::buildRole()
{
    auto *page = new QWidget(m_steps);
    QVBoxLayout *column = pageWith(page, tr("What will you mostly do?"),
                                   tr("Chooses which panes stand open. Nothing else."));
    m_roles = new QButtonGroup(this);
    addChoice(m_roles, column, 0, tr("Daily triage of many findings"), u"roleEngineer"_s,
              tr("Sources, facets, table and detail side by side."))
        ->setChecked(true);
    addChoice(m_roles, column, 1, tr("One incident at a time"), u"roleResponder"_s,
              tr("A wide detail, and less beside it."));
    addChoice(m_roles, column, 2, tr("Checking my own code"), u"roleDeveloper"_s,
              tr("The table and the detail, and nothing beside them."));
    column->addStretch(1);
    return page;
}

QWidget *FirstRunDialog::buildEnd()
{
    auto *page = new QWidget(m_steps);
    QVBoxLayout *column
        = pageWith(page, tr("Ready"),
                   tr("Rekey has no account, sends no usage data and looks for no updates."));
    m_summary = new QLabel(page);
    m_summary->setObjectName(u"firstRunSummary"_s);
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    column->addStretch(1);
    return page;
}

StoreProtection FirstRunDialog::protection() const
{
    return static_cast<StoreProtection>(m_protections->checkedId());
}

QString FirstRunDialog::role() const
{
    return kRoles.at(static_cast<std::size_t>(m_roles->checkedId()));
}

void FirstRunDialog::updateStep()
{
    const int step = m_steps->currentIndex();
    const bool isLast = step == m_steps->count() - 1;
    const bool wantsPassphrase = protection() == StoreProtection::Passphrase;
    m_form->setVisible(wantsPassphrase);
    m_step->setText(tr("%1 of %2").arg(step + 1).arg(m_steps->count()));
    m_back->setEnabled(step > 0);
    m_next->setText(isLast ? tr("Start") : tr("Next"));
    m_next->setEnabled(step > 0 || !wantsPassphrase || m_form->isComplete());
    const QString where = protection() == StoreProtection::Memory
        ? tr("Findings stay in memory and are gone when Rekey is closed.")
        : protection() == StoreProtection::Keyring
        ? tr("Findings are kept in an encrypted file that the keyring opens.")
        : tr("Findings are kept in an encrypted file that your passphrase opens. A forgotten "
             "passphrase means lost values.");
    m_summary->setText(where);
    // Text wraps, so a larger font or the form need more height at the same width.
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void FirstRunDialog::showStep(int step)
{
    m_steps->setCurrentIndex(step);
    updateStep();
    m_next->setFocus(Qt::OtherFocusReason);
}

void FirstRunDialog::next()
{
    if (!m_next->isEnabled())
        return;
    if (m_steps->currentIndex() < m_steps->count() - 1) {
        showStep(m_steps->currentIndex() + 1);
        return;
    }
    Answers answers{protection(), nullptr, role()};
    if (answers.protection == StoreProtection::Passphrase)
        answers.passphrase = m_form->take();
    accept();
    Q_EMIT answered(answers);
}

void FirstRunDialog::reject()
{
    m_form->wipe();
    QDialog::reject();
    Q_EMIT answered({StoreProtection::Memory, nullptr, QString(kRoles.front())});
}

void FirstRunDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        next();
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace rekey::ui
