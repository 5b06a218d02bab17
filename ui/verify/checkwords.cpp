// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verify/checkwords.h"

#include "ui/models/findingwords.h"

#include <QCoreApplication>
#include <QStringList>

namespace rekey::ui {

namespace {

struct CheckWords
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::CheckWords)
};

/// "A", "A and B", "A, B and C".
QString listed(QStringList places)
{
    if (places.size() < 2)
        return places.join(QString());
    const QString last = places.takeLast();
    return CheckWords::tr("%1 and %2").arg(places.join(QStringLiteral(", ")), last);
}

QString addressText(const NotAsked &reason)
{
    const QString host = escapedText(reason.host);
    switch (reason.address) {
    case provider::AddressKind::Loopback:
        return CheckWords::tr("%1 is this machine itself, and no rule allows that by name.")
            .arg(host);
    case provider::AddressKind::LinkLocal:
        return CheckWords::tr("%1 is a link-local or metadata address, and no rule allows that by "
                              "name.")
            .arg(host);
    case provider::AddressKind::Private:
        return CheckWords::tr("%1 is a private address, and no rule allows that by name.")
            .arg(host);
    default:
        return CheckWords::tr("%1 is a reserved address, and no rule allows that by name.")
            .arg(host);
    }
}

} // namespace

QString secretUseText(const provider::SecretUse &use)
{
    using Kind = provider::SecretUse::Kind;
    if (use.kind == Kind::SignsWithId)
        return CheckWords::tr("The key id is sent in the Authorization header; the secret signs "
                              "the request and is not sent itself.");
    if (use.kind == Kind::Signs)
        return CheckWords::tr("The secret signs the request and is not sent itself.");
    QStringList places;
    for (const std::string &name : use.headers)
        places.append(CheckWords::tr("the %1 header").arg(escapedText(name)));
    if (use.isInAddress)
        places.append(CheckWords::tr("the address"));
    if (use.isInBody)
        places.append(CheckWords::tr("the body"));
    return CheckWords::tr("The secret itself is sent in %1.").arg(listed(places));
}

QString notAskedText(const NotAsked &reason)
{
    using Kind = NotAsked::Kind;
    switch (reason.kind) {
    case Kind::NotASecret:
        return CheckWords::tr("Its own check digits do not fit: it is not a secret.");
    case Kind::Password:
        return CheckWords::tr("Passwords are never tried by themselves.");
    case Kind::NoChecker:
        return CheckWords::tr("Nothing here knows how to ask about this type.");
    case Kind::PartMissing:
        return CheckWords::tr("Its %1 is missing; look for it in the same file.")
            .arg(escapedText(reason.what));
    case Kind::NoServer:
        return CheckWords::tr("Everybody has their own server; name it with a base URL for %1.")
            .arg(escapedText(reason.provider));
    case Kind::ValueAbsent:
        return CheckWords::tr("Its value is not here; it came from a redacted report.");
    case Kind::Fresh:
        return CheckWords::tr("Answered less than a day ago.");
    case Kind::Address:
        return addressText(reason);
    case Kind::Elsewhere:
        return CheckWords::tr("It stands beside %1, so it is not sent to %2; name that server with "
                              "a base URL for %3.")
            .arg(escapedText(reason.what), escapedText(reason.host), escapedText(reason.provider));
    case Kind::Gone:
        return CheckWords::tr("Its value is not kept any more.");
    case Kind::Unopened:
        return escapedText(reason.what);
    case Kind::Canary:
        return CheckWords::tr("Checking it would likely alert whoever planted it, and the yes for "
                              "its host leaves such out; Verify again asks about it.");
    }
    return {};
}

} // namespace rekey::ui
