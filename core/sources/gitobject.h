// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rekey::sources::git {

/// Numbers as packs store them (gitformat-pack(5), read 2026).
enum class ObjectType : std::uint8_t
{
    None = 0,
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
    OfsDelta = 6,
    RefDelta = 7,
};

[[nodiscard]] constexpr bool isDelta(ObjectType type)
{
    return type == ObjectType::OfsDelta || type == ObjectType::RefDelta;
}

/// "commit", "tree", "blob", "tag" as in loose objects; None for anything else.
[[nodiscard]] ObjectType typeFromName(std::string_view name);

inline constexpr std::size_t kSha1Bytes = 20;
inline constexpr std::size_t kSha256Bytes = 32;
inline constexpr std::uint32_t kNone = 0xffffffff; ///< no object, node or position

/// An object's name: SHA-1 or SHA-256. Unused bytes are zero.
struct ObjectId
{
    std::array<std::byte, kSha256Bytes> bytes{};

    [[nodiscard]] static ObjectId from(const std::byte *data, std::size_t hashSize);
    /// Nothing unless `hex` is exactly 2 * hashSize hexadecimal digits.
    [[nodiscard]] static std::optional<ObjectId> fromHex(std::string_view hex,
                                                         std::size_t hashSize);

    [[nodiscard]] std::string hex(std::size_t hashSize) const;
    [[nodiscard]] bool isZero() const { return *this == ObjectId{}; }

    friend auto operator<=>(const ObjectId &, const ObjectId &) = default;
};

/// Bytes on the heap that are not cleared before use. Move-only. resize() does not keep content.
class Buffer
{
public:
    Buffer() = default;
    Buffer(Buffer &&other) noexcept;
    Buffer &operator=(Buffer &&other) noexcept;
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;
    ~Buffer() = default;

    /// May throw std::bad_alloc. Memory grows, and shrinks only by clear().
    void resize(std::size_t size);
    void clear();
    [[nodiscard]] std::byte *data() { return m_data.get(); }
    [[nodiscard]] std::span<const std::byte> bytes() const { return {m_data.get(), m_size}; }
    [[nodiscard]] std::span<std::byte> writable() { return {m_data.get(), m_size}; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }

private:
    std::unique_ptr<std::byte[]> m_data;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

/// One line of a tree object; the views point into the tree's bytes.
struct TreeEntry
{
    std::uint32_t mode = 0;
    std::string_view name;
    const std::byte *id = nullptr;

    [[nodiscard]] bool isTree() const { return (mode & 0170000) == 0040000; }
    [[nodiscard]] bool isBlob() const { return !isTree() && !isSubmodule(); }
    [[nodiscard]] bool isSubmodule() const { return (mode & 0170000) == 0160000; }
};

/// Reads a tree object's entries in turn. Malformed bytes end the reading.
class TreeReader
{
public:
    TreeReader(std::span<const std::byte> bytes, std::size_t hashSize)
        : m_bytes(bytes)
        , m_hashSize(hashSize)
    {
    }
    /// False at the end.
    [[nodiscard]] bool next(TreeEntry &entry);

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_hashSize;
};

/// The value of the first header line `key` of a commit or tag; empty when there is none.
[[nodiscard]] std::string_view headerValue(std::string_view object, std::string_view key);

/// Who and when, as written in a commit's author line.
struct Signature
{
    std::string name;
    std::string email;
    std::int64_t time = 0; ///< seconds since 1970 UTC
};

[[nodiscard]] Signature parseSignature(std::string_view line);

} // namespace rekey::sources::git
