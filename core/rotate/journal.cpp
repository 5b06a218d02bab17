// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/journal.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace rekey::rotate {

namespace {

constexpr std::array<std::string_view, 8> kPhaseNames
    = {"begun", "before", "after", "failed", "skipped", "undoing", "undone", "ended"};

} // namespace

using nlohmann::json;

std::string_view phaseName(Phase phase)
{
    return kPhaseNames[static_cast<std::size_t>(phase)];
}

std::string entryJson(const Entry &entry)
{
    const json whole = {{"phase", phaseName(entry.phase)},
                        {"step", entry.step},
                        {"at", entry.at},
                        {"facts", entry.facts}};
    return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Entry> parseEntry(std::string_view text)
{
    try {
        const json whole = json::parse(text);
        const auto name = whole.at("phase").get<std::string>();
        const auto phase = std::ranges::find(kPhaseNames, name);
        if (phase != kPhaseNames.end())
            return Entry{static_cast<Phase>(phase - kPhaseNames.begin()),
                         whole.at("step").get<std::size_t>(), whole.at("at").get<std::int64_t>(),
                         whole.at("facts").get<std::vector<std::string>>()};
    } catch (const json::exception &) {
        // falls to the error below: the text is not what entryJson writes
    }
    return fail(ErrorKind::Malformed, "an entry of the rotation's journal is damaged");
}

} // namespace rekey::rotate
