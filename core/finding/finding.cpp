// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/finding.h"

#include <algorithm>
#include <array>
#include <format>
#include <tuple>

namespace rekey::finding {

namespace {

constexpr std::array<std::string_view, 8> kVerdictNames = {
    "not-checked", "live", "limited", "disabled", "dead", "not-a-secret", "unknown", "no-checker",
};
constexpr std::array<std::string_view, 3> kConfidenceNames = {"low", "medium", "high"};

} // namespace

std::string_view verdictName(Verdict verdict)
{
    return kVerdictNames[static_cast<std::size_t>(verdict)];
}

std::string_view confidenceName(Confidence confidence)
{
    return kConfidenceNames[static_cast<std::size_t>(confidence)];
}

bool Place::isInHead() const
{
    using sources::Reach;
    return reach == Reach::Head || reach >= Reach::Index;
}

std::string Finding::label() const
{
    return std::format("S-{:04}", number);
}

const Place *Finding::nearest() const
{
    return places.empty() ? nullptr : &places.front();
}

std::int64_t Finding::firstSeen() const
{
    std::int64_t first = 0;
    for (const Place &place : places) {
        if (place.date != 0 && (first == 0 || place.date < first))
            first = place.date;
    }
    return first;
}

bool placeLess(const Place &left, const Place &right)
{
    const auto key = [](const Place &place) {
        return std::tie(place.reach, place.source, place.path, place.line, place.column,
                        place.object, place.begin, place.end);
    };
    return key(left) < key(right);
}

} // namespace rekey::finding
