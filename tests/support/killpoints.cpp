// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program under test: ends it with SIGKILL before or after the calls that make
// something durable or send something over the network. Each such call is two points.
//   REKEY_KILL_AT      the point, from 0; without it nothing is killed
//   REKEY_KILL_COUNT   file that gets the number of points when the program ends by itself
#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

int points = 0;

void pass()
{
    const char *wanted = std::getenv("REKEY_KILL_AT");
    if (wanted != nullptr && std::atoi(wanted) == points)
        ::kill(::getpid(), SIGKILL);
    ++points;
}

template <typename Function> Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

struct Counter
{
    ~Counter()
    {
        const char *path = std::getenv("REKEY_KILL_COUNT");
        std::FILE *file = path == nullptr ? nullptr : std::fopen(path, "w");
        if (file != nullptr) {
            std::fprintf(file, "%d", points);
            std::fclose(file);
        }
    }
} counter;

bool isNetwork(int fd)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    return ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0
        && (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}

} // namespace

extern "C" {

int fdatasync(int fd)
{
    pass();
    const int result = next<int (*)(int)>("fdatasync")(fd);
    pass();
    return result;
}

int fsync(int fd)
{
    pass();
    const int result = next<int (*)(int)>("fsync")(fd);
    pass();
    return result;
}

ssize_t send(int fd, const void *data, size_t size, int flags)
{
    const bool counts = isNetwork(fd);
    if (counts)
        pass();
    const ssize_t result
        = next<ssize_t (*)(int, const void *, size_t, int)>("send")(fd, data, size, flags);
    if (counts)
        pass();
    return result;
}

/// Qt sends by it.
ssize_t write(int fd, const void *data, size_t size)
{
    const bool counts = isNetwork(fd);
    if (counts)
        pass();
    const ssize_t result = next<ssize_t (*)(int, const void *, size_t)>("write")(fd, data, size);
    if (counts)
        pass();
    return result;
}

} // extern "C"
