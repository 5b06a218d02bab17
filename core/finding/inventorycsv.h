// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/inventory.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::finding {

/// What a column of an inventory tells.
enum class InventoryField : std::uint8_t
{
    Name,
    Provider,
    Id,
    Ending,
    Creator,
    CreatorActive,
    Created,
    LastUsed,
    Scopes,
    Expires,
};
inline constexpr std::size_t kInventoryFields = 10;

/// "name", "provider", "id", "ending", "creator", "creator-active", "created", "last-used",
/// "scopes", "expires".
[[nodiscard]] std::string_view inventoryFieldName(InventoryField field);
[[nodiscard]] std::optional<InventoryField> inventoryFieldFromName(std::string_view name);

/// Which column each field is read from.
struct InventoryMapping
{
    std::array<std::optional<std::size_t>, kInventoryFields> columns;

    [[nodiscard]] std::optional<std::size_t> &operator[](InventoryField field)
    {
        return columns[static_cast<std::size_t>(field)];
    }
    [[nodiscard]] const std::optional<std::size_t> &operator[](InventoryField field) const
    {
        return columns[static_cast<std::size_t>(field)];
    }
};

/// Guesses from the names of the columns, whatever their case, blanks and punctuation ("Last used
/// at", "last_used"). A column named like a value ("token", "secret", "key") is never taken.
[[nodiscard]] InventoryMapping mappingOf(std::span<const std::string_view> header);

/// Where in the text a value was found and hidden.
struct HiddenValue
{
    std::uint64_t line = 0; ///< from 1; LF, CRLF and CR end one
    secret::SecretId id;
};

/// How many line ends there are.
[[nodiscard]] std::uint64_t countLineEnds(std::string_view text);

struct InventoryCsvOptions
{
    /// Columns by name, over what is guessed. A name that the header lacks is an error.
    std::vector<std::pair<InventoryField, std::string>> columns;
    std::string provider; ///< of tokens whose row names none
    std::vector<HiddenValue> hidden; ///< sorted by line
};

inline constexpr std::size_t kMaxInventoryBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxInventoryTokens = 500'000;

/// Reads a list of tokens: comma-, semicolon-, tab- or bar-separated, with a header line. In a
/// column that exists, an empty cell, "never", "none" or "n/a" is "never" for dates of use and
/// expiry. Dates are ISO 8601 (without a zone: UTC) or seconds or milliseconds since 1970; others
/// are unknown and noted. Scopes are separated by blanks, commas, semicolons or bars. Cells are cut
/// at 1,000 bytes. Values must be hidden by the caller before: see HiddenValue.
///
/// Any thread. Errors: Malformed (no header, no column for name or id), TooBig, Invalid (a wanted
/// column is missing), Cancelled.
[[nodiscard]] Result<Inventory>
readInventoryCsv(std::string_view text, const InventoryCsvOptions &options, std::stop_token stop);

} // namespace rekey::finding
