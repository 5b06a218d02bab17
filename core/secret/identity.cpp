// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret/identity.h"

#include "core/base/text.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace rekey::secret {

namespace {

constexpr std::size_t kKeySize = 32;

Error systemError(const std::string &path)
{
    const int code = errno;
    return {code == EACCES || code == EPERM || code == EROFS ? ErrorKind::Denied : ErrorKind::Io,
            std::strerror(code), path};
}

Result<SecretBytes> readKey(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return std::unexpected(systemError(path));
    SecretBytes key(kKeySize);
    const ssize_t count = ::read(file, key.bytes().data(), kKeySize);
    std::byte extra{};
    const bool exact = count == static_cast<ssize_t>(kKeySize) && ::read(file, &extra, 1) == 0;
    ::close(file);
    if (!exact) {
        return fail(ErrorKind::Malformed,
                    "is not an identity key; move it away and ids will be made anew", path);
    }
    return key;
}

Result<void> writeKey(const std::string &path, const SecretBytes &key)
{
    const std::string part = path + ".part" + std::to_string(::getpid());
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                            S_IRUSR | S_IWUSR);
    if (file < 0)
        return std::unexpected(systemError(part));
    const bool written
        = ::write(file, key.bytes().data(), kKeySize) == static_cast<ssize_t>(kKeySize)
        && ::fsync(file) == 0;
    const Error error = systemError(part);
    ::close(file);
    // link, not rename: a second process that got there first keeps its key.
    const bool linked = written && (::link(part.c_str(), path.c_str()) == 0 || errno == EEXIST);
    const Error linkError = systemError(path);
    ::unlink(part.c_str());
    if (!written)
        return std::unexpected(error);
    if (!linked)
        return std::unexpected(linkError);
    return {};
}

void hashFramed(crypto_generichash_state &state, std::string_view part)
{
    std::array<unsigned char, 8> size{};
    for (std::size_t i = 0; i < size.size(); ++i)
        size[i] = static_cast<unsigned char>((std::uint64_t{part.size()} >> (8 * i)) & 0xff);
    crypto_generichash_update(&state, size.data(), size.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(part.data()),
                              part.size());
}

} // namespace

std::string SecretId::hex() const
{
    return toHex(bytes);
}

IdentityKey::IdentityKey(SecretBytes key)
    : m_key(std::move(key))
{
}

IdentityKey IdentityKey::random()
{
    SecretBytes key(kKeySize);
    randombytes_buf(key.bytes().data(), kKeySize);
    return IdentityKey(std::move(key));
}

Result<IdentityKey> IdentityKey::loadOrCreate(const std::string &path)
{
    std::error_code code;
    if (!std::filesystem::exists(path, code)) {
        std::filesystem::create_directories(std::filesystem::path(path).parent_path(), code);
        SecretBytes fresh(kKeySize);
        randombytes_buf(fresh.bytes().data(), kKeySize);
        if (auto written = writeKey(path, fresh); !written)
            return std::unexpected(written.error());
    }
    return readKey(path).transform([](SecretBytes key) { return IdentityKey(std::move(key)); });
}

Result<IdentityKey> IdentityKey::fromKey(SecretBytes key)
{
    if (key.size() != kKeySize)
        return fail(ErrorKind::Malformed, "an identity key has 32 bytes");
    return IdentityKey(std::move(key));
}

SecretBytes IdentityKey::copyOfKey() const
{
    return SecretBytes::copyOf(m_key.bytes());
}

SecretId IdentityKey::idOf(std::string_view type, std::span<const std::string_view> parts) const
{
    SecretId id;
    crypto_generichash_state state;
    crypto_generichash_init(&state, reinterpret_cast<const unsigned char *>(m_key.bytes().data()),
                            m_key.size(), id.bytes.size());
    hashFramed(state, type);
    for (const std::string_view part : parts)
        hashFramed(state, part);
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(id.bytes.data()),
                             id.bytes.size());
    sodium_memzero(&state, sizeof state);
    return id;
}

} // namespace rekey::secret

std::size_t
std::hash<rekey::secret::SecretId>::operator()(const rekey::secret::SecretId &id) const noexcept
{
    std::size_t value = 0;
    std::memcpy(&value, id.bytes.data(), sizeof value);
    return value;
}
