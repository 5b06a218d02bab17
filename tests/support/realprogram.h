// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileInfo>
#include <QStandardPaths>
#include <QString>

namespace rekey::test {

/// Path of a program of others that tests run against: the one that REKEY_<NAME> names, else the
/// one on the PATH; where that cannot be reached, the copy that tests/peers/fetch.sh made. Empty
/// when there is none.
inline QString realProgram(const QString &name)
{
    const QString named = qEnvironmentVariable(("REKEY_" + name.toUpper().toUtf8()).constData());
    if (QFileInfo(named).isExecutable())
        return named;
    const QString found = named.isEmpty() ? QStandardPaths::findExecutable(name) : QString();
    if (!found.isEmpty())
        return found;
    return QStandardPaths::findExecutable(name,
                                          {QStringLiteral(REKEY_SOURCE_DIR "/build/peers/bin")});
}

} // namespace rekey::test
