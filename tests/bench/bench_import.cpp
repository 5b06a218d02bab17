// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importmerge.h"
#include "core/scan/makecontext.h"
#include "core/scan/recognise.h"
#include "tests/support/madeup.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <format>
#include <fstream>
#include <iostream>
#include <string>

// bench_import [ROWS [FOLDER]]: writes a gitleaks report of so many rows (1,000,000, about 600 MB)
// with a made-up token in each, half of them twice, and reads it: split only, with our rules, and
// merged.

using namespace rekey;

namespace {

constexpr int kDefaultRows = 1'000'000;

void writeReport(const std::string &path, int rows)
{
    std::ofstream out(path, std::ios::binary);
    test::MadeUp made(1);
    std::string token;
    out << "[\n";
    for (int i = 0; i < rows; ++i) {
        if (i % 2 == 0)
            token = made.githubToken();
        out << (i == 0 ? "" : ",\n")
            << std::format(R"( {{
  "Description": "GitHub Personal Access Token",
  "StartLine": {},
  "EndLine": {},
  "StartColumn": 10,
  "EndColumn": 49,
  "Match": "export TOKEN={}",
  "Secret": "{}",
  "File": "services/number{}/deploy/settings.production.yaml",
  "SymlinkFile": "",
  "Commit": "{:040x}",
  "Entropy": 4.734184,
  "Author": "Ada Example",
  "Email": "ada@example.org",
  "Date": "2023-04-02T10:20:30Z",
  "Message": "Change the settings of service {}",
  "Tags": [],
  "RuleID": "github-pat",
  "Fingerprint": "{:040x}:services/number{}/deploy/settings.production.yaml:github-pat:{}"
 }})",
                           i + 1, i + 1, token, token, i % 5000, i, i, i, i % 5000, i + 1);
    }
    out << "\n]\n";
}

void measure(const char *name, const std::string &path, const report::ImportOptions &options,
             const report::ImportSink &sink)
{
    report::ImportProgress progress;
    const std::clock_t cpu = std::clock();
    const auto from = std::chrono::steady_clock::now();
    const auto summary = report::importFile(path, options, sink, progress, {});
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - from;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::cout << std::format("{:12} {:8.2f} s  CPU {:6.2f} s  {:6.1f} MB/s  {} rows  peak {} MiB\n",
                             name, spent.count(),
                             static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC,
                             static_cast<double>(progress.bytesDone) / 1e6 / spent.count(),
                             summary ? summary->rows : 0, usage.ru_maxrss / 1024);
}

} // namespace

int main(int argc, char **argv)
{
    const int rows = argc > 1 ? std::atoi(argv[1]) : kDefaultRows;
    const std::string folder = argc > 2 ? argv[2] : std::filesystem::temp_directory_path().string();
    const std::string path = folder + "/rekey-bench-import.json";
    writeReport(path, rows);
    std::cout << std::filesystem::file_size(path) / 1'000'000 << " MB\n";
    std::vector<std::string> notes;
    const auto context = scan::makeScanContext({}, {}, notes);
    if (!context)
        return 1;
    report::ImportOptions options;
    options.identity = context->identity;
    options.vault = context->vault;
    measure("read", path, options, [](std::vector<report::ImportedFinding>) { return true; });
    scan::Recogniser recogniser(*context);
    options.recognise = [&](std::string_view value, std::string_view around, std::string_view) {
        return recogniser.recognise(value, around);
    };
    measure("recognised", path, options, [](std::vector<report::ImportedFinding>) { return true; });
    report::ImportMerger merger;
    measure("merged", path, options, [&](std::vector<report::ImportedFinding> batch) {
        static_cast<void>(merger.merge(std::move(batch), 0));
        return true;
    });
    std::cout << std::format("{} new, {} merged\n", merger.counts().added, merger.counts().merged);
    std::filesystem::remove(path);
    return 0;
}
