// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gittrees.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <unordered_map>

namespace rekey::sources::git {

namespace {

constexpr std::size_t kFilterBits = 20;
constexpr std::size_t kSlots = std::size_t{1} << 14;
constexpr std::size_t kChunkEdges = std::size_t{1} << 15;

std::size_t filterBit(const std::byte *id)
{
    std::uint32_t value = 0;
    std::memcpy(&value, id, sizeof value);
    return __builtin_bswap32(value) >> (32 - kFilterBits);
}

/// Which names may be those of wanted blobs: a bit for each value of their first bits.
std::vector<bool> makeFilter(const ObjectStore &store, const std::vector<bool> &wanted)
{
    std::vector<bool> filter(std::size_t{1} << kFilterBits, false);
    for (std::uint32_t number = 0; number < wanted.size(); ++number) {
        if (wanted[number])
            filter[filterBit(store.id(number))] = true;
    }
    return filter;
}

} // namespace

struct WantedTrees::Found
{
    std::uint32_t number = kNone;
    std::uint32_t count = 0;
    const Edge *edges = nullptr;
};

/// Keeps of each tree its subtrees and wanted blobs. One per worker.
class WantedTrees::Reader final : public BlobVisitor
{
public:
    Reader(const ObjectStore &store, const std::vector<bool> &wanted,
           const std::vector<bool> &filter)
        : m_store(store)
        , m_wanted(wanted)
        , m_filter(filter)
        , m_slots(kSlots)
    {
    }

    std::unique_ptr<BlobMemo> visit(const Blob &blob) override
    {
        m_current.clear();
        TreeReader reader(blob.bytes, m_store.hashSize());
        for (TreeEntry entry; reader.next(entry);) {
            if (entry.isTree() || (entry.isBlob() && m_filter[filterBit(entry.id)]))
                add(entry);
        }
        if (!m_current.empty())
            trees.push_back({static_cast<std::uint32_t>(blob.number),
                             static_cast<std::uint32_t>(m_current.size()), keep()});
        return nullptr;
    }

    std::vector<Found> trees;
    std::deque<std::string> names;
    bool areTreesMissing = false;

private:
    /// What an entry with this id was found to be; versions of a tree share most of theirs.
    struct Slot
    {
        std::uint64_t id[2] = {0, 0};
        std::uint32_t number = kNone;
        std::uint32_t name = kNone;
    };

    void add(const TreeEntry &entry)
    {
        std::uint64_t id[2];
        std::memcpy(id, entry.id, sizeof id);
        Slot &slot = m_slots[id[0] % kSlots];
        if (slot.name == kNone || slot.id[0] != id[0] || slot.id[1] != id[1]) {
            slot = {{id[0], id[1]}, m_store.find(entry.id), nameId(entry.name)};
            if (slot.number != kNone && !entry.isTree() && !m_wanted[slot.number])
                slot.number = kNone;
            areTreesMissing = areTreesMissing || (slot.number == kNone && entry.isTree());
        } else if (names[slot.name] != entry.name) {
            slot.name = nameId(entry.name);
        }
        if (slot.number != kNone)
            m_current.push_back({slot.number, slot.name});
    }

    std::uint32_t nameId(std::string_view name)
    {
        const auto found = m_ids.find(name);
        if (found != m_ids.end())
            return found->second;
        const auto id = static_cast<std::uint32_t>(names.size());
        m_ids.emplace(names.emplace_back(name), id);
        return id;
    }

    const Edge *keep()
    {
        if (m_chunks.empty() || m_used + m_current.size() > m_room) {
            m_room = std::max(kChunkEdges, m_current.size());
            m_used = 0;
            m_chunks.push_back(std::make_unique_for_overwrite<Edge[]>(m_room));
        }
        Edge *to = m_chunks.back().get() + m_used;
        std::ranges::copy(m_current, to);
        m_used += m_current.size();
        return to;
    }

    const ObjectStore &m_store;
    const std::vector<bool> &m_wanted;
    const std::vector<bool> &m_filter;
    std::vector<Slot> m_slots;
    std::vector<Edge> m_current;
    std::unordered_map<std::string_view, std::uint32_t> m_ids; ///< keys live in `names`
    std::vector<std::unique_ptr<Edge[]>> m_chunks;
    std::size_t m_used = 0;
    std::size_t m_room = 0;
};

WantedTrees::WantedTrees(const ObjectStore &store, ObjectWalk &walk,
                         const std::vector<bool> &wanted, unsigned workers,
                         const std::stop_token &stop)
    : m_spanOf(store.count(), kNone)
{
    const auto filter = makeFilter(store, wanted);
    std::deque<Reader> readers;
    const auto factory = [&](unsigned) {
        return std::make_unique<Forwarder>(readers.emplace_back(store, wanted, filter));
    };
    WalkProgress progress;
    SkipList skips;
    ObjectWalk::Options options;
    options.type = ObjectType::Tree;
    options.workers = workers;
    options.useDeltas = false;
    walk.run(options, factory, progress, skips, stop);
    m_areTreesMissing = std::ranges::any_of(readers, &Reader::areTreesMissing);
    if (!stop.stop_requested())
        keepHot(readers, wanted, stop);
}

WantedTrees::~WantedTrees() = default;

/// Marks trees that lead to a wanted blob, children first, and keeps only their edges that do.
void WantedTrees::keepHot(std::deque<Reader> &readers, const std::vector<bool> &wanted,
                          const std::stop_token &stop)
{
    std::vector<const Found *> all;
    std::vector<std::uint32_t> placeOf(m_spanOf.size(), kNone); // by object number, into `all`
    for (const Reader &reader : readers) {
        for (const Found &found : reader.trees) {
            placeOf[found.number] = static_cast<std::uint32_t>(all.size());
            all.push_back(&found);
        }
    }
    enum : std::uint8_t
    {
        New,
        Open,
        Cold,
        Hot
    };
    std::vector<std::uint8_t> states(all.size(), New);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> stack; // tree, next edge
    const auto isHot = [&](std::uint32_t number) {
        return wanted[number] || (placeOf[number] != kNone && states[placeOf[number]] == Hot);
    };
    for (std::uint32_t root = 0; root < all.size() && !stop.stop_requested(); ++root) {
        if (states[root] == New)
            stack.emplace_back(root, 0);
        while (!stack.empty()) {
            auto &[tree, next] = stack.back();
            const std::span edges(all[tree]->edges, all[tree]->count);
            states[tree] = std::max<std::uint8_t>(states[tree], Open);
            if (next == edges.size()) {
                if (states[tree] == Open)
                    states[tree] = Cold;
                stack.pop_back();
                continue;
            }
            const std::uint32_t child = edges[next].child;
            const std::uint32_t below = placeOf[child];
            if (below != kNone && states[below] == New) {
                stack.emplace_back(below, 0);
                continue;
            }
            ++next;
            if (isHot(child))
                states[tree] = Hot;
        }
    }

    std::unordered_map<std::string_view, std::uint32_t> ids;
    std::uint32_t at = 0;
    for (const Reader &reader : readers) {
        std::vector<std::uint32_t> nameOf(reader.names.size(), kNone);
        for (const Found &found : reader.trees) {
            if (states[at++] != Hot)
                continue;
            const auto begin = static_cast<std::uint32_t>(m_edges.size());
            for (const Edge &edge : std::span(found.edges, found.count)) {
                if (!isHot(edge.child))
                    continue;
                std::uint32_t &name = nameOf[edge.name];
                if (name == kNone)
                    name = ids.emplace(reader.names[edge.name], ids.size()).first->second;
                m_edges.push_back({edge.child, name});
            }
            m_spanOf[found.number] = static_cast<std::uint32_t>(m_spans.size());
            m_spans.emplace_back(begin, static_cast<std::uint32_t>(m_edges.size()));
        }
    }
    m_names.resize(ids.size());
    for (const auto &[name, id] : ids)
        m_names[id] = name;
}

std::span<const WantedTrees::Edge> WantedTrees::edges(std::uint32_t number) const
{
    const std::uint32_t span = m_spanOf[number];
    if (span == kNone)
        return {};
    const auto [begin, end] = m_spans[span];
    return std::span(m_edges).subspan(begin, end - begin);
}

std::vector<std::uint32_t> WantedTrees::numbers() const
{
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < m_spanOf.size(); ++i) {
        if (m_spanOf[i] != kNone)
            numbers.push_back(i);
    }
    return numbers;
}

} // namespace rekey::sources::git
