// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace rekey::report {

/// Keys keep the order they were written in, so that reports read well and never change by chance.
using JsonValue = nlohmann::ordered_json;

/// Bytes as found -> valid UTF-8; what is not becomes a visible `\xff`. JSON escapes the controls.
[[nodiscard]] inline std::string utf8(std::string_view bytes)
{
    std::string out;
    while (!bytes.empty()) {
        const std::size_t length = utf8Length(bytes);
        out += length != 0 ? std::string(bytes.substr(0, length))
                           : escapeControl(bytes.substr(0, 1));
        bytes.remove_prefix(length != 0 ? length : 1);
    }
    return out;
}

[[nodiscard]] inline std::vector<std::string> utf8(const std::vector<std::string> &texts)
{
    std::vector<std::string> out;
    out.reserve(texts.size());
    for (const std::string &text : texts)
        out.push_back(utf8(std::string_view(text)));
    return out;
}

} // namespace rekey::report
