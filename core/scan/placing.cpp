// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/placing.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

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

// One version in very many folders, each with very many secrets: as many as anybody will read.
constexpr std::size_t kMaxVersionsOfBlob = std::size_t{1} << 20;

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
    const Placement *removed = nullptr; ///< of those with a removal, the last to go
    bool isCurrent = false; ///< a version is where it need not be dug for
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

bool removedBefore(const Placement &left, const Placement &right)
{
    return std::tie(left.removedOrder, left.removedCommit)
        < std::tie(right.removedOrder, right.removedCommit);
}

/// At the tip of a branch or not committed yet: such a version has not gone.
bool isCurrent(sources::Reach reach)
{
    using enum sources::Reach;
    return reach == Head || reach == Branch || reach == Index || reach == Worktree;
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
           std::span<const std::uint32_t> secretsByVariant, const PlaceLimits &limits)
        : m_sourceIndex(sourceIndex)
        , m_placements(placements)
        , m_secretsByVariant(secretsByVariant)
        , m_limits(limits)
    {
    }

    void add(std::uint64_t blob, std::span<const Occurrence> occurrences)
    {
        if (blob != m_blob || m_ordinals.empty()) {
            m_blob = blob;
            m_ordinals.clear();
            m_ofBlob = placementsOf(blob);
        }
        const std::size_t room = std::max<std::size_t>(1, kMaxVersionsOfBlob / occurrences.size());
        const auto placements = m_ofBlob.first(std::min(m_ofBlob.size(), room));
        for (const Occurrence &occurrence : occurrences) {
            PlaceKey key;
            key.secret = m_secretsByVariant[occurrence.variant];
            key.ordinal = m_ordinals[key.secret]++;
            if (placements.size() < m_ofBlob.size())
                m_cut.insert(key.secret);
            for (const Placement &placement : placements)
                addVersion(key, placement, occurrence);
        }
        // Rarely, for it goes through all of them.
        if (m_drafts.size() > m_limits.ofSource + m_limits.ofSource / 4)
            fit();
    }

    PlacingOutcome finish(std::vector<std::vector<PlacedSecret>> &places)
    {
        fit();
        for (auto &[key, draft] : m_drafts)
            places[key.secret].push_back({placeOf(draft), draft.occurrence.variant});
        return {m_cut.size(), m_limits.ofSecret};
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

    /// Which of a secret's places come first when not all are kept: the same for all its versions.
    [[nodiscard]] auto standing(const PlaceKey &key) const
    {
        return std::tuple(m_pathRanks[key.path], key.ordinal, key.blob);
    }

    /// Paths by their nearest reach, then name.
    void rankPaths()
    {
        pathNumber({}); // of blobs that nobody placed
        std::vector<std::pair<sources::Reach, std::string_view>> order(
            m_paths.size(), {sources::Reach::Unreachable, {}});
        const auto put = [&](const Placement &placement) {
            const std::uint32_t path = pathNumber(placement.path);
            if (path >= order.size())
                order.resize(path + 1, {placement.reach, placement.path});
            else if (order[path].second.data() == nullptr)
                order[path] = {placement.reach, placement.path};
            else
                order[path].first = std::min(order[path].first, placement.reach);
        };
        std::ranges::for_each(m_placements, put);
        std::vector<std::uint32_t> paths(order.size());
        std::iota(paths.begin(), paths.end(), 0U);
        std::ranges::sort(paths, {}, [&](std::uint32_t path) { return order[path]; });
        m_pathRanks.resize(paths.size());
        for (std::uint32_t rank = 0; rank < paths.size(); ++rank)
            m_pathRanks[paths[rank]] = rank;
    }

    /// Takes out a secret's places beyond the limit. What came back later would be lower still, so
    /// those kept have all their versions.
    void prune(std::uint32_t secret)
    {
        std::vector<PlaceKey> &keys = m_keysOf[secret];
        if (keys.size() <= m_limits.ofSecret)
            return;
        if (m_pathRanks.size() < m_paths.size())
            rankPaths();
        const auto end = keys.begin() + static_cast<std::ptrdiff_t>(m_limits.ofSecret);
        std::ranges::nth_element(keys, end, {}, [this](const auto &key) { return standing(key); });
        std::for_each(end, keys.end(), [this](const PlaceKey &key) { m_drafts.erase(key); });
        keys.erase(end, keys.end());
        m_cut.insert(secret);
        m_last[secret]
            = std::ranges::max(keys, {}, [this](const PlaceKey &key) { return standing(key); });
    }

    /// Halves the limit until all fits: it then is the same whatever came first.
    void fit()
    {
        const auto pruneAll = [this] {
            for (auto &[secret, keys] : m_keysOf)
                prune(secret);
        };
        pruneAll();
        while (m_drafts.size() > m_limits.ofSource && m_limits.ofSecret > 1) {
            m_limits.ofSecret /= 2;
            pruneAll();
        }
    }

    /// Null for a place that is beyond those kept.
    PlaceDraft *draftOf(const PlaceKey &key)
    {
        if (const auto known = m_drafts.find(key); known != m_drafts.end())
            return &known->second;
        if (const auto last = m_last.find(key.secret);
            last != m_last.end() && standing(last->second) < standing(key))
            return nullptr;
        std::vector<PlaceKey> &keys = m_keysOf[key.secret];
        if (keys.size() >= 2 * m_limits.ofSecret)
            prune(key.secret);
        keys.push_back(key);
        return &m_drafts[key];
    }

    void addVersion(PlaceKey key, const Placement &placement, const Occurrence &occurrence)
    {
        key.path = pathNumber(placement.path);
        key.blob = placement.path.empty() ? placement.blob + 1 : 0;
        PlaceDraft *const found = draftOf(key);
        if (found == nullptr)
            return;
        PlaceDraft &draft = *found;
        if (draft.nearest == nullptr || nearer(placement, *draft.nearest)) {
            draft.nearest = &placement;
            draft.occurrence = occurrence;
        }
        if (!placement.commit.empty()
            && (draft.oldest == nullptr || older(placement, *draft.oldest)))
            draft.oldest = &placement;
        if (!placement.removedCommit.empty()
            && (draft.removed == nullptr || removedBefore(*draft.removed, placement)))
            draft.removed = &placement;
        draft.isCurrent = draft.isCurrent || isCurrent(placement.reach);
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
        if (draft.removed != nullptr && !draft.isCurrent) {
            place.removedCommit = draft.removed->removedCommit;
            place.removedDate = draft.removed->removedDate;
        }
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
    PlaceLimits m_limits;
    std::unordered_map<std::uint32_t, std::vector<PlaceKey>> m_keysOf; ///< of m_drafts, by secret
    std::unordered_map<std::uint32_t, PlaceKey> m_last; ///< of secrets that were pruned
    std::unordered_set<std::uint32_t> m_cut; ///< secrets that lost places
    std::vector<std::uint32_t> m_pathRanks; ///< by path; all paths once anything was pruned
    std::uint64_t m_blob = 0;
    std::span<const Placement> m_ofBlob;
    std::unordered_map<std::uint32_t, std::uint32_t> m_ordinals; ///< of m_blob, by secret
};

} // namespace

PlacingOutcome placeOccurrences(std::uint32_t sourceIndex, const std::deque<OccurrenceLog> &logs,
                                std::span<const sources::Placement> placements,
                                std::span<const std::uint32_t> secretsByVariant,
                                std::vector<std::vector<PlacedSecret>> &places,
                                const PlaceLimits &limits, const std::stop_token &stop)
{
    Placer placer(sourceIndex, placements, secretsByVariant, limits);
    for (const OccurrenceLog &log : logs) {
        log.read([&](std::uint64_t blob, std::span<const Occurrence> occurrences) {
            if (!stop.stop_requested())
                placer.add(blob, occurrences);
        });
    }
    return placer.finish(places);
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
