// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret/vault.h"

#include <sodium.h>

namespace rekey::secret {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char *raw(std::byte *bytes)
{
    return reinterpret_cast<unsigned char *>(bytes);
}

const unsigned char *raw(const std::byte *bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes);
}

} // namespace

Vault::Vault()
    : m_key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
{
    randombytes_buf(m_key.bytes().data(), m_key.size());
}

SealedValue Vault::seal(std::string_view plain) const
{
    SealedValue sealed;
    sealed.bytes.resize(kNonce + plain.size() + kTag);
    randombytes_buf(sealed.bytes.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        raw(sealed.bytes.data()) + kNonce, nullptr,
        reinterpret_cast<const unsigned char *>(plain.data()), plain.size(), nullptr, 0, nullptr,
        raw(sealed.bytes.data()), raw(m_key.bytes().data()));
    return sealed;
}

Result<SecretBytes> Vault::open(const SealedValue &sealed) const
{
    if (sealed.bytes.size() < kNonce + kTag)
        return fail(ErrorKind::Malformed, "the sealed value is too short");
    SecretBytes plain(sealed.bytes.size() - kNonce - kTag);
    // An empty plaintext still needs a writable address.
    unsigned char nothing = 0;
    unsigned char *target = plain.isEmpty() ? &nothing : raw(plain.bytes().data());
    const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(
        target, nullptr, nullptr, raw(sealed.bytes.data()) + kNonce, sealed.bytes.size() - kNonce,
        nullptr, 0, raw(sealed.bytes.data()), raw(m_key.bytes().data()));
    if (status != 0)
        return fail(ErrorKind::Malformed, "the value was sealed under another session's key");
    return plain;
}

} // namespace rekey::secret
