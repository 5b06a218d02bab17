// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/location.h"

#include "core/base/folders.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace rekey::store {

namespace {

constexpr std::array<std::string_view, 3> kServerOptions
    = {"sslmode", "sslrootcert", "connect_timeout"};

/// libpq splits its options at blanks and quotes.
bool isPlain(std::string_view value)
{
    return std::ranges::none_of(value, [](char character) {
        return character == ' ' || character == '\'' || character == '\\' || character == ';'
            || static_cast<unsigned char>(character) < 0x20;
    });
}

Result<void> readOptions(const QUrl &url, StoreLocation &location)
{
    for (const auto &[key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        const std::string name = key.toStdString();
        if (!isPlain(value.toStdString()))
            return fail(ErrorKind::Invalid, "the option " + name + " has an impossible value");
        if (name == "host")
            location.host = value.toStdString();
        else if (std::ranges::find(kServerOptions, name) != kServerOptions.end())
            location.options.push_back(name + '=' + value.toStdString());
        else
            return fail(ErrorKind::Invalid,
                        "a database's address knows the options host, sslmode, sslrootcert and "
                        "connect_timeout, not "
                            + name);
    }
    return {};
}

Result<StoreLocation> parseServer(std::string_view text)
{
    const QUrl url(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())),
                   QUrl::StrictMode);
    if (!url.isValid())
        return fail(ErrorKind::Invalid, "a database's address is postgresql://USER@HOST/DATABASE");
    if (!url.password().isEmpty()) {
        return fail(ErrorKind::Invalid,
                    "a password in the address can be read by others; put it into the file "
                    ".pgpass of your home and leave it out here");
    }
    StoreLocation location;
    location.kind = StoreLocation::Kind::Server;
    location.host = url.host().toStdString();
    location.port = std::max(url.port(), 0);
    location.user = url.userName().toStdString();
    location.database = url.path().mid(1).toStdString();
    if (location.database.empty() || !isPlain(location.database))
        return fail(ErrorKind::Invalid, "the address does not name a database behind the host");
    return readOptions(url, location).transform([&] { return location; });
}

} // namespace

Result<StoreLocation> StoreLocation::parse(std::string_view text)
{
    if (text.empty())
        return fail(ErrorKind::Invalid, "the place of the store is empty");
    if (text == ":memory:")
        return memory();
    if (text.starts_with("postgresql://") || text.starts_with("postgres://"))
        return parseServer(text);
    return file(std::string(text));
}

StoreLocation StoreLocation::file(std::string path)
{
    StoreLocation location;
    location.kind = Kind::File;
    location.path = std::move(path);
    return location;
}

StoreLocation StoreLocation::usual()
{
    const std::string folder = userFolders().data;
    return file(folder.empty() ? std::string() : folder + "/store.db");
}

std::string StoreLocation::title() const
{
    switch (kind) {
    case Kind::Memory:
        return "memory";
    case Kind::File:
        return path;
    case Kind::Server:
        break;
    }
    return database + " on " + (host.empty() ? std::string("this machine") : host);
}

} // namespace rekey::store
