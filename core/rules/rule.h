// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rekey::rules {

/// What sort of thing a detector finds; decides how its value may be masked and shown.
enum class Kind : std::uint8_t
{
    Token, ///< prefix and last 4 may show
    Password, ///< nothing may show
    PrivateKey, ///< nothing may show
    ConnectionString, ///< nothing of the value may show
    Identifier, ///< public by itself (AWS key id): shown in full; the companion is the secret
};

enum class Confidence : std::uint8_t
{
    Low,
    Medium,
    High
};

/// Offline checks of a value's own structure. Names in TOML in brackets.
enum class Checksum : std::uint8_t
{
    None, ///< [""]
    Crc32Base62, ///< ["crc32-base62"] GitHub, npm: last 6 characters over the body after the prefix
    GithubFineGrained, ///< ["github-fine-grained"] SHA-256, base32
    GitlabRoutable, ///< ["gitlab-routable"] CRC-32 base36 and decodable payload
    GrafanaCrc32, ///< ["grafana-crc32"]
    SentryOrg, ///< ["sentry-org"] base64 JSON with iat, url, org
    PypiMacaroon, ///< ["pypi-macaroon"]
    AwsAccessKey, ///< ["aws-access-key"] account id decodes
    Jwt, ///< ["jwt"] header and payload are JSON objects, header has alg
    ServiceAccountJson, ///< ["gcp-service-account"] the enclosing JSON object parses
    PemPrivateKey, ///< ["pem"] the body decodes and is long enough
};

/// A second value that belongs to the detector's own, looked for within `distanceBytes` before its
/// start and after its end. The nearest wins. An attached one is part of the same text as the
/// match, as host and user are of a URL: its expression must hold at the match's very begin and end
/// before the value, or begin right behind the value. Of a neighbour it is never taken.
struct CompanionRule
{
    std::string name; ///< "secret_access_key", "account_sid", "host"
    std::string pattern; ///< RE2; first group, or the whole match, is the value
    std::uint32_t distanceBytes = 128;
    bool isAttached = false;
    bool required = false; ///< without it there is no finding; with it, it is part of the identity
    bool isPublic = false; ///< may be shown in full
    double minEntropy = 0;
};

/// One kind of secret and how to recognise it. Plain data as read from a provider file.
struct Detector
{
    std::string id; ///< kebab-case, unique over all files
    std::string name; ///< for people: "GitHub personal access token (classic)"
    std::string provider; ///< Provider::id
    Kind kind = Kind::Token;
    Confidence confidence = Confidence::Medium;
    std::string pattern; ///< RE2; group named `secret`, else first group, else the whole match
    /// At least one of these must stand within `keywordDistanceBytes` of the match, ASCII case
    /// ignored; empty: none needed. Not needed when the pattern itself holds the literal prefix.
    std::vector<std::string> keywords;
    std::uint32_t keywordDistanceBytes = 64;
    double minEntropy = 0; ///< Shannon, bits per character of the value
    Checksum checksum = Checksum::None;
    std::vector<std::string> filters; ///< "placeholder", "token-efficiency", "mixed-classes",
                                      ///< "no-hash", "no-uuid", "no-path"
    std::vector<std::string> deny; ///< RE2 on the value: a match means no finding
    std::string prefix; ///< public prefix of the value, allowed in the mask
    std::uint32_t maxLengthBytes = 8192; ///< longest match looked for
    std::vector<CompanionRule> companions;
    std::vector<std::string> references; ///< where the format is documented
    std::vector<std::string> examples; ///< joined from pieces; each must match
    std::vector<std::string> counterExamples; ///< none may match
};

struct Provider
{
    std::string id; ///< kebab-case, equals the file's name
    std::string name;
    std::string homepage;
    std::string console; ///< where its owner manages such keys; may be empty
};

/// Every provider and detector of one or more files, sorted by id.
struct RulePack
{
    std::vector<Provider> providers;
    std::vector<Detector> detectors;
};

} // namespace rekey::rules
