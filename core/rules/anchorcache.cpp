// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/anchorcache.h"

#include "core/base/log.h"
#include "core/base/mappedfile.h"
#include "core/base/text.h"
#include "core/rules/anchor.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>
#include <QString>

#include <hs.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <utility>

namespace rekey::rules {

namespace {

// Magic, key (64 hex digits), SHA-256 of the rest (32 bytes), then the rest: numbers of 4 bytes in
// this machine's order, texts behind their size, last Vectorscan's serialised form.
constexpr std::string_view kMagic = "rekey-anchors-2\n";
constexpr std::size_t kKeyBytes = 64;
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kHeaderBytes = kMagic.size() + kKeyBytes + kHashBytes;
constexpr std::uint32_t kMaxEntries = 1U << 20;

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

class Writer
{
public:
    void number(std::uint32_t value) { m_out.append(reinterpret_cast<const char *>(&value), 4); }
    void text(std::string_view value)
    {
        number(static_cast<std::uint32_t>(value.size()));
        m_out += value;
    }
    const std::string &out() const { return m_out; }

private:
    std::string m_out;
};

class Reader
{
public:
    explicit Reader(std::string_view in)
        : m_in(in)
    {
    }

    std::uint32_t number()
    {
        std::uint32_t value = 0;
        if (m_in.size() < sizeof value) {
            m_ok = false;
            return 0;
        }
        std::memcpy(&value, m_in.data(), sizeof value);
        m_in.remove_prefix(sizeof value);
        return value;
    }
    std::uint32_t count()
    {
        const std::uint32_t value = number();
        m_ok = m_ok && value <= kMaxEntries;
        return m_ok ? value : 0;
    }
    std::string_view text()
    {
        const std::uint32_t size = number();
        if (size > m_in.size()) {
            m_ok = false;
            return {};
        }
        const std::string_view value = m_in.substr(0, size);
        m_in.remove_prefix(size);
        return value;
    }
    bool ok() const { return m_ok; }

private:
    std::string_view m_in;
    bool m_ok = true;
};

void writeAnchor(Writer &writer, const Anchor &anchor)
{
    writer.text(anchor.pattern);
    writer.number(anchor.minWidth);
    writer.number(anchor.maxWidth);
    writer.number(static_cast<std::uint32_t>(anchor.uses.size()));
    for (const AnchorUse &use : anchor.uses) {
        writer.number(use.detector);
        writer.number(static_cast<std::uint32_t>(use.beginMin));
        writer.number(static_cast<std::uint32_t>(use.beginMax));
    }
}

Anchor readAnchor(Reader &reader)
{
    Anchor anchor;
    anchor.pattern = reader.text();
    anchor.minWidth = reader.number();
    anchor.maxWidth = reader.number();
    const std::uint32_t uses = reader.count();
    for (std::uint32_t i = 0; i < uses && reader.ok(); ++i) {
        AnchorUse use;
        use.detector = reader.number();
        use.beginMin = static_cast<std::int32_t>(reader.number());
        use.beginMax = static_cast<std::int32_t>(reader.number());
        anchor.uses.push_back(use);
    }
    return anchor;
}

/// The whole body, but for the database's bytes.
std::string_view readBody(std::string_view body, CachedAnchors &out)
{
    Reader reader(body);
    const std::uint32_t anchors = reader.count();
    for (std::uint32_t i = 0; i < anchors && reader.ok(); ++i)
        out.anchors.push_back(readAnchor(reader));
    const std::uint32_t widths = reader.count();
    for (std::uint32_t i = 0; i < widths && reader.ok(); ++i)
        out.maxMatchBytes.push_back(reader.number());
    const std::string_view database = reader.text();
    return reader.ok() ? database : std::string_view();
}

class KeyHash
{
public:
    void add(std::string_view part)
    {
        m_hash.addData(viewOf(std::to_string(part.size()) + ':'));
        m_hash.addData(viewOf(part));
    }
    void add(std::uint64_t number) { add(std::to_string(number)); }
    void add(const std::vector<std::string> &parts)
    {
        add(parts.size());
        for (const std::string &part : parts)
            add(part);
    }
    std::string hex() const { return m_hash.result().toHex().toStdString(); }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace

CachedAnchors::~CachedAnchors()
{
    hs_free_database(database);
}

CachedAnchors::CachedAnchors(CachedAnchors &&other) noexcept
    : anchors(std::move(other.anchors))
    , maxMatchBytes(std::move(other.maxMatchBytes))
    , database(std::exchange(other.database, nullptr))
{
}

std::string anchorCacheKey(const RulePack &pack)
{
    KeyHash hash;
    hash.add(kMagic);
    hash.add(REKEY_VERSION);
    hash.add(anchorCodeId());
    hash.add(hs_version());
    hs_platform_info platform{};
    if (hs_populate_platform(&platform) == HS_SUCCESS) {
        hash.add(platform.tune);
        hash.add(platform.cpu_features);
    }
    for (const Detector &detector : pack.detectors) {
        hash.add(detector.id);
        hash.add(detector.pattern);
        hash.add(detector.keywords);
        hash.add(detector.keywordDistanceBytes);
        hash.add(detector.maxLengthBytes);
        hash.add(detector.filters);
        hash.add(detector.deny);
        for (const CompanionRule &companion : detector.companions)
            hash.add(companion.pattern);
    }
    return hash.hex();
}

Result<CachedAnchors> loadAnchorCache(const std::string &folder, const std::string &key)
{
    const std::string path = pathFor(folder, key);
    const Result<MappedFile> file = MappedFile::open(path);
    if (!file)
        return std::unexpected(file.error());
    if (!isOwnFile(path))
        return fail(ErrorKind::Denied, "somebody else could have written it", path);
    const std::string_view text = asText(file->bytes());
    if (text.size() <= kHeaderBytes || !text.starts_with(kMagic)
        || text.substr(kMagic.size(), kKeyBytes) != key)
        return fail(ErrorKind::Malformed, "it is no cache of these rules", path);
    const std::string_view body = text.substr(kHeaderBytes);
    const std::string_view hash = text.substr(kMagic.size() + kKeyBytes, kHashBytes);
    if (viewOf(hash) != QByteArrayView(sha256(body)))
        return fail(ErrorKind::Malformed, "it is damaged", path);
    CachedAnchors cached;
    const std::string_view database = readBody(body, cached);
    // Refuses other versions and other processors.
    if (hs_deserialize_database(database.data(), database.size(), &cached.database) != HS_SUCCESS)
        return fail(ErrorKind::Malformed, "it is of another version or processor", path);
    return cached;
}

void storeAnchorCache(const std::string &folder, const std::string &key,
                      const CompiledRules::Engine &engine)
{
    char *bytes = nullptr;
    std::size_t size = 0;
    if (hs_serialize_database(engine.database, &bytes, &size) != HS_SUCCESS)
        return;
    Writer writer;
    writer.number(static_cast<std::uint32_t>(engine.anchors.size()));
    for (const Anchor &anchor : engine.anchors)
        writeAnchor(writer, anchor);
    writer.number(static_cast<std::uint32_t>(engine.detectors.size()));
    for (const CompiledDetector &detector : engine.detectors)
        writer.number(detector.maxMatchBytes);
    writer.text({bytes, size});
    std::free(bytes);

    mkdir(folder.c_str(), S_IRWXU); // may be there already
    QByteArray text = viewOf(kMagic).toByteArray();
    text += viewOf(key);
    text += sha256(writer.out());
    text += viewOf(writer.out());
    QSaveFile file(QString::fromStdString(pathFor(folder, key)));
    const bool stored = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(text) == text.size() && file.commit();
    if (!stored)
        qCInfo(rekeyRules) << "the anchor cache could not be written:" << file.errorString();
}

} // namespace rekey::rules
