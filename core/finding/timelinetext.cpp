// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/timelinetext.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <format>
#include <string_view>
#include <utility>

namespace rekey::finding {

namespace {

constexpr std::array<std::string_view, 8> kNames
    = {"number", "time", "secret", "event", "actor", "from", "to", "detail"};

std::string isoTime(std::int64_t milliseconds)
{
    using namespace std::chrono;
    return std::format(
        "{:%FT%T}Z", sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(milliseconds)));
}

std::array<std::string, 8> fieldsOf(const Event &event)
{
    return {event.number == 0 ? std::string() : std::to_string(event.number),
            isoTime(event.at),
            event.finding == secret::SecretId{} ? std::string() : event.finding.hex(),
            std::string(eventKindName(event.kind)),
            event.actor,
            event.from,
            event.to,
            event.detail};
}

std::string csvField(std::string_view text)
{
    std::string safe = escapeControl(text);
    if (!safe.empty() && std::string_view("=+-@").contains(safe.front()))
        safe.insert(0, "'");
    if (safe.find_first_of(",\"") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (const char c : safe) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace

std::string timelineJsonLines(std::span<const Event> events)
{
    std::string lines;
    for (const Event &event : events) {
        nlohmann::ordered_json line;
        const auto fields = fieldsOf(event);
        if (event.number != 0)
            line["number"] = event.number;
        for (std::size_t i = 1; i < fields.size(); ++i) {
            if (!fields.at(i).empty())
                line[std::string(kNames.at(i))] = fields.at(i);
        }
        lines += line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        lines += '\n';
    }
    return lines;
}

std::string timelineCsv(std::span<const Event> events)
{
    std::string text;
    for (const std::string_view name : kNames)
        text.append(text.empty() ? "" : ",").append(name);
    text += "\r\n";
    for (const Event &event : events) {
        bool isFirst = true;
        for (const std::string &field : fieldsOf(event)) {
            text.append(std::exchange(isFirst, false) ? "" : ",");
            text += csvField(field);
        }
        text += "\r\n";
    }
    return text;
}

} // namespace rekey::finding
