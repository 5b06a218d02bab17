// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program under test: writes where it goes on the network, a line each, into the
// file that REKEY_NETLOG names: "connect ADDRESS PORT", "sendto ADDRESS PORT" and "lookup NAME".
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace {

template <typename Function> Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

void note(const std::string &line)
{
    const char *path = std::getenv("REKEY_NETLOG");
    if (path == nullptr)
        return;
    const int file = ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    const std::string whole = line + '\n';
    // A line is one write, so that threads do not mix theirs.
    if (::write(file, whole.data(), whole.size()) < 0)
        std::abort(); // a log with holes proves nothing
    ::close(file);
}

void note(const char *call, const sockaddr *address)
{
    char text[INET6_ADDRSTRLEN] = {};
    if (address != nullptr && address->sa_family == AF_INET) {
        const auto *four = reinterpret_cast<const sockaddr_in *>(address);
        ::inet_ntop(AF_INET, &four->sin_addr, text, sizeof text);
        note(std::string(call) + ' ' + text + ' ' + std::to_string(ntohs(four->sin_port)));
    } else if (address != nullptr && address->sa_family == AF_INET6) {
        const auto *six = reinterpret_cast<const sockaddr_in6 *>(address);
        ::inet_ntop(AF_INET6, &six->sin6_addr, text, sizeof text);
        note(std::string(call) + ' ' + text + ' ' + std::to_string(ntohs(six->sin6_port)));
    }
}

} // namespace

extern "C" {

int connect(int socket, const sockaddr *address, socklen_t size)
{
    note("connect", address);
    return next<int (*)(int, const sockaddr *, socklen_t)>("connect")(socket, address, size);
}

ssize_t sendto(int socket, const void *data, size_t size, int flags, const sockaddr *address,
               socklen_t addressSize)
{
    note("sendto", address);
    return next<ssize_t (*)(int, const void *, size_t, int, const sockaddr *, socklen_t)>("sendto")(
        socket, data, size, flags, address, addressSize);
}

int getaddrinfo(const char *name, const char *service, const addrinfo *hints, addrinfo **result)
{
    note(std::string("lookup ") + (name == nullptr ? "" : name));
    return next<int (*)(const char *, const char *, const addrinfo *, addrinfo **)>("getaddrinfo")(
        name, service, hints, result);
}

} // extern "C"
