// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/dialect.h"

#include <array>
#include <charconv>
#include <format>

namespace rekey::seal {

namespace {

using namespace std::chrono_literals;
using std::chrono::year;

constexpr Day kFirst = year(2023) / 6 / 1;

/// In the order of ProcessorKind.
constexpr std::array<Day, kProcessorKinds> kProcessorSince
    = {kFirst, kFirst, year(2025) / 12 / 4, kFirst, year(2025) / 12 / 4, year(2024) / 8 / 26,
       year(2026) / 4 / 1, year(2026) / 4 / 3,
       // The version of the day before handed installation tokens out in plain text.
       year(2026) / 5 / 1, year(2025) / 3 / 11};

/// In the order of AuthorizerKind.
constexpr std::array<Day, 5> kAuthorizerSince
    = {kFirst, year(2023) / 9 / 26, year(2024) / 7 / 26, year(2025) / 2 / 4, year(2025) / 2 / 28};

constexpr Day kPinningSince = year(2023) / 7 / 13;
constexpr Day kNoSwapSince = year(2026) / 3 / 11;

void look(Day deployed, const Processor &processor, std::vector<std::string> &found)
{
    const ProcessorKind kind = kindOf(processor);
    const Day since = kProcessorSince[static_cast<std::size_t>(kind)];
    const auto older = [&](Day needed, std::string_view what) {
        if (deployed < needed)
            found.push_back(std::format("the deployment is of {}, and {} is understood since {}",
                                        textOfDay(deployed), what, textOfDay(needed)));
    };
    older(since, processorName(kind));
    if (kind == ProcessorKind::SigV4 && deployed >= since)
        older(kNoSwapSince, "no_swap, without which signatures are wrong,");
    if (kind == ProcessorKind::Inject || kind == ProcessorKind::InjectHmac)
        older(kPinningSince, "a fixed format and header");
    if (const auto *multi = std::get_if<Multi>(&processor.kind)) {
        for (const Processor &member : multi->members)
            look(deployed, member, found);
    }
}

} // namespace

std::optional<Day> dayFromText(std::string_view text)
{
    int numbers[3] = {};
    const char *at = text.data();
    const char *end = at + text.size();
    for (int i = 0; i < 3; ++i) {
        if (i > 0 && (at == end || *at++ != '-'))
            return std::nullopt;
        const auto [next, code] = std::from_chars(at, end, numbers[i]);
        if (code != std::errc())
            return std::nullopt;
        at = next;
    }
    if (at != end || text.size() != 10 || numbers[1] < 0 || numbers[2] < 0)
        return std::nullopt;
    const Day day{year(numbers[0]), std::chrono::month(static_cast<unsigned>(numbers[1])),
                  std::chrono::day(static_cast<unsigned>(numbers[2]))};
    return day.ok() ? std::optional(day) : std::nullopt;
}

std::string textOfDay(Day day)
{
    return std::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::vector<std::string> unknownTo(Day deployed, const ProxySecret &secret)
{
    std::vector<std::string> found;
    look(deployed, secret.processor, found);
    const AuthorizerKind kind = kindOf(secret.authorizer);
    const Day since = kAuthorizerSince[static_cast<std::size_t>(kind)];
    if (deployed < since)
        found.push_back(std::format("the deployment is of {}, and {} is understood since {}",
                                    textOfDay(deployed), authorizerName(kind), textOfDay(since)));
    return found;
}

} // namespace rekey::seal
