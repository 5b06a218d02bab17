// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/acquireforms.h"

#include "ui/models/findingwords.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/secretfield.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>
#include <QtMath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QLineEdit *line(const QString &name, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(name);
    return edit;
}

/// Read-only, with a button that copies.
QHBoxLayout *copyRow(QWidget *shown, const QString &name, std::function<QString()> text)
{
    auto *copy = new QPushButton(ServiceForm::tr("Copy"), shown->parentWidget());
    copy->setObjectName(name);
    copy->setAutoDefault(false);
    copy->setMinimumWidth(copy->sizeHint().width() + 24); // room for the mark
    QObject::connect(copy, &QPushButton::clicked, copy, [copy, text = std::move(text)] {
        QGuiApplication::clipboard()->setText(text());
        copy->setIcon(icon(u"ok", Tone::Good));
    });
    auto *row = new QHBoxLayout;
    row->addWidget(shown, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    return row;
}

std::vector<std::string> wordsOf(const QString &text)
{
    std::vector<std::string> words;
    for (const QString &word : text.simplified().split(u' ', Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    return words;
}

QString joined(const std::vector<std::string> &words)
{
    QStringList list;
    for (const std::string &word : words)
        list.append(QString::fromStdString(word));
    return list.join(u' ');
}

} // namespace

ServiceForm::ServiceForm(QWidget *parent)
    : QWidget(parent)
    , m_url(line(u"acquireService"_s, this))
    , m_provider(new QComboBox(this))
    , m_return(line(u"acquireReturnUrl"_s, this))
    , m_lines(new QPlainTextEdit(this))
{
    m_url->setPlaceholderText(u"https://sso.example"_s);
    m_provider->setObjectName(u"acquireServiceProvider"_s);
    m_provider->setEditable(true);
    for (const seal::OAuthProvider &provider : seal::builtinOAuthProviders()) {
        if (!provider.service.empty())
            m_provider->addItem(QString::fromStdString(provider.service));
    }
    m_return->setReadOnly(true);
    m_lines->setObjectName(u"acquireYaml"_s);
    m_lines->setAccessibleName(tr("Lines of the service's configuration"));
    m_lines->setReadOnly(true);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *form = new QFormLayout;
    form->addRow(tr("&Service"), m_url);
    form->addRow(tr("&Provider there"), m_provider);
    form->addRow(tr("Return URL"),
                 copyRow(m_return, u"acquireCopyUrl"_s, [this] { return m_return->text(); }));
    form->addRow(tr("Its configuration"),
                 copyRow(m_lines, u"acquireCopyYaml"_s, [this] { return m_lines->toPlainText(); }));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    column->addStretch(1);
    const auto changed = [this] {
        showLines();
        Q_EMIT edited();
    };
    connect(m_url, &QLineEdit::textChanged, this, changed);
    connect(m_provider, &QComboBox::editTextChanged, this, changed);
    showLines();
}

void ServiceForm::restore(const QSettings &settings)
{
    m_url->setText(settings.value("acquire/service").toString());
    if (const QString name = settings.value("acquire/serviceProvider").toString(); !name.isEmpty())
        m_provider->setEditText(name);
}

void ServiceForm::store(QSettings &settings) const
{
    settings.setValue("acquire/service", m_url->text());
    settings.setValue("acquire/serviceProvider", m_provider->currentText());
}

void ServiceForm::setService(const seal::SsoService &service)
{
    m_url->setText(QString::fromStdString(service.url));
    m_provider->setEditText(QString::fromStdString(service.provider));
}

void ServiceForm::setReturnUrl(const QString &url)
{
    m_return->setText(url);
    showLines();
}

Result<seal::SsoService> ServiceForm::service() const
{
    return seal::SsoService::make(m_url->text().trimmed().toStdString(),
                                  m_provider->currentText().trimmed().toStdString());
}

bool ServiceForm::isBegun() const
{
    return !m_url->text().isEmpty();
}

void ServiceForm::showLines()
{
    const seal::SsoService shown{{}, m_provider->currentText().toStdString()};
    m_lines->setPlainText(
        QString::fromStdString(shown.yaml(m_return->text().toStdString())).trimmed());
    // As high as its lines are, so that nothing of them is to be scrolled for.
    const int around
        = 2 * (m_lines->frameWidth() + qCeil(m_lines->document()->documentMargin()) + 1);
    m_lines->setFixedHeight(m_lines->fontMetrics().lineSpacing() * m_lines->blockCount() + around);
}

DirectForm::DirectForm(QWidget *parent)
    : QWidget(parent)
    , m_provider(new QComboBox(this))
    , m_issuer(line(u"acquireIssuer"_s, this))
    , m_discover(new QPushButton(tr("&Look up"), this))
    , m_client(line(u"acquireClient"_s, this))
    , m_secret(new SecretField(this))
    , m_scopes(line(u"acquireScopes"_s, this))
    , m_hosts(line(u"acquireHosts"_s, this))
    , m_device(new QCheckBox(tr("Confirm on &another device"), this))
    , m_return(line(u"acquireDirectReturnUrl"_s, this))
    , m_note(new QLabel(this))
{
    build();
    showProvider();
}

DirectForm::~DirectForm() = default;

void DirectForm::build()
{
    m_provider->setObjectName(u"acquireProvider"_s);
    for (const seal::OAuthProvider &provider : seal::builtinOAuthProviders()) {
        if (provider.takesLoopback)
            m_provider->addItem(QString::fromStdString(provider.name),
                                QString::fromStdString(provider.id));
    }
    m_provider->addItem(tr("Another OpenID provider"), QString());
    m_issuer->setPlaceholderText(u"https://id.example"_s);
    m_discover->setObjectName(u"acquireDiscover"_s);
    m_discover->setAutoDefault(false);
    m_secret->setObjectName(u"acquireSecret"_s);
    m_secret->setAccessibleName(tr("Client secret"));
    m_secret->setPlaceholder(tr("empty: a public client"));
    m_client->setPlaceholderText(tr("as it is registered at the provider"));
    m_scopes->setPlaceholderText(tr("separated by blanks"));
    m_hosts->setPlaceholderText(tr("where the token may be sent: api.example.com"));
    m_device->setObjectName(u"acquireDevice"_s);
    m_return->setReadOnly(true);
    m_note->setObjectName(u"acquireNote"_s);
    m_note->setWordWrap(true);
    auto *issuerRow = new QHBoxLayout;
    issuerRow->addWidget(m_issuer, 1);
    issuerRow->addWidget(m_discover);
    auto *form = new QFormLayout;
    form->addRow(tr("&Provider"), m_provider);
    auto *issuerLabel = new QLabel(tr("&Issuer"), this);
    issuerLabel->setBuddy(m_issuer);
    form->addRow(issuerLabel, issuerRow);
    form->addRow(tr("Client i&d"), m_client);
    form->addRow(tr("Client secre&t"), m_secret);
    form->addRow(tr("&Scopes"), m_scopes);
    form->addRow(tr("&Hosts"), m_hosts);
    form->addRow(tr("Return URL"),
                 copyRow(m_return, u"acquireCopyDirectUrl"_s, [this] { return m_return->text(); }));
    form->addRow(QString(), m_device);
    form->addRow(m_note);
    auto *kept = new QLabel(tr("Nothing that refreshes the token is kept: before it expires you "
                               "sign in again, and its consumer keeps the bearer."),
                            this);
    kept->setObjectName(u"acquireKeepsNone"_s);
    kept->setWordWrap(true);
    form->addRow(kept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    column->addStretch(1);
    connect(m_provider, &QComboBox::currentIndexChanged, this, &DirectForm::showProvider);
    connect(m_discover, &QPushButton::clicked, this,
            [this] { Q_EMIT discoveryRequested(m_issuer->text().trimmed()); });
    connect(m_issuer, &QLineEdit::textChanged, this, [this] {
        m_discovered.reset();
        m_discover->setEnabled(seal::isSafeUrl(m_issuer->text().trimmed().toStdString()));
        Q_EMIT edited();
    });
    for (QLineEdit *edit : {m_client, m_scopes, m_hosts})
        connect(edit, &QLineEdit::textChanged, this, &DirectForm::edited);
    connect(m_secret, &SecretField::edited, this, &DirectForm::edited);
    connect(m_device, &QCheckBox::toggled, this, &DirectForm::edited);
}

bool DirectForm::isCustom() const
{
    return m_provider->currentData().toString().isEmpty();
}

const seal::OAuthProvider *DirectForm::provider() const
{
    return isCustom() ? m_discovered.get()
                      : seal::oauthProviderById(m_provider->currentData().toString().toStdString());
}

void DirectForm::showProvider()
{
    const seal::OAuthProvider *chosen = provider();
    m_issuer->setEnabled(isCustom());
    m_discover->setEnabled(isCustom() && seal::isSafeUrl(m_issuer->text().trimmed().toStdString()));
    m_scopes->setText(chosen == nullptr ? QString() : joined(chosen->scopes));
    m_hosts->setText(chosen == nullptr ? QString() : joined(chosen->hosts));
    m_note->setText(chosen == nullptr ? QString() : QString::fromStdString(chosen->note));
    m_device->setEnabled(chosen != nullptr && !chosen->device.empty());
    if (!m_device->isEnabled())
        m_device->setChecked(false);
    Q_EMIT edited();
}

void DirectForm::restore(const QSettings &settings)
{
    m_client->setText(settings.value("acquire/client").toString());
    choose(settings.value("acquire/provider").toString().toStdString());
}

void DirectForm::store(QSettings &settings) const
{
    settings.setValue("acquire/client", m_client->text());
    settings.setValue("acquire/provider",
                      isCustom() ? m_issuer->text() : m_provider->currentData().toString());
}

void DirectForm::choose(const std::string &provider)
{
    const QString id = QString::fromStdString(provider);
    const bool isIssuer = id.contains(u"://"_s);
    const int row = m_provider->findData(isIssuer ? QString() : id);
    if (id.isEmpty() || row < 0)
        return;
    m_provider->setCurrentIndex(row);
    if (isIssuer)
        m_issuer->setText(id);
}

void DirectForm::setReturnUrl(const QString &url)
{
    m_return->setText(url);
}

void DirectForm::setDiscovered(std::shared_ptr<const seal::OAuthProvider> provider)
{
    m_discovered = std::move(provider);
    const QString hosts = m_hosts->text();
    showProvider();
    m_hosts->setText(hosts);
    m_note->setText(tr("It signs in at %1 and gives tokens at %2.")
                        .arg(QString::fromStdString(seal::authorityOf(m_discovered->authorize)),
                             QString::fromStdString(seal::authorityOf(m_discovered->token))));
}

seal::OAuthClient DirectForm::client() const
{
    return {m_client->text().trimmed().toStdString(), m_secret->typed(), wordsOf(m_scopes->text())};
}

std::vector<std::string> DirectForm::hosts() const
{
    return wordsOf(m_hosts->text());
}

bool DirectForm::isDevice() const
{
    return m_device->isChecked();
}

QString DirectForm::missing() const
{
    const seal::OAuthProvider *chosen = provider();
    if (chosen == nullptr)
        return tr("Type the issuer's URL and look up what it has.");
    if (m_client->text().trimmed().isEmpty())
        return tr("Type the client id, as it is registered at the provider.");
    if (chosen->needsSecret && !isDevice() && m_secret->isEmpty())
        return tr("%1 wants the client's secret too.").arg(escapedText(chosen->name));
    if (hosts().empty())
        return tr("Type the host that the token may be sent to.");
    return {};
}

void DirectForm::wipe()
{
    m_secret->wipe();
}

} // namespace rekey::ui
