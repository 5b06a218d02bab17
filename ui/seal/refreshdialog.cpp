// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/refreshdialog.h"

#include "ui/models/findingwords.h"
#include "ui/seal/sealdesk.h"
#include "ui/widgets/secretfield.h"

#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

RefreshDialog::RefreshDialog(SealDesk &desk, AcquireSession *session, seal::SealRecord record,
                             const seal::Profile &profile, const seal::SsoService &service,
                             DeliveryPane::FolderAsker folder, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_session(session)
    , m_record(std::move(record))
    , m_profile(profile)
    , m_folder(std::move(folder))
    , m_stack(new QStackedWidget(this))
    , m_bearer(new SecretField(this))
    , m_said(new QLabel(this))
{
    setObjectName(u"refreshDialog"_s);
    setWindowTitle(tr("Refresh %1").arg(QString::fromStdString(m_record.label())));
    m_session->setParent(this);
    const QString host = escapedText(service.host());
    const QString proxy = escapedText(seal::proxyAddress(profile));
    auto *what = new QLabel(
        tr("GET http://%1/%2/refresh is sent through %3: the seal and the "
           "bearer of %4 go to the proxy in the clear, which puts the refresh "
           "token in. The service answers with a new seal.")
            .arg(host, escapedText(service.provider), proxy, escapedText(m_record.consumer.name)),
        this);
    what->setObjectName(u"refreshWhat"_s);
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    m_bearer->setObjectName(u"refreshBearer"_s);
    m_bearer->setAccessibleName(tr("Bearer of the consumer"));
    m_said->setObjectName(u"refreshSaid"_s);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("&Bearer"), m_bearer);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ask = buttons->addButton(tr("&Refresh through %1").arg(proxy), QDialogButtonBox::ActionRole);
    m_ask->setObjectName(u"refreshAsk"_s);
    m_ask->setAutoDefault(false);
    m_ask->setEnabled(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ask, &QPushButton::clicked, this, &RefreshDialog::ask);
    connect(m_bearer, &SecretField::edited, this,
            [this] { m_ask->setEnabled(!m_bearer->isEmpty() && !isAsking()); });
    connect(m_session, &AcquireSession::failed, this, [this](const Error &why) {
        m_ask->setEnabled(!m_bearer->isEmpty());
        m_said->setText(escapedText(why.text()) + u'.');
    });
    connect(m_session, &AcquireSession::sealed, this,
            [this](const std::shared_ptr<seal::MadeSeal> &made) { take(std::move(*made)); });
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->addWidget(what);
    column->addLayout(form);
    column->addWidget(m_said);
    column->addStretch(1);
    column->addWidget(buttons);
    m_stack->addWidget(page);
    (new QVBoxLayout(this))->addWidget(m_stack);
    resize(560, 240);
    m_bearer->setFocus();
}

void RefreshDialog::ask()
{
    m_ask->setEnabled(false);
    m_said->setText(tr("Asking…"));
    if (m_session == nullptr)
        return;
    m_session->refresh(m_record, m_profile,
                       std::make_shared<const secret::SecretBytes>(m_bearer->typed()));
}

void RefreshDialog::take(seal::MadeSeal made)
{
    m_bearer->wipe();
    m_desk.replace(m_record.number, made.record);
    Q_EMIT refreshed(made.record);
    auto *pane = new DeliveryPane(m_folder, this);
    connect(pane, &DeliveryPane::testRequested, this, &RefreshDialog::testRequested);
    connect(&m_desk, &SealDesk::sealsChanged, pane, [this, pane] { pane->showTests(m_desk); });
    std::vector<seal::MadeSeal> seals;
    seals.push_back(std::move(made));
    pane->setSeals(std::move(seals), m_profile);
    m_stack->setCurrentIndex(m_stack->addWidget(pane));
    resize(900, 520);
}

RefreshDialog::~RefreshDialog()
{
    leave();
}

bool RefreshDialog::isAsking() const
{
    return m_session != nullptr && m_session->isRefreshing();
}

void RefreshDialog::closeEvent(QCloseEvent *event)
{
    // Closed while it is hidden, as when the window locks, a dialog is not done().
    leave();
    QDialog::closeEvent(event);
}

void RefreshDialog::done(int result)
{
    leave();
    QDialog::done(result);
}

void RefreshDialog::leave()
{
    m_bearer->wipe();
    AcquireSession *session = std::exchange(m_session, nullptr);
    if (session == nullptr)
        return;
    session->disconnect(this);
    if (!session->isRefreshing())
        return session->cancel();
    Q_EMIT leftAsking(session); // it stays this dialog's child where nobody takes it
}

} // namespace rekey::ui
