// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/packfile.h"

#include <sys/mman.h>

#include <cstring>

namespace rekey::sources::git {

namespace {

constexpr std::size_t kFanoutBytes = 256 * 4;
constexpr std::size_t kPackHeaderBytes = 12;
constexpr std::uint32_t kIndexMagic = 0xff744f63;
constexpr std::uint32_t kPackMagic = 0x5041434b; // "PACK"
constexpr std::uint32_t kLargeOffset = 0x80000000;

std::uint32_t readBig32(const std::byte *at)
{
    std::uint32_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return __builtin_bswap32(value);
}

std::uint64_t readBig64(const std::byte *at)
{
    return std::uint64_t{readBig32(at)} << 32 | readBig32(at + 4);
}

} // namespace

Result<PackFile> PackFile::open(const std::string &indexPath, std::size_t hashSize)
{
    PackFile file;
    file.m_path = indexPath.substr(0, indexPath.size() - 4) + ".pack";
    file.m_hashSize = hashSize;
    auto index = MappedFile::open(indexPath, MappedFile::Links::Follow);
    if (!index)
        return std::unexpected(index.error());
    auto pack = MappedFile::open(file.m_path, MappedFile::Links::Follow);
    if (!pack)
        return std::unexpected(pack.error());
    file.m_index = std::move(*index);
    file.m_pack = std::move(*pack);
    const auto bytes = file.m_pack.bytes();
    if (bytes.size() < kPackHeaderBytes + hashSize || readBig32(bytes.data()) != kPackMagic)
        return fail(ErrorKind::Malformed, "is not a pack", file.m_path);
    const std::uint32_t version = readBig32(bytes.data() + 4);
    if (version != 2 && version != 3)
        return fail(ErrorKind::Unsupported, "pack of an unknown version", file.m_path);
    file.m_dataEnd = bytes.size() - hashSize;
    if (const auto read = file.readIndex(hashSize); !read)
        return std::unexpected(read.error());
    return file;
}

Result<void> PackFile::readIndex(std::size_t hashSize)
{
    const auto bytes = m_index.bytes();
    const auto malformed
        = [&] { return fail(ErrorKind::Malformed, "the pack's index is damaged", m_path); };
    if (bytes.size() < 8 + kFanoutBytes)
        return malformed();
    const bool second = readBig32(bytes.data()) == kIndexMagic;
    if (second && readBig32(bytes.data() + 4) != 2)
        return fail(ErrorKind::Unsupported, "pack index of an unknown version", m_path);
    m_fanout = bytes.data() + (second ? 8 : 0);
    for (std::size_t i = 1; i < 256; ++i) {
        if (readBig32(m_fanout + 4 * i) < readBig32(m_fanout + 4 * (i - 1)))
            return malformed();
    }
    m_count = readBig32(m_fanout + kFanoutBytes - 4);
    const std::byte *table = m_fanout + kFanoutBytes;
    const std::uint64_t room = bytes.size() - static_cast<std::size_t>(table - bytes.data());
    const std::uint64_t perObject = second ? hashSize + 8 : hashSize + 4;
    if (m_count >= kNone || room < perObject * m_count + 2 * hashSize)
        return malformed();
    if (second) {
        m_ids = table;
        m_idStride = hashSize;
        m_offsets = table + std::size_t{m_count} * (hashSize + 4);
        m_offsetStride = 4;
        m_largeOffsets
            = {m_offsets + std::size_t{m_count} * 4, room - perObject * m_count - 2 * hashSize};
    } else {
        m_ids = table + 4;
        m_offsets = table;
        m_idStride = m_offsetStride = hashSize + 4;
    }
    return {};
}

std::uint64_t PackFile::offset(std::uint32_t position) const
{
    const std::uint32_t value = readBig32(m_offsets + position * m_offsetStride);
    if ((value & kLargeOffset) == 0 || m_offsetStride != 4)
        return value;
    const std::size_t at = std::size_t{value & ~kLargeOffset} * 8;
    return at + 8 <= m_largeOffsets.size() ? readBig64(m_largeOffsets.data() + at) : m_dataEnd;
}

std::optional<std::uint32_t> PackFile::find(const std::byte *id) const
{
    const auto first = std::to_integer<std::size_t>(*id);
    std::uint32_t low = first == 0 ? 0 : readBig32(m_fanout + 4 * (first - 1));
    std::uint32_t high = readBig32(m_fanout + 4 * first);
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        const int order = std::memcmp(this->id(middle), id, m_hashSize);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return std::nullopt;
}

std::optional<PackEntry> PackFile::entry(std::uint64_t offset) const
{
    if (offset < kPackHeaderBytes || offset >= m_dataEnd)
        return std::nullopt;
    const auto bytes = m_pack.bytes();
    std::uint64_t at = offset;
    auto byte = std::to_integer<std::uint32_t>(bytes[at++]);
    PackEntry entry;
    entry.type = static_cast<ObjectType>((byte >> 4) & 7);
    entry.size = byte & 15;
    for (unsigned shift = 4; (byte & 0x80) != 0; shift += 7) {
        if (at >= m_dataEnd || shift > 56)
            return std::nullopt;
        byte = std::to_integer<std::uint32_t>(bytes[at++]);
        entry.size |= std::uint64_t{byte & 0x7f} << shift;
    }
    if (entry.type == ObjectType::RefDelta) {
        entry.baseId = bytes.data() + at;
        at += m_hashSize;
    } else if (entry.type == ObjectType::OfsDelta) {
        std::uint64_t distance = 0;
        do {
            if (at >= m_dataEnd || distance > offset)
                return std::nullopt;
            byte = std::to_integer<std::uint32_t>(bytes[at]);
            const bool first = entry.data == 0;
            distance = first ? byte & 0x7f : ((distance + 1) << 7) | (byte & 0x7f);
            entry.data = ++at;
        } while ((byte & 0x80) != 0);
        if (distance == 0 || distance > offset)
            return std::nullopt;
        entry.base = offset - distance;
    } else if (entry.type == ObjectType::None || static_cast<int>(entry.type) == 5) {
        return std::nullopt;
    }
    entry.data = at;
    if (at >= m_dataEnd)
        return std::nullopt;
    return entry;
}

std::span<const std::byte> PackFile::data(std::uint64_t begin, std::uint64_t end) const
{
    if (end > m_dataEnd)
        end = m_dataEnd;
    if (begin >= end)
        return {};
    return m_pack.bytes().subspan(begin, end - begin);
}

void PackFile::willNeed() const
{
    const auto bytes = m_pack.bytes();
    ::madvise(const_cast<std::byte *>(bytes.data()), bytes.size(), MADV_WILLNEED);
}

} // namespace rekey::sources::git
