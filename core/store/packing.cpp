// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/packing.h"

#include "core/base/text.h"

#include <algorithm>
#include <bit>

namespace rekey::store {

namespace {

int digitOf(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    if (character >= 'a' && character <= 'f')
        return character - 'a' + 10;
    return -1;
}

bool isPackableHex(std::string_view text)
{
    return text.size() % 2 == 0
        && std::ranges::all_of(text, [](char character) { return digitOf(character) >= 0; });
}

} // namespace

void Packer::number(std::uint64_t value)
{
    while (value >= 0x80) {
        m_bytes += static_cast<char>((value & 0x7f) | 0x80);
        value >>= 7;
    }
    m_bytes += static_cast<char>(value);
}

void Packer::signedNumber(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    number((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void Packer::real(float value)
{
    auto bits = std::bit_cast<std::uint32_t>(value);
    for (int i = 0; i < 4; ++i, bits >>= 8)
        m_bytes += static_cast<char>(bits & 0xff);
}

void Packer::text(std::string_view value)
{
    number(value.size());
    m_bytes += value;
}

void Packer::hexText(std::string_view value)
{
    if (!isPackableHex(value)) {
        number(value.size() * 2 + 1);
        m_bytes += value;
        return;
    }
    number(value.size());
    for (std::size_t i = 0; i < value.size(); i += 2)
        m_bytes += static_cast<char>(digitOf(value[i]) * 16 + digitOf(value[i + 1]));
}

void Packer::texts(const std::vector<std::string> &values)
{
    number(values.size());
    for (const std::string &value : values)
        text(value);
}

std::uint64_t Unpacker::number()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (m_rest.empty())
            break;
        const auto byte = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7fU} << shift;
        if (byte < 0x80)
            return value;
    }
    m_isGood = false;
    m_rest = {};
    return 0;
}

std::int64_t Unpacker::signedNumber()
{
    const std::uint64_t bits = number();
    return static_cast<std::int64_t>((bits >> 1) ^ ((bits & 1) != 0 ? ~std::uint64_t{0} : 0));
}

float Unpacker::real()
{
    const std::string_view bytes = raw(4);
    std::uint32_t bits = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        bits = (bits << 8) | static_cast<unsigned char>(bytes[i]);
    return std::bit_cast<float>(bits);
}

std::string_view Unpacker::raw(std::size_t size)
{
    if (size > m_rest.size()) {
        m_isGood = false;
        m_rest = {};
        return {};
    }
    const std::string_view bytes = m_rest.substr(0, size);
    m_rest.remove_prefix(size);
    return bytes;
}

std::string_view Unpacker::text()
{
    return raw(number());
}

std::string Unpacker::hexText()
{
    const std::uint64_t size = number();
    // Even: that many digits in half as many bytes. Odd: text as it is.
    if (size % 2 != 0)
        return std::string(raw(size / 2));
    return toHex(asBytes(raw(size / 2)));
}

std::size_t Unpacker::count()
{
    const std::uint64_t value = number();
    if (value > m_rest.size()) {
        m_isGood = false;
        m_rest = {};
        return 0;
    }
    return value;
}

std::vector<std::string> Unpacker::texts()
{
    std::vector<std::string> values(count());
    for (std::string &value : values)
        value = text();
    return values;
}

} // namespace rekey::store
