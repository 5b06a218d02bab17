// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/placing.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace rekey::scan {

namespace {

using sources::Placement;

struct PlaceKey
{
    std::uint32_t secret = 0;
    std::uint32_t ordinal = 0;
    std::uint32_t path = 0;
    std::uint64_t blob = 0; ///< only where the path is not known

    friend bool operator==(const PlaceKey &, const PlaceKey &) = default;
};

struct PlaceKeyHash
{
    std::size_t operator()(const PlaceKey &key) const noexcept
    {
        std::uint64_t hash = key.secret * 0x9e3779b97f4a7c15ULL;
        hash = (hash ^ key.path) * 0xc2b2ae3d27d4eb4fULL;
        hash = (hash ^ key.ordinal ^ (key.blob << 20)) * 0x165667b19e3779f9ULL;
        return hash ^ (hash >> 29);
    }
};

struct PlaceDraft
{
    const Placement *nearest = nullptr;
    Occurrence occurrence; ///< in the nearest version
    const Placement *oldest = nullptr; ///< has a commit; null while none has
    std::vector<const Placement *> named; ///< with branches or tags
    std::uint64_t lastBlob = 0;
    std::uint32_t versions = 0;
};

bool nearer(const Placement &left, const Placement &right)
{
    const auto key = [](const Placement &p) {
        return std::tuple(p.reach, -std::int64_t{p.order}, std::string_view(p.object), p.blob);
    };
    return key(left) < key(right);
}

bool older(const Placement &left, const Placement &right)
{
    return std::tie(left.order, left.commit) < std::tie(right.order, right.commit);
}

/// Sorted union of at most kMaxRefs names.
void addNames(std::vector<std::string> &names, const std::vector<std::string> &more)
{
    if (more.empty())
        return;
    std::vector<std::string> all;
    std::ranges::set_union(names, more, std::back_inserter(all));
    all.resize(std::min(all.size(), sources::kMaxRefs));
    names = std::move(all);
}

class Placer
{
public:
    Placer(std::uint32_t sourceIndex, std::span<const Placement> placements,
           std::span<const std::uint32_t> secretsByVariant)
        : m_sourceIndex(sourceIndex)
        , m_placements(placements)
        , m_secretsByVariant(secretsByVariant)
    {
    }

    void add(std::uint64_t blob, std::span<const Occurrence> occurrences)
    {
        if (blob != m_blob || m_ordinals.empty()) {
            m_blob = blob;
            m_ordinals.clear();
            m_ofBlob = placementsOf(blob);
        }
        for (const Occurrence &occurrence : occurrences) {
            PlaceKey key;
            key.secret = m_secretsByVariant[occurrence.variant];
            key.ordinal = m_ordinals[key.secret]++;
            for (const Placement &placement : m_ofBlob)
                addVersion(key, placement, occurrence);
        }
    }

    void finish(std::vector<std::vector<PlacedSecret>> &places)
    {
        for (auto &[key, draft] : m_drafts)
            places[key.secret].push_back({placeOf(draft), draft.occurrence.variant});
    }

private:
    std::span<const Placement> placementsOf(std::uint64_t blob)
    {
        const auto range = std::ranges::equal_range(m_placements, blob, {}, &Placement::blob);
        if (!range.empty())
            return {range.begin(), range.end()};
        Placement unknown;
        unknown.blob = blob;
        return {&m_unknown.emplace_back(unknown), 1};
    }

    std::uint32_t pathNumber(std::string_view path)
    {
        return m_paths.try_emplace(path, static_cast<std::uint32_t>(m_paths.size())).first->second;
    }

    void addVersion(PlaceKey key, const Placement &placement, const Occurrence &occurrence)
    {
        key.path = pathNumber(placement.path);
        key.blob = placement.path.empty() ? placement.blob + 1 : 0;
        PlaceDraft &draft = m_drafts[key];
        if (draft.nearest == nullptr || nearer(placement, *draft.nearest)) {
            draft.nearest = &placement;
            draft.occurrence = occurrence;
        }
        if (!placement.commit.empty()
            && (draft.oldest == nullptr || older(placement, *draft.oldest)))
            draft.oldest = &placement;
        if (!placement.branches.empty() || !placement.tags.empty())
            draft.named.push_back(&placement);
        if (draft.versions == 0 || draft.lastBlob != placement.blob)
            ++draft.versions;
        draft.lastBlob = placement.blob;
    }

    finding::Place placeOf(const PlaceDraft &draft) const
    {
        const Placement &nearest = *draft.nearest;
        const Placement &oldest = draft.oldest != nullptr ? *draft.oldest : nearest;
        finding::Place place;
        place.source = m_sourceIndex;
        place.blob = nearest.blob;
        place.begin = draft.occurrence.begin;
        place.end = draft.occurrence.end;
        place.object = nearest.object;
        place.path = nearest.path;
        place.line = draft.occurrence.at.line;
        place.column = draft.occurrence.at.column;
        place.commit = oldest.commit;
        place.author = oldest.author;
        place.email = oldest.email;
        place.date = oldest.date;
        place.reach = nearest.reach;
        for (const Placement *placement : draft.named) {
            addNames(place.branches, placement->branches);
            addNames(place.tags, placement->tags);
        }
        place.versions = draft.versions;
        place.utf16 = draft.occurrence.utf16;
        return place;
    }

    std::uint32_t m_sourceIndex;
    std::span<const Placement> m_placements;
    std::span<const std::uint32_t> m_secretsByVariant;
    std::deque<Placement> m_unknown; ///< stands for blobs that nobody placed
    std::unordered_map<std::string_view, std::uint32_t> m_paths;
    std::unordered_map<PlaceKey, PlaceDraft, PlaceKeyHash> m_drafts;
    std::uint64_t m_blob = 0;
    std::span<const Placement> m_ofBlob;
    std::unordered_map<std::uint32_t, std::uint32_t> m_ordinals; ///< of m_blob, by secret
};

} // namespace

void placeOccurrences(std::uint32_t sourceIndex, const std::deque<OccurrenceLog> &logs,
                      std::span<const sources::Placement> placements,
                      std::span<const std::uint32_t> secretsByVariant,
                      std::vector<std::vector<PlacedSecret>> &places)
{
    Placer placer(sourceIndex, placements, secretsByVariant);
    for (const OccurrenceLog &log : logs) {
        log.read([&](std::uint64_t blob, std::span<const Occurrence> occurrences) {
            placer.add(blob, occurrences);
        });
    }
    placer.finish(places);
}

std::vector<std::uint64_t> blobsOf(const std::deque<OccurrenceLog> &logs)
{
    std::vector<std::uint64_t> blobs;
    for (const OccurrenceLog &log : logs) {
        log.read([&](std::uint64_t blob, std::span<const Occurrence>) { blobs.push_back(blob); });
    }
    std::ranges::sort(blobs);
    const auto repeated = std::ranges::unique(blobs);
    blobs.erase(repeated.begin(), repeated.end());
    return blobs;
}

} // namespace rekey::scan
