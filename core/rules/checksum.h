// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rule.h"

#include <cstdint>
#include <string_view>

namespace rekey::rules {

/// What an offline check of a value's own structure said.
enum class Structure : std::uint8_t
{
    Unchecked, ///< there is no check, or it does not apply to this generation of the format
    Valid,
    Invalid, ///< well-shaped, but not a value its provider ever made (or cut, or made up)
};

/// Checks `value` by the algorithm of its format. `context` is the text round the value, for the
/// formats whose proof stands outside it (a service account's JSON object); may be the value
/// itself. Pure, any thread, linear time; copies of decoded bytes are wiped. Sources: GitHub's,
/// npm's, GitLab's, Grafana's and PyPI's published format descriptions; RFC 7515, 7519, 7468; each
/// is named at its function.
[[nodiscard]] Structure checkStructure(Checksum checksum, std::string_view value,
                                       std::string_view context = {});

} // namespace rekey::rules
