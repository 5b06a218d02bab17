// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/macaroonproof.h"

#include "core/base/text.h"
#include "core/provider/requesttext.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/broker/percent.h"

#include <re2/re2.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace rekey::broker {

namespace {

using secret::SecretBytes;

constexpr std::uint64_t kValidityWindow = 4;
constexpr std::uint64_t kRequestMethod = std::uint64_t{1} << 48;
constexpr std::uint64_t kRequestPath = kRequestMethod + 1;
constexpr std::uint64_t kRequestPathPrefix = kRequestMethod + 2;
constexpr std::uint64_t kRequestPathPattern = kRequestMethod + 3;
constexpr std::uint64_t kRequestHost = kRequestMethod + 4;
constexpr int kMaxDepth = 16;
constexpr std::size_t kMostMacaroons = 16;
constexpr std::size_t kMostCaveats = 64;
constexpr std::size_t kMostTexts = 16;
constexpr std::size_t kMostPatternBytes = 256;
constexpr std::int64_t kMostPatternMemory = std::int64_t{256} * 1024;

/// Takes MessagePack values from the front of a text. What does not fit makes it bad for good.
class Unpacker
{
public:
    explicit Unpacker(std::string_view bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] bool isBad() const { return m_isBad; }
    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }
    [[nodiscard]] std::string_view rest() const { return m_rest; }

    std::uint64_t number()
    {
        const unsigned tag = byte();
        if (tag < 0x80)
            return tag;
        if (tag >= 0xcc && tag <= 0xcf)
            return big(1U << (tag - 0xcc));
        return bad();
    }
    std::size_t array()
    {
        const unsigned tag = byte();
        if (tag >= 0x90 && tag < 0xa0)
            return tag & 0x0fU;
        if (tag == 0xdc || tag == 0xdd)
            return big(tag == 0xdc ? 2 : 4);
        return bad();
    }
    std::string_view text()
    {
        const unsigned tag = byte();
        if (tag >= 0xa0 && tag < 0xc0)
            return take(tag & 0x1fU);
        if (tag >= 0xd9 && tag <= 0xdb)
            return take(big(1U << (tag - 0xd9)));
        return take(bad());
    }
    std::string_view binary()
    {
        const unsigned tag = byte();
        return take(tag >= 0xc4 && tag <= 0xc6 ? big(1U << (tag - 0xc4)) : bad());
    }
    bool boolean()
    {
        const unsigned tag = byte();
        if (tag != 0xc2 && tag != 0xc3)
            bad();
        return tag == 0xc3;
    }
    /// A value of any kind that caveats are made of; its bytes.
    std::string_view any(int depth = 0)
    {
        const std::string_view start = m_rest;
        const unsigned tag = m_rest.empty() ? 0xc1U : static_cast<unsigned char>(m_rest.front());
        if ((tag >= 0x90 && tag < 0xa0) || tag == 0xdc || tag == 0xdd)
            skipArray(depth);
        else if ((tag >= 0xa0 && tag < 0xc0) || (tag >= 0xd9 && tag <= 0xdb))
            text();
        else if (tag >= 0xc4 && tag <= 0xc6)
            binary();
        else if (tag == 0xc2 || tag == 0xc3)
            boolean();
        else
            number();
        return start.substr(0, start.size() - m_rest.size());
    }

private:
    std::size_t bad()
    {
        m_isBad = true;
        m_rest = {};
        return 0;
    }
    unsigned byte() { return static_cast<unsigned char>(take(1).empty() ? '\xc1' : m_last); }
    std::string_view take(std::size_t size)
    {
        if (size > m_rest.size())
            size = bad();
        const std::string_view taken = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        if (!taken.empty())
            m_last = taken.front();
        return taken;
    }
    std::uint64_t big(std::size_t size)
    {
        std::uint64_t value = 0;
        for (const char character : take(size))
            value = value << 8 | static_cast<unsigned char>(character);
        return value;
    }
    void skipArray(int depth)
    {
        std::size_t left = array();
        if (depth == kMaxDepth)
            bad();
        for (; left > 0 && !m_isBad; --left)
            any(depth + 1);
    }

    std::string_view m_rest;
    char m_last = '\0';
    bool m_isBad = false;
};

struct Caveat
{
    std::uint64_t type = 0;
    std::string_view typeBytes;
    std::string_view body;
};

struct Macaroon
{
    std::string_view nonce;
    std::string_view keyId;
    std::string_view random;
    bool isProof = false;
    std::string_view location;
    std::vector<Caveat> caveats;
    std::string_view tail;
};

std::optional<Macaroon> unpacked(std::string_view bytes)
{
    Macaroon macaroon;
    Unpacker all(bytes);
    const bool hasFour = all.array() == 4;
    macaroon.nonce = all.any();
    Unpacker nonce(macaroon.nonce);
    const bool hasThree = nonce.array() == 3;
    macaroon.keyId = nonce.binary();
    macaroon.random = nonce.binary();
    macaroon.isProof = nonce.boolean();
    macaroon.location = all.text();
    const std::size_t count = all.array();
    if (count > 2 * kMostCaveats)
        return std::nullopt;
    for (std::size_t i = 0; i + 1 < count && !all.isBad(); i += 2) {
        Caveat caveat;
        caveat.typeBytes = all.any();
        caveat.type = Unpacker(caveat.typeBytes).number();
        caveat.body = all.any();
        macaroon.caveats.push_back(caveat);
    }
    macaroon.tail = all.binary();
    if (!hasFour || !hasThree || count % 2 != 0 || all.isBad() || nonce.isBad() || !all.isAtEnd())
        return std::nullopt;
    return macaroon;
}

bool wasMadeWith(const SecretBytes &key, const Macaroon &macaroon)
{
    const std::array<std::byte, 32> keyDigest = seal::sha256(key.bytes());
    if (macaroon.isProof || macaroon.keyId != asText(std::span(keyDigest).first(16)))
        return false;
    SecretBytes tail = provider::hmacSha256(key.view(), macaroon.nonce);
    // In the same locked memory for each link, which costs more to have than to fill.
    SecretBytes stateMemory(sizeof(crypto_auth_hmacsha256_state));
    auto *state = reinterpret_cast<crypto_auth_hmacsha256_state *>(stateMemory.bytes().data());
    auto *bytes = reinterpret_cast<unsigned char *>(tail.bytes().data());
    const auto update = [state](std::string_view text) {
        crypto_auth_hmacsha256_update(state, reinterpret_cast<const unsigned char *>(text.data()),
                                      text.size());
    };
    for (const Caveat &caveat : macaroon.caveats) {
        crypto_auth_hmacsha256_init(state, bytes, tail.size());
        update("\x92"); // an array of two
        update(caveat.typeBytes);
        update(caveat.body);
        crypto_auth_hmacsha256_final(state, bytes);
    }
    return macaroon.tail.size() == tail.size()
        && sodium_memcmp(macaroon.tail.data(), tail.bytes().data(), tail.size()) == 0;
}

std::optional<std::vector<std::string_view>> textsOf(std::string_view body)
{
    Unpacker unpacker(body);
    std::vector<std::string_view> texts;
    std::size_t left = unpacker.array();
    if (left > kMostTexts)
        return std::nullopt;
    for (; left > 0 && !unpacker.isBad(); --left)
        texts.push_back(unpacker.text());
    if (unpacker.isBad() || !unpacker.isAtEnd())
        return std::nullopt;
    return texts;
}

bool matchesOne(const std::vector<std::string_view> &patterns, std::string_view path)
{
    RE2::Options options(RE2::Quiet);
    options.set_max_mem(kMostPatternMemory);
    for (const std::string_view pattern : patterns) {
        if (pattern.size() > kMostPatternBytes)
            return false;
        const RE2 expression(std::string(pattern), options);
        if (!expression.ok())
            return false;
        if (RE2::PartialMatch(std::string(path), expression))
            return true; // whatever stands behind it
    }
    return false;
}

bool isWithin(std::string_view body, std::int64_t now)
{
    Unpacker unpacker(body);
    const bool hasTwo = unpacker.array() == 2;
    const std::uint64_t notBefore = unpacker.number();
    const std::uint64_t notAfter = unpacker.number();
    const auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(now, 0));
    return hasTwo && !unpacker.isBad() && notBefore <= time && time <= notAfter;
}

bool allows(const Caveat &caveat, const Request &request, std::int64_t now)
{
    if (caveat.type == kValidityWindow)
        return isWithin(caveat.body, now);
    const auto texts = textsOf(caveat.body);
    if (!texts)
        return false;
    const Target &target = request.target;
    switch (caveat.type) {
    case kRequestMethod:
        return std::ranges::contains(*texts, request.method);
    case kRequestPath:
        return std::ranges::contains(*texts, escapedPath(target.path));
    case kRequestPathPrefix:
        return std::ranges::any_of(*texts,
                                   [path = escapedPath(target.path)](std::string_view prefix) {
                                       return path.starts_with(prefix);
                                   });
    case kRequestPathPattern:
        return matchesOne(*texts, escapedPath(target.path));
    case kRequestHost:
        return std::ranges::contains(*texts, target.authority);
    default:
        return false;
    }
}

std::string_view withoutSchemes(std::string_view bundle)
{
    while (true) {
        const std::size_t blank = bundle.find(' ');
        const std::string_view word = bundle.substr(0, blank);
        if (blank == std::string_view::npos
            || (!isSameName(word, "Bearer") && !isSameName(word, "FlyV1")))
            return bundle;
        bundle = seal::trimmed(bundle.substr(blank + 1));
    }
}

bool hasKnownPrefix(std::string_view token)
{
    return token.starts_with("fm2_") || token.starts_with("fm1r_") || token.starts_with("fm1a_");
}

} // namespace

std::optional<std::string> provenMacaroon(std::string_view bundle, const SecretBytes &key,
                                          const Request &request, std::int64_t now)
{
    std::optional<std::string> proven;
    std::size_t count = 0;
    for (std::string_view rest = withoutSchemes(bundle); !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view token = seal::trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (!hasKnownPrefix(token))
            continue;
        if (++count > kMostMacaroons)
            return std::nullopt;
        const auto bytes = seal::fromBase64(token.substr(token.find('_') + 1));
        const auto macaroon = bytes ? unpacked(bytes->view()) : std::nullopt;
        // One that is damaged spoils its whole bundle, as with the proxy.
        if (!macaroon)
            return std::nullopt;
        if (proven)
            continue;
        const bool isGood = macaroon->location == "tokenizer" && wasMadeWith(key, *macaroon)
            && std::ranges::all_of(macaroon->caveats, [&](const Caveat &caveat) {
                                return allows(caveat, request, now);
                            });
        if (isGood)
            proven = toHex(asBytes(macaroon->random));
    }
    return proven;
}

} // namespace rekey::broker
