// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

// Parse failures come back as values. toml++ 3.4 asserts, and tells release builds to assume, that
// a table header starts with a key's character, before it reports that one does not; found by
// fuzzing. Without that it reports it.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.hpp>
#pragma pop_macro("NDEBUG")

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rules {

/// Limits of a rule file: far above what rules need, far below what hurts.
inline constexpr std::size_t kMaxRuleFileBytes = 1024 * 1024;
inline constexpr std::size_t kMaxPatternBytes = 8 * 1024;
inline constexpr std::size_t kMaxListLength = 512;
inline constexpr std::size_t kMaxTextBytes = 64 * 1024;

/// The tables of a TOML text that people write. `what` it is, for errors: "a configuration".
/// Errors: TooBig (above kMaxRuleFileBytes), Malformed, with the line.
[[nodiscard]] Result<toml::table> tablesOf(std::string_view text, std::string_view file,
                                           std::string_view what);

/// Reads one TOML table strictly: remembers which keys were asked for and the first thing that is
/// wrong, with its line. Getters return a default once something went wrong, so that a caller reads
/// everything and looks at error() once.
class TableReader
{
public:
    enum class Need : bool
    {
        Optional,
        Required
    };

    /// Both outlive the reader. `label` says which table this is: "[provider]".
    TableReader(const toml::table &table, std::string_view file, std::string label);

    void setLabel(std::string label) { m_label = std::move(label); }

    std::string text(std::string_view key, Need need = Need::Optional,
                     std::size_t maxBytes = kMaxTextBytes);
    double number(std::string_view key, double fallback, double min, double max);
    std::uint32_t count(std::string_view key, std::uint32_t fallback, std::uint32_t min,
                        std::uint32_t max);
    bool flag(std::string_view key, bool fallback);
    std::vector<std::string> texts(std::string_view key, Need need = Need::Optional);
    /// A list of lists of pieces; each list joined. A plain string counts as one piece.
    std::vector<std::string> joined(std::string_view key, Need need = Need::Optional);
    /// Array of tables: [[key]].
    std::vector<const toml::table *> tables(std::string_view key);
    const toml::table *table(std::string_view key, Need need = Need::Optional);
    /// Knows the key and looks no further.
    void skip(std::string_view key) { m_known.emplace(key); }

    /// Says what is wrong at a key's line; only the first time counts.
    void refuse(std::string_view key, std::string_view what);
    /// Refuses keys that were not asked for.
    void finish();

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    const toml::node *find(std::string_view key, Need need);
    void refuseAt(const toml::node &node, std::string_view what);
    const toml::array *list(std::string_view key, Need need);

    const toml::table &m_table;
    std::string_view m_file;
    std::string m_label;
    std::set<std::string, std::less<>> m_known;
    std::optional<Error> m_error;
};

} // namespace rekey::rules
