// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mappedfile.h"
#include "core/base/result.h"
#include "core/sources/gitobject.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace rekey::sources::git {

/// What stands before an object's compressed bytes in a pack.
struct PackEntry
{
    ObjectType type = ObjectType::None;
    std::uint64_t size = 0; ///< of what is compressed: the object, or the delta
    std::uint64_t data = 0; ///< where the compressed bytes begin in the pack
    std::uint64_t base = 0; ///< OfsDelta: offset of the base's entry
    const std::byte *baseId = nullptr; ///< RefDelta: the base's name, inside the pack
};

/// One pack with its index (versions 1 and 2), mapped. Immutable after opening: any thread.
/// Positions count objects in the order of their names, as the index does.
class PackFile
{
public:
    /// Errors: NotFound, Denied, Io, Malformed, Unsupported.
    [[nodiscard]] static Result<PackFile> open(const std::string &indexPath, std::size_t hashSize);

    [[nodiscard]] const std::string &path() const { return m_path; }
    [[nodiscard]] std::uint32_t count() const { return m_count; }
    [[nodiscard]] const std::byte *id(std::uint32_t position) const
    {
        return m_ids + position * m_idStride;
    }
    [[nodiscard]] std::uint64_t offset(std::uint32_t position) const;
    [[nodiscard]] std::optional<std::uint32_t> find(const std::byte *id) const;

    /// The entry at an offset; nothing when it is cut off, of no known type, or names a base that
    /// cannot be.
    [[nodiscard]] std::optional<PackEntry> entry(std::uint64_t offset) const;
    /// Bytes [begin, end) of the pack, clamped to where objects can be.
    [[nodiscard]] std::span<const std::byte> data(std::uint64_t begin, std::uint64_t end) const;
    [[nodiscard]] std::uint64_t dataEnd() const { return m_dataEnd; }

    /// Asks the kernel to read the pack ahead.
    void willNeed() const;

private:
    [[nodiscard]] Result<void> readIndex(std::size_t hashSize);

    std::string m_path;
    MappedFile m_index;
    MappedFile m_pack;
    const std::byte *m_fanout = nullptr;
    const std::byte *m_ids = nullptr;
    std::size_t m_idStride = 0;
    const std::byte *m_offsets = nullptr; ///< 4 bytes each at m_offsetStride
    std::size_t m_offsetStride = 0;
    std::span<const std::byte> m_largeOffsets; ///< 8 bytes each
    std::uint32_t m_count = 0;
    std::size_t m_hashSize = 0;
    std::uint64_t m_dataEnd = 0;
};

} // namespace rekey::sources::git
