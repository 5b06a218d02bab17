// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// rekey-rulecheck [--corpus FILE]... [--rates] [--stamp FILE] FILE.toml|FOLDER...
// Checks provider files; the build runs it over all of them and stops when it finds something.
// How often anchors hit is measured on 4 MiB of made-up text, or on the given files; --rates prints
// it for each anchor.
#include "core/base/mappedfile.h"
#include "core/base/text.h"
#include "core/provider/catalog.h"
#include "core/rules/check.h"
#include "core/rules/loader.h"
#include "core/seal/oauth/oauthprovider.h"
#include "core/seal/preset.h"
#include "resources/ordinarytext.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <print>
#include <string>
#include <string_view>
#include <vector>

using namespace rekey;

namespace {

struct Arguments
{
    std::vector<std::string> files;
    std::string corpus;
    std::string stamp; ///< written when all is well
    bool rates = false;
};

bool readAll(const std::string &path, std::string &out)
{
    const Result<MappedFile> file = MappedFile::open(path);
    if (!file) {
        std::println(stderr, "{}", file.error().text());
        return false;
    }
    out += asText(file->bytes());
    return true;
}

/// A folder stands for the provider files in it.
void addFiles(const std::string &path, std::vector<std::string> &files)
{
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
        files.push_back(path);
        return;
    }
    const auto before = static_cast<std::ptrdiff_t>(files.size());
    for (const auto &entry : std::filesystem::directory_iterator(path, error)) {
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path().string());
    }
    std::sort(files.begin() + before, files.end());
}

bool readArguments(int argc, char **argv, Arguments &out)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--rates") {
            out.rates = true;
        } else if (word == "--stamp" && i + 1 < argc) {
            out.stamp = argv[++i];
        } else if (word == "--corpus" && i + 1 < argc) {
            if (!readAll(argv[++i], out.corpus))
                return false;
        } else {
            addFiles(std::string(word), out.files);
        }
    }
    if (out.corpus.empty())
        out.corpus = ordinaryText(4 * 1024 * 1024);
    return true;
}

/// Each file by itself, so that every broken one is named at once.
bool load(const std::vector<std::string> &paths, std::vector<rules::RuleFile> &files)
{
    bool ok = true;
    for (const std::string &path : paths) {
        const std::filesystem::path name(path);
        rules::RuleFile file{name.filename().string(), {}};
        if (!readAll(path, file.text))
            return false;
        const Result<rules::RulePack> pack = rules::parseRuleFile(file);
        if (!pack) {
            std::println(stderr, "{}", pack.error().text());
            ok = false;
            continue;
        }
        const std::string &provider = pack->providers.front().id;
        if (provider != name.stem().string()) {
            std::println(stderr, "{}: the provider id {} is not the file's name", path, provider);
            ok = false;
        }
        for (const rules::Detector &detector : pack->detectors) {
            if (!detector.id.starts_with(provider + "-") && detector.id != provider) {
                std::println(stderr, "{}: {} does not start with {}-", path, detector.id, provider);
                ok = false;
            }
        }
        files.push_back(std::move(file));
    }
    return ok;
}

/// Presets for sealing: each reads and would be sealed, and names detectors that there are.
bool checkPresets(const std::vector<rules::RuleFile> &files, const rules::RulePack &pack)
{
    bool ok = true;
    const auto complain = [&](const std::string &text) {
        std::println(stderr, "{}", text);
        ok = false;
    };
    for (const rules::RuleFile &file : files) {
        const auto presets = seal::parsePresets(file);
        if (!presets) {
            complain(presets.error().text());
            continue;
        }
        for (const seal::Preset &preset : *presets) {
            for (const std::string &id : preset.detectors) {
                if (!std::ranges::contains(pack.detectors, id, &rules::Detector::id))
                    complain(file.name + ": [[seal]] " + preset.id + " names " + id
                             + ", and there is no such detector");
            }
        }
    }
    return ok;
}

/// How people sign in: each section reads.
bool checkOAuth(const std::vector<rules::RuleFile> &files)
{
    bool ok = true;
    for (const rules::RuleFile &file : files) {
        const auto section = seal::parseOAuthProvider(file);
        if (section)
            continue;
        std::println(stderr, "{}", section.error().text());
        ok = false;
    }
    return ok;
}

void printRates(const rules::RulePack &pack, std::string_view corpus)
{
    const auto compiled = rules::CompiledRules::compile(pack);
    if (!compiled)
        return;
    const double size = static_cast<double>(corpus.size()) / (1024 * 1024);
    for (const rules::AnchorRate &rate : rules::anchorRates(**compiled, corpus)) {
        std::string detectors;
        for (const std::string &id : rate.detectors)
            detectors += (detectors.empty() ? "" : ",") + id;
        std::println("{:9.2f} {} {}", static_cast<double>(rate.hits) / size, rate.pattern,
                     detectors);
    }
}

} // namespace

int main(int argc, char **argv)
{
    Arguments arguments;
    std::vector<rules::RuleFile> files;
    if (!readArguments(argc, argv, arguments) || !load(arguments.files, files))
        return 1;
    const Result<rules::RulePack> pack = rules::parseRuleFiles(files);
    if (!pack) {
        std::println(stderr, "{}", pack.error().text());
        return 1;
    }
    if (!checkPresets(files, *pack) || !checkOAuth(files))
        return 1;
    if (const Result<provider::Catalog> catalog = provider::Catalog::read(files); !catalog) {
        std::println(stderr, "{}", catalog.error().text());
        return 1;
    }
    if (arguments.rates)
        printRates(*pack, arguments.corpus);
    rules::CheckOptions options;
    options.corpus = arguments.corpus;
    const std::vector<rules::RuleProblem> problems = rules::checkPack(*pack, options);
    for (const rules::RuleProblem &problem : problems)
        std::println(stderr, "{}: {}", problem.detector, problem.reason);
    if (problems.empty())
        std::println("{} detectors of {} providers are in order", pack->detectors.size(),
                     pack->providers.size());
    if (!problems.empty())
        return 1;
    if (!arguments.stamp.empty())
        std::ofstream(arguments.stamp) << "checked\n";
    return 0;
}
