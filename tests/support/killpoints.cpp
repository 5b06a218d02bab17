// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program under test: ends it with SIGKILL before or after the calls that make
// something durable or send something over the network. Each such call is two points.
//   REKEY_KILL_AT      the point, from 0; without it nothing is killed
//   REKEY_KILL_COUNT   file that gets the number of points when the program ends by itself
//   REKEY_KILL_NOTES   file that gets one character for each of them then: '.' for what is made
//                      durable, else the first of what is sent ("POST" without TLS: 'P')
#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

int points = 0;
std::string notes;

void pass(char note)
{
    const char *wanted = std::getenv("REKEY_KILL_AT");
    if (wanted != nullptr && std::atoi(wanted) == points)
        ::kill(::getpid(), SIGKILL);
    ++points;
    notes += note;
}

char noteOf(const void *data, size_t size)
{
    return size == 0 ? ' ' : *static_cast<const char *>(data);
}

template <typename Function> Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

struct Counter
{
    ~Counter()
    {
        put("REKEY_KILL_COUNT", std::to_string(points));
        put("REKEY_KILL_NOTES", notes);
    }
    static void put(const char *variable, const std::string &text)
    {
        const char *path = std::getenv(variable);
        std::FILE *file = path == nullptr ? nullptr : std::fopen(path, "w");
        if (file != nullptr) {
            std::fwrite(text.data(), 1, text.size(), file);
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
    pass('.');
    const int result = next<int (*)(int)>("fdatasync")(fd);
    pass('.');
    return result;
}

int fsync(int fd)
{
    pass('.');
    const int result = next<int (*)(int)>("fsync")(fd);
    pass('.');
    return result;
}

ssize_t send(int fd, const void *data, size_t size, int flags)
{
    const bool counts = isNetwork(fd);
    if (counts)
        pass(noteOf(data, size));
    const ssize_t result
        = next<ssize_t (*)(int, const void *, size_t, int)>("send")(fd, data, size, flags);
    if (counts)
        pass(noteOf(data, size));
    return result;
}

/// Qt sends by it.
ssize_t write(int fd, const void *data, size_t size)
{
    const bool counts = isNetwork(fd);
    if (counts)
        pass(noteOf(data, size));
    const ssize_t result = next<ssize_t (*)(int, const void *, size_t)>("write")(fd, data, size);
    if (counts)
        pass(noteOf(data, size));
    return result;
}

} // extern "C"
