// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/keeper.h"

#include "core/finding/runkeeper.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace rekey::finding {

namespace {

constexpr std::array<std::string_view, 4> kExposureNames
    = {"unknown", "private", "shared", "public"};

/// Up to so many findings are asked for one by one.
constexpr std::size_t kFew = 50;

} // namespace

std::string_view exposureName(Exposure exposure)
{
    return kExposureNames[static_cast<std::size_t>(exposure)];
}

std::optional<Exposure> exposureFromName(std::string_view name)
{
    const auto found = std::ranges::find(kExposureNames, name);
    if (found == kExposureNames.end())
        return std::nullopt;
    return static_cast<Exposure>(found - kExposureNames.begin());
}

Keeper::~Keeper() = default;
RunKeeper::~RunKeeper() = default;

Result<std::vector<std::string>> RunKeeper::runs() const
{
    return runEntryCounts().transform([](const std::vector<RunEntryCount> &counts) {
        std::vector<std::string> names;
        for (const RunEntryCount &count : counts)
            names.push_back(count.run);
        return names;
    });
}

bool isAboutIncident(const Event &event, std::string_view incident)
{
    return (event.kind == EventKind::Incident || event.kind == EventKind::Undone)
        && event.finding == secret::SecretId{} && event.detail.starts_with(incident)
        && std::string_view(event.detail).substr(incident.size()).starts_with(':');
}

Result<std::vector<Event>> jointTimeline(const Keeper &keeper,
                                         const std::unordered_set<secret::SecretId> &ids,
                                         std::string_view incident)
{
    std::vector<Event> joint;
    if (ids.size() <= kFew) {
        for (const secret::SecretId &id : ids) {
            auto events = keeper.timeline(id);
            if (!events)
                return events;
            std::ranges::move(*events, std::back_inserter(joint));
        }
    } else {
        auto events = keeper.timeline({});
        if (!events)
            return events;
        std::ranges::copy_if(*events, std::back_inserter(joint),
                             [&](const Event &event) { return ids.contains(event.finding); });
    }
    if (!incident.empty()) {
        auto events = keeper.ownTimeline();
        if (!events)
            return events;
        std::ranges::copy_if(*events, std::back_inserter(joint),
                             [&](const Event &event) { return isAboutIncident(event, incident); });
    }
    std::ranges::stable_sort(joint, {},
                             [](const Event &event) { return std::pair(event.at, event.number); });
    return joint;
}

} // namespace rekey::finding
