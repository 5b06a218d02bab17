// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/patchplaces.h"

#include "core/finding/guide.h"
#include "core/rotate/providerkeys.h"
#include "core/sources/keptsource.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace rekey::rotate {

namespace {

using secret::SecretBytes;
using sources::Reach;

/// What lies in the file now is what differs most from HEAD.
int orderOf(Reach reach)
{
    switch (reach) {
    case Reach::Worktree:
    case Reach::File:
        return 2;
    case Reach::Index:
        return 1;
    default:
        return 0;
    }
}

std::string upper(std::string_view text)
{
    std::string name;
    for (const char c : text) {
        const bool isSmall = c >= 'a' && c <= 'z';
        const bool isPlain = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        name += isSmall ? static_cast<char>(c - 'a' + 'A') : isPlain ? c : '_';
    }
    return name;
}

} // namespace

PatchPlaces patchPlaces(const finding::Finding &finding, const SourcePath &pathOf)
{
    struct Sights
    {
        int order = 0;
        std::set<std::uint32_t> lines;
    };
    std::map<std::pair<std::uint32_t, std::string>, Sights> files;
    for (const finding::Place &place : finding.places) {
        if (!place.isInHead() || place.reach == Reach::Text || place.path.empty())
            continue;
        Sights &sights = files[{place.source, place.path}];
        const int order = orderOf(place.reach);
        if (order > sights.order)
            sights.lines.clear();
        if (order >= sights.order)
            sights.lines.insert(place.line);
        sights.order = std::max(order, sights.order);
    }
    PatchPlaces found;
    for (const auto &[key, sights] : files) {
        const auto &[source, path] = key;
        const auto top = pathOf(source);
        if (!top)
            continue;
        auto file = sources::fileOfPlace(*top, path);
        if (file)
            found.places.push_back(
                {*std::move(file), path, {sights.lines.begin(), sights.lines.end()}});
        else
            found.lost.push_back({path, file.error()});
    }
    return found;
}

std::vector<std::string> patchParts(const finding::Finding &finding)
{
    std::vector<std::string> names = {"secret"};
    for (const finding::Companion &companion : finding.companions)
        names.push_back(companion.name);
    return names;
}

std::vector<PatchValue> patchValues(const finding::Finding &finding, const KeyActs &acts,
                                    const provider::Parts &parts, std::string_view name)
{
    const std::string valuePart = ProviderKeys::valuePart(acts);
    std::vector<PatchValue> values;
    for (const auto &[part, value] : parts) {
        // What is shown in full is no secret: it may stand where it is.
        const auto companion
            = std::ranges::find(finding.companions, part, &finding::Companion::name);
        if (companion != finding.companions.end() && companion->masked == value.view())
            continue;
        std::string called = upper(finding.provider) + "_" + upper(part);
        if (part == "secret")
            called = valuePart == "secret" ? finding::snippetName(finding.provider)
                                           : upper(finding.rule);
        if (part == valuePart && !name.empty())
            called = name;
        values.push_back({SecretBytes::copyOf(value.bytes()), std::move(called)});
    }
    return values;
}

} // namespace rekey::rotate
