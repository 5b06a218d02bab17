// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/anchorcache.h"

#include "core/base/log.h"
#include "core/base/mappedfile.h"
#include "core/base/text.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>
#include <QString>

#include <hs.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace rekey::rules {

namespace {

// Magic, key (64 hex digits), SHA-256 of the rest (32 bytes), then Vectorscan's serialised form.
constexpr std::string_view kMagic = "rekey-anchors-1\n";
constexpr std::size_t kKeyBytes = 64;
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kHeaderBytes = kMagic.size() + kKeyBytes + kHashBytes;

std::string pathFor(const std::string &folder, const std::string &key)
{
    return folder + "/anchors-" + key.substr(0, 32) + ".hsdb";
}

QByteArrayView viewOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray sha256(std::string_view bytes)
{
    return QCryptographicHash::hash(viewOf(bytes), QCryptographicHash::Sha256);
}

/// A database is code to the matcher, so it is taken only from files nobody else can write.
bool isOwnFile(const std::string &path)
{
    struct stat info{};
    return lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid()
        && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

} // namespace

std::string anchorCacheKey(std::span<const Anchor> anchors)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](std::string_view part) {
        hash.addData(viewOf(std::to_string(part.size()) + ':'));
        hash.addData(viewOf(part));
    };
    add(kMagic);
    add(hs_version());
    hs_platform_info platform{};
    if (hs_populate_platform(&platform) == HS_SUCCESS) {
        add(std::to_string(platform.tune));
        add(std::to_string(platform.cpu_features));
    }
    for (const Anchor &anchor : anchors)
        add(anchor.pattern);
    return hash.result().toHex().toStdString();
}

hs_database_t *loadAnchorCache(const std::string &folder, const std::string &key)
{
    const std::string path = pathFor(folder, key);
    if (!isOwnFile(path))
        return nullptr;
    const Result<MappedFile> file = MappedFile::open(path);
    if (!file || file->bytes().size() <= kHeaderBytes)
        return nullptr;
    const std::string_view text = asText(file->bytes());
    const std::string_view body = text.substr(kHeaderBytes);
    const std::string_view hash = text.substr(kMagic.size() + kKeyBytes, kHashBytes);
    if (!text.starts_with(kMagic) || text.substr(kMagic.size(), kKeyBytes) != key
        || viewOf(hash) != QByteArrayView(sha256(body))) {
        qCInfo(rekeyRules) << "ignoring a damaged anchor cache";
        return nullptr;
    }
    hs_database_t *database = nullptr;
    // Refuses other versions and other processors.
    if (hs_deserialize_database(body.data(), body.size(), &database) != HS_SUCCESS)
        return nullptr;
    return database;
}

void storeAnchorCache(const std::string &folder, const std::string &key,
                      const hs_database_t *database)
{
    char *bytes = nullptr;
    std::size_t size = 0;
    if (hs_serialize_database(database, &bytes, &size) != HS_SUCCESS)
        return;
    const std::string_view body(bytes, size);
    mkdir(folder.c_str(), S_IRWXU); // may be there already
    QSaveFile file(QString::fromStdString(pathFor(folder, key)));
    const bool stored = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(viewOf(kMagic).toByteArray()) > 0 && file.write(key.data(), kKeyBytes) > 0
        && file.write(sha256(body)) > 0
        && file.write(bytes, static_cast<qint64>(size)) == static_cast<qint64>(size)
        && file.commit();
    std::free(bytes);
    if (!stored)
        qCInfo(rekeyRules) << "the anchor cache could not be written:" << file.errorString();
}

} // namespace rekey::rules
