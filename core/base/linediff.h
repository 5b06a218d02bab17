// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace rekey {

/// What `after` changes in `before` as a unified diff with three lines of context and `name` in its
/// head; empty when nothing does. Lines that are no UTF-8 stay as they are: control characters are
/// for the caller. For texts that differ in few lines: needs time and memory for each difference
/// times the lines between them, and shows everything as replaced when they differ in more than a
/// thousand.
[[nodiscard]] std::string unifiedDiff(std::string_view name, std::string_view before,
                                      std::string_view after);

} // namespace rekey
