// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/coverage.h"

#include <algorithm>
#include <map>
#include <utility>

namespace rekey::sources {

void SkipList::add(std::string what, std::string reason)
{
    add(Skip{std::move(what), std::move(reason), 1, false});
}

void SkipList::addFailed(std::string what, std::string reason)
{
    add(Skip{std::move(what), std::move(reason), 1, true});
}

void SkipList::add(Skip skip)
{
    if (skip.failed)
        m_failed = true;
    const std::scoped_lock lock(m_mutex);
    m_skips.push_back(std::move(skip));
}

std::vector<Skip> SkipList::take(std::size_t limit)
{
    std::vector<Skip> all;
    {
        const std::scoped_lock lock(m_mutex);
        all = std::exchange(m_skips, {});
    }
    std::ranges::sort(all);
    std::map<std::string, std::size_t> perReason;
    for (const Skip &skip : all)
        ++perReason[skip.reason];
    std::erase_if(all, [&](const Skip &skip) { return perReason[skip.reason] > limit; });
    for (const auto &[reason, count] : perReason) {
        if (count > limit)
            all.push_back({std::to_string(count) + " items", reason, count});
    }
    return all;
}

} // namespace rekey::sources
