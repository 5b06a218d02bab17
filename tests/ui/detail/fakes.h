// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/scan/context.h"

#include <QString>

#include <atomic>
#include <format>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace rekey::test {

/// A made-up value, put together at run time so that no scanner flags this file.
inline std::string madeUpValue()
{
    return std::string("gh") + "p_" + "Zq7TestValueMadeUp" + "ForThePane" + "0x4f7a";
}

inline finding::Place place(std::string path, std::uint32_t line,
                            sources::Reach reach = sources::Reach::Head)
{
    finding::Place place;
    place.path = std::move(path);
    place.line = line;
    place.column = 9;
    place.begin = 100 * line;
    place.end = place.begin + 40;
    place.reach = reach;
    place.commit = "abc1234def5678abc1234def5678abc1234def56";
    place.author = "Ada Example";
    place.email = "ada@example.org";
    place.date = 1'680'436'800; // 2 April 2023, 12:00 UTC
    return place;
}

inline finding::Finding someFinding(std::uint32_t number = 421)
{
    finding::Finding finding;
    finding.id.bytes[0] = static_cast<std::byte>(number & 0xff);
    finding.id.bytes[1] = static_cast<std::byte>(number >> 8);
    finding.number = number;
    finding.rule = "github-pat";
    finding.type = "GitHub personal access token";
    finding.provider = "github";
    finding.providerName = "GitHub";
    finding.confidence = finding::Confidence::High;
    finding.masked = "ghp_....4f7a";
    finding.places = {place("src/config.py", 12), place("src/config.py", 40),
                      place("deploy/.env", 3, sources::Reach::History)};
    return finding;
}

/// Seven lines of Python with the asked-for bar, another one, an escape and cut marks.
inline scan::MaskedContext someContext(std::uint32_t secretLine = 12)
{
    scan::MaskedContext context;
    context.secretLine = secretLine;
    const auto add = [&](std::string text) -> scan::ContextLine & {
        scan::ContextLine line;
        line.number = secretLine - 3 + static_cast<std::uint32_t>(context.lines.size());
        line.text = std::move(text);
        context.lines.push_back(std::move(line));
        return context.lines.back();
    };
    const std::string bar = "********";
    const auto mask = [&](scan::ContextLine &line, bool current, std::uint32_t number) {
        line.spans.push_back({static_cast<std::uint32_t>(line.text.find(bar)),
                              static_cast<std::uint32_t>(bar.size()), current, number});
    };
    add("import os");
    add("# the deploy user of payments");
    mask(add("SLACK = \"" + bar + "\"  # chat"), false, 0);
    mask(add("TOKEN = \"" + bar + "\"  # gr\u00fc\u00dfe"), true, 1);
    scan::ContextLine &escaped = add("NAME = \"a\\u202eb\"");
    escaped.escapes.push_back({9, 6});
    scan::ContextLine &cut = add("DATA = \"0123456789 and much more");
    cut.cutAfter = true;
    add("def main(): return 42");
    return context;
}

} // namespace rekey::test
