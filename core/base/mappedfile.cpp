// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mappedfile.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace rekey {

namespace {

Error errnoError(const std::string &path)
{
    const int code = errno;
    const auto kind = code == ENOENT || code == ENOTDIR ? ErrorKind::NotFound
        : code == EACCES || code == EPERM               ? ErrorKind::Denied
                                                        : ErrorKind::Io;
    return {kind, std::strerror(code), path};
}

class FileDescriptor
{
public:
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    {
    }
    ~FileDescriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

} // namespace

Result<MappedFile> MappedFile::open(const std::string &path, Links links)
{
    // O_NONBLOCK: opening a FIFO must not wait for its writer.
    const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const FileDescriptor file(
        ::open(path.c_str(), links == Links::Follow ? flags : flags | O_NOFOLLOW));
    if (file.get() < 0)
        return std::unexpected(errnoError(path));
    struct stat info{};
    if (::fstat(file.get(), &info) != 0)
        return std::unexpected(errnoError(path));
    if (!S_ISREG(info.st_mode))
        return fail(ErrorKind::Invalid, "is not a regular file", path);
    MappedFile mapped;
    if (info.st_size == 0)
        return mapped;
    const auto size = static_cast<std::size_t>(info.st_size);
    void *memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (memory == MAP_FAILED)
        return std::unexpected(errnoError(path));
    mapped.m_bytes = {static_cast<const std::byte *>(memory), size};
    return mapped;
}

MappedFile::~MappedFile()
{
    if (!m_bytes.empty())
        ::munmap(const_cast<std::byte *>(m_bytes.data()), m_bytes.size());
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{
}

MappedFile &MappedFile::operator=(MappedFile &&other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

} // namespace rekey
