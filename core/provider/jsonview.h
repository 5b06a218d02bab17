// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::provider {

// A library that builds a document would leave a new key's value in ordinary memory, so answers are
// read where they lie (RFC 8259). Nesting beyond 64 counts as broken.

/// The whole is one well-formed value.
[[nodiscard]] bool isJson(std::string_view text);
/// Raw text of the value at an RFC 6901 pointer ("" is the whole); nothing when it is not there or
/// what stands before it is broken. Of members with the same name the first counts.
[[nodiscard]] std::optional<std::string_view> jsonAt(std::string_view json,
                                                     std::string_view pointer);
/// Raw texts of an array's elements, at most 10,000; nothing for other values.
[[nodiscard]] std::optional<std::vector<std::string_view>> jsonElements(std::string_view json);
/// A string without its quotes and escapes, written into `buffer`, which has room for `raw`;
/// numbers, true and false as they stand. Nothing for null, objects, arrays and broken strings.
[[nodiscard]] std::optional<std::string_view> jsonPlain(std::string_view raw,
                                                        std::span<std::byte> buffer);

} // namespace rekey::provider
