// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace rekey::test {

/// Made-up secrets, put together at run time so that no scanner takes the sources for a leak. They
/// have the form and checksum of real ones and were never issued by anybody: the same seed gives
/// the same value.
class MadeUp
{
public:
    explicit MadeUp(std::uint32_t seed)
        : m_random(seed)
    {
    }

    /// Characters drawn from an alphabet, none twice in a row.
    std::string characters(std::string_view alphabet, std::size_t count)
    {
        std::string text;
        while (text.size() < count) {
            const char next = alphabet[m_random() % alphabet.size()];
            if (text.empty() || text.back() != next)
                text += next;
        }
        return text;
    }

    std::string alphanumeric(std::size_t count) { return characters(kBase62, count); }
    std::string hex(std::size_t count) { return characters("0123456789abcdef", count); }

    /// Classic personal access token with a right checksum (GitHub's format: prefix, 30 characters,
    /// CRC-32 of them in base 62).
    std::string githubToken()
    {
        const std::string body = alphanumeric(30);
        return std::string("gh") + "p_" + body + crcBase62(body);
    }

    /// AWS access key id and secret access key, as two lines of a credentials file.
    std::string awsKeyId()
    {
        return std::string("AK") + "IA" + characters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
    }
    std::string awsSecret() { return alphanumeric(19) + "/" + alphanumeric(20); }

    static std::string crcBase62(std::string_view body)
    {
        std::uint32_t crc = 0xffffffff;
        for (const char character : body) {
            crc ^= static_cast<unsigned char>(character);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320U : 0U);
        }
        crc = ~crc;
        std::string check(6, '0');
        for (std::size_t i = check.size(); i-- > 0; crc /= 62)
            check[i] = kBase62[crc % 62];
        return check;
    }

private:
    static constexpr std::string_view kBase62
        = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::mt19937 m_random;
};

} // namespace rekey::test
