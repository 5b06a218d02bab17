// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/githistory.h"

#include "core/base/text.h"

#include <queue>

#include <algorithm>
#include <charconv>
#include <deque>

namespace rekey::sources::git {

/// Takes from each commit what its place in history needs.
class History::Reader final : public BlobVisitor
{
public:
    explicit Reader(const ObjectStore &store)
        : m_store(store)
    {
    }

    std::unique_ptr<BlobMemo> visit(const Blob &blob) override
    {
        Commit commit;
        commit.number = static_cast<std::uint32_t>(blob.number);
        commit.firstParent = static_cast<std::uint32_t>(parents.size());
        std::string_view text = asText(blob.bytes);
        while (!text.empty() && text.front() != '\n') {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            if (line.starts_with("tree ")) {
                commit.tree = find(line.substr(5));
            } else if (line.starts_with("parent ")) {
                if (const std::uint32_t parent = find(line.substr(7)); parent != kNone)
                    parents.push_back(parent);
            } else if (line.starts_with("committer ")) {
                commit.time = timeOf(line);
                break;
            }
        }
        commit.parentCount = static_cast<std::uint32_t>(parents.size()) - commit.firstParent;
        commits.push_back(commit);
        return nullptr;
    }

    std::vector<Commit> commits;
    std::vector<std::uint32_t> parents; ///< object numbers

private:
    [[nodiscard]] std::uint32_t find(std::string_view hex) const
    {
        const auto id = ObjectId::fromHex(hex, m_store.hashSize());
        return id ? m_store.find(id->bytes.data()) : kNone;
    }

    static std::int64_t timeOf(std::string_view line)
    {
        const std::size_t close = line.rfind("> ");
        std::int64_t time = 0;
        if (close != std::string_view::npos)
            std::from_chars(line.data() + close + 2, line.data() + line.size(), time);
        return time;
    }

    const ObjectStore &m_store;
};

History::History(const ObjectStore &store, ObjectWalk &walk, unsigned workers,
                 const std::stop_token &stop)
{
    std::deque<Reader> readers;
    const auto factory
        = [&](unsigned) { return std::make_unique<Forwarder>(readers.emplace_back(store)); };
    WalkProgress progress;
    SkipList skips;
    ObjectWalk::Options options;
    options.type = ObjectType::Commit;
    options.workers = workers;
    options.useDeltas = false;
    walk.run(options, factory, progress, skips, stop);
    for (Reader &reader : readers) {
        const auto shift = static_cast<std::uint32_t>(m_parents.size());
        for (Commit &commit : reader.commits) {
            commit.firstParent += shift;
            m_commits.push_back(commit);
        }
        m_parents.insert(m_parents.end(), reader.parents.begin(), reader.parents.end());
    }
    if (!stop.stop_requested())
        sort();
}

std::uint32_t History::rankOf(std::uint32_t number) const
{
    const auto found = std::ranges::lower_bound(m_ranks, std::pair(number, std::uint32_t{0}));
    return found != m_ranks.end() && found->first == number ? found->second : kNone;
}

/// Puts commits into their order and turns parents from object numbers into ranks.
void History::sort()
{
    std::ranges::sort(m_commits, {}, &Commit::number);
    const auto count = static_cast<std::uint32_t>(m_commits.size());
    m_ranks.resize(count);
    for (std::uint32_t i = 0; i < count; ++i)
        m_ranks[i] = {m_commits[i].number, i};

    // Children of each commit, as positions by number.
    std::vector<std::uint32_t> starts(count + 1, 0);
    std::vector<std::uint32_t> waiting(count, 0);
    for (std::uint32_t &parent : m_parents) {
        parent = rankOf(parent);
        if (parent != kNone)
            ++starts[parent + 1];
    }
    for (std::uint32_t i = 0; i < count; ++i)
        starts[i + 1] += starts[i];
    std::vector<std::uint32_t> children(starts[count]);
    std::vector<std::uint32_t> filled(starts.begin(), starts.end() - 1);
    using Ready = std::pair<std::int64_t, std::uint32_t>;
    std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready;
    for (std::uint32_t i = 0; i < count; ++i) {
        const Commit &commit = m_commits[i];
        for (std::uint32_t p = 0; p < commit.parentCount; ++p) {
            const std::uint32_t parent = m_parents[commit.firstParent + p];
            if (parent == kNone)
                continue;
            children[filled[parent]++] = i;
            ++waiting[i];
        }
        if (waiting[i] == 0)
            ready.emplace(commit.time, i);
    }
    std::vector<std::uint32_t> rank(count, kNone);
    std::vector<Commit> ordered;
    ordered.reserve(count);
    while (!ready.empty()) {
        const std::uint32_t i = ready.top().second;
        ready.pop();
        rank[i] = static_cast<std::uint32_t>(ordered.size());
        ordered.push_back(m_commits[i]);
        for (std::uint32_t c = starts[i]; c < starts[i + 1]; ++c) {
            if (--waiting[children[c]] == 0)
                ready.emplace(m_commits[children[c]].time, children[c]);
        }
    }
    m_commits = std::move(ordered);
    for (std::uint32_t &parent : m_parents)
        parent = parent == kNone ? kNone : rank[parent];
    for (auto &[number, place] : m_ranks)
        place = rank[place];
}

void History::flood(std::uint32_t rank, Reach reach, std::vector<Reach> &reaches) const
{
    std::vector<std::uint32_t> pending{rank};
    while (!pending.empty()) {
        const std::uint32_t at = pending.back();
        pending.pop_back();
        if (at == kNone || reaches[at] <= reach)
            continue;
        reaches[at] = reach;
        const Commit &commit = m_commits[at];
        for (std::uint32_t p = 0; p < commit.parentCount; ++p)
            pending.push_back(m_parents[commit.firstParent + p]);
    }
}

std::vector<Reach> History::reaches(std::span<const std::pair<RefKind, std::uint32_t>> names) const
{
    std::vector<Reach> reaches(m_commits.size(), Reach::Unreachable);
    for (const Reach reach : {Reach::History, Reach::Stash, Reach::Reflog}) {
        for (const auto &[kind, number] : names) {
            const Reach own = kind == RefKind::Stash ? Reach::Stash
                : kind == RefKind::Reflog            ? Reach::Reflog
                                                     : Reach::History;
            if (own == reach)
                flood(rankOf(number), reach, reaches);
        }
    }
    return reaches;
}

std::vector<bool> History::ancestors(std::span<const std::uint32_t> ranks) const
{
    std::vector<bool> found(m_commits.size(), false);
    for (const std::uint32_t rank : ranks) {
        if (rank != kNone)
            found[rank] = true;
    }
    for (std::uint32_t rank = count(); rank-- > 0;) { // children before parents
        if (!found[rank])
            continue;
        for (const std::uint32_t parent : parents(rank)) {
            if (parent != kNone)
                found[parent] = true;
        }
    }
    return found;
}

} // namespace rekey::sources::git
