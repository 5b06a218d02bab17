// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace rekey::test {

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Arguments and environment of a process and of its children, as anybody on the machine may see
/// them now.
inline QByteArray seenOfProcess(qint64 pid)
{
    const QString base = QStringLiteral("/proc/%1/").arg(pid);
    const QString children = base + QStringLiteral("task/%1/children").arg(pid);
    QByteArray seen
        = contentOf(base + QStringLiteral("cmdline")) + contentOf(base + QStringLiteral("environ"));
    for (const QByteArray &child : contentOf(children).split(' ')) {
        if (!child.trimmed().isEmpty())
            seen += seenOfProcess(child.toLongLong());
    }
    return seen;
}

} // namespace rekey::test
