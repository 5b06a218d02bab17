// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ledgerhome.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <utility>

namespace rekey::ui {

namespace {

/// Changes that the keeper is given in one transaction.
constexpr std::size_t kMostAtOnce = 16'000;

} // namespace

void Ledger::Home::addSlice(Slice slice)
{
    const std::scoped_lock lock(mutex);
    slices.push_back(std::move(slice));
}

Ledger::Home::Slice Ledger::Home::takeSlices()
{
    const std::scoped_lock lock(mutex);
    Slice all;
    while (!slices.empty()) {
        Slice &next = slices.front();
        if (all.changes.empty()) {
            all = std::move(next);
        } else if (all.changes.size() + next.changes.size() <= kMostAtOnce
                   && std::ranges::none_of(next.follows, std::identity())) {
            std::ranges::move(next.changes, std::back_inserter(all.changes));
            std::ranges::move(next.before, std::back_inserter(all.before));
            all.follows.insert(all.follows.end(), next.follows.begin(), next.follows.end());
        } else {
            break;
        }
        slices.pop_front();
    }
    return all;
}

std::optional<Ledger::Home::Answer> Ledger::Home::changeNext()
{
    Slice slice = takeSlices();
    if (slice.changes.empty())
        return std::nullopt;
    if (slice.isFresh)
        own.clear();
    // A change on top of one of our own that was not answered yet is made on what that led to.
    for (std::size_t i = 0; i < slice.changes.size(); ++i) {
        const auto kept = slice.follows[i] ? own.find(slice.changes[i].id) : own.end();
        if (kept != own.end())
            slice.changes[i].version = kept->second;
    }
    Answer answer{keeper->change(slice.changes), std::move(slice.before)};
    if (!answer.outcomes)
        return answer;
    bool isAnyKept = false;
    for (const finding::ChangeOutcome &outcome : *answer.outcomes) {
        if (!outcome.isKept)
            continue;
        own[outcome.record.id] = outcome.record.version;
        isAnyKept = true;
    }
    // Where all were refused, whatever is new was made by somebody else.
    if (isAnyKept)
        skipOwn(*keeper);
    else
        isBehind = true;
    return answer;
}

std::vector<Ledger::Home::Answer> Ledger::Home::partsOf(Answer answer, std::size_t most)
{
    std::vector<Answer> parts;
    if (!answer.outcomes || answer.before.size() <= most
        || !std::ranges::all_of(*answer.outcomes, &finding::ChangeOutcome::isKept)) {
        parts.push_back(std::move(answer));
        return parts;
    }
    for (std::size_t from = 0; from < answer.before.size(); from += most) {
        const auto begin = static_cast<std::ptrdiff_t>(from);
        const auto end = static_cast<std::ptrdiff_t>(std::min(from + most, answer.before.size()));
        const auto cut = [begin, end](auto &all) {
            return std::vector(std::move_iterator(all.begin() + begin),
                               std::move_iterator(all.begin() + end));
        };
        parts.push_back({cut(*answer.outcomes), cut(answer.before)});
    }
    return parts;
}

void Ledger::Home::skipOwn(const finding::Keeper &from)
{
    if (isBehind)
        return;
    // One change is one revision. Were there others in between, or a keeper that counts otherwise,
    // then all of it is read at the next look, as the changes of anybody.
    std::uint64_t now = revision + 1;
    const auto changed = from.changesSince(now);
    isBehind = !changed || !changed->empty() || now != revision + 1;
    if (isBehind)
        return;
    // Had others written before it, that is still to be told.
    if (told == revision)
        told = now;
    revision = now;
}

void Ledger::Home::startFromNow(const finding::Keeper &from)
{
    revision = INT64_MAX; // nothing was changed after it, and it is moved to what stands
    if (!look(from))
        revision = 0;
}

Result<std::vector<finding::Record>> Ledger::Home::look(const finding::Keeper &from)
{
    isBehind = false;
    return from.changesSince(revision);
}

} // namespace rekey::ui
