// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/expirywords.h"

#include "ui/seal/sealwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cstdlib>

namespace rekey::ui {

QString expiryText(std::int64_t expiresAt, std::int64_t now)
{
    constexpr std::int64_t kNear = std::int64_t{2} * 24 * 3600;
    if (expiresAt == 0)
        return QCoreApplication::translate("rekey::ui::SealsModel", "Never");
    if (std::abs(expiresAt - now) > kNear)
        return dayOf(expiresAt);
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(expiresAt), QLocale::ShortFormat);
}

} // namespace rekey::ui
