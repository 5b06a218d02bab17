// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// rekey-bench-gitwalk REPO [WORKERS [LOCATE_EVERY]]: walks a repository with a visitor that does
// nothing, then places every LOCATE_EVERY-th blob, and prints time and memory of both.
#include "core/sources/gitsource.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <string>

namespace {

using namespace rekey::sources;

struct Totals
{
    std::atomic<std::uint64_t> blobs{0};
    std::atomic<std::uint64_t> bytes{0};
    std::atomic<std::uint64_t> copied{0};
    std::mutex mutex;
    std::vector<std::uint64_t> sample;
};

class Memo final : public BlobMemo
{
};

class Visitor final : public BlobVisitor
{
public:
    Visitor(Totals &totals, unsigned every)
        : m_totals(totals)
        , m_every(every)
    {
    }
    std::unique_ptr<BlobMemo> visit(const Blob &blob) override
    {
        m_totals.blobs.fetch_add(1, std::memory_order_relaxed);
        m_totals.bytes.fetch_add(blob.bytes.size(), std::memory_order_relaxed);
        std::uint64_t copied = 0;
        for (const CopyRun &run : blob.copies)
            copied += run.size;
        m_totals.copied.fetch_add(copied, std::memory_order_relaxed);
        if (m_every != 0 && blob.number % m_every == 0 && blob.last) {
            const std::scoped_lock lock(m_totals.mutex);
            m_totals.sample.push_back(blob.number);
        }
        return blob.memoWanted ? std::make_unique<Memo>() : nullptr;
    }

private:
    Totals &m_totals;
    unsigned m_every;
};

/// Resident memory in MB that no file backs: now, and file-backed.
void printMemory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("RssAnon") || line.starts_with("VmHWM"))
            std::printf("  %s\n", line.c_str());
    }
}

class Stopwatch
{
public:
    void print(const char *what) const
    {
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - m_begin;
        std::printf("%s: wall %.2f s, cpu %.2f s\n", what, wall.count(), cpuSeconds() - m_cpu);
        printMemory();
    }

private:
    static double cpuSeconds()
    {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        const auto seconds = [](const timeval &time) {
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        };
        return seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }

    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    double m_cpu = cpuSeconds();
};

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s REPO [WORKERS [LOCATE_EVERY]]\n", argv[0]);
        return 2;
    }
    const Stopwatch opening;
    const auto source = openGitSource(argv[1], {});
    if (!source) {
        std::fprintf(stderr, "%s\n", source.error().text().c_str());
        return 1;
    }
    opening.print("open");
    WalkOptions options;
    options.workers = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 0;
    const unsigned every = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 0;
    Totals totals;
    WalkProgress progress;
    const auto factory = [&](unsigned) { return std::make_unique<Visitor>(totals, every); };
    const Stopwatch walking;
    const auto coverage = (*source)->walk(options, factory, progress, {});
    if (!coverage)
        return 1;
    walking.print("walk");
    std::printf("  objects %llu commits %llu blobs %llu bytes %llu copied %llu skips %zu\n",
                static_cast<unsigned long long>(coverage->objects),
                static_cast<unsigned long long>(coverage->commits),
                static_cast<unsigned long long>(totals.blobs),
                static_cast<unsigned long long>(totals.bytes),
                static_cast<unsigned long long>(totals.copied), coverage->skips.size());
    if (every == 0)
        return 0;
    std::ranges::sort(totals.sample);
    const Stopwatch placing;
    const auto placements = (*source)->locate(totals.sample, progress, {});
    if (!placements)
        return 1;
    placing.print("locate");
    std::printf("  wanted %zu placements %zu\n", totals.sample.size(), placements->size());
    return 0;
}
