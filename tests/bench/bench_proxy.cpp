// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps so many connections to a proxy busy with one small request and tells what each cost the
// proxy's process: bench_proxy PORT REQUEST_FILE CONNECTIONS SECONDS PID
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

/// Processor time of a process, in microseconds.
double cpuMicros(const std::string &pid)
{
    std::ifstream in("/proc/" + pid + "/stat");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) * 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double peakMib(const std::string &pid)
{
    std::ifstream in("/proc/" + pid + "/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

struct Load
{
    std::string request;
    Clock::time_point end;
    std::vector<double> millis = {};
    long failures = 0;
};

asio::awaitable<void> client(tcp::endpoint proxy, Load &load)
{
    tcp::socket socket(co_await asio::this_coro::executor);
    if (const auto [code] = co_await socket.async_connect(proxy, kAwait); code) {
        ++load.failures;
        co_return;
    }
    std::string buffer;
    while (Clock::now() < load.end) {
        const auto begin = Clock::now();
        co_await asio::async_write(socket, asio::buffer(load.request), kAwait);
        const auto [code, size] = co_await asio::async_read_until(
            socket, asio::dynamic_buffer(buffer), "hello", kAwait);
        if (code || !buffer.starts_with("HTTP/1.1 200")) {
            ++load.failures;
            co_return;
        }
        buffer.erase(0, size);
        load.millis.push_back(
            std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 6) {
        std::fputs("usage: bench_proxy PORT REQUEST_FILE CONNECTIONS SECONDS PID\n", stderr);
        return 2;
    }
    std::ifstream in(argv[2], std::ios::binary);
    const std::string pid = argv[5];
    asio::io_context io(1);
    Load load{std::string((std::istreambuf_iterator<char>(in)), {}),
              Clock::now() + std::chrono::seconds(std::stoi(argv[4]))};
    const tcp::endpoint proxy(asio::ip::address_v4::loopback(),
                              static_cast<unsigned short>(std::stoi(argv[1])));
    const double before = cpuMicros(pid);
    for (int i = 0; i < std::stoi(argv[3]); ++i)
        asio::co_spawn(io, client(proxy, load), asio::detached);
    io.run();
    const double spent = cpuMicros(pid) - before;
    std::ranges::sort(load.millis);
    const std::size_t count = load.millis.size();
    if (count == 0) {
        std::puts("no answers");
        return 1;
    }
    std::printf("%zu answers, %ld failures, p50 %.2f ms, p99 %.2f ms, peak %.0f MiB, %.1f us of "
                "processor each\n",
                count, load.failures, load.millis[count / 2], load.millis[count * 99 / 100],
                peakMib(pid), spent / static_cast<double>(count));
    return load.failures == 0 ? 0 : 1;
}
