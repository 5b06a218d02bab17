// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/inventory.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rekey::finding {

/// What people did about one token. Times in seconds since 1970 UTC; 0: not done.
struct TokenCare
{
    std::int64_t noticeAt = 0; ///< its owner was told
    std::int64_t followUpDue = 0;
    std::int64_t followUpAt = 0; ///< its owner was told again
    std::int64_t snoozedUntil = 0;
    std::int64_t exemptAt = 0;
    std::string exemptWhy;
    std::int64_t closedAt = 0; ///< a later list did not have it any more

    [[nodiscard]] bool any() const { return *this != TokenCare(); }
    friend bool operator==(const TokenCare &, const TokenCare &) = default;
};

/// How a notice turned out, over all tokens whose owner was told.
struct NoticeCounts
{
    std::size_t told = 0;
    std::size_t closedAfterNotice = 0; ///< before a follow-up
    std::size_t closedAfterFollowUp = 0;
    std::size_t open = 0;
};

/// The list of tokens as it stands, and what was done about them. One thread at a time.
///
/// Kept as texts by key (see Keeper::properties, room "hygiene"): the list in pieces, one text for
/// each token that somebody did something about. Holds no values.
class HygieneBook
{
public:
    using Property = std::pair<std::string, std::string>; ///< empty text: to be removed

    /// Puts back what takeChanges() gave; what cannot be read is passed over and counted.
    std::size_t load(std::span<const Property> properties);
    /// What changed since the last call, to be kept.
    [[nodiscard]] std::vector<Property> takeChanges();

    struct Outcome
    {
        std::size_t added = 0;
        std::size_t stayed = 0;
        std::size_t gone = 0;
    };
    /// A new list: it replaces the tokens of every provider it names; those that it lacks are gone.
    /// Tokens of other providers stay.
    Outcome take(std::vector<InventoryToken> tokens, std::int64_t now);

    [[nodiscard]] const std::vector<InventoryToken> &tokens() const { return m_tokens; }
    [[nodiscard]] TokenCare care(const std::string &key) const;
    /// The first time a notice, then a follow-up. `due`: when to look again.
    void tell(std::span<const std::string> keys, std::int64_t now, std::int64_t due);
    void snooze(std::span<const std::string> keys, std::int64_t until);
    /// Empty words take the exemption back.
    void exempt(std::span<const std::string> keys, const std::string &why, std::int64_t now);
    [[nodiscard]] NoticeCounts counts() const;

private:
    template <typename Change> void changeEach(std::span<const std::string> keys, Change change);
    void changeList();

    std::vector<InventoryToken> m_tokens;
    std::unordered_map<std::string, TokenCare> m_cares; ///< by key; also of tokens that are gone
    std::map<std::string, std::string> m_changes;
    std::size_t m_keptPieces = 0;
};

/// What the policy asks for, given what was done: nothing while it is exempt or snoozed, unless it
/// is leaked.
[[nodiscard]] TokenAdvice adviceFor(const InventoryToken &token, TokenFlags flags,
                                    const TokenCare &care, const HygienePolicy &policy);

} // namespace rekey::finding
