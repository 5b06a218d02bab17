// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/session/checkplan.h"

#include <QString>
#include <QStringList>

class QSettings;

namespace rekey::ui {

/// How the network is reached, as a person writes it down. Holds no secrets.
struct NetworkChoices
{
    QString proxy; ///< "system", "none", "http://HOST:PORT" or "socks5://HOST:PORT"
    QString authorities; ///< file with certificates in PEM; empty: none beside the system's
    QStringList servers; ///< "gitlab=https://gitlab.example": instead of the provider's own
    QStringList allowed; ///< "lab=10.0.0.7": a rule's name and a host that is not public

    friend bool operator==(const NetworkChoices &, const NetworkChoices &) = default;
};

[[nodiscard]] NetworkChoices readNetworkChoices(const QSettings &settings);
void writeNetworkChoices(QSettings &settings, const NetworkChoices &choices);

/// What the choices come to; reads the file of certificates. Errors: Invalid (which line), and
/// those of provider::readAuthorities.
[[nodiscard]] Result<CheckSetup> setupOf(const NetworkChoices &choices);

} // namespace rekey::ui
