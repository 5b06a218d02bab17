// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/plan.h"

#include <algorithm>
#include <array>
#include <format>

namespace rekey::rotate {

namespace {

constexpr std::array<std::string_view, kMethods> kMethodNames
    = {"two-keys", "off-first", "cut-over", "self-rotate", "revoke-now"};
constexpr std::array<std::string_view, 10> kStepNames
    = {"create", "keep",       "hand-over", "prove-new",   "confirm",
       "quiet",  "switch-off", "delete",    "self-rotate", "prove-old"};

template <typename T, std::size_t size>
std::optional<T> named(const std::array<std::string_view, size> &names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<T>(found - names.begin());
}

/// What the method needs and the provider lacks, for people; empty when nothing.
std::string missingPower(Method method, const KeyPowers &powers)
{
    const bool makesKey = method != Method::SelfRotate && method != Method::RevokeNow;
    if (makesKey && !powers.canCreate)
        return "making keys";
    if (method == Method::OffFirst && !powers.canDisable)
        return "switching keys off";
    if (method == Method::SelfRotate && !powers.canSelfRotate)
        return "changing a key's value";
    if (method != Method::SelfRotate && !powers.canDelete)
        return "deleting keys";
    return {};
}

std::vector<StepKind> orderOf(const PlanRequest &request)
{
    using enum StepKind;
    const std::vector<StepKind> handOver = {Keep, HandOver, ProveNew, Confirm};
    std::vector<StepKind> order;
    const auto add = [&order](const std::vector<StepKind> &kinds) {
        order.insert(order.end(), kinds.begin(), kinds.end());
    };
    switch (request.method) {
    case Method::TwoKeys:
        add({Create});
        add(handOver);
        if (request.powers.tellsLastUse)
            add({Quiet});
        if (request.powers.canDisable)
            add({SwitchOff});
        add({Delete, ProveOld});
        break;
    case Method::OffFirst:
        add({SwitchOff, Create});
        add(handOver);
        add({Delete, ProveOld});
        break;
    case Method::CutOver:
        add({Delete, Create});
        add(handOver);
        add({ProveOld});
        break;
    case Method::SelfRotate:
        add({SelfRotate});
        add(handOver);
        add({ProveOld});
        break;
    case Method::RevokeNow:
        add({Delete, ProveOld});
        break;
    }
    const auto isForConsumers = [](StepKind kind) { return kind == HandOver || kind == Confirm; };
    if (request.consumers.empty())
        std::erase_if(order, isForConsumers);
    return order;
}

Step stepOf(StepKind kind, const PlanRequest &request)
{
    Step step{.kind = kind, .call = {}, .waitSeconds = 0};
    switch (kind) {
    case StepKind::Create:
        step.call = request.calls.create;
        break;
    case StepKind::SwitchOff:
        step.call = request.calls.disable;
        break;
    case StepKind::Delete:
        step.call = request.calls.remove;
        break;
    case StepKind::SelfRotate:
        step.call = request.calls.selfRotate;
        break;
    case StepKind::ProveNew:
    case StepKind::ProveOld:
        step.call = request.calls.prove;
        step.waitSeconds = request.settleSeconds;
        break;
    case StepKind::Quiet:
        step.waitSeconds = request.quietSeconds;
        break;
    case StepKind::Keep:
    case StepKind::HandOver:
    case StepKind::Confirm:
        break;
    }
    return step;
}

} // namespace

std::string_view methodName(Method method)
{
    return kMethodNames[static_cast<std::size_t>(method)];
}

std::optional<Method> methodFromName(std::string_view name)
{
    return named<Method>(kMethodNames, name);
}

std::string_view stepName(StepKind kind)
{
    return kStepNames[static_cast<std::size_t>(kind)];
}

std::optional<StepKind> stepFromName(std::string_view name)
{
    return named<StepKind>(kStepNames, name);
}

bool changesProvider(StepKind kind)
{
    return kind == StepKind::Create || kind == StepKind::SwitchOff || kind == StepKind::Delete
        || kind == StepKind::SelfRotate;
}

bool isUndoable(StepKind kind)
{
    return kind != StepKind::Delete && kind != StepKind::SelfRotate;
}

std::vector<Method> methodsFor(const KeyPowers &powers)
{
    std::vector<Method> methods;
    for (const Method method : {Method::TwoKeys, Method::OffFirst, Method::CutOver,
                                Method::SelfRotate, Method::RevokeNow}) {
        const bool needsTwo = method == Method::TwoKeys || method == Method::OffFirst;
        if (missingPower(method, powers).empty() && !(needsTwo && powers.keysPerOwner == 1))
            methods.push_back(method);
    }
    return methods;
}

std::optional<Method> presetFor(const KeyPowers &powers, bool isPublic)
{
    const std::vector<Method> methods = methodsFor(powers);
    if (methods.empty())
        return std::nullopt;
    if (isPublic && std::ranges::contains(methods, Method::OffFirst))
        return Method::OffFirst;
    return methods.front();
}

Result<Plan> makePlan(const PlanRequest &request)
{
    if (request.oldKey.empty())
        return fail(ErrorKind::Invalid, "the old key's id is not known: check the secret first");
    if (const std::string missing = missingPower(request.method, request.powers); !missing.empty())
        return fail(
            ErrorKind::Unsupported,
            std::format("{} does not offer {}: choose another method", request.provider, missing));
    const bool makesValue = request.method != Method::RevokeNow;
    if (makesValue && request.calls.prove.empty())
        return fail(
            ErrorKind::Unsupported,
            std::format("nothing here can tell whether a new key of {} works, so the old "
                        "one cannot be given up for it: rotate it at the provider's console",
                        request.provider));
    const bool needsSlot = request.method == Method::TwoKeys || request.method == Method::OffFirst;
    const std::uint32_t most = request.powers.keysPerOwner;
    if (needsSlot && most != 0 && request.keysInUse >= most)
        return fail(ErrorKind::Invalid,
                    std::format("{} of {} key slots are used: delete a key that is not needed, or "
                                "choose the cut-over",
                                request.keysInUse, most));
    Plan plan{request.method, request.provider, request.oldKey, request.consumers, {}};
    for (const StepKind kind : orderOf(request))
        plan.steps.push_back(stepOf(kind, request));
    return plan;
}

} // namespace rekey::rotate
