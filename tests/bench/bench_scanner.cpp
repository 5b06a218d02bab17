// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_scanner FOLDER...: how fast one thread scans a folder's files from memory, and what the
// work was. bench_scanner -d FOLDER...: the same, and the time spent for each detector's windows.
#include "core/base/mappedfile.h"
#include "core/base/text.h"
#include "core/rules/loader.h"
#include "core/scan/deltascan.h"

#include <time.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <print>
#include <string>
#include <vector>

using namespace rekey;

namespace {

/// Processor time, so that other work on the machine counts less.
double now()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double secondsSince(double start)
{
    return now() - start;
}

std::vector<std::string> load(std::span<char *const> folders, std::uint64_t &bytes)
{
    std::vector<std::string> texts;
    for (const char *folder : folders) {
        std::error_code code;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder, code)) {
            if (!entry.is_regular_file(code) || entry.is_symlink(code))
                continue;
            const auto file = MappedFile::open(entry.path().string());
            if (!file || file->bytes().empty())
                continue;
            texts.emplace_back(asText(file->bytes()));
            bytes += texts.back().size();
        }
    }
    return texts;
}

void printDetectors(const std::vector<std::string> &texts,
                    const std::shared_ptr<const rules::CompiledRules> &rules)
{
    scan::WindowSet windows(rules->engine());
    scan::HitFinder finder(rules->engine());
    const scan::Confirmer confirmer(*rules);
    struct Cost
    {
        double seconds = 0;
        scan::ScanWork work;
    };
    std::map<std::string, Cost> costs;
    scan::ScanWork anchors;
    double finding = 0;
    for (const std::string &text : texts) {
        const double start = now();
        windows.begin(text.size(), text.size());
        finder.begin(text, windows, nullptr, 0);
        finder.find(0, text.size());
        finder.end(anchors);
        const auto &merged = windows.finish();
        finding += secondsSince(start);
        std::vector<scan::Candidate> found;
        for (const scan::Window &window : merged) {
            Cost &cost = costs[rules->detector(window.detector).id];
            const double one = now();
            confirmer.confirm(text, window, windows.zonesOf(window), found, cost.work);
            cost.seconds += secondsSince(one);
        }
    }
    std::vector<std::pair<std::string, Cost>> list(costs.begin(), costs.end());
    std::ranges::sort(
        list, [](const auto &l, const auto &r) { return l.second.seconds > r.second.seconds; });
    std::println("anchors and windows {:.3f} s", finding);
    for (const auto &[id, cost] : list) {
        std::println("{:9.2f} ms {:8} windows {:10} bytes  {}", cost.seconds * 1e3,
                     cost.work.windows, cost.work.confirmBytes, id);
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::span<char *const> arguments(argv + 1, static_cast<std::size_t>(argc - 1));
    const bool perDetector = !arguments.empty() && std::string_view(arguments.front()) == "-d";
    if (perDetector)
        arguments = arguments.subspan(1);
    auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    if (!pack) {
        std::println("{}", pack.error().text());
        return 2;
    }
    const auto compiled = rules::CompiledRules::compile(std::move(*pack));
    if (!compiled) {
        std::println("{}", compiled.error().text());
        return 2;
    }
    std::uint64_t bytes = 0;
    const std::vector<std::string> texts = load(arguments, bytes);
    const double megabytes = static_cast<double>(bytes) / 1e6;
    for (int round = 0; round < 3; ++round) {
        scan::DeltaScanner scanner(*compiled);
        std::size_t matches = 0;
        const double start = now();
        for (const std::string &text : texts) {
            scanner.scan(asBytes(text));
            matches += scanner.kept().size();
        }
        const double seconds = secondsSince(start);
        const scan::ScanWork &work = scanner.work();
        std::println("{} detectors, {} files, {:.1f} MB: {:.3f} s, {:.0f} MB/s; {:.1f} hits/MB, "
                     "{:.1f} windows/MB, {:.1f} % confirmed, {} matches",
                     (*compiled)->detectorCount(), texts.size(), megabytes, seconds,
                     megabytes / seconds, static_cast<double>(work.hits) / megabytes,
                     static_cast<double>(work.windows) / megabytes,
                     100 * static_cast<double>(work.confirmBytes) / static_cast<double>(bytes),
                     matches);
    }
    if (perDetector)
        printDetectors(texts, *compiled);
    return 0;
}
