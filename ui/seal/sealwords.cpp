// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/sealwords.h"

#include "ui/models/findingwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QPixmap>

namespace rekey::ui {

namespace {

struct SealWords
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::SealWords)
};

} // namespace

QString processorWord(seal::ProcessorKind kind)
{
    using enum seal::ProcessorKind;
    switch (kind) {
    case Inject:
        return SealWords::tr("Header");
    case InjectHmac:
        return SealWords::tr("Header with an HMAC signature");
    case InjectBody:
        return SealWords::tr("Placeholder in the body");
    case OAuth2:
        return SealWords::tr("OAuth pair");
    case OAuth2Body:
        return SealWords::tr("OAuth pair in the body");
    case SigV4:
        return SealWords::tr("AWS Signature V4");
    case Jwt:
        return SealWords::tr("Service account (JWT)");
    case ClientCredentials:
        return SealWords::tr("Client credentials");
    case GithubApp:
        return SealWords::tr("GitHub App");
    case Multi:
        break;
    }
    return SealWords::tr("Several at once");
}

QString fieldWord(std::string_view name)
{
    if (name == "fmt")
        return SealWords::tr("Format");
    if (name == "dst")
        return SealWords::tr("Header");
    if (name == "placeholder")
        return SealWords::tr("Placeholder");
    if (name == "access_key")
        return SealWords::tr("Access key id");
    if (name == "email")
        return SealWords::tr("Account's address");
    if (name == "sub")
        return SealWords::tr("Acts for (sub)");
    if (name == "scopes")
        return SealWords::tr("Scopes");
    if (name == "token_url")
        return SealWords::tr("Token URL");
    if (name == "client_id")
        return SealWords::tr("Client id");
    if (name == "app_id")
        return SealWords::tr("App id");
    return SealWords::tr("Installation id");
}

QString authorizerWord(seal::AuthorizerKind kind)
{
    using enum seal::AuthorizerKind;
    switch (kind) {
    case Bearer:
        return SealWords::tr("Bearer, one for each consumer");
    case Macaroon:
        return SealWords::tr("Macaroon, one for each consumer");
    case FlyioMacaroon:
        return SealWords::tr("Fly's own macaroons");
    case FlySrc:
        return SealWords::tr("Machines at Fly");
    case None:
        break;
    }
    return SealWords::tr("Nobody is asked");
}

QString stateWord(seal::SealState state)
{
    using enum seal::SealState;
    switch (state) {
    case NeverTested:
        return SealWords::tr("Never tested");
    case Good:
        return SealWords::tr("Good");
    case Failed:
        return SealWords::tr("Test failed");
    case ExpiresSoon:
        return SealWords::tr("Expires soon");
    case Expired:
        return SealWords::tr("Expired");
    case Outdated:
        return SealWords::tr("Outdated: rotated upstream");
    case Retired:
        break;
    }
    return SealWords::tr("Retired");
}

Tone stateTone(seal::SealState state)
{
    using enum seal::SealState;
    switch (state) {
    case Good:
        return Tone::Good;
    case Failed:
    case Expired:
    case Outdated:
        return Tone::Danger;
    case ExpiresSoon:
        return Tone::Warning;
    case NeverTested:
        return Tone::Info;
    case Retired:
        break;
    }
    return Tone::Neutral;
}

Tone colourTone(seal::ProfileColour colour)
{
    using enum seal::ProfileColour;
    switch (colour) {
    case Green:
        return Tone::Good;
    case Amber:
        return Tone::Warning;
    case Red:
        return Tone::Danger;
    case Blue:
        return Tone::Info;
    case Grey:
        break;
    }
    return Tone::Neutral;
}

QIcon colourIcon(seal::ProfileColour colour, const QPalette &palette)
{
    QPixmap square(14, 14);
    square.fill(Qt::transparent);
    QPainter painter(&square);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColor(colourTone(colour), palette));
    painter.drawRoundedRect(square.rect(), 3, 3);
    return QIcon(square);
}

QString languageWord(seal::SnippetLanguage language)
{
    using enum seal::SnippetLanguage;
    switch (language) {
    case Curl:
        return QStringLiteral("curl");
    case Python:
        return QStringLiteral("Python");
    case Node:
        return QStringLiteral("Node");
    case Go:
        return QStringLiteral("Go");
    case Ruby:
        break;
    }
    return QStringLiteral("Ruby");
}

QString formWord(seal::DeliveryForm form)
{
    using enum seal::DeliveryForm;
    switch (form) {
    case Environment:
        return SealWords::tr("Environment lines");
    case Kubernetes:
        return SealWords::tr("Kubernetes Secret");
    case Fly:
        return SealWords::tr("Lines for fly secrets import");
    case Json:
        break;
    }
    return SealWords::tr("JSON");
}

QString testText(const seal::SealTest &test)
{
    if (test.at == 0)
        return {};
    const QString words = escapedText(test.words);
    return test.status == 0 ? words
                            : SealWords::tr("%1: %2", "HTTP status and what it means")
                                  .arg(QString::number(test.status), words);
}

QString dayOf(std::int64_t seconds)
{
    if (seconds == 0)
        return {};
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds).date(), QLocale::ShortFormat);
}

} // namespace rekey::ui
