// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/findingindex.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// A moment that may be unknown, or known never to have been.
struct TokenDate
{
    bool isKnown = false;
    std::int64_t at = 0; ///< seconds since 1970 UTC; 0 while known: never

    [[nodiscard]] bool isNever() const { return isKnown && at == 0; }
    friend bool operator==(const TokenDate &, const TokenDate &) = default;
};

/// One token as its provider, or a list of its tokens, tells of it. Never holds the value. Texts
/// are UTF-8 with control characters escaped.
struct InventoryToken
{
    std::string provider;
    std::string id; ///< the provider's own name for it
    std::string name; ///< given by people
    std::string ending; ///< the characters of its value that the provider shows
    std::string creator;
    std::optional<bool> isCreatorActive; ///< still a member
    TokenDate created;
    TokenDate lastUsed;
    TokenDate expires;
    std::vector<std::string> scopes;
    /// Identity of the value where the list held it; it is compared and not kept.
    std::optional<secret::SecretId> value;

    /// The same for one token in every list: provider, and id or else name and creator.
    [[nodiscard]] std::string key() const;
    friend bool operator==(const InventoryToken &, const InventoryToken &) = default;
};

/// What a list of tokens gave.
struct Inventory
{
    std::vector<InventoryToken> tokens; ///< in the order of the list, each key once
    /// What was not understood or not looked at, one sentence each, at most kMaxNotes.
    std::vector<std::string> notes;

    static constexpr std::size_t kMaxNotes = 100;
};

/// Where tokens are listed: a file, and later a provider asked with a read-only credential.
class InventorySource
{
public:
    virtual ~InventorySource();
    InventorySource() = default;
    InventorySource(const InventorySource &) = delete;
    InventorySource &operator=(const InventorySource &) = delete;

    /// For people, not escaped.
    [[nodiscard]] virtual std::string title() const = 0;
    /// Blocks. Errors: NotFound, Denied, Malformed, TooBig, Io, Cancelled.
    [[nodiscard]] virtual Result<Inventory> read(std::stop_token stop) = 0;
};

enum class TokenFlag : std::uint8_t
{
    Leaked, ///< a scan found it
    Orphaned, ///< its creator is no member any more
    Unused, ///< last used longer ago than the policy allows
    NeverUsed,
    NoExpiry,
    Admin, ///< some scope is administration, or everything
};
inline constexpr std::size_t kTokenFlags = 6;

/// "leaked", "orphaned", "unused", "never-used", "no-expiry", "admin".
[[nodiscard]] std::string_view tokenFlagName(TokenFlag flag);

class TokenFlags
{
public:
    void set(TokenFlag flag) { m_bits |= bit(flag); }
    [[nodiscard]] bool has(TokenFlag flag) const { return (m_bits & bit(flag)) != 0; }
    [[nodiscard]] bool any() const { return m_bits != 0; }
    friend bool operator==(const TokenFlags &, const TokenFlags &) = default;

private:
    [[nodiscard]] static unsigned bit(TokenFlag flag) { return 1U << static_cast<unsigned>(flag); }

    unsigned m_bits = 0;
};

struct HygienePolicy
{
    std::int64_t now = 0; ///< seconds since 1970 UTC
    int unusedDays = 90;
};

/// What the list alone says; Leaked is for matchLeaks to say.
[[nodiscard]] TokenFlags flagsOf(const InventoryToken &token, const HygienePolicy &policy);
[[nodiscard]] bool isAdminScope(std::string_view scope);

/// What the policy asks for.
enum class TokenAdvice : std::uint8_t
{
    Nothing,
    TellOwner, ///< orphaned or unused
    Revoke, ///< leaked
};
/// "nothing", "tell-owner", "revoke".
[[nodiscard]] std::string_view tokenAdviceName(TokenAdvice advice);
/// A token that was never used counts as unused once it is as old as that.
[[nodiscard]] TokenAdvice adviceFor(const InventoryToken &token, TokenFlags flags,
                                    const HygienePolicy &policy);

/// How a token of a list and a finding are known to be the same.
enum class LeakProof : std::uint8_t
{
    None,
    Value, ///< the list held the value, and its keyed identity is the finding's
    KeyId, ///< its id stands beside, or as, what was found
    Ending, ///< same provider, same last characters
};

struct TokenLeak
{
    LeakProof proof = LeakProof::None;
    IndexRow row = 0; ///< of the finding; the strongest proof, then the first
};

/// One for each token. Linear in findings and tokens; any thread that may read the index.
[[nodiscard]] std::vector<TokenLeak> matchLeaks(const FindingIndex &index,
                                                std::span<const InventoryToken> tokens);

} // namespace rekey::finding
