// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rekey::rules {

/// The FilterBit (engine.h) of a filter's name in a provider file; nothing for an unknown name.
/// Names: placeholder, token-efficiency, mixed-classes, no-hash, no-uuid, no-path.
[[nodiscard]] std::optional<std::uint32_t> filterBit(std::string_view name);

/// Name of the first of the asked-for filters (FilterBit) that rejects `value`; empty when all let
/// it pass. Pure, linear time, copies nothing.
[[nodiscard]] std::string_view rejectingFilter(std::uint32_t filters, std::string_view value);

/// Stands for a value that is to be put in: example, changeme, xxxx, ${NAME}, {{ name }}, <name>,
/// %(name)s, an ascending run over most of its length, few distinct characters.
[[nodiscard]] bool isPlaceholder(std::string_view value);

/// Bytes per sub-word when `value` is cut into the longest known sub-words of English and of code.
/// Words and identifiers are cut into few long pieces, random characters into many short ones.
[[nodiscard]] double tokenEfficiency(std::string_view value);

/// Letters of both cases, or letters and digits.
[[nodiscard]] bool hasMixedClasses(std::string_view value);
[[nodiscard]] bool isPlainHash(std::string_view value); ///< 32, 40 or 64 hexadecimal digits
[[nodiscard]] bool isUuid(std::string_view value);
/// A file path, a URL without user information, or dotted code such as a package name.
[[nodiscard]] bool isPath(std::string_view value);

/// Whether one of `keywords` (lower case) stands in `text` within [begin - distance,
/// end + distance), ASCII case ignored. True when there are no keywords.
[[nodiscard]] bool hasKeywordNear(std::string_view text, std::size_t begin, std::size_t end,
                                  std::span<const std::string> keywords, std::size_t distance);

} // namespace rekey::rules
