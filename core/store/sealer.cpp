// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sealer.h"

#include <sodium.h>

#include <array>

namespace rekey::store {

namespace {

constexpr std::size_t kEpoch = 4;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHead = kEpoch + kNonce;

const unsigned char *raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

const unsigned char *raw(const secret::SecretBytes &key)
{
    return raw(key.view());
}

secret::SecretBytes derive(const secret::SecretBytes &key, std::string_view purpose)
{
    secret::SecretBytes derived(Sealer::kKeyBytes);
    crypto_generichash(reinterpret_cast<unsigned char *>(derived.bytes().data()), derived.size(),
                       raw(purpose), purpose.size(), raw(key), key.size());
    return derived;
}

void hashFramed(crypto_generichash_state &state, std::string_view first, std::string_view second)
{
    std::array<unsigned char, 8> size{};
    for (std::size_t i = 0; i < size.size(); ++i)
        size[i] = static_cast<unsigned char>((std::uint64_t{first.size()} >> (8 * i)) & 0xff);
    crypto_generichash_update(&state, size.data(), size.size());
    crypto_generichash_update(&state, raw(first), first.size());
    crypto_generichash_update(&state, raw(second), second.size());
}

} // namespace

Sealer::Keys Sealer::keysOf(secret::SecretBytes dataKey, std::uint32_t epoch)
{
    Keys keys;
    keys.rows = derive(dataKey, "rekey store rows");
    keys.mac = derive(dataKey, "rekey store mac");
    keys.dataKey = std::move(dataKey);
    keys.epoch = epoch;
    return keys;
}

Sealer::Sealer(secret::SecretBytes dataKey, std::uint32_t epoch)
    : m_current(keysOf(std::move(dataKey), epoch))
{
}

secret::SecretBytes Sealer::randomKey()
{
    secret::SecretBytes key(kKeyBytes);
    randombytes_buf(key.bytes().data(), key.size());
    return key;
}

void Sealer::setPrevious(std::optional<secret::SecretBytes> dataKey)
{
    m_previous.reset();
    if (dataKey)
        m_previous = keysOf(std::move(*dataKey), m_current.epoch - 1);
}

QByteArray Sealer::seal(std::string_view plain, std::string_view row) const
{
    QByteArray sealed(static_cast<qsizetype>(kHead + plain.size() + kTag), Qt::Uninitialized);
    auto *target = reinterpret_cast<unsigned char *>(sealed.data());
    for (std::size_t i = 0; i < kEpoch; ++i)
        target[i] = static_cast<unsigned char>((m_current.epoch >> (8 * i)) & 0xff);
    randombytes_buf(target + kEpoch, kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(target + kHead, nullptr, raw(plain), plain.size(),
                                               raw(row), row.size(), nullptr, target + kEpoch,
                                               raw(m_current.rows));
    return sealed;
}

std::uint32_t Sealer::epochOf(const QByteArray &sealed)
{
    std::uint32_t epoch = 0;
    for (std::size_t i = std::min(kEpoch, static_cast<std::size_t>(sealed.size())); i-- > 0;)
        epoch = (epoch << 8) | static_cast<unsigned char>(sealed[static_cast<qsizetype>(i)]);
    return epoch;
}

Result<std::size_t> Sealer::plainSize(const QByteArray &sealed)
{
    const auto size = static_cast<std::size_t>(sealed.size());
    if (size < kHead + kTag)
        return fail(ErrorKind::Malformed, "a sealed row of the store is cut off");
    return size - kHead - kTag;
}

Result<void> Sealer::openTo(const QByteArray &sealed, std::string_view row,
                            unsigned char *target) const
{
    const std::uint32_t epoch = epochOf(sealed);
    const Keys *keys = epoch == m_current.epoch    ? &m_current
        : m_previous && epoch == m_previous->epoch ? &*m_previous
                                                   : nullptr;
    const unsigned char *bytes = raw(viewOf(sealed));
    if (keys == nullptr
        || crypto_aead_xchacha20poly1305_ietf_decrypt(
               target, nullptr, nullptr, bytes + kHead,
               static_cast<std::size_t>(sealed.size()) - kHead, raw(row), row.size(),
               bytes + kEpoch, raw(keys->rows))
            != 0)
        return fail(
            ErrorKind::Malformed,
            "a row of the store was altered or is damaged; rekey-cli store check says more");
    return {};
}

Result<void> Sealer::open(const QByteArray &sealed, std::string_view row, std::string &plain) const
{
    const auto size = plainSize(sealed);
    if (!size)
        return std::unexpected(size.error());
    plain.resize(*size);
    return openTo(sealed, row, reinterpret_cast<unsigned char *>(plain.data()));
}

Result<secret::SecretBytes> Sealer::openSecret(const QByteArray &sealed, std::string_view row) const
{
    const auto size = plainSize(sealed);
    if (!size)
        return std::unexpected(size.error());
    secret::SecretBytes plain(*size);
    unsigned char nothing = 0; // an empty plaintext still needs a writable address
    auto opened = openTo(sealed, row,
                         plain.isEmpty() ? &nothing
                                         : reinterpret_cast<unsigned char *>(plain.bytes().data()));
    if (!opened)
        return std::unexpected(opened.error());
    return plain;
}

QByteArray Sealer::mac(std::string_view text) const
{
    QByteArray code(kMacBytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(code.data()), kMacBytes, raw(text),
                       text.size(), raw(m_current.mac), m_current.mac.size());
    return code;
}

std::string rowName(char table, std::uint64_t number)
{
    std::string name(9, table);
    for (std::size_t i = 1; i < name.size(); ++i, number >>= 8)
        name[i] = static_cast<char>(number & 0xff);
    return name;
}

QByteArray digestOf(std::string_view first, std::string_view second)
{
    QByteArray digest(32, '\0');
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 32);
    hashFramed(state, first, second);
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(digest.data()), 32);
    return digest;
}

QByteArray tagOf(const secret::SecretBytes &key, std::string_view first, std::string_view second)
{
    QByteArray tag(16, '\0');
    crypto_generichash_state state;
    crypto_generichash_init(&state, raw(key), key.size(), 16);
    hashFramed(state, first, second);
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(tag.data()), 16);
    sodium_memzero(&state, sizeof state);
    return tag;
}

} // namespace rekey::store
