// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::provider {

// Read where it lies, for the same reason as in jsonview.h.

/// Raw inner texts of the elements at `path` (names from the root, joined by slashes; namespaces
/// and attributes ignored), in document order; at most 10,000. Nothing at all when the document is
/// broken, cut off, nested beyond 64 or has a document type: no entity but XML's own exists.
[[nodiscard]] std::vector<std::string_view> xmlAt(std::string_view xml, std::string_view path);
/// The text of an element without children, written into `buffer`, which has room for `inner`.
/// Nothing when it has some, or an unknown entity.
[[nodiscard]] std::optional<std::string_view> xmlPlain(std::string_view inner,
                                                       std::span<std::byte> buffer);

} // namespace rekey::provider
