// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/broker/refusal.h"
#include "core/seal/proxysecret.h"
#include "core/seal/sealkey.h"

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rekey::broker {

/// A sealed token that was opened and read. Immutable.
struct Opened
{
    seal::ProxySecret secret;
    std::string fingerprint; ///< of the token the client holds, as in seal::SealedToken
    std::string usedFingerprint; ///< of the token whose value goes out: another after a rotation
    std::string keyFingerprint; ///< of the seal key it was made for
    seal::SealKey key; ///< of it
};

/// Opens tokens with an ordered list of open keys, so that two can overlap while one is rotated.
/// Keeps the last ones opened, for opening costs more than the rest of a request. One thread.
class Opener
{
public:
    static constexpr std::size_t kMostKept = 512;

    /// At least one key.
    explicit Opener(std::vector<seal::OpenKey> keys);

    /// What a consumer holds, by its fingerprint, stands for another token from now on, because its
    /// value was rotated; in place of those before. Errors: Invalid (a new token cannot be opened
    /// or read); nothing is changed then.
    [[nodiscard]] Result<void>
    setReplacements(const std::vector<std::pair<std::string, std::string>> &replacements);

    [[nodiscard]] Outcome<std::shared_ptr<const Opened>> open(std::string_view token);

private:
    using Shared = std::shared_ptr<const Opened>;
    struct Kept
    {
        Shared opened;
        std::list<const std::string *>::iterator age;
    };

    [[nodiscard]] Outcome<Opened> openAnew(std::string_view token) const;
    void keep(std::string_view token, const Shared &opened);

    std::vector<seal::OpenKey> m_keys;
    std::map<std::string, std::string, std::less<>> m_replacements; ///< fingerprint, token
    std::unordered_map<std::string, Kept> m_kept; ///< by the token's text
    std::list<const std::string *> m_byAge; ///< the least lately used first
};

} // namespace rekey::broker
