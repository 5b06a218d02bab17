// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paste/textintake.h"

#include "core/base/mappedfile.h"

#include <QFile>
#include <QMimeData>

#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

std::unexpected<Error> tooBig(std::string where)
{
    return fail(ErrorKind::TooBig, "the text is larger than what can be pasted", std::move(where));
}

void wipeIfOwn(QByteArray &bytes)
{
    // Shared bytes belong to the clipboard as well: wiping them would empty it.
    if (bytes.isDetached())
        secret::wipe(std::as_writable_bytes(
            std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
}

} // namespace

Result<secret::SecretBytes> textOfMime(const QMimeData &mime, std::uint64_t limitBytes)
{
    for (const QString &format : {u"text/plain;charset=utf-8"_s, u"text/plain"_s}) {
        if (!mime.hasFormat(format))
            continue;
        QByteArray bytes = mime.data(format);
        if (bytes.isEmpty())
            continue;
        const bool fits = static_cast<std::uint64_t>(bytes.size()) <= limitBytes;
        secret::SecretBytes text;
        if (fits)
            text = secret::SecretBytes::copyOf(std::as_bytes(
                std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
        wipeIfOwn(bytes);
        if (!fits)
            return tooBig({});
        return text;
    }
    return fail(ErrorKind::NotFound, "the clipboard holds no text");
}

Result<secret::SecretBytes> textOfFile(const QString &path, std::uint64_t limitBytes)
{
    const std::string name = QFile::encodeName(path).toStdString();
    const Result<MappedFile> file = MappedFile::open(name);
    if (!file)
        return std::unexpected(file.error());
    if (file->bytes().size() > limitBytes)
        return tooBig(name);
    return secret::SecretBytes::copyOf(file->bytes());
}

} // namespace rekey::ui
