// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/filereader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace rekey::sources {

namespace {

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
    // Read, not mapped: a log that is cut short meanwhile must not end the program. One byte more
    // than is expected shows whether the file has grown past one piece.
    std::uint64_t offset = 0;
    std::size_t kept = 0;
    m_buffer.resize(std::min(static_cast<std::uint64_t>(info.st_size) + 1, kWholeBlobBytes));
    while (!stop.stop_requested()) {
        const ssize_t count = file.readAt(std::span(m_buffer).subspan(kept), offset + kept);
        if (count < 0)
            return std::unexpected(lastError(path));
        const std::size_t size = kept + static_cast<std::size_t>(count);
        if (size == m_buffer.size() && size < kWholeBlobBytes) {
            m_buffer.resize(kWholeBlobBytes); // it grows
            kept = size;
            continue;
        }
        const bool last = size < m_buffer.size();
        (void)visitor.visit({.number = number,
                             .bytes = std::span(m_buffer).first(size),
                             .offset = offset,
                             .last = last});
        const std::size_t used = last ? size : size - kPieceOverlapBytes;
        progress.bytesDone += used;
        if (last) {
            ++progress.blobsDone;
            return {};
        }
        std::memmove(m_buffer.data(), m_buffer.data() + used, kPieceOverlapBytes);
        offset += used;
        kept = kPieceOverlapBytes;
    }
    return fail(ErrorKind::Cancelled, "stopped", path);
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
