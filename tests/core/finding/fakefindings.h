// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <format>
#include <string>
#include <vector>

namespace rekey::test {

/// Numbers that look random and are the same in every run.
inline std::uint64_t mix(std::uint64_t seed)
{
    seed += 0x9e3779b97f4a7c15;
    seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
    seed = (seed ^ (seed >> 27)) * 0x94d049bb133111eb;
    return seed ^ (seed >> 31);
}

inline secret::SecretId fakeId(std::uint64_t number)
{
    secret::SecretId id;
    const std::uint64_t halves[2] = {mix(number), mix(number ^ 0xabcdef)};
    std::memcpy(id.bytes.data(), halves, sizeof halves);
    return id;
}

inline finding::Place fakePlace(const std::string &path, sources::Reach reach,
                                std::int64_t date = 0, const std::string &author = {})
{
    finding::Place place;
    place.path = path;
    place.reach = reach;
    place.date = date;
    place.author = author;
    place.line = 12;
    if (reach < sources::Reach::File) {
        place.commit = std::format("{:016x}{:016x}{:08x}", mix(path.size()), mix(7), 42);
        place.object = std::format("{:016x}{:016x}{:08x}", mix(path.size() + 1), mix(8), 43);
    }
    return place;
}

/// A finding without places; type, provider and confidence follow from its number.
inline finding::Finding bareFinding(std::uint32_t number)
{
    static const char *const types[]
        = {"GitHub personal access token", "AWS access key", "Slack bot token", "Generic secret"};
    static const char *const providers[] = {"github", "aws", "slack", "generic"};
    static const char *const providerNames[]
        = {"GitHub", "Amazon Web Services", "Slack", "Generic"};
    const std::size_t kind = number % 4;
    finding::Finding finding;
    finding.id = fakeId(number);
    finding.number = number;
    finding.rule = std::format("{}-rule", providers[kind]);
    finding.type = types[kind];
    finding.provider = providers[kind];
    finding.providerName = providerNames[kind];
    finding.confidence = kind == 3 ? finding::Confidence::Low
        : kind == 2                ? finding::Confidence::Medium
                                   : finding::Confidence::High;
    finding.masked = std::format("ghp_....{:04x}", mix(number) & 0xffff);
    finding.entropy = 3.0F + static_cast<float>(number % 20) / 10;
    return finding;
}

/// One of many findings as a big scan gives them: 200,000 paths, 500 authors, one to five places.
inline finding::Finding manyFinding(std::uint32_t number)
{
    static const char *const files[] = {".env", "config.py", "deploy.yml", "key.json", "main.go"};
    finding::Finding finding = bareFinding(number);
    const std::uint64_t random = mix(number);
    finding.verdict = random % 50 == 0 ? finding::Verdict::NotASecret
        : random % 10 == 0             ? finding::Verdict::Live
                                       : finding::Verdict::NotChecked;
    const std::size_t places = 1 + random % 5;
    for (std::size_t i = 0; i < places; ++i) {
        const std::uint64_t file = mix(random + i) % 200'000;
        finding::Place place = fakePlace(
            std::format("services/team-{}/module{}/src/{}", file % 97, file, files[file % 5]),
            static_cast<sources::Reach>(mix(file) % 7),
            1'500'000'000 + static_cast<std::int64_t>(mix(random * 3 + i) % 250'000'000),
            std::format("Author {}", mix(file + 1) % 500));
        place.line = static_cast<std::uint32_t>(1 + random % 900);
        place.commit = std::format("{:016x}{:016x}{:08x}", mix(file), mix(file + 9), file);
        place.source = static_cast<std::uint32_t>(file % 3);
        finding.places.push_back(std::move(place));
    }
    return finding;
}

inline std::vector<finding::Finding> manyFindings(std::uint32_t first, std::uint32_t count)
{
    std::vector<finding::Finding> findings;
    for (std::uint32_t i = 0; i < count; ++i)
        findings.push_back(manyFinding(first + i));
    return findings;
}

} // namespace rekey::test
