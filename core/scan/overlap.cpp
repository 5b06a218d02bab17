// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/overlap.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace rekey::scan {

namespace {

struct Taken
{
    std::uint64_t end = 0;
    rules::Confidence against = rules::Confidence::High; ///< who gives way: this sure or less
};

/// Disjoint ranges that are spoken for.
class TakenRanges
{
public:
    bool blocks(const ByteRange &range, rules::Confidence confidence) const
    {
        auto next = m_ranges.lower_bound(range.end);
        while (next != m_ranges.begin()) {
            --next;
            if (next->second.end <= range.begin)
                return false;
            if (confidence <= next->second.against)
                return true;
        }
        return false;
    }

    void take(const ByteRange &range, rules::Confidence against)
    {
        m_ranges.insert({range.begin, {range.end, against}});
    }

private:
    std::map<std::uint64_t, Taken> m_ranges;
};

bool anyTouch(std::span<const Candidate> candidates, std::span<const std::uint32_t> byBegin)
{
    std::uint64_t end = 0;
    for (const std::uint32_t index : byBegin) {
        const Match &match = candidates[index].match;
        if (match.secret.begin < end || !match.companions.empty())
            return true;
        end = match.secret.end;
    }
    return false;
}

} // namespace

std::vector<std::uint32_t> resolveOverlaps(const rules::CompiledRules &rules,
                                           std::span<const Candidate> candidates)
{
    std::vector<std::uint32_t> order(candidates.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto byBegin = [&](std::uint32_t left, std::uint32_t right) {
        const Match &l = candidates[left].match;
        const Match &r = candidates[right].match;
        return std::tie(l.secret.begin, l.detector, l.secret.end, l.whole)
            < std::tie(r.secret.begin, r.detector, r.secret.end, r.whole);
    };
    std::ranges::sort(order, byBegin);
    if (order.size() < 2 || !anyTouch(candidates, order))
        return order;

    const auto bySpecificity = [&](std::uint32_t left, std::uint32_t right) {
        const Match &l = candidates[left].match;
        const Match &r = candidates[right].match;
        // The pack is sorted by id, so the index stands for it.
        const auto key = [&](const Match &m) {
            return std::tuple(-static_cast<int>(rules.detector(m.detector).confidence),
                              -static_cast<std::int64_t>(m.secret.size()),
                              m.whole.size() - m.secret.size(), m.detector, m.secret.begin,
                              m.whole.begin);
        };
        return key(l) < key(r);
    };
    std::vector<std::uint32_t> ranked = order;
    std::ranges::sort(ranked, bySpecificity);
    TakenRanges secrets;
    TakenRanges companions;
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t index : ranked) {
        const Match &match = candidates[index].match;
        const rules::Detector &detector = rules.detector(match.detector);
        if (secrets.blocks(match.secret, rules::Confidence::Low)
            || companions.blocks(match.secret, detector.confidence))
            continue;
        kept.push_back(index);
        secrets.take(match.secret, rules::Confidence::High);
        if (detector.confidence == rules::Confidence::Low)
            continue;
        const auto lesser
            = static_cast<rules::Confidence>(static_cast<int>(detector.confidence) - 1);
        for (const CompanionMatch &companion : match.companions) {
            if (!detector.companions[companion.rule].isPublic)
                companions.take(companion.range, lesser);
        }
    }
    std::ranges::sort(kept, byBegin);
    return kept;
}

} // namespace rekey::scan
