// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret/secretline.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <format>
#include <utility>

namespace rekey::secret {

/// One byte at a time, for what follows is somebody else's.
Result<SecretBytes> readSecretLine(int fd)
{
    SecretBytes line(kMostLineBytes + 1);
    for (std::size_t size = 0; size <= kMostLineBytes; ++size) {
        std::byte &next = line.bytes()[size];
        ssize_t count = 0;
        do {
            count = ::read(fd, &next, 1);
        } while (count < 0 && errno == EINTR);
        if (count < 0)
            return fail(ErrorKind::Io, std::format("it cannot be read ({})", std::strerror(errno)));
        if (count == 0 || next == std::byte{'\n'})
            return SecretBytes::copyOf(std::as_const(line).bytes().first(size));
        if (next == std::byte{3}) // Ctrl+C, while the terminal sends no signals
            return fail(ErrorKind::Cancelled, "nothing was given");
    }
    return fail(ErrorKind::TooBig,
                std::format("a passphrase or credential has up to {} bytes", kMostLineBytes));
}

Result<SecretBytes> readSecretLine(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(ErrorKind::Io, std::strerror(errno), path);
    auto line = readSecretLine(fd);
    ::close(fd);
    if (!line)
        return fail(line.error().kind, line.error().detail, path);
    return line;
}

} // namespace rekey::secret
