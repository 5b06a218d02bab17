// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/packforest.h"

#include <algorithm>
#include <utility>

namespace rekey::sources::git {

namespace {

constexpr std::uint32_t kStopEvery = 4096;

/// Finds an offset among sorted ones: a table over equal shares of the pack leads to the place.
class OffsetTable
{
public:
    explicit OffsetTable(std::span<const std::uint64_t> offsets)
        : m_offsets(offsets)
    {
        const std::uint64_t last = offsets.empty() ? 0 : offsets.back();
        while ((last >> m_shift) > offsets.size())
            ++m_shift;
        m_starts.resize((last >> m_shift) + 2, static_cast<std::uint32_t>(offsets.size()));
        for (std::size_t i = offsets.size(); i-- > 0;)
            m_starts[offsets[i] >> m_shift] = static_cast<std::uint32_t>(i);
        for (std::size_t i = m_starts.size() - 1; i-- > 0;)
            m_starts[i] = std::min(m_starts[i], m_starts[i + 1]);
    }

    [[nodiscard]] std::uint32_t find(std::uint64_t offset) const
    {
        const std::uint64_t bucket = offset >> m_shift;
        if (bucket + 1 >= m_starts.size())
            return kNone;
        const auto begin = m_offsets.begin() + m_starts[bucket];
        const auto end = m_offsets.begin() + m_starts[bucket + 1];
        const auto found = std::lower_bound(begin, end, offset);
        return found != end && *found == offset
            ? static_cast<std::uint32_t>(found - m_offsets.begin())
            : kNone;
    }

private:
    std::span<const std::uint64_t> m_offsets;
    std::vector<std::uint32_t> m_starts;
    unsigned m_shift = 0;
};

} // namespace

PackHeaders::PackHeaders(const PackFile &pack, const std::stop_token &stop)
    : m_pack(&pack)
{
    std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted(pack.count());
    for (std::uint32_t i = 0; i < pack.count(); ++i)
        sorted[i] = {pack.offset(i), i};
    std::ranges::sort(sorted);
    std::vector<std::uint64_t> offsets(sorted.size());
    m_positions.resize(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i)
        std::tie(offsets[i], m_positions[i]) = sorted[i];
    sorted = {};
    m_parents.resize(offsets.size(), kNone);
    m_types.resize(offsets.size(), ObjectType::None);
    readEntries(offsets, stop);
    resolveTypes();
}

void PackHeaders::readEntries(std::span<const std::uint64_t> offsets, const std::stop_token &stop)
{
    const OffsetTable table(offsets);
    std::vector<std::uint32_t> nodeOf; // position -> node, made for the first RefDelta
    for (std::uint32_t node = 0; node < offsets.size(); ++node) {
        if (node % kStopEvery == 0 && stop.stop_requested())
            return;
        const auto entry = m_pack->entry(offsets[node]);
        if (!entry)
            continue;
        m_types[node] = entry->type;
        if (entry->type == ObjectType::OfsDelta) {
            m_parents[node] = table.find(entry->base);
        } else if (entry->type == ObjectType::RefDelta) {
            if (nodeOf.empty()) {
                nodeOf.resize(offsets.size());
                for (std::uint32_t i = 0; i < count(); ++i)
                    nodeOf[m_positions[i]] = i;
            }
            if (const auto base = m_pack->find(entry->baseId))
                m_parents[node] = nodeOf[*base];
        }
        m_ordered = m_ordered && (m_parents[node] == kNone || m_parents[node] < node);
    }
}

void PackHeaders::resolveTypes()
{
    for (const std::uint32_t node : parentsFirst(*this)) {
        if (isDelta(m_types[node]))
            m_types[node] = m_parents[node] == kNone ? ObjectType::None : m_types[m_parents[node]];
    }
    for (ObjectType &type : m_types) { // on a circle
        if (isDelta(type))
            type = ObjectType::None;
    }
}

std::vector<std::uint32_t> parentsFirst(const PackHeaders &headers)
{
    std::vector<std::uint32_t> order(headers.count());
    if (headers.isOrdered()) {
        for (std::uint32_t i = 0; i < headers.count(); ++i)
            order[i] = i;
        return order;
    }
    // Leaves first, each node after its last child; then turned round.
    std::vector<std::uint32_t> children(headers.count(), 0);
    for (std::uint32_t i = 0; i < headers.count(); ++i) {
        if (headers.parent(i) != kNone)
            ++children[headers.parent(i)];
    }
    order.clear();
    for (std::uint32_t i = 0; i < headers.count(); ++i) {
        if (children[i] == 0)
            order.push_back(i);
    }
    for (std::size_t done = 0; done < order.size(); ++done) {
        const std::uint32_t parent = headers.parent(order[done]);
        if (parent != kNone && --children[parent] == 0)
            order.push_back(parent);
    }
    std::ranges::reverse(order);
    return order;
}

DeltaForest::DeltaForest(const PackHeaders &headers, const Wanted &wanted)
    : m_firstChild(headers.count(), kNone)
    , m_next(headers.count(), kNone)
    , m_weight(headers.count(), 0)
{
    addWeights(headers, wanted);
    link(headers);
}

void DeltaForest::addWeights(const PackHeaders &headers, const Wanted &wanted)
{
    const auto order = parentsFirst(headers);
    for (const std::uint32_t node : order)
        m_weight[node] = wanted(node) ? 1 : 0;
    for (std::size_t i = order.size(); i-- > 0;) {
        const std::uint32_t parent = headers.parent(order[i]);
        if (parent != kNone)
            m_weight[parent] += m_weight[order[i]];
    }
}

void DeltaForest::link(const PackHeaders &headers)
{
    // The heaviest child goes in front first and so ends up last.
    std::vector<std::uint32_t> heaviest(headers.count(), kNone);
    for (std::uint32_t node = 0; node < headers.count(); ++node) {
        const std::uint32_t parent = headers.parent(node);
        if (parent == kNone || m_weight[node] == 0)
            continue;
        if (heaviest[parent] == kNone || m_weight[node] > m_weight[heaviest[parent]])
            heaviest[parent] = node;
    }
    for (std::uint32_t parent = 0; parent < headers.count(); ++parent)
        m_firstChild[parent] = heaviest[parent];
    for (std::uint32_t node = headers.count(); node-- > 0;) {
        const std::uint32_t parent = headers.parent(node);
        if (m_weight[node] == 0 || (parent != kNone && heaviest[parent] == node))
            continue;
        if (parent == kNone) {
            if (headers.type(node) != ObjectType::None)
                m_roots.push_back(node);
        } else {
            m_next[node] = m_firstChild[parent];
            m_firstChild[parent] = node;
        }
    }
    std::ranges::reverse(m_roots);
}

} // namespace rekey::sources::git
