// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/providerkeys.h"

#include "core/base/text.h"
#include "core/provider/reader.h"
#include "core/rotate/keylist.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <set>

namespace rekey::rotate {

namespace {

using provider::Act;
using provider::AnswerReader;
using provider::By;
using provider::Does;
using provider::Parts;
using secret::SecretBytes;

/// How long a successor lives where the provider wants to be told: below the year that GitLab
/// allows, in any time zone.
constexpr std::int64_t kLifeSeconds = std::int64_t{364} * 24 * 3600;

std::string dateOf(std::int64_t seconds)
{
    return std::format("{:%F}", std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

bool isHeldByAny(const Act &act, const AnswerReader &answer)
{
    return std::ranges::any_of(
        act.done, [&](const provider::Condition &condition) { return answer.holds(condition); });
}

std::vector<std::string> namesIn(const provider::RequestSpec &request)
{
    std::vector<std::string> names = request.neededParts();
    std::ranges::copy(request.signer.token.names(), std::back_inserter(names));
    return names;
}

/// What comes with a new value and dies with the old one: Slack's refresh token.
std::map<std::string, SecretBytes> moreOf(const Act &act, const AnswerReader &answer)
{
    constexpr std::array<std::string_view, 3> kKnown = {"secret", "key_id", "expires"};
    std::map<std::string, SecretBytes> more;
    for (const auto &[name, place] : act.gives) {
        if (std::ranges::contains(kKnown, name))
            continue;
        if (auto value = answer.firstSecret(place))
            more.emplace(name, *std::move(value));
    }
    return more;
}

std::unexpected<Error> refused(const Act &act, const provider::Answer &answer,
                               const std::string &host, std::int64_t now)
{
    std::string text = std::format("the provider answered {} to \"{}\"", answer.status,
                                   provider::doesName(act.does));
    if (const std::int64_t wait = answer.retryAfter(now); wait > 0)
        text += std::format(" and asks to wait {} seconds", wait);
    else if (!act.permission.empty() && answer.status >= 400 && answer.status < 500)
        text += "; what its credential needs: " + act.permission;
    return fail(answer.status < 500 && answer.status != 429 ? ErrorKind::Denied : ErrorKind::Io,
                text, host);
}

} // namespace

ProviderKeys::ProviderKeys(const KeyActs &acts, provider::Transport &transport, KeyAccess access)
    : m_acts(acts)
    , m_transport(transport)
    , m_access(std::move(access))
    , m_valuePart(valuePart(acts))
{
}

std::string ProviderKeys::valuePart(const KeyActs &acts)
{
    return acts.check() == nullptr ? "secret" : acts.check()->control;
}

Parts ProviderKeys::partsWith(const Parts &own, const std::string &valuePart,
                              const std::string &keyId, const SecretBytes &value)
{
    Parts parts = provider::copyOf(own);
    if (valuePart != "secret")
        parts.insert_or_assign("secret", SecretBytes::copyOf(keyId));
    parts.insert_or_assign(valuePart, SecretBytes::copyOf(value.bytes()));
    return parts;
}

void ProviderKeys::lendOldKey(const Parts &own, const std::string &valuePart, Parts &given)
{
    const auto lend = [&](const std::string &from, const std::string &to) {
        const auto part = own.find(from);
        if (part != own.end() && !given.contains(to))
            given.emplace(to, SecretBytes::copyOf(part->second.bytes()));
    };
    lend(valuePart, "admin");
    if (valuePart != "secret")
        lend("secret", "admin_key_id");
}

std::vector<const Act *> ProviderKeys::actsOf(const Plan &plan) const
{
    std::vector<const Act *> acts;
    const auto add = [&](const Act *act) {
        if (act != nullptr && !std::ranges::contains(acts, act))
            acts.push_back(act);
    };
    for (const Step &step : plan.steps) {
        add(m_acts.act(step.kind));
        if (step.kind == StepKind::SwitchOff)
            add(m_acts.find(Does::Enable));
    }
    for (const Act *read : m_acts.readsFor(plan))
        add(read);
    return acts;
}

std::vector<std::string> ProviderKeys::missingParts(const Plan &plan) const
{
    std::set<std::string> missing;
    for (const Act *act : actsOf(plan)) {
        for (const std::string &name : act->request.neededParts()) {
            const bool isMade = name == "key_id" || name == "name" || name == "expires_on"
                || (name == "secret" && isIdentifier());
            if (!isMade && known(*act, name, m_access.oldKey) == nullptr && !isToldByUsage(name))
                missing.insert(name);
        }
    }
    return {missing.begin(), missing.end()};
}

Result<std::map<std::string, std::string>> ProviderKeys::learn(const Plan &plan)
{
    std::map<std::string, std::string> learned;
    for (const Act *act : actsOf(plan)) {
        for (const std::string &name : act->request.neededParts()) {
            if (!isToldByUsage(name))
                continue;
            if (known(*act, name, m_access.oldKey) == nullptr) {
                if (auto asked = askUsage(); !asked)
                    return std::unexpected(asked.error());
            }
            if (const SecretBytes *value = known(*act, name, m_access.oldKey))
                learned.insert_or_assign(name, std::string(value->view()));
        }
    }
    return learned;
}

bool ProviderKeys::isSignedByOldKey(const Act &act) const
{
    if (act.by == By::Itself)
        return act.does != Does::Rotate && act.does != Does::Revoke;
    return act.by == By::Admin
        && std::ranges::any_of(act.request.neededParts(),
                               [this](const std::string &name) { return isOldValue(name); });
}

/// Whether what was given under that name is the old key's own value.
bool ProviderKeys::isOldValue(std::string_view name) const
{
    const auto given = m_access.given.find(name);
    const auto own = m_access.own.find(m_valuePart);
    return given != m_access.given.end() && own != m_access.own.end()
        && given->second.equals(own->second);
}

bool ProviderKeys::leansOnOldKey(const Plan &plan) const
{
    return std::ranges::any_of(actsOf(plan),
                               [this](const Act *act) { return isSignedByOldKey(*act); });
}

/// The new key signs in its stead once it is proven, see Run::chooseSigner().
Result<void> ProviderKeys::canSign(const Plan &plan) const
{
    if (!leansOnOldKey(plan))
        return {};
    const auto placeOf = [&plan](auto isIt) {
        return std::ranges::find_if(plan.steps, [&](const Step &step) { return isIt(step.kind); })
            - plan.steps.begin();
    };
    const auto off = placeOf(
        [](StepKind kind) { return kind == StepKind::SwitchOff || kind == StepKind::Delete; });
    const auto proven = placeOf([](StepKind kind) { return kind == StepKind::ProveNew; });
    const auto end = static_cast<std::ptrdiff_t>(plan.steps.size());
    // Deleting it as the last change needs nobody afterwards.
    const bool isLast = off != end
        && std::ranges::none_of(plan.steps.begin() + off + 1, plan.steps.end(), changesProvider,
                                &Step::kind)
        && plan.steps[static_cast<std::size_t>(off)].kind == StepKind::Delete;
    if (off == end || isLast || proven < off)
        return {};
    return fail(ErrorKind::Denied,
                std::format("with {} the leaked key is off before the rest is done, and it would "
                            "have to sign that: give another administrator's credential, or choose "
                            "two-keys or revoke-now",
                            methodName(plan.method)));
}

bool ProviderKeys::needsKeyId(const Plan &plan) const
{
    return std::ranges::any_of(plan.steps, [this](const Step &step) {
        const Act *act = step.kind == StepKind::Create ? nullptr : m_acts.act(step.kind);
        return act != nullptr && std::ranges::contains(act->request.neededParts(), "key_id");
    });
}

void ProviderKeys::signWith(const std::string &keyId, const SecretBytes &value)
{
    m_successorId = SecretBytes::copyOf(keyId);
    m_successor = SecretBytes::copyOf(value.bytes());
}

/// What the new key brings in the old one's stead. Never for an act that is about the very key
/// which signs it: that would end the new one.
const SecretBytes *ProviderKeys::signedAnew(const Act &act, std::string_view name) const
{
    if (m_successor.isEmpty())
        return nullptr;
    if (act.by == By::Itself) {
        const bool isApart
            = act.does == Does::List || act.does == Does::Create || m_acts.namesKey(act);
        return isApart && act.does != Does::Rotate && name == m_valuePart ? &m_successor : nullptr;
    }
    if (!isSignedByOldKey(act))
        return nullptr;
    if (name == "admin_key_id" && isIdentifier())
        return &m_successorId;
    return isOldValue(name) ? &m_successor : nullptr;
}

Result<provider::Endpoint> ProviderKeys::endpointOf(const std::string &provider,
                                                    const std::string &baseUrl) const
{
    const auto own = m_access.baseUrls.find(provider);
    return provider::Endpoint::parse(own == m_access.baseUrls.end() ? baseUrl : own->second);
}

Result<std::vector<std::string>> ProviderKeys::hosts(const Plan &plan) const
{
    std::set<std::string> hosts;
    const auto add = [&](const std::string &provider, const std::string &url) -> Result<void> {
        const auto endpoint = endpointOf(provider, url);
        if (!endpoint)
            return std::unexpected(endpoint.error());
        hosts.insert(endpoint->authority());
        return {};
    };
    for (const Act *act : actsOf(plan)) {
        if (auto added = add(act->provider, act->baseUrl); !added)
            return std::unexpected(added.error());
    }
    if (const provider::Check *check = m_acts.check()) {
        if (auto added = add(check->provider, check->baseUrl); !added)
            return std::unexpected(added.error());
    }
    return std::vector<std::string>(hosts.begin(), hosts.end());
}

/// The old key's own parts serve acts that it signs itself, and those on itself.
const SecretBytes *ProviderKeys::known(const Act &act, std::string_view name,
                                       std::string_view id) const
{
    if (const SecretBytes *anew = signedAnew(act, name))
        return anew;
    if (const auto given = m_access.given.find(name); given != m_access.given.end())
        return &given->second;
    if (act.by != By::Itself && id != m_access.oldKey)
        return nullptr;
    const auto own = m_access.own.find(name);
    return own == m_access.own.end() ? nullptr : &own->second;
}

bool ProviderKeys::isToldByUsage(std::string_view name) const
{
    const Act *usage = m_acts.find(Does::Usage);
    return usage != nullptr && usage->gives.contains(name)
        && !std::ranges::contains(usage->request.neededParts(), name);
}

/// Takes down what the provider's log says of the old key beside its use: whose it is.
Result<void> ProviderKeys::askUsage()
{
    const Act *usage = m_acts.find(Does::Usage);
    const auto answer = perform(usage, m_access.oldKey);
    if (!answer)
        return std::unexpected(answer.error());
    const AnswerReader reader(*answer);
    for (const auto &[name, place] : usage->gives) {
        if (auto value = reader.firstSecret(place))
            m_access.given.insert_or_assign(name, *std::move(value));
    }
    return {};
}

Result<Parts> ProviderKeys::partsFor(const Act &act, const std::string &id,
                                     std::string_view newName)
{
    Parts parts;
    for (const std::string &name : namesIn(act.request)) {
        const bool isId = name == "key_id" || (name == "secret" && isIdentifier());
        if (isId) {
            parts.insert_or_assign(name, SecretBytes::copyOf(id));
            continue;
        }
        const SecretBytes *value = known(act, name, id);
        if (value == nullptr && isToldByUsage(name)) {
            if (auto asked = askUsage(); !asked)
                return std::unexpected(asked.error());
            value = known(act, name, id);
        }
        if (value != nullptr)
            parts.insert_or_assign(name, SecretBytes::copyOf(value->bytes()));
        else if (name == "name")
            parts.insert_or_assign(name, SecretBytes::copyOf(newName));
        else if (name == "expires_on")
            parts.insert_or_assign(name,
                                   SecretBytes::copyOf(dateOf(m_access.now() + kLifeSeconds)));
    }
    return parts;
}

Result<provider::Answer> ProviderKeys::send(const Act &act, const Parts &parts)
{
    const auto endpoint = endpointOf(act.provider, act.baseUrl);
    if (!endpoint)
        return std::unexpected(endpoint.error());
    if (m_agreed && !std::ranges::contains(*m_agreed, endpoint->authority()))
        return fail(
            ErrorKind::Denied,
            std::format("nothing was sent: \"{}\" is no part of the plan that was agreed to",
                        provider::doesName(act.does)),
            endpoint->authority());
    const auto request = provider::makeRequest(act.request, *endpoint, parts, m_access.now());
    if (!request && request.error().kind == ErrorKind::NotFound)
        return fail(ErrorKind::Invalid,
                    std::format("\"{}\" needs the part {}", provider::doesName(act.does),
                                request.error().where));
    if (!request)
        return std::unexpected(request.error());
    auto answer = m_transport.send(*request, m_access.stop);
    if (answer && !isHeldByAny(act, AnswerReader(*answer)))
        return refused(act, *answer, endpoint->authority(), m_access.now());
    return answer;
}

Result<provider::Answer> ProviderKeys::perform(const Act *act, const std::string &id,
                                               std::string_view newName)
{
    if (act == nullptr)
        return fail(ErrorKind::Unsupported, "the provider file does not say how this is done");
    const auto parts = partsFor(*act, id, newName);
    if (!parts)
        return std::unexpected(parts.error());
    return send(*act, *parts);
}

/// An act on a key of that id. Errors also: Unsupported (it can only be about the old key).
Result<provider::Answer> ProviderKeys::performOn(const Act *act, const std::string &id)
{
    if (act != nullptr && id != m_access.oldKey && !m_acts.namesKey(*act))
        return fail(
            ErrorKind::Unsupported,
            std::format("\"{}\" would be about the old key: do it at the provider's console",
                        provider::doesName(act->does)),
            id);
    return perform(act, id);
}

bool ProviderKeys::namesKeys() const
{
    const Act *end = m_acts.act(StepKind::Delete);
    return end != nullptr && m_acts.namesKey(*end);
}

Result<std::vector<KeyInfo>> ProviderKeys::list()
{
    const Act *act = m_acts.find(Does::List);
    const auto answer = perform(act, m_access.oldKey);
    if (!answer)
        return std::unexpected(answer.error());
    return readKeyList(*act, AnswerReader(*answer));
}

Result<std::int64_t> ProviderKeys::lastUse(const std::string &id)
{
    const Act *act = m_acts.find(Does::Usage);
    const provider::Reader *time = act == nullptr ? nullptr : readerOf(*act, "last_used");
    if (time == nullptr)
        return 0;
    const auto answer = perform(act, id);
    if (!answer)
        return std::unexpected(answer.error());
    const std::string text = AnswerReader(*answer).first(*time);
    if (text.empty() || text == "N/A")
        return 0;
    const std::int64_t seconds = provider::timeOf(text);
    if (seconds == 0)
        return fail(ErrorKind::Malformed,
                    "the provider's words for when the key was used last cannot be read: see its "
                    "console before you leave out this step");
    return seconds;
}

Result<NewKey> ProviderKeys::create(const std::string &idempotencyKey, const SecretBytes &)
{
    const Act *act = m_acts.find(Does::Create);
    const auto answer = perform(act, m_access.oldKey, "rekey-" + idempotencyKey);
    if (!answer)
        return std::unexpected(answer.error());
    const AnswerReader reader(*answer);
    const provider::Reader *id = readerOf(*act, "key_id");
    const provider::Reader *value = readerOf(*act, "secret");
    auto secret = value == nullptr ? std::nullopt : reader.firstSecret(*value);
    NewKey key{id == nullptr ? std::string() : reader.first(*id), {}, moreOf(*act, reader)};
    if (key.id.empty() || !secret)
        return fail(ErrorKind::Malformed, "the provider's answer has no new key in it");
    key.value = *std::move(secret);
    return key;
}

/// What a call that was refused was to achieve may be so already.
bool ProviderKeys::isGone(const std::string &id)
{
    // Where keys are not named by their ids, the old one's is not known and in no list.
    if (m_acts.find(Does::List) != nullptr && namesKeys()) {
        const auto keys = list();
        if (keys)
            return !std::ranges::contains(*keys, id, &KeyInfo::id);
        // The key that signs the list may be the one that is gone. What can be switched off too is
        // refused in the same words.
        if (!isSignedByOldKey(*m_acts.find(Does::List)) || !m_successor.isEmpty()
            || m_acts.find(Does::Disable) != nullptr)
            return false;
    }
    const auto value = m_access.own.find(m_valuePart);
    if (id != m_access.oldKey || value == m_access.own.end())
        return false;
    const auto verdict = prove(id, value->second);
    return verdict && *verdict == finding::Verdict::Dead;
}

Result<void> ProviderKeys::setActive(const std::string &id, bool isActive)
{
    const auto answer = performOn(m_acts.find(isActive ? Does::Enable : Does::Disable), id);
    return answer ? Result<void>() : std::unexpected(answer.error());
}

Result<void> ProviderKeys::remove(const std::string &id)
{
    const auto answer = performOn(m_acts.act(StepKind::Delete), id);
    if (answer || (answer.error().kind == ErrorKind::Denied && isGone(id)))
        return {};
    return std::unexpected(answer.error());
}

Result<NewKey> ProviderKeys::selfRotate(const SecretBytes &old, const SecretBytes &)
{
    const Act *act = m_acts.find(Does::Rotate);
    if (act == nullptr)
        return fail(ErrorKind::Unsupported, "the provider file does not say how this is done");
    auto parts = partsFor(*act, m_access.oldKey, {});
    if (!parts)
        return std::unexpected(parts.error());
    parts->insert_or_assign(m_valuePart, SecretBytes::copyOf(old.bytes()));
    const auto answer = send(*act, *parts);
    if (!answer)
        return std::unexpected(answer.error());
    const provider::Reader *value = readerOf(*act, "secret");
    const AnswerReader reader(*answer);
    auto secret = value == nullptr ? std::nullopt : reader.firstSecret(*value);
    if (!secret)
        return fail(ErrorKind::Malformed, "the provider's answer has no new value in it");
    return NewKey{m_access.oldKey, *std::move(secret), moreOf(*act, reader)};
}

Result<finding::Verdict> ProviderKeys::prove(const std::string &id, const SecretBytes &value)
{
    return m_access.prove(partsWith(m_access.own, m_valuePart, id, value));
}

bool ProviderKeys::readsKeys(const Plan &plan) const
{
    return std::ranges::contains(m_acts.readsFor(plan), m_acts.find(Does::List));
}

Result<std::vector<std::string>> ProviderKeys::look(const Plan &plan, bool isKeyIdKnown)
{
    std::vector<std::string> lines;
    const auto plans
        = [&plan](StepKind kind) { return std::ranges::contains(plan.steps, kind, &Step::kind); };
    const bool isNamed = needsKeyId(plan) || plans(StepKind::Create);
    const bool canList = readsKeys(plan);
    // Nothing but the list could tell that a mask is no id.
    if (isNamed && !canList && !isKeyIdKnown)
        return fail(ErrorKind::Invalid,
                    "the provider wants the key's own id, which the store does not know: plan it "
                    "with the id that the provider lists it under (--key)");
    if (isNamed && canList) {
        const auto keys = list();
        if (!keys)
            return std::unexpected(keys.error());
        for (const KeyInfo &key : *keys)
            lines.push_back(std::format("{} is {}{}.", escapeControl(key.id),
                                        key.isActive ? "on" : "off",
                                        key.id == plan.oldKey ? ": the one to be rotated" : ""));
        if (!std::ranges::contains(*keys, plan.oldKey, &KeyInfo::id))
            return fail(ErrorKind::Invalid,
                        "the provider does not list this key; it may be another owner's: plan it "
                        "with the id that the provider lists it under (--key)",
                        plan.oldKey);
    }
    if (plans(StepKind::Quiet)) {
        const auto last = lastUse(plan.oldKey);
        if (!last)
            lines.push_back("When it was used last is not known: " + last.error().text());
        else if (*last > 0)
            lines.push_back(std::format("Last used {:%F %R} UTC.",
                                        std::chrono::sys_seconds(std::chrono::seconds(*last))));
        else
            lines.emplace_back("No use of it is told, which is no proof that there is none.");
    }
    return lines;
}

} // namespace rekey::rotate
