// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/keyacts.h"

#include "core/rotate/databasekeys.h"
#include "core/rotate/loginkeys.h"

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
    , m_login(catalog.loginFor(detector))
{
}

std::string KeyActs::provider() const
{
    if (m_login != nullptr)
        return m_login->provider;
    return m_acts.empty() ? std::string() : m_acts.front()->provider;
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
    if (m_login != nullptr)
        return DatabaseKeys::powers(m_login->kind);
    using provider::Does;
    const auto gives = [this](Does does, std::string_view name) {
        const provider::Act *found = find(does);
        return found != nullptr && found->gives.contains(name);
    };
    const auto canEndAny
        = [this](const provider::Act *act) { return act == nullptr || namesKey(*act); };
    // Switching off counts only with a way back. Keys are made only where they can be listed and
    // ended by their ids: else one that was lost on the way could not be found again, and what is
    // to end the new one would be about the old one.
    const bool isCreateWhole = gives(Does::Create, "secret") && gives(Does::Create, "key_id")
        && gives(Does::List, "key_ids") && act(StepKind::Delete) != nullptr
        && canEndAny(act(StepKind::Delete)) && canEndAny(find(Does::Disable))
        && canEndAny(find(Does::Enable));
    // Where a value is made apart and has no id of its own (Twilio's secondary token), the rotation
    // only puts that one in the first place: whose it is, nobody here knows.
    const bool isSecondMadeApart = gives(Does::Create, "secret") && !gives(Does::Create, "key_id");
    return {.canCreate = isCreateWhole,
            .canDisable = find(Does::Disable) != nullptr && find(Does::Enable) != nullptr,
            .canDelete = act(StepKind::Delete) != nullptr,
            .canSelfRotate = gives(Does::Rotate, "secret") && !isSecondMadeApart,
            .tellsLastUse = gives(Does::Usage, "last_used"),
            .keysPerOwner = 0};
}

bool KeyActs::namesKey(const provider::Act &act) const
{
    const std::vector<std::string> names = act.request.neededParts();
    // Where the finding's own value is a public id, it is that of the key the act is about.
    const bool isSecretAnId = m_check != nullptr && m_check->control != "secret";
    return std::ranges::contains(names, "key_id")
        || (isSecretAnId && std::ranges::contains(names, "secret")
            && act.by != provider::By::Itself);
}

std::vector<const provider::Act *> KeyActs::readsFor(const Plan &plan) const
{
    using provider::Does;
    std::vector<const provider::Act *> reads;
    const provider::Act *list = find(Does::List);
    const bool movesKeys = std::ranges::any_of(plan.steps, [](const Step &step) {
        return changesProvider(step.kind) && step.kind != StepKind::SelfRotate;
    });
    if (list != nullptr && movesKeys)
        reads.push_back(list);
    const provider::Act *usage = find(Does::Usage);
    if (usage == nullptr)
        return reads;
    const auto isToldByUsage = [usage](const std::string &name) {
        return usage->gives.contains(name)
            && !std::ranges::contains(usage->request.neededParts(), name);
    };
    std::vector<const provider::Act *> taken = reads;
    for (const Step &step : plan.steps) {
        if (const provider::Act *done = act(step.kind))
            taken.push_back(done);
    }
    const bool isNeeded = std::ranges::any_of(taken, [&](const provider::Act *each) {
        return each == usage || std::ranges::any_of(each->request.neededParts(), isToldByUsage);
    });
    if (isNeeded)
        reads.push_back(usage);
    return reads;
}

PlanRequest KeyActs::request(Method method) const
{
    PlanRequest request;
    request.method = method;
    request.provider = provider();
    request.powers = powers();
    request.calls = calls();
    return request;
}

KeyCalls KeyActs::calls() const
{
    if (m_login != nullptr)
        return LoginKeys::calls(m_login->kind);
    return {shown(act(StepKind::Create)), shown(act(StepKind::SwitchOff)),
            shown(act(StepKind::Delete)), shown(act(StepKind::SelfRotate)),
            m_check == nullptr ? std::string() : shown(m_check->baseUrl, m_check->request)};
}

RunbookFacts KeyActs::facts(const Plan &plan, const provider::Service &service) const
{
    if (m_login != nullptr)
        return LoginKeys::facts(*m_login, plan, service);
    RunbookFacts facts{.providerName = service.name,
                       .console = service.console,
                       .permissions = {},
                       .limits = service.limits,
                       .notes = {},
                       .references = service.references};
    for (const provider::Act *read : readsFor(plan)) {
        addOnce(facts.reads, shown(read));
        addOnce(facts.permissions, read->permission);
    }
    for (const Step &step : plan.steps) {
        if (const provider::Act *done = act(step.kind)) {
            addOnce(facts.permissions, done->permission);
            addOnce(facts.notes, done->note);
        }
    }
    return facts;
}

} // namespace rekey::rotate
