// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitindex.h"

#include "core/base/mappedfile.h"
#include "core/base/text.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>

namespace rekey::sources::git {

namespace {

// gitformat-index(5), read 2026.
constexpr std::uint32_t kSignature = 0x44495243; // "DIRC"
constexpr std::uint32_t kLinkExtension = 0x6c696e6b; // "link": a split index
constexpr std::size_t kStatBytes = 40;
// Version 4 stores only how a path differs from the one before, so a small file can name paths
// without end. Real ones come to a few times the file's size.
constexpr std::uint64_t kMaxPathShare = 32;

class Parser
{
public:
    Parser(std::span<const std::byte> bytes, std::size_t hashSize)
        : m_bytes(bytes)
        , m_hashSize(hashSize)
    {
    }

    bool parse(Index &index)
    {
        if (m_bytes.size() < 12 + m_hashSize || big32(0) != kSignature)
            return false;
        m_version = big32(4);
        if (m_version < 2 || m_version > 4)
            return false;
        const std::uint32_t count = big32(8);
        m_at = 12;
        if (count > m_bytes.size() / (kStatBytes + m_hashSize))
            return false;
        index.entries.reserve(count);
        for (std::uint32_t i = 0; i < count; ++i) {
            if (!entry(index.entries.emplace_back()))
                return false;
        }
        index.whole = !hasLink();
        return true;
    }

private:
    [[nodiscard]] std::uint32_t big32(std::size_t at) const
    {
        std::uint32_t value = 0;
        std::memcpy(&value, m_bytes.data() + at, sizeof value);
        return __builtin_bswap32(value);
    }

    [[nodiscard]] std::uint32_t big16(std::size_t at) const
    {
        return std::to_integer<std::uint32_t>(m_bytes[at]) << 8
            | std::to_integer<std::uint32_t>(m_bytes[at + 1]);
    }

    bool entry(IndexEntry &entry)
    {
        const std::size_t begin = m_at;
        if (m_bytes.size() < begin + kStatBytes + m_hashSize + 4)
            return false;
        entry.mtimeSeconds = big32(begin + 8);
        entry.mtimeNanoseconds = big32(begin + 12);
        entry.mode = big32(begin + 24);
        entry.size = big32(begin + 36);
        entry.id = ObjectId::from(m_bytes.data() + begin + kStatBytes, m_hashSize);
        const std::uint32_t flags = big16(begin + kStatBytes + m_hashSize);
        entry.stage = static_cast<std::uint8_t>((flags >> 12) & 3);
        const bool extended = m_version >= 3 && (flags & 0x4000) != 0;
        m_at = begin + kStatBytes + m_hashSize + 2 + (extended ? 2 : 0);
        if (!name(entry.path))
            return false;
        if (m_version < 4) // padded with NULs to a multiple of eight
            m_at = begin + (m_at - begin + 7) / 8 * 8;
        return m_at <= m_bytes.size();
    }

    /// Leaves m_at behind the name's NUL.
    bool name(std::string &path)
    {
        if (m_version == 4) {
            const auto strip = varint();
            if (!strip || *strip > m_last.size())
                return false;
            m_last.resize(m_last.size() - *strip);
        } else {
            m_last.clear();
        }
        const auto rest = asText(m_bytes.subspan(m_at));
        const std::size_t end = rest.find('\0');
        if (end == std::string_view::npos)
            return false;
        m_last += rest.substr(0, end);
        path = m_last;
        m_at += end + 1;
        m_pathBytes += path.size();
        return m_pathBytes / kMaxPathShare <= m_bytes.size();
    }

    std::optional<std::uint64_t> varint()
    {
        std::uint64_t value = 0;
        for (int i = 0; i < 9 && m_at < m_bytes.size(); ++i) {
            const auto byte = std::to_integer<std::uint32_t>(m_bytes[m_at++]);
            value = i == 0 ? byte & 0x7f : ((value + 1) << 7) | (byte & 0x7f);
            if ((byte & 0x80) == 0)
                return value;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool hasLink() const
    {
        std::size_t at = m_at;
        while (at + 8 + m_hashSize <= m_bytes.size()) {
            if (big32(at) == kLinkExtension)
                return true;
            at += 8 + std::size_t{big32(at + 4)};
        }
        return false;
    }

    std::span<const std::byte> m_bytes;
    std::size_t m_hashSize;
    std::size_t m_at = 0;
    std::uint32_t m_version = 0;
    std::string m_last;
    std::uint64_t m_pathBytes = 0;
};

} // namespace

Result<Index> readIndex(const std::string &path, std::size_t hashSize)
{
    Index index;
    // Safe to map: git puts a new one in its place, it never cuts the old one.
    const auto file = MappedFile::open(path, MappedFile::Links::Follow);
    if (!file && file.error().kind == ErrorKind::NotFound)
        return index;
    if (!file)
        return std::unexpected(file.error());
    struct stat info{};
    if (::stat(path.c_str(), &info) == 0) {
        index.mtimeSeconds = info.st_mtim.tv_sec;
        index.mtimeNanoseconds = info.st_mtim.tv_nsec;
    }
    if (!Parser(file->bytes(), hashSize).parse(index))
        return fail(ErrorKind::Malformed, "the index is damaged or of an unknown version", path);
    std::ranges::sort(index.entries, [](const IndexEntry &a, const IndexEntry &b) {
        return std::tie(a.path, a.stage) < std::tie(b.path, b.stage);
    });
    return index;
}

} // namespace rekey::sources::git
