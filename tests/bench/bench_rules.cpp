// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench_rules FILE...  compile and load time of the built-in rules, and how fast their anchors read
// the files.
#include "core/base/mappedfile.h"
#include "core/base/text.h"
#include "core/rules/engine.h"
#include "core/rules/loader.h"

#include <time.h>

#include <cstdlib>
#include <filesystem>
#include <print>
#include <string>

using namespace rekey;

namespace {

/// Of this thread: the machine may be busy.
double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::shared_ptr<const rules::CompiledRules> timedCompile(const rules::RulePack &pack,
                                                         const std::string &cache)
{
    const double start = cpuSeconds();
    auto compiled = rules::CompiledRules::compile(pack, cache);
    if (!compiled) {
        std::println(stderr, "{}", compiled.error().text());
        return nullptr;
    }
    std::println("{} detectors, {} anchors, widest {} bytes: {:.3f} s{}",
                 (*compiled)->detectorCount(), (*compiled)->engine().anchors.size(),
                 (*compiled)->engine().maxAnchorBytes, cpuSeconds() - start,
                 (*compiled)->engine().fromCache ? " from the cache" : "");
    return *compiled;
}

void timedScan(const rules::CompiledRules &rules, std::string_view text)
{
    hs_scratch_t *scratch = nullptr;
    hs_alloc_scratch(rules.engine().database, &scratch);
    const auto count = [](unsigned, unsigned long long, unsigned long long, unsigned, void *hits) {
        ++*static_cast<std::size_t *>(hits);
        return 0;
    };
    std::size_t hits = 0;
    const double start = cpuSeconds();
    hs_scan(rules.engine().database, text.data(), static_cast<unsigned>(text.size()), 0, scratch,
            count, &hits);
    const double seconds = cpuSeconds() - start;
    const double size = static_cast<double>(text.size()) / 1e6;
    std::println("{:.1f} MB: {:.0f} MB/s, {} hits, {:.1f} in each MB", size, size / seconds, hits,
                 static_cast<double>(hits) / size);
    hs_free_scratch(scratch);
}

} // namespace

int main(int argc, char **argv)
{
    const double start = cpuSeconds();
    const auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    if (!pack) {
        std::println(stderr, "{}", pack.error().text());
        return 1;
    }
    std::println("{} providers read: {:.3f} s", pack->providers.size(), cpuSeconds() - start);
    const std::string cache = std::filesystem::temp_directory_path() / "rekey-bench-rules";
    std::filesystem::remove_all(cache);
    const auto rules = timedCompile(*pack, cache);
    if (rules == nullptr || timedCompile(*pack, cache) == nullptr)
        return 1;
    for (int i = 1; i < argc; ++i) {
        const Result<MappedFile> file = MappedFile::open(argv[i]);
        if (!file)
            continue;
        const std::string text(asText(file->bytes())); // in memory before the clock starts
        for (int round = 0; round < 3; ++round)
            timedScan(*rules, text);
    }
    return 0;
}
