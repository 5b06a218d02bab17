// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/identity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::finding {

enum class EventKind : std::uint8_t
{
    Found,
    Claimed, ///< by another tool
    Verified,
    Peeked,
    Copied,
    Decided,
    Reopened,
    Tagged,
    Noted,
    Owned,
    Incident, ///< put into or taken out of one
    SeveritySet,
    FixStep,
    RotationStep,
    Sealed,
    Exported,
    Undone,
};

/// "found", "claimed" ... ; stable, written into stores and exports.
[[nodiscard]] std::string_view eventKindName(EventKind kind);
[[nodiscard]] std::optional<EventKind> eventKindFromName(std::string_view name);

/// One line of a secret's timeline. Never holds a value, a header or a body.
struct Event
{
    std::uint64_t number = 0; ///< in the store's chain, from 1; 0 until it is kept
    secret::SecretId finding; ///< zeros: about the store itself or an incident
    EventKind kind = EventKind::Found;
    std::int64_t at = 0; ///< milliseconds since 1970 UTC
    std::string actor; ///< who, or "rekey"
    std::string from; ///< state before, as names ("new"); may be empty
    std::string to; ///< state after
    std::string detail; ///< host and status, reason, file name ...

    friend bool operator==(const Event &, const Event &) = default;
};

} // namespace rekey::finding
