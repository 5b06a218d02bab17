// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/loader.h"

#include "core/rules/filters.h"
#include "core/rules/gitleaksrules.h"
#include "core/rules/tablereader.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace rekey::rules {

namespace {

using Need = TableReader::Need;

template <typename T> using Names = std::initializer_list<std::pair<std::string_view, T>>;

template <typename T> void choose(TableReader &reader, std::string_view key, Names<T> names, T &out)
{
    const std::string name = reader.text(key);
    if (name.empty())
        return;
    for (const auto &[known, value] : names) {
        if (known == name) {
            out = value;
            return;
        }
    }
    std::string list;
    for (const auto &[known, value] : names)
        list += (list.empty() ? "" : ", ") + std::string(known);
    reader.refuse(key, "must be one of " + list);
}

constexpr Names<Kind> kKinds = {{"token", Kind::Token},
                                {"password", Kind::Password},
                                {"private-key", Kind::PrivateKey},
                                {"connection-string", Kind::ConnectionString},
                                {"identifier", Kind::Identifier}};
constexpr Names<Confidence> kConfidences
    = {{"low", Confidence::Low}, {"medium", Confidence::Medium}, {"high", Confidence::High}};
constexpr Names<Checksum> kChecksums = {{"crc32-base62", Checksum::Crc32Base62},
                                        {"github-fine-grained", Checksum::GithubFineGrained},
                                        {"gitlab-routable", Checksum::GitlabRoutable},
                                        {"grafana-crc32", Checksum::GrafanaCrc32},
                                        {"sentry-org", Checksum::SentryOrg},
                                        {"pypi-macaroon", Checksum::PypiMacaroon},
                                        {"aws-access-key", Checksum::AwsAccessKey},
                                        {"jwt", Checksum::Jwt},
                                        {"gcp-service-account", Checksum::ServiceAccountJson},
                                        {"pem", Checksum::PemPrivateKey}};

bool isKebab(std::string_view id)
{
    return !id.empty() && id.size() <= 100 && id.front() != '-' && id.back() != '-'
        && std::ranges::all_of(id, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

std::string kebabText(TableReader &reader)
{
    std::string id = reader.text("id", Need::Required);
    if (!id.empty() && !isKebab(id))
        reader.refuse("id", "must be small letters, digits and hyphens");
    return id;
}

std::optional<Error> readCompanion(const toml::table &table, std::string_view file,
                                   const std::string &detector, CompanionRule &out)
{
    TableReader reader(table, file, "companion of " + detector);
    out.name = reader.text("name", Need::Required);
    out.pattern = reader.text("pattern", Need::Required, kMaxPatternBytes);
    out.distanceBytes = reader.count("distance", out.distanceBytes, 1, 16 * 1024);
    out.isAttached = reader.flag("attached", out.isAttached);
    out.required = reader.flag("required", out.required);
    out.isPublic = reader.flag("public", out.isPublic);
    out.minEntropy = reader.number("min_entropy", 0, 0, 8);
    reader.finish();
    return reader.error();
}

void readMatching(TableReader &reader, Detector &out)
{
    out.pattern = reader.text("pattern", Need::Required, kMaxPatternBytes);
    out.keywords = reader.texts("keywords");
    out.keywordDistanceBytes
        = reader.count("keyword_distance", out.keywordDistanceBytes, 0, 16 * 1024);
    out.minEntropy = reader.number("min_entropy", 0, 0, 8);
    choose(reader, "checksum", kChecksums, out.checksum);
    out.filters = reader.texts("filters");
    for (const std::string &filter : out.filters) {
        if (!filterBit(filter))
            reader.refuse("filters", "has no such filter: " + filter);
    }
    out.deny = reader.texts("deny");
    if (std::ranges::any_of(out.deny, [](const auto &d) { return d.size() > kMaxPatternBytes; }))
        reader.refuse("deny", "has too long an expression");
    out.maxLengthBytes = reader.count("max_length", out.maxLengthBytes, 1, 64 * 1024);
}

std::optional<Error> readDetector(const toml::table &table, std::string_view file,
                                  const std::string &provider, Detector &out)
{
    TableReader reader(table, file, "[[detector]]");
    out.id = kebabText(reader);
    reader.setLabel("detector " + out.id);
    out.provider = provider;
    out.name = reader.text("name", Need::Required);
    choose(reader, "kind", kKinds, out.kind);
    choose(reader, "confidence", kConfidences, out.confidence);
    readMatching(reader, out);
    out.prefix = reader.text("prefix");
    out.references = reader.texts("references");
    out.examples = reader.joined("examples", Need::Required);
    out.counterExamples = reader.joined("counter_examples");
    for (const toml::table *companion : reader.tables("companion")) {
        CompanionRule rule;
        if (std::optional<Error> error = readCompanion(*companion, file, out.id, rule))
            return error;
        out.companions.push_back(std::move(rule));
    }
    reader.finish();
    return reader.error();
}

std::optional<Error> readProvider(const toml::table &table, std::string_view file, Provider &out)
{
    TableReader reader(table, file, "[provider]");
    out.id = kebabText(reader);
    out.name = reader.text("name", Need::Required);
    out.homepage = reader.text("homepage");
    out.console = reader.text("console");
    reader.finish();
    return reader.error();
}

Result<RulePack> readPack(const toml::table &root, std::string_view file)
{
    TableReader reader(root, file, "the file");
    RulePack pack;
    const toml::table *provider = reader.table("provider", Need::Required);
    const std::vector<const toml::table *> detectors = reader.tables("detector");
    reader.skip("seal"); // see core/seal/preset.h
    reader.skip("oauth"); // see core/seal/oauth/oauthprovider.h
    // What core/provider reads.
    for (const std::string_view key : {"api", "check", "login", "act"})
        reader.skip(key);
    reader.finish();
    if (reader.error())
        return std::unexpected(*reader.error());
    pack.providers.emplace_back();
    if (std::optional<Error> error = readProvider(*provider, file, pack.providers.back()))
        return std::unexpected(std::move(*error));
    for (const toml::table *detector : detectors) {
        pack.detectors.emplace_back();
        std::optional<Error> error
            = readDetector(*detector, file, pack.providers.back().id, pack.detectors.back());
        if (error)
            return std::unexpected(std::move(*error));
    }
    return pack;
}

/// Says which file has an id that another one has too.
Result<void> claimIds(const RulePack &pack, const std::string &file,
                      std::map<std::string, std::string> &owners)
{
    const auto claim = [&](const std::string &key, std::string_view what,
                           const std::string &id) -> Result<void> {
        const auto [other, isNew] = owners.emplace(key + id, file);
        if (isNew)
            return {};
        return fail(ErrorKind::Invalid,
                    "the " + std::string(what) + " id " + id + " is used twice, first in "
                        + other->second,
                    file);
    };
    for (const Provider &provider : pack.providers) {
        if (Result<void> done = claim("p:", "provider", provider.id); !done)
            return done;
    }
    for (const Detector &detector : pack.detectors) {
        if (Result<void> done = claim("d:", "detector", detector.id); !done)
            return done;
    }
    return {};
}

} // namespace

Result<RulePack> parseRuleFile(const RuleFile &file, std::vector<std::string> *notes)
{
    const auto tables = tablesOf(file.text, file.name, "a rule file");
    if (!tables)
        return std::unexpected(tables.error());
    std::vector<std::string> unheard;
    Result<RulePack> pack = isGitleaksConfig(*tables)
        ? readGitleaksConfig(*tables, file, notes != nullptr ? *notes : unheard)
        : readPack(*tables, file.name);
    if (!pack)
        return pack;
    std::map<std::string, std::string> owners;
    if (Result<void> unique = claimIds(*pack, file.name, owners); !unique)
        return std::unexpected(std::move(unique.error()));
    return pack;
}

Result<RulePack> parseRuleFiles(std::span<const RuleFile> files, std::vector<std::string> *notes)
{
    RulePack all;
    std::map<std::string, std::string> owners;
    for (const RuleFile &file : files) {
        Result<RulePack> pack = parseRuleFile(file, notes);
        if (!pack)
            return pack;
        if (Result<void> unique = claimIds(*pack, file.name, owners); !unique)
            return std::unexpected(std::move(unique.error()));
        std::ranges::move(pack->providers, std::back_inserter(all.providers));
        std::ranges::move(pack->detectors, std::back_inserter(all.detectors));
    }
    std::ranges::sort(all.providers, {}, &Provider::id);
    std::ranges::sort(all.detectors, {}, &Detector::id);
    return all;
}

} // namespace rekey::rules
