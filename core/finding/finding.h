// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rule.h"
#include "core/secret/identity.h"
#include "core/secret/vault.h"
#include "core/sources/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// What the provider, or an offline check, says of a secret. "Dead" needs the provider's own word.
enum class Verdict : std::uint8_t
{
    NotChecked,
    Live,
    LiveLimited, ///< accepted, yet blocked by network, quota, permission or MFA
    Disabled, ///< known to the provider, switched off or expired, may come back
    Dead, ///< refused by name
    NotASecret, ///< format or checksum fails offline
    Unknown, ///< asked, no clear answer
    NoChecker,
};

/// "not-checked", "live", "limited", "disabled", "dead", "not-a-secret", "unknown", "no-checker".
[[nodiscard]] std::string_view verdictName(Verdict verdict);

/// How sure the rule itself is.
using Confidence = rules::Confidence;

/// "low", "medium", "high".
[[nodiscard]] std::string_view confidenceName(Confidence confidence);

/// Where a secret was seen: one path of one source, at one line. Versions of the same file that
/// hold the same secret are one place: line, column and object come from the nearest version (HEAD
/// before branch before history), `commit` is the oldest that introduced it at this path.
struct Place
{
    std::uint32_t source = 0; ///< index into the scan's sources
    std::uint64_t blob = 0; ///< number within that source, for Source::read
    std::uint64_t begin = 0; ///< half-open byte range of the secret in the blob
    std::uint64_t end = 0;
    std::string object;
    std::string path;
    std::uint32_t line = 1; ///< from 1
    std::uint32_t column = 1; ///< from 1, in characters (UTF-8) of the line
    std::string commit;
    std::string author;
    std::string email;
    std::int64_t date = 0; ///< seconds since 1970 UTC, 0 unknown
    std::string removedCommit; ///< after it no version of this path in HEAD's history (else in
                               ///< other history that held it) has the secret; empty: none known
    std::int64_t removedDate = 0; ///< seconds since 1970 UTC, 0 unknown or still there
    sources::Reach reach = sources::Reach::File;
    std::vector<std::string> branches;
    std::vector<std::string> tags;
    std::uint32_t versions = 1; ///< how many blobs this place stands for
    bool utf16 = false; ///< the bytes are UTF-16

    /// Still in the newest version: HEAD, index, working tree, plain file or text.
    [[nodiscard]] bool isInHead() const;
};

/// A value found beside the secret that belongs to it (key id, host, user name).
struct Companion
{
    std::string name;
    std::string masked;
    secret::SealedValue value;
};

/// One secret value of one type with all its places. Holds no plaintext.
struct Finding
{
    secret::SecretId id;
    std::string rule; ///< detector id
    std::string type; ///< detector name, for people
    std::string provider; ///< provider id
    std::string providerName;
    Confidence confidence = Confidence::Medium;
    Verdict verdict = Verdict::NotChecked;
    std::string verdictReason; ///< why, in words; may be empty
    std::string masked;
    secret::SealedValue value;
    std::vector<Companion> companions;
    std::vector<std::string> missing; ///< optional companions that were not found
    float entropy = 0; ///< Shannon, bits per character of the value
    std::uint32_t number = 0; ///< shown as S-0421: from 1, in the order of the final result; 0
                              ///< while the scan still runs
    std::vector<Place> places; ///< sorted: nearest reach, then path, line, column

    /// "S-0421".
    [[nodiscard]] std::string label() const;
    /// Nearest place; null while none is known.
    [[nodiscard]] const Place *nearest() const;
    /// Oldest date of any place; 0 when unknown.
    [[nodiscard]] std::int64_t firstSeen() const;
};

/// Order of places beneath a finding.
[[nodiscard]] bool placeLess(const Place &left, const Place &right);

} // namespace rekey::finding
