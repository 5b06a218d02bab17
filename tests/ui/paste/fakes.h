// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/masktext.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::test {

/// Made-up values: the fake scanner below knows them, no real rule does.
inline std::vector<std::string> plantedValues()
{
    return {std::string("plant") + "-one-Zq7Xa", std::string("plant") + "-two-Pw9Lc",
            std::string("plant") + "-three-Rt3Ve"};
}

/// Hides the planted values the way scan::maskText does.
inline scan::MaskedText fakeMask(std::string_view text)
{
    scan::MaskedText masked;
    masked.rules = 131;
    masked.sizeBytes = text.size();
    const std::vector<std::string> values = plantedValues();
    std::string out;
    std::uint32_t line = 1;
    std::vector<int> findingOf(values.size(), -1);
    for (std::size_t at = 0; at < text.size();) {
        const auto value = std::ranges::find_if(
            values, [&](const std::string &v) { return text.substr(at).starts_with(v); });
        if (value == values.end()) {
            line += text[at] == '\n';
            out += text[at++];
            continue;
        }
        int &finding = findingOf[static_cast<std::size_t>(value - values.begin())];
        if (finding < 0) {
            finding = static_cast<int>(masked.findings.size());
            finding::Finding made;
            made.number = static_cast<std::uint32_t>(finding) + 1;
            made.type = "AWS access key";
            made.masked = "plant....";
            made.confidence = finding::Confidence::High;
            made.id.bytes[0] = static_cast<std::byte>(made.number);
            masked.findings.push_back(made);
        }
        const auto bar = static_cast<std::uint32_t>(masked.bars.size());
        masked.bars.push_back({out.size(), static_cast<std::uint32_t>(finding), {}});
        masked.matches.push_back({static_cast<std::uint32_t>(finding), bar, line, 1});
        out += scan::kBarText;
        at += value->size();
    }
    masked.text = secret::SecretBytes::copyOf(out);
    return masked;
}

/// A chat of about `bytes` bytes with the given values in it.
inline std::string chat(std::size_t bytes, const std::vector<std::string> &values)
{
    std::string text;
    text.reserve(bytes + 200);
    std::size_t next = 0;
    while (text.size() < bytes) {
        text += "ada: did the deploy go through? bob: yes, see the log of 14:02\n";
        if (next < values.size() && text.size() > (next + 1) * bytes / (values.size() + 1))
            text += "bob: key = \"" + values[next++] + "\" please delete this message\n";
    }
    return text;
}

} // namespace rekey::test
