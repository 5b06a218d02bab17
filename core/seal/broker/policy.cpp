// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/policy.h"

#include "core/base/text.h"
#include "core/seal/broker/percent.h"

#include <algorithm>

namespace rekey::broker {

namespace {

bool isBelow(std::string_view path, std::string_view blocked)
{
    while (blocked.size() > 1 && blocked.ends_with('/'))
        blocked.remove_suffix(1);
    if (blocked == "/")
        return true;
    return path.size() >= blocked.size() && isSameName(path.substr(0, blocked.size()), blocked)
        && (path.size() == blocked.size() || path[blocked.size()] == '/');
}

bool hasMethod(const std::vector<std::string> &methods, std::string_view method)
{
    return std::ranges::any_of(methods,
                               [&](const std::string &one) { return isSameName(one, method); });
}

} // namespace

Holder holderOf(const Use &use)
{
    return {use.proof, use.opened->fingerprint, use.opened->usedFingerprint};
}

void ConsumerPolicy::load(const Config &config)
{
    m_rules = config.consumers;
    m_byDigest.clear();
    m_byMacaroon.clear();
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        if (!m_rules[i].digest.empty())
            m_byDigest[m_rules[i].digest] = i;
        for (const std::string &id : m_rules[i].macaroons)
            m_byMacaroon[id] = i;
    }
    m_denied = {config.deniedSeals.begin(), config.deniedSeals.end()};
    m_refusesStrangers = config.refusesStrangers;
    std::erase_if(m_buckets, [&](const auto &bucket) {
        return std::ranges::find(m_rules, bucket.first, &ConsumerRule::name) == m_rules.end();
    });
}

const ConsumerRule *ConsumerPolicy::ruleOf(const Proof &proof) const
{
    if (const auto found = m_byDigest.find(proof.digest); found != m_byDigest.end())
        return &m_rules[found->second];
    if (const auto found = m_byMacaroon.find(proof.macaroon); found != m_byMacaroon.end())
        return &m_rules[found->second];
    return nullptr;
}

std::string ConsumerPolicy::consumerOf(const Proof &proof) const
{
    const ConsumerRule *rule = ruleOf(proof);
    return rule == nullptr ? std::string() : rule->name;
}

bool ConsumerPolicy::takesOne(const ConsumerRule &rule, Time now)
{
    if (rule.perMinute == 0)
        return true;
    const double most = rule.burst > 0 ? rule.burst : rule.perMinute;
    const auto [place, isNew] = m_buckets.try_emplace(rule.name, Bucket{most, now});
    Bucket &bucket = place->second;
    const std::chrono::duration<double, std::ratio<60>> minutes = now - bucket.at;
    bucket = {std::min(most, bucket.left + minutes.count() * rule.perMinute), now};
    if (bucket.left < 1)
        return false;
    bucket.left -= 1;
    return true;
}

bool ConsumerPolicy::isDenied(const Holder &holder) const
{
    return m_denied.contains(holder.seal) || m_denied.contains(holder.usedSeal);
}

bool ConsumerPolicy::isCutOff(const Holder &holder) const
{
    const ConsumerRule *rule = ruleOf(holder.proof);
    return isDenied(holder) || (rule == nullptr ? m_refusesStrangers : rule->isDisabled);
}

Outcome<void> ConsumerPolicy::check(const Request &request, const Use &use, Time now)
{
    constexpr std::string_view kNot = "unauthorized to use secret: not authorized: ";
    const auto deny = [&](Reason reason, std::string_view why) {
        return refuse(407, reason, std::string(kNot) + std::string(why));
    };
    if (isDenied(holderOf(use)))
        return deny(Reason::SealDenied, "this sealed token was withdrawn");
    const ConsumerRule *rule = ruleOf(use.proof);
    if (rule == nullptr && m_refusesStrangers)
        return deny(Reason::ConsumerUnknown, "this consumer is not known here");
    if (rule == nullptr)
        return {};
    if (rule->isDisabled)
        return deny(Reason::ConsumerDisabled, "this consumer was cut off");
    const bool isAllowed = rule->methods.empty() || hasMethod(rule->methods, request.method);
    if (!isAllowed || hasMethod(rule->blockedMethods, request.method))
        return refuse(403, Reason::MethodBlocked,
                      "this consumer may not use the method " + escapeControl(request.method));
    const std::string path = plainPath(request.target.path);
    if (std::ranges::any_of(rule->blockedPaths,
                            [&](const std::string &blocked) { return isBelow(path, blocked); }))
        return refuse(403, Reason::PathBlocked, "this consumer may not use this path");
    if (!takesOne(*rule, now))
        return refuse(429, Reason::RateLimited, "this consumer's rate is used up");
    return {};
}

} // namespace rekey::broker
