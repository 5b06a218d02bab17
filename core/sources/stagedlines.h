// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace rekey::sources {

/// Closed range of line numbers, from 1.
struct LineRange
{
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// Lines that the next commit adds: for each path of the index that differs from HEAD, the new
/// side's lines, ascending, but for
/// lines that say "rekey:allow". In a repository without commits that is everything staged. Errors:
/// NotFound, Malformed.
class StagedLines
{
public:
    [[nodiscard]] static Result<StagedLines> read(const std::string &repository);

    /// True when a line of `path` is one of them. A binary file's content counts as added whole.
    [[nodiscard]] bool contains(const std::string &path, std::uint32_t line) const;

private:
    std::map<std::string, std::vector<LineRange>> m_lines;
};

} // namespace rekey::sources
