// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/report.h"

#include <string>
#include <vector>

namespace rekey::report {

/// A result that was written as JSON and read back: everything but values, which reports never
/// hold.
struct ReadReport
{
    std::vector<finding::Finding> findings;
    std::vector<finding::Record> records; ///< of the findings that have one
    std::vector<sources::Coverage> coverage;
    std::vector<finding::Event> events;
    bool complete = true;
    std::int64_t elapsedMs = 0;
    std::size_t rules = 0;
};

/// Reads our own JSON or JSON Lines (Format::Json, Format::JsonLines) of at most 512 MiB. The text
/// is hostile: what is not of the right kind is left out. Errors: NotFound, Denied, TooBig,
/// Malformed.
[[nodiscard]] Result<ReadReport> readReport(const std::string &path);
[[nodiscard]] Result<ReadReport> parseReport(std::string_view text);

} // namespace rekey::report
