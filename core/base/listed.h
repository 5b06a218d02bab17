// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <string>
#include <vector>

namespace rekey {

/// "a, b, c"; each safe to show.
[[nodiscard]] inline std::string listed(const std::vector<std::string> &texts)
{
    std::string list;
    for (const std::string &text : texts)
        list += (list.empty() ? "" : ", ") + escapeControl(text);
    return list;
}

} // namespace rekey
