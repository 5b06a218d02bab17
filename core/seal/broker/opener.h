// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/broker/refusal.h"
#include "core/seal/proxysecret.h"
#include "core/seal/sealkey.h"

#include <cstddef>
#include <functional>
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
    std::size_t processors = 1; ///< of several, all
};

/// Opens tokens with an ordered list of open keys, so that two can overlap while one is rotated.
/// Keeps the last ones that were of use, for opening costs more than the rest of a request. One
/// thread.
class Opener
{
public:
    static constexpr std::size_t kMostKept = 512;
    static constexpr std::size_t kMostKeptBytes = std::size_t{4} * 1024 * 1024; ///< of their text
    /// Each value takes several of the mappings that the system lets a process have.
    static constexpr std::size_t kMostKeptProcessors = 1024;
    static constexpr std::size_t kMostTokenBytes = std::size_t{32} * 1024;

    /// At least one key.
    explicit Opener(std::vector<seal::OpenKey> keys);

    /// What a consumer holds, by its fingerprint, stands for another token from now on, because its
    /// value was rotated; in place of those before. Errors: Invalid (a new token cannot be opened
    /// or read); nothing is changed then.
    [[nodiscard]] Result<void>
    setReplacements(const std::vector<std::pair<std::string, std::string>> &replacements);

    /// Takes the one that is kept, if any; keeps none by itself.
    [[nodiscard]] Outcome<std::shared_ptr<const Opened>> open(std::string_view token);
    /// Keeps what open() gave for a token, now that its client has shown that it may use it: others
    /// could fill the memory with tokens of their own making.
    void keep(std::string_view token, const std::shared_ptr<const Opened> &opened);
    [[nodiscard]] std::size_t kept() const { return m_kept.size(); }

private:
    using Shared = std::shared_ptr<const Opened>;
    struct Kept
    {
        Shared opened;
        std::list<const std::string *>::iterator age;
    };
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };

    [[nodiscard]] Outcome<Opened> openAnew(std::string_view token) const;
    void forgetOldest();

    std::vector<seal::OpenKey> m_keys;
    std::map<std::string, std::string, std::less<>> m_replacements; ///< fingerprint, token
    std::unordered_map<std::string, Kept, Hash, std::equal_to<>> m_kept; ///< by the token's text
    std::list<const std::string *> m_byAge; ///< the least lately used first
    std::size_t m_keptBytes = 0;
    std::size_t m_keptProcessors = 0;
};

} // namespace rekey::broker
