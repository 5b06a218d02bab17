// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QApplication;

namespace rekey::app {

/// Makes the program speak a language from here on: "system", "en", "de", or the made-up ones
/// "qps" (longer, accented) and "qps-plocm" (also mirrored). Call before any text is made. The
/// environment variable REKEY_LANG wins over `wanted`.
void installLanguage(QApplication &application, const QString &wanted);

} // namespace rekey::app
