// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sampledata.h"

#include "core/base/text.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <format>
#include <string>

namespace rekey::ui {

namespace {

constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kAlnum
    = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kDigits = "0123456789";

std::string draw(std::string_view alphabet, std::size_t count)
{
    std::string text(count, '\0');
    for (char &c : text)
        c = alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    return text;
}

/// CRC-32 as in zlib, by the bit: it is run over 30 bytes.
std::uint32_t crc32(std::string_view text)
{
    std::uint32_t crc = 0xffffffffU;
    for (const char c : text) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

/// GitHub's own shape: 30 characters and their checksum in 6 base-62 digits
/// (github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats).
std::string githubToken()
{
    const std::string body = draw(kAlnum, 30);
    std::uint32_t crc = crc32(body);
    std::string tail(6, '0');
    for (std::size_t i = 6; i-- > 0; crc /= 62)
        tail[i] = kAlnum[crc % 62];
    return std::string("gh") + "p_" + body + tail;
}

} // namespace

ScanTarget sampleTarget()
{
    const std::string slack = std::string("xo") + "xb-" + draw(kDigits, 12) + '-'
        + draw(kDigits, 13) + '-' + draw(kAlnum, 24);
    const std::string stripe = std::string("sk_") + "live_" + draw(kAlnum, 24);
    const std::string awsId = std::string("AK") + "IA" + draw(kUpper, 16);
    const std::string text = std::format(
        "# Sample data: made up a moment ago, never issued by anybody.\n"
        "# deploy/production.env\n"
        "APP_ENV=production\n"
        "LOG_LEVEL=info\n"
        "\n"
        "# the build bot\n"
        "GITHUB_TOKEN={}\n"
        "\n"
        "# uploads of invoices\n"
        "AWS_ACCESS_KEY_ID={}\n"
        "AWS_SECRET_ACCESS_KEY={}\n"
        "AWS_REGION=eu-west-1\n"
        "\n"
        "# payments\n"
        "STRIPE_SECRET_KEY={}\n"
        "CURRENCY=EUR\n"
        "\n"
        "# alerts\n"
        "SLACK_BOT_TOKEN={}\n"
        "SLACK_CHANNEL=#ops\n"
        "\n"
        "DATABASE_URL=postgres://billing:{}@db.internal.example.com:5432/billing\n"
        "SESSION_SECRET={}\n",
        githubToken(), awsId, draw(kAlnum, 40), stripe, slack, draw(kAlnum, 18), draw(kHex, 48));
    return {ScanTarget::Kind::Text, "sample data",
            std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf(text))};
}

} // namespace rekey::ui
