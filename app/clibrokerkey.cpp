// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clibrokerkey.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace rekey::app {

namespace {

using secret::SecretBytes;

SecretBytes hexOf(const seal::OpenKey &key)
{
    SecretBytes hex(2 * key.bytes().size() + 1);
    sodium_bin2hex(reinterpret_cast<char *>(hex.bytes().data()), hex.size(),
                   reinterpret_cast<const unsigned char *>(key.bytes().bytes().data()),
                   key.bytes().size());
    return SecretBytes::copyOf(hex.view().substr(0, hex.size() - 1));
}

std::unexpected<Error> problemWith(const std::string &path)
{
    const int code = errno;
    if (code == EEXIST)
        return fail(ErrorKind::Invalid,
                    "this file is there already and is left as it is; what is sealed for a key in "
                    "it would be lost. Name another file",
                    path);
    return fail(
        code == EACCES || code == EPERM || code == EROFS ? ErrorKind::Denied : ErrorKind::Io,
        std::string("the key cannot be written, and no key was made: ") + std::strerror(code),
        path);
}

bool writeAll(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Without it the file's name may be gone after a loss of power.
bool syncFolderOf(const std::string &path)
{
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    const int opened
        = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0)
        return false;
    const bool isSynced = ::fsync(opened) == 0;
    const int code = errno;
    ::close(opened);
    errno = code;
    return isSynced;
}

} // namespace

std::string openKeyName(const std::string &name)
{
    return "open-key-" + name;
}

Result<void> keepOpenKeyInKeyring(store::Keyring &keyring, const std::string &name,
                                  const seal::OpenKey &key)
{
    const std::string kept = openKeyName(name);
    const auto known = keyring.read(kept);
    if (known)
        return fail(ErrorKind::Invalid,
                    "the keyring has an open key of this name, and what is sealed for it would be "
                    "lost; take another name",
                    name);
    if (known.error().kind != ErrorKind::NotFound)
        // It may hold one that it does not show now: one that is locked, say.
        return fail(known.error().kind,
                    "no key was made, for the keyring does not say whether it has one of this "
                    "name: "
                        + known.error().detail,
                    name);
    const SecretBytes hex = hexOf(key);
    if (auto written = keyring.write(kept, hex); !written)
        return written;
    const auto again = keyring.read(kept);
    if (!again || !again->equals(hex))
        return fail(ErrorKind::Io,
                    "the keyring did not keep the new key; seal nothing for it, and look at the "
                    "keyring",
                    name);
    return {};
}

Result<void> keepOpenKeyInFile(const std::string &path, const seal::OpenKey &key)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                            S_IRUSR | S_IWUSR);
    if (file < 0)
        return problemWith(path);
    const SecretBytes hex = hexOf(key);
    bool isKept = writeAll(file, hex.view()) && ::fsync(file) == 0;
    int code = errno;
    if (::close(file) != 0 && isKept) {
        isKept = false;
        code = errno;
    }
    if (isKept && syncFolderOf(path))
        return {};
    if (isKept)
        code = errno;
    ::unlink(path.c_str());
    errno = code;
    return problemWith(path);
}

} // namespace rekey::app
