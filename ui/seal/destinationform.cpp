// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/destinationform.h"

#include "core/seal/hostrule.h"
#include "ui/seal/sealwords.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

const QString &blanks()
{
    static const QString text = u"[\\s,]+"_s;
    return text;
}

std::vector<std::string> words(const QLineEdit *edit)
{
    std::vector<std::string> out;
    for (const QString &word : edit->text().split(QRegularExpression(blanks()), Qt::SkipEmptyParts))
        out.push_back(word.toStdString());
    return out;
}

std::optional<std::vector<std::string>> list(const QLineEdit *edit)
{
    auto all = words(edit);
    return all.empty() ? std::nullopt : std::optional(std::move(all));
}

QLineEdit *line(const char *name, const QString &placeholder, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(QLatin1StringView(name));
    edit->setPlaceholderText(placeholder);
    return edit;
}

} // namespace

DestinationForm::DestinationForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_authorizer(new QComboBox(this))
    , m_flyOrgs(line("sealFlyOrgs", tr("organisations, separated by blanks"), this))
    , m_flyApps(line("sealFlyApps", tr("apps, separated by blanks"), this))
    , m_flyOrg(line("sealFlyOrg", tr("organisation's number"), this))
    , m_flyAction(line("sealFlyAction", tr("letters of rwcdC"), this))
    , m_consent(line("sealConsent", tr("type: anybody"), this))
    , m_byHosts(new QRadioButton(tr("Exact &hosts"), this))
    , m_byPattern(new QRadioButton(tr("Patt&ern"), this))
    , m_hosts(line("sealHosts", u"api.example.com api.example.com:80"_s, this))
    , m_pattern(line("sealPattern", u"^[a-z0-9-]+\\.example\\.com$"_s, this))
    , m_tester(line("sealTester", tr("a host as the client writes it"), this))
    , m_verdict(new QLabel(this))
{
    build();
    showFields();
}

void DestinationForm::build()
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_authorizer->setObjectName(u"sealAuthorizer"_s);
    for (int i = 0; i < 5; ++i)
        m_authorizer->addItem(authorizerWord(static_cast<seal::AuthorizerKind>(i)));
    m_byHosts->setObjectName(u"sealByHosts"_s);
    m_byPattern->setObjectName(u"sealByPattern"_s);
    m_byHosts->setChecked(true);
    m_verdict->setObjectName(u"sealTesterVerdict"_s);
    auto *choice = new QHBoxLayout;
    choice->addWidget(m_byHosts);
    choice->addWidget(m_byPattern);
    choice->addStretch(1);
    auto *tester = new QHBoxLayout;
    tester->addWidget(m_tester, 1);
    tester->addWidget(m_verdict);
    m_form->addRow(tr("&Who may use it"), m_authorizer);
    m_form->addRow(tr("Organisations"), m_flyOrgs);
    m_form->addRow(tr("Apps"), m_flyApps);
    m_form->addRow(tr("Organisation"), m_flyOrg);
    m_form->addRow(tr("May do"), m_flyAction);
    m_form->addRow(tr("Confirm"), m_consent);
    m_form->addRow(tr("Where it may go"), choice);
    m_form->addRow(tr("Hosts"), m_hosts);
    m_form->addRow(tr("Pattern"), m_pattern);
    auto *testerLabel = new QLabel(tr("&Try a host"), this);
    testerLabel->setBuddy(m_tester);
    m_form->addRow(testerLabel, tester);
    for (QLineEdit *edit :
         {m_flyOrgs, m_flyApps, m_flyOrg, m_flyAction, m_consent, m_hosts, m_pattern}) {
        edit->setAccessibleName(edit->placeholderText());
        connect(edit, &QLineEdit::textChanged, this, &DestinationForm::edited);
    }
    connect(m_authorizer, &QComboBox::currentIndexChanged, this, &DestinationForm::edited);
    connect(m_byHosts, &QRadioButton::toggled, this, &DestinationForm::edited);
    connect(m_tester, &QLineEdit::textChanged, this, &DestinationForm::test);
    connect(this, &DestinationForm::edited, this, [this] {
        showFields();
        test();
    });
}

void DestinationForm::showFields()
{
    const auto kind = static_cast<seal::AuthorizerKind>(m_authorizer->currentIndex());
    const bool isMacaroon = kind == seal::AuthorizerKind::FlyioMacaroon;
    const bool isSource = kind == seal::AuthorizerKind::FlySrc;
    m_form->setRowVisible(m_flyOrgs, isSource);
    m_form->setRowVisible(m_flyApps, isSource);
    m_form->setRowVisible(m_flyOrg, isMacaroon);
    m_form->setRowVisible(m_flyAction, isMacaroon);
    m_form->setRowVisible(m_consent, kind == seal::AuthorizerKind::None);
    m_form->setRowVisible(m_hosts, m_byHosts->isChecked());
    m_form->setRowVisible(m_pattern, m_byPattern->isChecked());
}

void DestinationForm::test()
{
    const QString host = m_tester->text();
    const bool isGood = seal::passes(destinations(), host.toStdString());
    m_verdict->setText(host.isEmpty() ? QString() : isGood ? tr("passes") : tr("is refused"));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     toneColor(isGood ? Tone::Good : Tone::Danger, palette()));
    m_verdict->setPalette(colours);
}

void DestinationForm::setHosts(const std::vector<std::string> &hosts)
{
    QStringList all;
    for (const std::string &host : hosts)
        all.append(QString::fromStdString(host));
    m_byHosts->setChecked(true);
    m_hosts->setText(all.join(u' '));
}

seal::Destinations DestinationForm::destinations() const
{
    if (m_byPattern->isChecked())
        return {std::nullopt, m_pattern->text().trimmed().toStdString()};
    return {list(m_hosts), {}};
}

seal::Authorizer DestinationForm::authorizer() const
{
    using enum seal::AuthorizerKind;
    switch (static_cast<seal::AuthorizerKind>(m_authorizer->currentIndex())) {
    case Bearer:
        return seal::BearerAuth();
    case Macaroon:
        return seal::MacaroonAuth();
    case FlyioMacaroon: {
        seal::FlyioMacaroonAuth fly;
        fly.orgId = m_flyOrg->text().toULongLong();
        fly.action = m_flyAction->text().toStdString();
        return fly;
    }
    case FlySrc:
        return seal::FlySrcAuth{list(m_flyOrgs), list(m_flyApps), std::nullopt};
    case None:
        break;
    }
    return seal::NoAuth{};
}

seal::SealTerms DestinationForm::terms() const
{
    seal::SealTerms given;
    given.hasNoAuthConsent = m_consent->text().trimmed() == "anybody"_L1;
    return given;
}

} // namespace rekey::ui
