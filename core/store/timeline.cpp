// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/timeline.h"

#include "core/store/codec.h"
#include "core/store/findings.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

namespace rekey::store {

namespace {

using finding::Event;
using secret::SecretId;

/// Fewer are told one by one: an entry of many is looked at for the timeline of any finding.
constexpr std::size_t kMany = 16;
/// One change makes few different events; looking further back costs more than another entry.
constexpr std::size_t kLookBack = 16;

bool isSame(const Event &left, const Event &right)
{
    return left.kind == right.kind && left.at == right.at && left.from == right.from
        && left.to == right.to && left.detail == right.detail;
}

/// Reads entries in their order; the caller reads in a transaction. `statement` ends in a `?` for
/// `bound` and names the columns number and body.
Result<void> eachEntry(Store::State &state, const std::string &statement, std::int64_t bound,
                       const std::function<void(TimelineEntry)> &take)
{
    auto query = state.database->prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    Result<void> good;
    std::string packed;
    auto read = query->bind(bound).each([&](const Statement &row) {
        good = state.sealer->open(row.bytes(1), rowName('e', row.count(0)), packed);
        if (!good)
            return false;
        auto entry = unpackEntry(packed, row.count(0));
        if (entry)
            take(std::move(*entry));
        else
            good = std::unexpected(entry.error());
        return good.has_value();
    });
    return read && !good ? good : read;
}

using Ids = std::unordered_map<std::uint32_t, SecretId>;

Result<Ids> allIds(Store::State &state)
{
    auto query = state.database->prepare("SELECT number, id FROM finding");
    if (!query)
        return std::unexpected(query.error());
    Ids ids;
    auto read = query->each([&](const Statement &row) {
        ids.emplace(static_cast<std::uint32_t>(row.count(0)), idOf(row.bytes(1)));
        return true;
    });
    return read.transform([&] { return std::move(ids); });
}

Result<std::vector<Event>> wholeTimeline(Store::State &state)
{
    std::vector<TimelineEntry> entries;
    std::size_t count = 0;
    bool isOfMany = false;
    auto read = eachEntry(state, "SELECT number, body FROM event WHERE number > ? ORDER BY number",
                          0, [&](TimelineEntry entry) {
                              isOfMany = isOfMany || !entry.members.empty();
                              count += std::max<std::size_t>(1, entry.members.size());
                              entries.push_back(std::move(entry));
                          });
    if (!read)
        return std::unexpected(read.error());
    auto ids = isOfMany ? allIds(state) : Result<Ids>();
    if (!ids)
        return std::unexpected(ids.error());
    std::vector<Event> events;
    events.reserve(count);
    for (TimelineEntry &entry : entries) {
        for (const std::uint32_t member : entry.members) {
            events.push_back(entry.event);
            events.back().finding = (*ids)[member];
        }
        if (entry.members.empty())
            events.push_back(std::move(entry.event));
    }
    return events;
}

} // namespace

void SharedEvents::add(const Event &event, const SecretId &id, std::uint32_t number)
{
    const Member member{number, id};
    const std::size_t first = m_groups.size() > kLookBack ? m_groups.size() - kLookBack : 0;
    for (std::size_t i = m_groups.size(); i > first; --i) {
        if (isSame(m_groups[i - 1].event, event))
            return m_groups[i - 1].members.push_back(member);
    }
    m_groups.push_back({event, {member}});
    m_groups.back().event.actor.clear();
    m_groups.back().event.finding = {};
}

Result<void> SharedEvents::write()
{
    Result<void> done;
    for (std::size_t i = 0; done && i < m_groups.size(); ++i)
        done = write(m_groups[i]);
    m_groups.clear();
    return done;
}

Result<void> SharedEvents::write(Group &group)
{
    if (group.members.size() >= kMany) {
        std::vector<std::uint32_t> numbers;
        numbers.reserve(group.members.size());
        for (const Member &member : group.members)
            numbers.push_back(member.number);
        std::ranges::sort(numbers);
        return m_scope.append(std::move(group.event), numbers);
    }
    Result<void> added;
    for (std::size_t i = 0; added && i < group.members.size(); ++i) {
        group.event.finding = group.members[i].id;
        added = m_scope.append({group.event, group.members[i].number});
    }
    return added;
}

Result<void> noteEvents(WriteScope &scope, std::span<const Event> events)
{
    std::vector<SecretId> ids;
    for (const Event &event : events)
        ids.push_back(event.finding);
    auto numbers = numbersById(scope.state(), ids);
    if (!numbers)
        return std::unexpected(numbers.error());
    for (const Event &event : events) {
        const auto number = numbers->find(event.finding);
        const std::uint64_t finding = number == numbers->end() ? 0 : number->second.number;
        if (auto added = scope.append({event, finding}); !added)
            return added;
    }
    return {};
}

Result<std::vector<Event>> readTimeline(Store::State &state, const SecretId &id)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    if (id == SecretId{})
        return wholeTimeline(state);
    auto numbers = numbersById(state, std::span(&id, 1));
    if (!numbers)
        return std::unexpected(numbers.error());
    std::vector<Event> events;
    if (numbers->empty())
        return events;
    const std::uint32_t number = numbers->begin()->second.number;
    auto read = eachEntry(state,
                          "SELECT number, body FROM event WHERE finding IN (-1, ?) ORDER BY number",
                          number, [&](TimelineEntry entry) {
                              if (!entry.members.empty()) {
                                  if (!std::ranges::binary_search(entry.members, number))
                                      return;
                                  entry.event.finding = id;
                              }
                              events.push_back(std::move(entry.event));
                          });
    return read.transform([&] { return std::move(events); });
}

Result<std::vector<Event>> readOwnTimeline(Store::State &state)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    std::vector<Event> events;
    auto read
        = eachEntry(state, "SELECT number, body FROM event WHERE finding = ? ORDER BY number", 0,
                    [&](TimelineEntry entry) { events.push_back(std::move(entry.event)); });
    return read.transform([&] { return std::move(events); });
}

} // namespace rekey::store
