// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitlocate.h"

#include "core/base/text.h"
#include "core/sources/githistory.h"
#include "core/sources/gitplaces.h"
#include "core/sources/gitremovals.h"
#include "core/sources/gittrees.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace rekey::sources::git {

namespace {

constexpr std::uint32_t kStopEvery = 256;

/// A ref with what it leads to.
struct Target
{
    const Ref *ref = nullptr;
    std::uint32_t number = kNone; ///< commit, tree or blob
    std::uint32_t tree = kNone;
};

class Locator
{
public:
    Locator(const LocateInput &input, std::span<const std::uint32_t> blobs,
            const std::stop_token &stop)
        : m_input(input)
        , m_store(input.store)
        , m_blobs(blobs)
        , m_stop(stop)
        , m_wanted(flags(input.store, blobs))
        , m_history(input.store, input.walk, input.workers, stop)
        , m_trees(input.store, input.walk, m_wanted, input.workers, stop)
        , m_places(m_trees, m_wanted)
    {
    }

    Result<Located> run()
    {
        findTargets();
        findReaches();
        walkCommits();
        walkNakedTargets();
        markTips();
        addStaged();
        addLooseTrees();
        findRemovals();
        if (m_stop.stop_requested())
            return fail(ErrorKind::Cancelled, "stopped");
        return placements();
    }

private:
    static std::vector<bool> flags(const ObjectStore &store, std::span<const std::uint32_t> blobs)
    {
        std::vector<bool> wanted(store.count(), false);
        for (const std::uint32_t blob : blobs)
            wanted[blob] = true;
        return wanted;
    }

    void findTargets()
    {
        for (const Ref &ref : m_input.refs) {
            if (m_stop.stop_requested())
                return;
            Target target{&ref, m_store.find(ref.target.bytes.data()), kNone};
            if (target.number == kNone)
                continue;
            std::uint32_t rank = m_history.rankOf(target.number);
            if (rank == kNone) {
                target.number = peel(m_store, target.number);
                rank = target.number == kNone ? kNone : m_history.rankOf(target.number);
            }
            target.tree = rank == kNone ? target.number : m_history.tree(rank);
            if (target.number != kNone)
                m_targets.push_back(target);
        }
    }

    void findReaches()
    {
        std::vector<std::pair<RefKind, std::uint32_t>> names;
        for (const Target &target : m_targets)
            names.emplace_back(target.ref->kind, target.number);
        m_reaches = m_history.reaches(names);
    }

    /// Oldest first within each kind of reach, so that the first sight of a blob at a path is where
    /// it was introduced, and a stash never hides the commit.
    void walkCommits()
    {
        for (const Reach reach :
             {Reach::History, Reach::Stash, Reach::Reflog, Reach::Unreachable}) {
            for (std::uint32_t rank = 0; rank < m_history.count(); ++rank) {
                if (rank % kStopEvery == 0 && m_stop.stop_requested())
                    return;
                if (m_reaches[rank] == reach && m_history.tree(rank) != kNone)
                    m_places.addTree(m_history.tree(rank), rank, reach);
            }
        }
    }

    static Reach nakedReach(RefKind kind)
    {
        switch (kind) {
        case RefKind::Tag:
            return Reach::Tag;
        case RefKind::Stash:
            return Reach::Stash;
        case RefKind::Reflog:
            return Reach::Reflog;
        default:
            return Reach::History;
        }
    }

    /// Refs may name trees and blobs without a commit.
    void walkNakedTargets()
    {
        for (const Target &target : m_targets) {
            if (m_history.rankOf(target.number) != kNone)
                continue;
            const Reach reach = nakedReach(target.ref->kind);
            if (m_wanted[target.number])
                m_places.addBlob(target.number, {}, reach);
            else
                m_places.addTree(target.tree, kNone, reach);
        }
    }

    void markTips()
    {
        using enum RefKind;
        for (const RefKind kind : {Head, Branch, Tag}) {
            const auto tip = kind == Head ? Places::Tip::Head
                : kind == Branch          ? Places::Tip::Branch
                                          : Places::Tip::Tag;
            for (std::uint32_t i = 0; i < m_targets.size() && !m_stop.stop_requested(); ++i) {
                if (m_targets[i].ref->kind == kind && m_targets[i].tree != kNone)
                    m_places.addTip(m_targets[i].tree, tip, i);
            }
        }
    }

    void addStaged()
    {
        for (const TreeFile &file : m_input.staged) {
            if (m_wanted[file.blob])
                m_places.addBlob(file.blob, file.path, Reach::Index);
        }
    }

    /// Trees that no commit holds, from the outermost, for blobs that stand nowhere else.
    void addLooseTrees()
    {
        const auto isPlaced = [this](std::uint32_t blob) { return m_places.isPlaced(blob); };
        if (std::ranges::all_of(m_blobs, isPlaced))
            return;
        std::vector<bool> inner(m_store.count(), false);
        std::vector<std::uint32_t> loose;
        for (const std::uint32_t tree : m_trees.numbers()) {
            if (m_places.wasSeen(tree))
                continue;
            loose.push_back(tree);
            for (const auto &edge : m_trees.edges(tree))
                inner[edge.child] = true;
        }
        for (const std::uint32_t tree : loose) {
            if (!inner[tree] && !m_stop.stop_requested())
                m_places.addLooseTree(tree);
        }
    }

    void findRemovals()
    {
        if (m_stop.stop_requested() || m_trees.areTreesMissing())
            return;
        std::vector<std::uint32_t> heads;
        for (const Target &target : m_targets) {
            if (target.ref->kind == RefKind::Head)
                heads.push_back(m_history.rankOf(target.number));
        }
        m_removals.emplace(m_trees, m_places, m_history);
        m_removals->find(m_reaches, heads, m_stop);
    }

    [[nodiscard]] const Signature &authorOf(std::uint32_t rank)
    {
        const auto [it, isNew] = m_authors.try_emplace(rank);
        if (isNew) {
            if (const auto commit = m_store.read(m_history.number(rank)))
                it->second = parseSignature(headerValue(asText(commit->bytes), "author"));
        }
        return it->second;
    }

    [[nodiscard]] std::vector<std::string> namesOf(std::span<const std::uint32_t> targets) const
    {
        std::vector<std::string> names;
        for (const std::uint32_t target : targets)
            names.push_back(m_targets[target].ref->name);
        return names;
    }

    [[nodiscard]] Placement toPlacement(std::uint32_t index)
    {
        const Places::Place &place = m_places.places()[index];
        Placement placement;
        placement.blob = place.blob;
        placement.object = m_store.hex(place.blob);
        placement.path = m_places.path(place.path);
        placement.reach = place.reach;
        placement.branches = namesOf(place.branches);
        placement.tags = namesOf(place.tags);
        if (place.rank != kNone) {
            const Signature &author = authorOf(place.rank);
            placement.commit = m_store.hex(m_history.number(place.rank));
            placement.author = author.name;
            placement.email = author.email;
            placement.date = author.time;
            placement.order = place.rank;
        }
        if (const std::uint32_t rank = m_removals ? m_removals->rankOf(index) : kNone;
            rank != kNone) {
            placement.removedCommit = m_store.hex(m_history.number(rank));
            placement.removedDate = authorOf(rank).time;
            placement.removedOrder = rank;
        }
        return placement;
    }

    [[nodiscard]] std::vector<std::string> notes() const
    {
        std::vector<std::string> notes;
        if (m_places.isCut())
            notes.emplace_back("So many paths hold secrets that not all of them are listed.");
        if (m_trees.areTreesMissing())
            notes.emplace_back("Some folders of old commits are not here: when places were removed "
                               "is not known.");
        else if (m_removals && m_removals->isCut())
            notes.emplace_back("The history is so large that when places were removed is not "
                               "known.");
        return notes;
    }

    Result<Located> placements()
    {
        std::vector<Placement> all;
        for (std::uint32_t i = 0; i < m_places.places().size(); ++i) {
            if (m_stop.stop_requested())
                return fail(ErrorKind::Cancelled, "stopped");
            all.push_back(toPlacement(i));
        }
        for (const std::uint32_t blob : m_blobs) {
            if (m_places.isPlaced(blob))
                continue;
            Placement lost;
            lost.blob = blob;
            lost.object = m_store.hex(blob);
            lost.reach = Reach::Unreachable;
            all.push_back(std::move(lost));
        }
        std::ranges::sort(all, [](const Placement &a, const Placement &b) {
            return std::tie(a.blob, a.reach, a.path, a.order)
                < std::tie(b.blob, b.reach, b.path, b.order);
        });
        return Located{std::move(all), notes()};
    }

    const LocateInput &m_input;
    const ObjectStore &m_store;
    std::span<const std::uint32_t> m_blobs;
    const std::stop_token &m_stop;
    std::vector<bool> m_wanted;
    History m_history;
    WantedTrees m_trees;
    Places m_places;
    std::vector<Target> m_targets;
    std::vector<Reach> m_reaches; ///< by rank
    std::optional<Removals> m_removals;
    std::unordered_map<std::uint32_t, Signature> m_authors;
};

} // namespace

Result<Located> locateBlobs(const LocateInput &input, std::span<const std::uint32_t> blobs,
                            const std::stop_token &stop)
{
    if (blobs.empty())
        return Located();
    return Locator(input, blobs, stop).run();
}

} // namespace rekey::sources::git
