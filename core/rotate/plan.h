// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// How an old key gives way to a new one.
enum class Method : std::uint8_t
{
    TwoKeys, ///< both work until the new one has been proven: nothing stands still
    OffFirst, ///< the old key is switched off at once, for a leak that strangers can see
    CutOver, ///< the provider allows one key: the old one goes before the new one is made
    SelfRotate, ///< the provider gives a new value for the same key; the old one dies with the call
    RevokeNow, ///< no successor
};
inline constexpr std::size_t kMethods = 5;

/// "two-keys", "off-first", "cut-over", "self-rotate", "revoke-now".
[[nodiscard]] std::string_view methodName(Method method);
[[nodiscard]] std::optional<Method> methodFromName(std::string_view name);

/// What a provider lets an administrator do with keys of one kind.
struct KeyPowers
{
    bool canCreate = false;
    bool canDisable = false; ///< and enable again
    bool canDelete = false;
    bool canSelfRotate = false;
    bool tellsLastUse = false;
    std::uint32_t keysPerOwner = 0; ///< 0: not limited
};

/// Those that the powers allow, in the order they are offered.
[[nodiscard]] std::vector<Method> methodsFor(const KeyPowers &powers);
/// What to begin with: a key that strangers can see is switched off first where that is possible.
[[nodiscard]] std::optional<Method> presetFor(const KeyPowers &powers, bool isPublic);

enum class StepKind : std::uint8_t
{
    Create, ///< a new key at the provider
    Keep, ///< its value sealed in the store and read back
    HandOver, ///< to every consumer
    ProveNew, ///< used by this machine, successfully
    Confirm, ///< every consumer works with it
    Quiet, ///< nobody has used the old key for a while
    SwitchOff,
    Delete,
    SelfRotate, ///< new value for the same key
    ProveOld, ///< the provider refuses the old value
};

/// "create", "keep" ...
[[nodiscard]] std::string_view stepName(StepKind kind);
[[nodiscard]] std::optional<StepKind> stepFromName(std::string_view name);
/// Whether the step changes something at the provider.
[[nodiscard]] bool changesProvider(StepKind kind);
/// Whether what it did can be taken back.
[[nodiscard]] bool isUndoable(StepKind kind);

struct Step
{
    StepKind kind = StepKind::Create;
    std::string call; ///< "POST /user/keys", no values; empty: nothing is sent
    std::int64_t waitSeconds = 0; ///< Quiet: since the last use; else how long to try again

    friend bool operator==(const Step &, const Step &) = default;
};

/// Method and path of each call, for people.
struct KeyCalls
{
    std::string create;
    std::string disable;
    std::string remove;
    std::string selfRotate;
    std::string prove;
};

struct PlanRequest
{
    Method method = Method::TwoKeys;
    std::string provider; ///< id of the provider file
    std::string oldKey; ///< the key's public id; never a value
    KeyPowers powers;
    KeyCalls calls;
    std::vector<std::string> consumers; ///< names; where the new value has to arrive
    std::size_t keysInUse = 1; ///< that the owner has now
    std::int64_t quietSeconds = 24 * 3600; ///< 900 in an emergency
    std::int64_t settleSeconds = 60; ///< until a change is seen everywhere at the provider
};

/// Numbered steps, shown before anything is done. Editing one makes another plan.
struct Plan
{
    Method method = Method::TwoKeys;
    std::string provider;
    std::string oldKey;
    std::vector<std::string> consumers;
    std::vector<Step> steps;

    friend bool operator==(const Plan &, const Plan &) = default;
};

/// Errors: Unsupported (the provider lacks what the method needs, or nothing can prove the new key;
/// names it), Invalid (no free slot for another key; no key id).
[[nodiscard]] Result<Plan> makePlan(const PlanRequest &request);

/// What the step at `index` changes, and how that is taken back, as one sentence each.
[[nodiscard]] std::string changeText(const Plan &plan, std::size_t index);
[[nodiscard]] std::string undoText(const Plan &plan, std::size_t index);

/// What stands round the steps of a runbook; each may be empty.
struct RunbookFacts
{
    std::string providerName;
    std::string console; ///< URL where a person sees the keys
    std::vector<std::string> permissions; ///< that the administrator's credential needs
    std::vector<std::string> limits;
    std::vector<std::string> notes;
    std::vector<std::string> references; ///< where the calls are documented
    std::vector<std::string> reads = {}; ///< calls beside the steps', which change nothing
};

/// The plan as Markdown that a person can follow by hand.
[[nodiscard]] std::string runbook(const Plan &plan, const RunbookFacts &facts);

/// Text for the journal. parsePlan errors: Malformed.
[[nodiscard]] std::string planJson(const Plan &plan);
[[nodiscard]] Result<Plan> parsePlan(std::string_view json);

} // namespace rekey::rotate
