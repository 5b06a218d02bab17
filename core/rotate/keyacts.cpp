// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/keyacts.h"

#include <algorithm>

namespace rekey::rotate {

namespace {

/// Braces of the text itself are written twice in provider files.
std::string plainBraces(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i])
            ++i;
    }
    return out;
}

/// "POST https://iam.amazonaws.com/ with Action=..."
std::string shown(const std::string &baseUrl, const provider::RequestSpec &request)
{
    const std::string line = request.method + ' ' + baseUrl + request.path.shown();
    return request.body.isEmpty() ? line : line + " with " + plainBraces(request.body.shown());
}

std::string shown(const provider::Act *act)
{
    return act == nullptr ? std::string() : shown(act->baseUrl, act->request);
}

void addOnce(std::vector<std::string> &list, const std::string &text)
{
    if (!text.empty() && !std::ranges::contains(list, text))
        list.push_back(text);
}

} // namespace

KeyActs::KeyActs(const provider::Catalog &catalog, std::string_view detector)
    : m_acts(catalog.actsFor(detector))
    , m_check(catalog.checkFor(detector))
{
}

const provider::Act *KeyActs::find(provider::Does does) const
{
    const auto found = std::ranges::find(m_acts, does, &provider::Act::does);
    return found == m_acts.end() ? nullptr : *found;
}

const provider::Act *KeyActs::act(StepKind kind) const
{
    using provider::Does;
    switch (kind) {
    case StepKind::Create:
        return find(Does::Create);
    case StepKind::Quiet:
        return find(Does::Usage);
    case StepKind::SwitchOff:
        return find(Does::Disable);
    case StepKind::Delete:
        return find(Does::Delete) != nullptr ? find(Does::Delete) : find(Does::Revoke);
    case StepKind::SelfRotate:
        return find(Does::Rotate);
    case StepKind::Keep:
    case StepKind::HandOver:
    case StepKind::ProveNew:
    case StepKind::Confirm:
    case StepKind::ProveOld:
        break;
    }
    return nullptr;
}

KeyPowers KeyActs::powers() const
{
    using provider::Does;
    const auto gives = [this](Does does, std::string_view name) {
        const provider::Act *found = find(does);
        return found != nullptr && found->gives.contains(name);
    };
    // Switching off counts only with a way back, and keys are made only where they can be listed:
    // without the list a key that was lost on the way could not be found again.
    return {.canCreate = gives(Does::Create, "secret") && gives(Does::Create, "key_id")
                && gives(Does::List, "key_ids"),
            .canDisable = find(Does::Disable) != nullptr && find(Does::Enable) != nullptr,
            .canDelete = act(StepKind::Delete) != nullptr,
            .canSelfRotate = gives(Does::Rotate, "secret"),
            .tellsLastUse = gives(Does::Usage, "last_used"),
            .keysPerOwner = 0};
}

KeyCalls KeyActs::calls() const
{
    return {shown(act(StepKind::Create)), shown(act(StepKind::SwitchOff)),
            shown(act(StepKind::Delete)), shown(act(StepKind::SelfRotate)),
            m_check == nullptr ? std::string() : shown(m_check->baseUrl, m_check->request)};
}

RunbookFacts KeyActs::facts(const Plan &plan, const provider::Service &service) const
{
    RunbookFacts facts{.providerName = service.name,
                       .console = service.console,
                       .permissions = {},
                       .limits = service.limits,
                       .notes = {},
                       .references = service.references};
    for (const Step &step : plan.steps) {
        if (const provider::Act *done = act(step.kind)) {
            addOnce(facts.permissions, done->permission);
            addOnce(facts.notes, done->note);
        }
    }
    return facts;
}

} // namespace rekey::rotate
