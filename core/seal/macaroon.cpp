// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/macaroon.h"

#include "core/base/text.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"

#include <sodium.h>

#include <algorithm>
#include <string_view>

namespace rekey::seal {

namespace {

constexpr std::uint64_t kRequestCaveats = std::uint64_t{1} << 48;
constexpr std::uint64_t kValidityWindow = 4;
constexpr std::string_view kLocation = "tokenizer";

/// MessagePack with the narrowest form of each number and length.
class Packed
{
public:
    void number(std::uint64_t value)
    {
        if (value < 0x80)
            put(value, 1);
        else if (value <= 0xff)
            tagged('\xcc', value, 1);
        else if (value <= 0xffff)
            tagged('\xcd', value, 2);
        else if (value <= 0xffffffff)
            tagged('\xce', value, 4);
        else
            tagged('\xcf', value, 8);
    }
    void text(std::string_view text)
    {
        const std::size_t size = text.size();
        if (size < 32)
            put(0xa0 | size, 1);
        else if (size <= 0xff)
            tagged('\xd9', size, 1);
        else
            tagged('\xda', size, 2);
        m_bytes += text;
    }
    /// At most 255 bytes.
    void binary(std::span<const std::byte> bytes)
    {
        tagged('\xc4', bytes.size(), 1);
        m_bytes += asText(bytes);
    }
    void array(std::size_t size)
    {
        if (size < 16)
            put(0x90 | size, 1);
        else
            tagged('\xdc', size, 2);
    }
    void boolean(bool value) { m_bytes += value ? '\xc3' : '\xc2'; }
    void raw(std::string_view bytes) { m_bytes += bytes; }
    [[nodiscard]] const std::string &bytes() const { return m_bytes; }

private:
    void put(std::uint64_t value, int size)
    {
        for (int i = size - 1; i >= 0; --i)
            m_bytes += static_cast<char>(value >> (8 * i) & 0xff);
    }
    void tagged(char tag, std::uint64_t value, int size)
    {
        m_bytes += tag;
        put(value, size);
    }

    std::string m_bytes;
};

/// Type and body, one after the other.
std::string packed(const Caveat &caveat)
{
    Packed out;
    if (const auto *request = std::get_if<RequestCaveat>(&caveat)) {
        out.number(kRequestCaveats + static_cast<std::uint64_t>(request->kind));
        out.array(request->any.size());
        for (const std::string &text : request->any)
            out.text(text);
    } else {
        const auto &time = std::get<TimeCaveat>(caveat);
        out.number(kValidityWindow);
        out.array(2);
        out.number(time.notBefore);
        out.number(time.notAfter);
    }
    return out.bytes();
}

/// The chain's next link, in place of the one before.
void chain(secret::SecretBytes &tail, std::string_view message)
{
    crypto_auth_hmacsha256_state state;
    // The library takes no null pointer, which is what an empty key has.
    const std::string_view key = tail.isEmpty() ? std::string_view("") : tail.view();
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char *>(key.data()),
                                key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char *>(message.data()),
                                  message.size());
    secret::SecretBytes next(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char *>(next.bytes().data()));
    secret::wipe(std::as_writable_bytes(std::span(&state, 1)));
    tail = std::move(next);
}

} // namespace

secret::SecretBytes makeMacaroonKey()
{
    secret::SecretBytes key(32);
    randombytes_buf(key.bytes().data(), key.size());
    return key;
}

secret::SecretBytes macaroonBytes(const secret::SecretBytes &key,
                                  std::span<const std::byte, 16> random,
                                  std::span<const Caveat> caveats)
{
    Packed nonce;
    nonce.array(3);
    const std::array<std::byte, 32> keyDigest = sha256(key.bytes());
    nonce.binary(std::span(keyDigest).first(16));
    nonce.binary(random);
    nonce.boolean(false);
    secret::SecretBytes tail = secret::SecretBytes::copyOf(key.bytes());
    chain(tail, nonce.bytes());

    Packed open; // everything but the tail
    open.array(4);
    open.raw(nonce.bytes());
    open.text(kLocation);
    open.array(2 * caveats.size());
    for (const Caveat &caveat : caveats) {
        const std::string body = packed(caveat);
        open.raw(body);
        Packed link;
        link.array(2);
        link.raw(body);
        chain(tail, link.bytes());
    }
    open.raw(std::string_view("\xc4\x20", 2));
    secret::SecretBytes whole(open.bytes().size() + tail.size());
    std::ranges::copy(asBytes(open.bytes()), whole.bytes().begin());
    std::ranges::copy(tail.bytes(), whole.bytes().subspan(open.bytes().size()).begin());
    return whole;
}

secret::SecretBytes mintMacaroon(const secret::SecretBytes &key, std::span<const Caveat> caveats)
{
    constexpr std::string_view kPrefix = "fm2_";
    std::array<std::byte, 16> random{};
    randombytes_buf(random.data(), random.size());
    const secret::SecretBytes text = encodedBase64(macaroonBytes(key, random, caveats));
    secret::SecretBytes shown(kPrefix.size() + text.size());
    std::ranges::copy(asBytes(kPrefix), shown.bytes().begin());
    std::ranges::copy(text.bytes(), shown.bytes().subspan(kPrefix.size()).begin());
    return shown;
}

} // namespace rekey::seal
