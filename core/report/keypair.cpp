// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/keypair.h"

#include "core/base/text.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace rekey::report {

namespace {

constexpr std::size_t kSeedSize = 32;
static_assert(kSeedSize == crypto_sign_SEEDBYTES && kSeedSize == crypto_box_SEEDBYTES);

unsigned char *raw(std::byte *bytes)
{
    return reinterpret_cast<unsigned char *>(bytes);
}

const unsigned char *raw(const std::byte *bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes);
}

std::string_view prefixOf(PublicKey::Use use)
{
    return use == PublicKey::Use::Sign ? "rekey-sign:" : "rekey-seal:";
}

Error systemError(const std::string &path)
{
    return {errno == EACCES || errno == EPERM ? ErrorKind::Denied : ErrorKind::Io,
            std::string("the key file cannot be used: ") + std::strerror(errno), path};
}

Result<void> makeFile(const std::string &path)
{
    std::error_code code;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), code);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                            S_IRUSR | S_IWUSR);
    if (file < 0)
        return errno == EEXIST ? Result<void>() : std::unexpected(systemError(path));
    secret::SecretBytes seed(kSeedSize);
    randombytes_buf(seed.bytes().data(), kSeedSize);
    const bool written
        = ::write(file, seed.bytes().data(), kSeedSize) == static_cast<ssize_t>(kSeedSize)
        && ::fsync(file) == 0;
    const Error error = systemError(path);
    ::close(file);
    if (!written) {
        ::unlink(path.c_str());
        return std::unexpected(error);
    }
    return {};
}

Result<secret::SecretBytes> readSeed(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return std::unexpected(systemError(path));
    struct stat status{};
    secret::SecretBytes seed(kSeedSize);
    const bool isRight = ::fstat(file, &status) == 0
        && status.st_size == static_cast<off_t>(kSeedSize) && (status.st_mode & 077) == 0
        && ::read(file, seed.bytes().data(), kSeedSize) == static_cast<ssize_t>(kSeedSize);
    ::close(file);
    if (!isRight)
        return fail(ErrorKind::Malformed,
                    "a key file has 32 bytes and mode 0600; move this one away or mend its mode",
                    path);
    return seed;
}

} // namespace

std::string PublicKey::text() const
{
    return std::string(prefixOf(use)) + toHex(bytes);
}

std::string PublicKey::fingerprint() const
{
    std::array<std::byte, 16> digest{};
    crypto_generichash(raw(digest.data()), digest.size(), raw(bytes.data()), bytes.size(), nullptr,
                       0);
    const std::string hex = toHex(digest);
    std::string out;
    for (std::size_t i = 0; i < 24; i += 4)
        out += (i == 0 ? "" : " ") + hex.substr(i, 4);
    return out;
}

Result<PublicKey> PublicKey::parse(std::string_view text, Use use)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\r'))
        text.remove_suffix(1);
    PublicKey key;
    key.use = use;
    std::size_t length = 0;
    const std::string_view prefix = prefixOf(use);
    const std::string hex(text.substr(std::min(prefix.size(), text.size())));
    if (!text.starts_with(prefix) || hex.size() != 2 * key.bytes.size()
        || sodium_hex2bin(raw(key.bytes.data()), key.bytes.size(), hex.data(), hex.size(), nullptr,
                          &length, nullptr)
            != 0
        || length != key.bytes.size())
        return fail(ErrorKind::Invalid,
                    "a public key is \"" + std::string(prefix) + "\" and 64 hexadecimal digits");
    return key;
}

Result<KeyPair> KeyPair::loadOrCreate(const std::string &path, PublicKey::Use use)
{
    if (auto made = makeFile(path); !made)
        return std::unexpected(made.error());
    const auto seed = readSeed(path);
    if (!seed)
        return std::unexpected(seed.error());
    KeyPair pair;
    pair.m_public.use = use;
    if (use == PublicKey::Use::Sign) {
        pair.m_secret = secret::SecretBytes(crypto_sign_SECRETKEYBYTES);
        crypto_sign_seed_keypair(raw(pair.m_public.bytes.data()), raw(pair.m_secret.bytes().data()),
                                 raw(seed->bytes().data()));
    } else {
        pair.m_secret = secret::SecretBytes(crypto_box_SECRETKEYBYTES);
        crypto_box_seed_keypair(raw(pair.m_public.bytes.data()), raw(pair.m_secret.bytes().data()),
                                raw(seed->bytes().data()));
    }
    return pair;
}

std::string KeyPair::sign(std::string_view message) const
{
    std::array<std::byte, crypto_sign_BYTES> signature{};
    const std::span<const std::byte> key = m_secret.bytes();
    crypto_sign_detached(raw(signature.data()), nullptr, raw(asBytes(message).data()),
                         message.size(), raw(key.data()));
    return toHex(signature);
}

Result<secret::SecretBytes> KeyPair::openSealed(std::span<const std::byte> box) const
{
    if (box.size() < crypto_box_SEALBYTES)
        return fail(ErrorKind::Denied, "the sealed key is too short");
    secret::SecretBytes plain(box.size() - crypto_box_SEALBYTES);
    const std::span<const std::byte> key = m_secret.bytes();
    if (crypto_box_seal_open(raw(plain.bytes().data()), raw(box.data()), box.size(),
                             raw(m_public.bytes.data()), raw(key.data()))
        != 0)
        return fail(ErrorKind::Denied, "it was sealed to another key, or altered");
    return plain;
}

bool isSigned(std::string_view message, std::string_view signature, const PublicKey &key)
{
    std::array<unsigned char, crypto_sign_BYTES> bytes{};
    std::size_t length = 0;
    return sodium_hex2bin(bytes.data(), bytes.size(), signature.data(), signature.size(), nullptr,
                          &length, nullptr)
        == 0
        && length == bytes.size()
        && crypto_sign_verify_detached(bytes.data(), raw(asBytes(message).data()), message.size(),
                                       raw(key.bytes.data()))
        == 0;
}

} // namespace rekey::report
