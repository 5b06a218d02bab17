// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitfiles.h"

#include "core/base/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace rekey::sources::git {

namespace {

constexpr std::uint64_t kSmallFileBytes = std::uint64_t{64} << 20;

Error lastError(const std::string &path)
{
    const int code = errno;
    const auto kind = code == ENOENT || code == ENOTDIR ? ErrorKind::NotFound
        : code == EACCES || code == EPERM               ? ErrorKind::Denied
                                                        : ErrorKind::Io;
    return {kind, std::strerror(code), path};
}

Result<std::vector<std::byte>> readAll(int file, const std::string &path, std::uint64_t limitBytes)
{
    struct stat info{};
    if (::fstat(file, &info) != 0)
        return std::unexpected(lastError(path));
    if (!S_ISREG(info.st_mode))
        return fail(ErrorKind::Invalid, "is not a regular file", path);
    if (static_cast<std::uint64_t>(info.st_size) > limitBytes)
        return fail(ErrorKind::TooBig, "is too big", path);
    std::vector<std::byte> bytes(static_cast<std::size_t>(info.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(file, bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return std::unexpected(lastError(path));
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    bytes.resize(done);
    return bytes;
}

} // namespace

Result<std::vector<std::byte>> readWholeFile(const std::string &path, std::uint64_t limitBytes)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0)
        return std::unexpected(lastError(path));
    auto bytes = readAll(file, path, limitBytes);
    ::close(file);
    return bytes;
}

std::string readSmallFile(const std::string &path)
{
    const auto bytes = readWholeFile(path, kSmallFileBytes);
    return bytes ? std::string(asText(*bytes)) : std::string();
}

std::string_view trimmedLine(std::string_view text)
{
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

bool isFolder(const std::string &path)
{
    struct stat info{};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool exists(const std::string &path)
{
    struct stat info{};
    return ::stat(path.c_str(), &info) == 0;
}

} // namespace rekey::sources::git
