// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/verify/access.h"

#include <algorithm>

namespace rekey::verify {

namespace {

using finding::ScopeRisk;

bool isListed(const std::vector<std::string> &list, std::string_view name)
{
    return std::ranges::any_of(list, [name](std::string_view entry) {
        return entry.ends_with('*') ? name.starts_with(entry.substr(0, entry.size() - 1))
                                    : name == entry;
    });
}

ScopeRisk riskOf(const provider::AccessReaders &readers, std::string_view name)
{
    if (isListed(readers.admin, name))
        return ScopeRisk::Admin;
    if (isListed(readers.canGainMore, name))
        return ScopeRisk::CanGainMore;
    if (isListed(readers.risky, name))
        return ScopeRisk::Risky;
    return name.contains("read") ? ScopeRisk::ReadOnly : ScopeRisk::Risky;
}

/// Takes texts out of an answer, but none that quotes a value.
class CarefulReader
{
public:
    CarefulReader(const provider::Answer &answer, std::span<const std::string_view> secrets)
        : m_reader(answer)
        , m_secrets(secrets)
    {
    }

    std::vector<std::string> read(const provider::Reader &reader)
    {
        std::vector<std::string> values = m_reader.read(reader);
        const auto removed = std::erase_if(values, [this](std::string_view text) {
            return std::ranges::any_of(m_secrets, [text](std::string_view secret) {
                constexpr std::size_t kShortest = 8;
                return secret.size() >= kShortest && text.contains(secret);
            });
        });
        m_hasQuotes = m_hasQuotes || removed > 0;
        return values;
    }

    std::string first(const provider::Reader &reader)
    {
        const std::vector<std::string> values = read(reader);
        return values.empty() ? std::string() : values.front();
    }

    [[nodiscard]] bool hasQuotes() const { return m_hasQuotes; }

private:
    provider::AnswerReader m_reader;
    std::span<const std::string_view> m_secrets;
    bool m_hasQuotes = false;
};

} // namespace

finding::Access readAccess(const provider::AccessReaders &readers, const provider::Answer &answer,
                           std::span<const std::string_view> secrets, std::int64_t now)
{
    CarefulReader reader(answer, secrets);
    finding::Access access;
    access.identity = reader.first(readers.identity);
    access.account = reader.first(readers.account);
    access.owner = reader.first(readers.owner);
    access.createdAt = provider::timeOf(reader.first(readers.created));
    access.lastUsedAt = provider::timeOf(reader.first(readers.lastUsed));
    access.expiresAt = provider::timeOf(reader.first(readers.expires));
    for (std::string &name : reader.read(readers.scopes)) {
        const ScopeRisk risk = riskOf(readers, name);
        access.scopes.push_back({std::move(name), risk});
    }
    access.resources = reader.read(readers.resources);
    access.unseen = readers.unseen;
    if (reader.hasQuotes())
        access.unseen.emplace_back("A text that quotes the secret itself was left out.");
    access.readAt = now;
    return access;
}

} // namespace rekey::verify
