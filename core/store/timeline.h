// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/state.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rekey::store {

/// Events of one change, gathered so that findings of which the same is told share one entry of the
/// timeline: a mark of a hundred thousand findings is one entry, not as many.
class SharedEvents
{
public:
    explicit SharedEvents(WriteScope &scope)
        : m_scope(scope)
    {
    }

    /// `event` is of the finding of that id and number, and of nobody's name: append() gives it. A
    /// finding that is told of twice needs a write() in between: its events are to stay in their
    /// order.
    void add(const finding::Event &event, const secret::SecretId &id, std::uint32_t number);
    /// Appends what was added.
    [[nodiscard]] Result<void> write();

private:
    struct Member
    {
        std::uint32_t number = 0;
        secret::SecretId id;
    };
    struct Group
    {
        finding::Event event; ///< without a finding
        std::vector<Member> members;
    };

    [[nodiscard]] Result<void> write(Group &group);

    WriteScope &m_scope;
    std::vector<Group> m_groups;
};

[[nodiscard]] Result<void> noteEvents(WriteScope &scope, std::span<const finding::Event> events);
/// An entry of many findings is told once for each. See Keeper::timeline.
[[nodiscard]] Result<std::vector<finding::Event>> readTimeline(Store::State &state,
                                                               const secret::SecretId &id);
[[nodiscard]] Result<std::vector<finding::Event>> readOwnTimeline(Store::State &state);

} // namespace rekey::store
