// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/filereader.h"

#include "core/base/mappedfile.h"
#include "core/sources/feed.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace rekey::sources {

namespace {

// Below this, copying a file costs less than mapping it.
constexpr std::uint64_t kCopyBelowBytes = std::uint64_t{1} << 20;

class File
{
public:
    explicit File(const std::string &path)
        // O_NONBLOCK: opening a pipe must not wait for its writer.
        : m_file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY))
    {
    }
    ~File()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    File(const File &) = delete;
    File &operator=(const File &) = delete;

    [[nodiscard]] bool isOpen() const { return m_file >= 0; }

    /// Reads up to `bytes.size()` bytes at `offset`; the count read, or -1.
    [[nodiscard]] ssize_t readAt(std::span<std::byte> bytes, std::uint64_t offset) const
    {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t count = ::pread(m_file, bytes.data() + done, bytes.size() - done,
                                          static_cast<off_t>(offset + done));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return -1;
            if (count == 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        return static_cast<ssize_t>(done);
    }

    [[nodiscard]] bool stat(struct stat &info) const { return ::fstat(m_file, &info) == 0; }

private:
    int m_file;
};

Error lastError(const std::string &path)
{
    const int code = errno;
    const auto kind = code == ENOENT || code == ENOTDIR ? ErrorKind::NotFound
        : code == EACCES || code == EPERM               ? ErrorKind::Denied
        : code == ELOOP                                 ? ErrorKind::Invalid
                                                        : ErrorKind::Io;
    return {kind, std::strerror(code), path};
}

} // namespace

Result<void> FileReader::feedFile(const std::string &path, std::uint64_t number,
                                  BlobVisitor &visitor, WalkProgress &progress,
                                  const std::stop_token &stop)
{
    const File file(path);
    struct stat info{};
    if (!file.isOpen() || !file.stat(info))
        return std::unexpected(lastError(path));
    if (!S_ISREG(info.st_mode))
        return fail(ErrorKind::Invalid, "is not a regular file", path);
    if (static_cast<std::uint64_t>(info.st_size) >= kCopyBelowBytes)
        return feedMapped(path, number, visitor, progress, stop);
    m_buffer.resize(static_cast<std::size_t>(info.st_size));
    const ssize_t count = file.readAt(m_buffer, 0);
    if (count < 0)
        return std::unexpected(lastError(path));
    if (!feed(visitor, number, std::span(m_buffer).first(static_cast<std::size_t>(count)), progress,
              stop))
        return fail(ErrorKind::Cancelled, "stopped", path);
    return {};
}

Result<void> FileReader::feedMapped(const std::string &path, std::uint64_t number,
                                    BlobVisitor &visitor, WalkProgress &progress,
                                    const std::stop_token &stop)
{
    const auto mapped = MappedFile::open(path);
    if (!mapped)
        return std::unexpected(mapped.error());
    mapped->adviseSequential();
    const auto release
        = [&](std::uint64_t begin, std::uint64_t end) { mapped->release(begin, end); };
    if (!feed(visitor, number, mapped->bytes(), progress, stop, release))
        return fail(ErrorKind::Cancelled, "stopped", path);
    return {};
}

Result<std::vector<std::byte>> readFileRange(const std::string &path, std::uint64_t begin,
                                             std::uint64_t end)
{
    const File file(path);
    struct stat info{};
    if (!file.isOpen() || !file.stat(info))
        return std::unexpected(lastError(path));
    end = std::min(end, static_cast<std::uint64_t>(info.st_size));
    begin = std::min(begin, end);
    std::vector<std::byte> bytes(end - begin);
    const ssize_t count = file.readAt(bytes, begin);
    if (count < 0)
        return std::unexpected(lastError(path));
    bytes.resize(static_cast<std::size_t>(count));
    return bytes;
}

} // namespace rekey::sources
