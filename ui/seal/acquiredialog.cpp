// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/acquiredialog.h"

#include "ui/models/findingwords.h"
#include "ui/seal/acquireforms.h"
#include "ui/seal/expirywords.h"
#include "ui/seal/sealdesk.h"
#include "ui/seal/sealwords.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

AcquireDialog::AcquireDialog(SealDesk &desk, QSettings &settings, AcquireSession *session,
                             std::optional<seal::SealRecord> replaces,
                             DeliveryPane::FolderAsker folder, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_session(session)
    , m_replaces(std::move(replaces))
    , m_folder(std::move(folder))
{
    setObjectName(u"acquireDialog"_s);
    setWindowTitle(m_replaces
                       ? tr("Acquire %1 anew").arg(QString::fromStdString(m_replaces->label()))
                       : tr("Acquire and seal"));
    m_session->setParent(this);
    // A service's configuration names the port, so the one that was shown before comes first.
    m_port = static_cast<std::uint16_t>(settings.value("acquire/port").toUInt());
    if (m_port == 0)
        m_port = seal::freeLoopbackPort().value_or(0);
    build();
    connectSession();
    connect(&desk, &SealDesk::profilesChanged, this, &AcquireDialog::fillProfiles);
    fillProfiles();
    m_service->restore(settings);
    m_directForm->restore(settings);
    if (m_replaces) {
        m_consumer->setText(escapedText(m_replaces->consumer.name));
        m_consumer->setReadOnly(true);
        m_profile->setCurrentIndex(
            m_profile->findData(QString::fromStdString(m_replaces->profile)));
        const bool isService = !m_replaces->acquired.service.empty();
        (isService ? m_byService : m_direct)->setChecked(true);
        for (QRadioButton *way : {m_byService, m_direct})
            way->setEnabled(way->isChecked());
        if (isService)
            m_service->setService({m_replaces->acquired.service, m_replaces->acquired.provider});
        else
            m_directForm->choose(m_replaces->acquired.provider);
    } else {
        m_consumer->setText(settings.value("acquire/consumer").toString());
    }
    refresh();
}

void AcquireDialog::build()
{
    m_form = makeForm();
    m_state = new QLabel(this);
    m_state->setObjectName(u"acquireState"_s);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_refused = plainLabel({}, u"acquireRefused"_s, this);
    setTextTone(m_refused, Tone::Danger);
    m_start = new QPushButton(this);
    m_start->setObjectName(u"acquireStart"_s);
    m_start->setAutoDefault(false);
    m_cancel = new QPushButton(tr("Close"), this);
    m_cancel->setObjectName(u"acquireCancel"_s);
    m_cancel->setAutoDefault(false);
    connect(m_start, &QPushButton::clicked, this, &AcquireDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (!m_isWaiting)
            return reject();
        m_session->cancel();
        setWaiting(false, tr("Cancelled; the port is closed and nothing was stored."));
    });
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_state, 1);
    buttons->addWidget(m_start);
    buttons->addWidget(m_cancel);
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    column->addStretch(1);
    column->addWidget(m_refused);
    column->addLayout(buttons);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(page);
    (new QVBoxLayout(this))->addWidget(m_stack);
    resize(720, 480);
}

QWidget *AcquireDialog::makeForm()
{
    auto *box = new QWidget(this);
    m_byService = new QRadioButton(
        tr("Through a ser&vice (ssokenizer): the token never comes to this machine"), box);
    m_byService->setObjectName(u"acquireByService"_s);
    m_byService->setChecked(true);
    m_direct = new QRadioButton(
        tr("Di&rectly, the weaker way: the token is in this program's memory until it is sealed"),
        box);
    m_direct->setObjectName(u"acquireDirect"_s);
    m_service = new ServiceForm(box);
    m_directForm = new DirectForm(box);
    m_ways = new QStackedWidget(box);
    m_ways->addWidget(m_service);
    m_ways->addWidget(m_directForm);
    m_profile = new QComboBox(box);
    m_profile->setObjectName(u"acquireProfile"_s);
    auto *more = new QPushButton(tr("&New profile…"), box);
    more->setAutoDefault(false);
    connect(more, &QPushButton::clicked, this, &AcquireDialog::profileRequested);
    auto *profileRow = new QHBoxLayout;
    profileRow->addWidget(m_profile, 1);
    profileRow->addWidget(more);
    m_consumer = new QLineEdit(box);
    m_consumer->setObjectName(u"acquireConsumer"_s);
    m_consumer->setPlaceholderText(tr("the program that will use it: billing"));
    auto *form = new QFormLayout;
    auto *profileLabel = new QLabel(tr("Pro&file"), box);
    profileLabel->setBuddy(m_profile);
    form->addRow(profileLabel, profileRow);
    form->addRow(tr("&Consumer"), m_consumer);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_byService);
    column->addWidget(m_direct);
    column->addLayout(form);
    column->addWidget(m_ways);
    alignFormLabels(*box);
    connect(m_direct, &QRadioButton::toggled, this, [this](bool isDirect) {
        m_ways->setCurrentIndex(isDirect ? 1 : 0);
        refresh();
    });
    connect(m_profile, &QComboBox::currentIndexChanged, this, &AcquireDialog::refresh);
    connect(m_consumer, &QLineEdit::textChanged, this, &AcquireDialog::refresh);
    connect(m_service, &ServiceForm::edited, this, &AcquireDialog::refresh);
    connect(m_directForm, &DirectForm::edited, this, &AcquireDialog::refresh);
    connect(m_directForm, &DirectForm::discoveryRequested, this, [this](const QString &issuer) {
        tell({});
        setWaiting(true, tr("Asking %1 what it has…").arg(issuer));
        m_session->discover(issuer.toStdString());
    });
    return box;
}

void AcquireDialog::connectSession()
{
    connect(m_session, &AcquireSession::browserNeeded, this, [this](const QUrl &url) {
        setWaiting(true,
                   tr("Waiting for the browser to come back, for ten minutes at most. The "
                      "port is open until then."));
        Q_EMIT browserRequested(url);
    });
    connect(m_session, &AcquireSession::codeGiven, this,
            [this](const QString &code, const QUrl &url) {
                setWaiting(true,
                           tr("On any device open %1 and confirm the code %2.")
                               .arg(escapedText(url.toDisplayString().toStdString()), code));
            });
    connect(m_session, &AcquireSession::asking, this,
            [this] { setWaiting(true, tr("The browser is back. Asking for the token…")); });
    connect(m_session, &AcquireSession::refused, this, [this](const Error &why) {
        tell(tr("Refused: %1. Still waiting.").arg(escapedText(why.detail)));
    });
    connect(m_session, &AcquireSession::failed, this, [this](const Error &why) {
        setWaiting(false, {});
        tell(tr("Nothing was sealed: %1.").arg(escapedText(why.text())));
    });
    connect(m_session, &AcquireSession::discovered, this,
            [this](const std::shared_ptr<const seal::OAuthProvider> &provider) {
                setWaiting(false, {});
                m_directForm->setDiscovered(provider);
            });
    connect(m_session, &AcquireSession::sealed, this,
            [this](const std::shared_ptr<seal::MadeSeal> &made) { take(std::move(*made)); });
}

void AcquireDialog::fillProfiles()
{
    const QString before = m_profile->currentData().toString();
    const QSignalBlocker blocker(m_profile);
    m_profile->clear();
    for (const auto &[name, profile] : m_desk.profiles())
        m_profile->addItem(colourIcon(profile.colour, palette()), escapedText(name),
                           QString::fromStdString(name));
    const int again = m_profile->findData(before);
    m_profile->setCurrentIndex(again >= 0 ? again : m_profile->count() - 1);
    refresh();
}

bool AcquireDialog::isByService() const
{
    return m_byService->isChecked();
}

const seal::Profile *AcquireDialog::profile() const
{
    return m_desk.profile(m_profile->currentData().toString().toStdString());
}

/// What keeps it from starting; empty when nothing does.
QString AcquireDialog::problem() const
{
    if (profile() == nullptr)
        return tr("Make a profile first: the proxy's URL and its public key.");
    if (m_consumer->text().trimmed().isEmpty())
        return tr("Name the consumer.");
    if (!isByService())
        return m_directForm->missing();
    const auto service = m_service->service();
    if (service)
        return {};
    return m_service->isBegun() ? escapedText(service.error().detail)
                                : tr("Type the service's URL.");
}

void AcquireDialog::refresh()
{
    if (m_start == nullptr)
        return;
    const seal::OAuthProvider *provider = m_directForm->provider();
    m_service->setReturnUrl(QString::fromStdString(seal::returnUrl("127.0.0.1", m_port)));
    m_directForm->setReturnUrl(QString::fromStdString(
        seal::returnUrl(provider == nullptr ? "127.0.0.1" : provider->loopbackHost, m_port)));
    const QString why = problem();
    m_form->setEnabled(!m_isWaiting);
    m_start->setEnabled(!m_isWaiting && why.isEmpty());
    m_cancel->setText(m_isWaiting ? tr("Cancel") : tr("Close"));
    if (!m_isWaiting && (!why.isEmpty() || m_showsProblem)) {
        m_state->setText(why);
        m_showsProblem = !why.isEmpty();
    }
    if (isByService() || provider == nullptr) {
        m_start->setText(tr("&Open the browser"));
        return;
    }
    QStringList hosts;
    for (const std::string &host : provider->askedHosts())
        hosts.append(escapedText(host));
    m_start->setText(tr("&Sign in and ask %1").arg(hosts.join(u", "_s)));
}

AcquireOrder AcquireDialog::order() const
{
    return {*profile(), {m_consumer->text().trimmed().toStdString(), {}, {}}, m_replaces, m_port};
}

void AcquireDialog::start()
{
    tell({});
    if (!problem().isEmpty())
        return refresh();
    m_settings.setValue("acquire/port", m_port);
    m_settings.setValue("acquire/consumer", m_consumer->text());
    if (isByService()) {
        m_service->store(m_settings);
        return m_session->signInByService(order(), *m_service->service());
    }
    m_directForm->store(m_settings);
    DirectSignIn direct{*m_directForm->provider(),
                        std::make_shared<seal::OAuthClient>(m_directForm->client()),
                        m_directForm->hosts(), m_directForm->isDevice()};
    setWaiting(true, tr("Asking %1…").arg(escapedText(direct.provider.name)));
    m_session->signInDirectly(order(), std::move(direct));
}

void AcquireDialog::setWaiting(bool isWaiting, const QString &words)
{
    m_isWaiting = isWaiting;
    m_state->setText(words);
    refresh();
}

void AcquireDialog::tell(const QString &words)
{
    m_refused->setText(words);
}

void AcquireDialog::take(seal::MadeSeal made)
{
    m_isWaiting = false;
    m_directForm->wipe();
    const seal::Profile profile = *this->profile();
    if (m_replaces)
        m_desk.replace(m_replaces->number, made.record);
    else
        made.record.number = m_desk.add({made.record}).front();
    Q_EMIT acquired(made.record);
    auto *page = new QWidget(this);
    QString words = tr("%1 is sealed for %2. It expires: %3.")
                        .arg(QString::fromStdString(made.record.label()),
                             escapedText(made.record.consumer.name),
                             expiryText(made.record.expiresAt, SealDesk::now()));
    if (made.record.acquired.service.empty() && made.record.expiresAt != 0)
        words += u' '
            + tr("Nothing that refreshes it was kept: before then sign in again with Refresh "
                 "now; %1 keeps its bearer.")
                  .arg(escapedText(made.record.consumer.name));
    auto *said = new QLabel(words, page);
    said->setObjectName(u"acquireSaid"_s);
    said->setTextFormat(Qt::PlainText);
    said->setWordWrap(true);
    auto *pane = new DeliveryPane(m_folder, page);
    connect(pane, &DeliveryPane::copyRequested, this, &AcquireDialog::copyRequested);
    connect(pane, &DeliveryPane::testRequested, this, &AcquireDialog::testRequested);
    connect(&m_desk, &SealDesk::sealsChanged, pane, [this, pane] { pane->showTests(m_desk); });
    std::vector<seal::MadeSeal> seals;
    seals.push_back(std::move(made));
    pane->setSeals(std::move(seals), profile);
    auto *close = new QPushButton(tr("Close"), page);
    close->setObjectName(u"acquireClose"_s);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(said);
    column->addWidget(pane, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    m_stack->setCurrentIndex(m_stack->addWidget(page));
    resize(900, 560);
}

void AcquireDialog::done(int result)
{
    m_session->cancel();
    m_directForm->wipe();
    QDialog::done(result);
}

} // namespace rekey::ui
