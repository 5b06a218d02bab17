// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/sealer.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rekey::store {

/// The dictionary of a store: texts that many places share (paths, people, refs, types), each kept
/// once and named by its number. Grows only. Lives within one transaction.
class Words
{
public:
    Words(Database &database, const Sealer &sealer);
    /// In memory only, for what travels by itself.
    Words() = default;

    /// Reads every page. Errors: Malformed.
    [[nodiscard]] Result<void> load();
    /// Number of a text, a new one when it is not known; `flush` keeps the new ones.
    [[nodiscard]] std::uint64_t numberOf(std::string_view text);
    [[nodiscard]] Result<void> flush();
    /// Null when there is no such number.
    [[nodiscard]] const std::string *at(std::uint64_t number) const;
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    Database *m_database = nullptr;
    const Sealer *m_sealer = nullptr;
    std::deque<std::string> m_texts; ///< never moved, for m_numbers looks into them
    std::unordered_map<std::string_view, std::uint64_t> m_numbers;
    std::size_t m_indexed = 0; ///< so many of m_texts are in m_numbers
    std::size_t m_kept = 0; ///< so many of m_texts are in the database
};

} // namespace rekey::store
