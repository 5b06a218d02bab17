// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/event.h"

#include <span>
#include <string>

namespace rekey::finding {

/// One JSON object a line: number, time (ISO 8601, UTC, milliseconds), secret, event, actor, from,
/// to, detail. Empty fields are left out; bytes that are not UTF-8 are replaced.
[[nodiscard]] std::string timelineJsonLines(std::span<const Event> events);
/// The same fields under a header line (RFC 4180). A field that a spreadsheet would take for a
/// formula gets a leading apostrophe.
[[nodiscard]] std::string timelineCsv(std::span<const Event> events);

} // namespace rekey::finding
