// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/state.h"
#include "core/store/words.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rekey::store {

/// A finding as it is kept.
struct KeptRow
{
    std::uint32_t number = 0;
    finding::Finding finding; ///< without values
    bool hasValue = false;
    std::string packed; ///< as it lies in the database, opened
};

/// What the store holds of these ids.
[[nodiscard]] Result<std::unordered_map<secret::SecretId, KeptRow>>
findingsById(Store::State &state, const Words &words, std::span<const secret::SecretId> ids);

/// S-numbers of these ids and whether their values are there; those that are not kept are missing.
struct KeptNumber
{
    std::uint32_t number = 0;
    bool hasValue = false;
};
[[nodiscard]] Result<std::unordered_map<secret::SecretId, KeptNumber>>
numbersById(Store::State &state, std::span<const secret::SecretId> ids);

/// Nothing when none has that S-number.
[[nodiscard]] Result<std::optional<secret::SecretId>> readIdOf(Store::State &state,
                                                               std::uint32_t number);

[[nodiscard]] Result<std::vector<finding::SourceRecord>> readSources(Store::State &state);
[[nodiscard]] Result<std::uint32_t> keepSource(WriteScope &scope,
                                               const finding::SourceRecord &source);
[[nodiscard]] Result<finding::KeepOutcome>
keepFindings(WriteScope &scope, std::span<const finding::Finding> findings,
             std::span<const std::uint32_t> sources, const secret::Vault &vault, bool isComplete);
[[nodiscard]] Result<void>
loadFindings(Store::State &state,
             const std::function<void(std::vector<finding::KeptFinding>)> &sink,
             std::stop_token stop);
[[nodiscard]] Result<secret::SecretBytes> readValue(Store::State &state, const secret::SecretId &id,
                                                    std::string_view companion);

/// A finding's value and its companions as one text to be sealed: each with its name, the value
/// under the empty one. Empty when there is nothing to keep.
class SecretsText
{
public:
    /// Opens the values with `vault`, one at a time. Valid until the next call.
    [[nodiscard]] Result<std::string_view> pack(const finding::Finding &finding,
                                                const secret::Vault &vault);
    /// The part under that name; NotFound.
    [[nodiscard]] static Result<secret::SecretBytes> part(const secret::SecretBytes &text,
                                                          std::string_view name);

private:
    void add(std::string_view name, const secret::SecretBytes &value);
    secret::SecretBytes m_buffer;
    std::size_t m_size = 0;
};

/// Runs `SELECT ... IN (?, ...)` for all of `keys`, some hundred at a time; `statement` ends before
/// the bracket.
template <typename Key, typename Row>
[[nodiscard]] Result<void> selectIn(Database &database, const std::string &statement,
                                    std::span<const Key> keys, const Row &row)
{
    while (!keys.empty()) {
        // Few different statements; the last key stands in for those that are missing.
        const std::size_t width = keys.size() >= 200 ? 200 : keys.size() > 8 ? 50 : 1;
        const std::size_t count = std::min(width, keys.size());
        auto query = database.prepare(statement + " (" + marks(width) + ')');
        if (!query)
            return std::unexpected(query.error());
        for (std::size_t i = 0; i < width; ++i)
            query->bind(keys[std::min(i, count - 1)]);
        if (auto read = query->each(row); !read)
            return read;
        keys = keys.subspan(count);
    }
    return {};
}

[[nodiscard]] QByteArray bytesOf(const secret::SecretId &id);
[[nodiscard]] secret::SecretId idOf(const QByteArray &bytes);

} // namespace rekey::store
