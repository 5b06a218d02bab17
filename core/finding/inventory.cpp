// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/inventory.h"

#include "core/finding/filtervalue.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace rekey::finding {

namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::size_t kLeastIdBytes = 6; ///< shorter ids name too many things
constexpr std::size_t kEndingBytes = 4; ///< what a mask shows of the end

bool isPast(const TokenDate &date, const HygienePolicy &policy)
{
    return date.isKnown && date.at != 0 && policy.now - date.at > policy.unusedDays * kDay;
}

/// The last characters, or nothing when there are too few to mean something.
std::string endingOf(std::string_view text)
{
    if (text.size() < kEndingBytes)
        return {};
    const std::string_view ending = text.substr(text.size() - kEndingBytes);
    const bool isPlain = std::ranges::all_of(ending, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || c == '_' || c == '-';
    });
    return isPlain ? std::string(ending) : std::string();
}

} // namespace

InventorySource::~InventorySource() = default;

std::string InventoryToken::key() const
{
    const std::string place = foldAscii(provider) + '\n';
    return id.empty() ? place + "name\n" + name + '\n' + creator : place + "id\n" + id;
}

std::string_view tokenFlagName(TokenFlag flag)
{
    constexpr std::array<std::string_view, kTokenFlags> names
        = {"leaked", "orphaned", "unused", "never-used", "no-expiry", "admin"};
    return names[static_cast<std::size_t>(flag)];
}

std::string_view tokenAdviceName(TokenAdvice advice)
{
    constexpr std::array<std::string_view, 3> names = {"nothing", "tell-owner", "revoke"};
    return names[static_cast<std::size_t>(advice)];
}

bool isAdminScope(std::string_view scope)
{
    constexpr std::array<std::string_view, 10> whole
        = {"*",     "*:*",  "all",         "full",        "root",
           "owner", "sudo", "full-access", "full_access", "superuser"};
    constexpr std::array<std::string_view, 3> parts = {"admin", "fullaccess", "full access"};
    const std::string folded = foldAscii(scope);
    return std::ranges::contains(whole, folded)
        || std::ranges::any_of(parts, [&folded](auto part) { return folded.contains(part); });
}

TokenFlags flagsOf(const InventoryToken &token, const HygienePolicy &policy)
{
    TokenFlags flags;
    if (token.isCreatorActive == false)
        flags.set(TokenFlag::Orphaned);
    if (isPast(token.lastUsed, policy))
        flags.set(TokenFlag::Unused);
    if (token.lastUsed.isNever())
        flags.set(TokenFlag::NeverUsed);
    if (token.expires.isNever())
        flags.set(TokenFlag::NoExpiry);
    if (std::ranges::any_of(token.scopes, isAdminScope))
        flags.set(TokenFlag::Admin);
    return flags;
}

TokenAdvice adviceFor(const InventoryToken &token, TokenFlags flags, const HygienePolicy &policy)
{
    if (flags.has(TokenFlag::Leaked))
        return TokenAdvice::Revoke;
    const bool isLongUnused = flags.has(TokenFlag::NeverUsed)
        && (!token.created.isKnown || token.created.at == 0 || isPast(token.created, policy));
    if (flags.has(TokenFlag::Orphaned) || flags.has(TokenFlag::Unused) || isLongUnused)
        return TokenAdvice::TellOwner;
    return TokenAdvice::Nothing;
}

/// Looks once through the index for what the tokens are known by.
class LeakMatcher
{
public:
    LeakMatcher(const FindingIndex &index, std::span<const InventoryToken> tokens)
        : m_index(index)
        , m_tokens(tokens)
        , m_leaks(tokens.size())
    {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].id.size() >= kLeastIdBytes)
                m_byId.emplace(tokens[i].id, i);
            if (const std::string ending = endingOf(tokens[i].ending); !ending.empty())
                m_byEnding.emplace(ending, i);
        }
    }

    std::vector<TokenLeak> match()
    {
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            if (!m_tokens[i].value)
                continue;
            if (const auto row = m_index.rowOf(*m_tokens[i].value))
                m_leaks[i] = {LeakProof::Value, *row};
        }
        if (m_byId.empty() && m_byEnding.empty())
            return std::move(m_leaks);
        for (IndexRow row = 0; row < m_index.size(); ++row)
            matchRow(row);
        return std::move(m_leaks);
    }

private:
    void matchRow(IndexRow row)
    {
        const std::string_view mask = m_index.masked(row);
        matchId(mask, row);
        if (const auto *extra = m_index.m_extras[row].get()) {
            for (const Companion &companion : extra->companions)
                matchId(companion.masked, row);
        }
        const auto [first, last] = m_byEnding.equal_range(endingOf(mask));
        for (auto found = first; found != last; ++found) {
            if (isSameProvider(m_tokens[found->second].provider, row))
                note(found->second, LeakProof::Ending, row);
        }
    }

    void matchId(std::string_view text, IndexRow row)
    {
        if (text.size() < kLeastIdBytes || m_byId.empty())
            return;
        const auto [first, last] = m_byId.equal_range(std::string(text));
        for (auto found = first; found != last; ++found)
            note(found->second, LeakProof::KeyId, row);
    }

    void note(std::size_t token, LeakProof proof, IndexRow row)
    {
        TokenLeak &leak = m_leaks[token];
        if (leak.proof == LeakProof::None || proof < leak.proof)
            leak = {proof, row};
    }

    [[nodiscard]] bool isSameProvider(const std::string &provider, IndexRow row) const
    {
        if (provider.empty())
            return false;
        const std::string folded = foldAscii(provider);
        return folded == foldAscii(m_index.provider(row))
            || folded == foldAscii(m_index.providerName(row));
    }

    const FindingIndex &m_index;
    std::span<const InventoryToken> m_tokens;
    std::vector<TokenLeak> m_leaks;
    std::unordered_multimap<std::string, std::size_t> m_byId;
    std::unordered_multimap<std::string, std::size_t> m_byEnding;
};

std::vector<TokenLeak> matchLeaks(const FindingIndex &index, std::span<const InventoryToken> tokens)
{
    return LeakMatcher(index, tokens).match();
}

} // namespace rekey::finding
