// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::store {

/// Writes values one behind the other: numbers as LEB128, texts with their length before them. The
/// same values give the same bytes.
class Packer
{
public:
    void number(std::uint64_t value);
    void signedNumber(std::int64_t value); ///< zigzag
    void flag(bool value) { number(value ? 1 : 0); }
    void real(float value); ///< IEEE 754, little endian
    void text(std::string_view value);
    /// Lower-case hexadecimal digits take half the room; any other text is kept too.
    void hexText(std::string_view value);
    void texts(const std::vector<std::string> &values);
    void raw(std::string_view bytes) { m_bytes += bytes; }

    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    void clear() { m_bytes.clear(); }

private:
    std::string m_bytes;
};

/// Reads what a Packer wrote. Behind the end, or at something impossible, everything reads as zero
/// and empty and isGood() is false from then on. Borrows the bytes.
class Unpacker
{
public:
    explicit Unpacker(std::string_view bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] std::uint64_t number();
    [[nodiscard]] std::int64_t signedNumber();
    [[nodiscard]] bool flag() { return number() != 0; }
    [[nodiscard]] float real();
    [[nodiscard]] std::string_view text();
    [[nodiscard]] std::string hexText();
    [[nodiscard]] std::vector<std::string> texts();
    [[nodiscard]] std::string_view raw(std::size_t size);
    /// A number of things of at least one byte each: never more than there are bytes left.
    [[nodiscard]] std::size_t count();
    /// A value of an enum whose last value is `last`.
    template <typename Enum> [[nodiscard]] Enum choice(Enum last)
    {
        const std::uint64_t value = number();
        if (value > static_cast<std::uint64_t>(last)) {
            m_isGood = false;
            return Enum{};
        }
        return static_cast<Enum>(value);
    }

    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool isDone() const { return m_isGood && m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_isGood = true;
};

} // namespace rekey::store
