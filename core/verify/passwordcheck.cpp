// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/verify/passwordcheck.h"

#include "core/provider/databasetarget.h"
#include "core/verify/twin.h"

#include <utility>

namespace rekey::verify {

namespace {

using finding::ScopeRisk;
using finding::Verdict;
using provider::DatabaseKind;
using provider::Parts;
using provider::Reach;
using provider::Says;
using secret::SecretBytes;

Verdict verdictOf(const provider::LoginAnswer &answer, bool isKnown)
{
    switch (answer.says) {
    case Says::Live:
    case Says::Limited:
        return answer.says == Says::Live ? Verdict::Live : Verdict::LiveLimited;
    case Says::Disabled:
        return Verdict::Disabled;
    case Says::Dead:
        return answer.isCertain && isKnown ? Verdict::Dead : Verdict::Unknown;
    case Says::Unknown:
        break;
    }
    return Verdict::Unknown;
}

ScopeRisk riskOf(Reach reach)
{
    switch (reach) {
    case Reach::Reads:
        return ScopeRisk::ReadOnly;
    case Reach::Changes:
        return ScopeRisk::Risky;
    case Reach::GainsMore:
        return ScopeRisk::CanGainMore;
    case Reach::Rules:
        break;
    }
    return ScopeRisk::Admin;
}

finding::Access accessOf(const Result<provider::DatabaseAccess> &read, std::int64_t now)
{
    finding::Access access;
    access.readAt = now;
    if (!read) {
        access.unseen.push_back("Reading its access failed: " + read.error().detail);
        return access;
    }
    access.identity = read->identity;
    access.account = read->server;
    access.expiresAt = read->expiresAt;
    access.resources = read->resources;
    access.unseen = read->unseen;
    for (const provider::DatabaseAccess::Right &right : read->rights)
        access.scopes.push_back({right.name, riskOf(right.reach)});
    return access;
}

} // namespace

struct PasswordCheck::Tried
{
    Checked checked;
    std::unique_ptr<provider::DatabaseSession> session;
    bool isLetIn = false; ///< or would be, but for a lock or a missing database
    bool isRefused = false; ///< as a wrong password is
};

std::string PlannedLogin::shown() const
{
    return "a login to " + std::string(provider::databaseName(target.kind)) + " as "
        + (target.user.empty() ? "default" : target.user);
}

PasswordCheck::PasswordCheck(const provider::Catalog &catalog, provider::DatabaseSettings settings,
                             std::function<std::int64_t()> clock)
    : m_catalog(catalog)
    , m_settings(std::move(settings))
    , m_clock(std::move(clock))
{
}

PlannedLogin PasswordCheck::plan(std::string_view rule, const Parts &parts) const
{
    PlannedLogin planned;
    const provider::LoginCheck *login = m_catalog.loginFor(rule);
    if (login == nullptr) {
        planned.reason = "Nothing here knows how to log in with this type.";
        return planned;
    }
    planned.state = Planned::State::Incomplete;
    planned.isUrlEncoded = login->isUrlEncoded;
    planned.target = provider::targetOf(*login, parts);
    const provider::DatabaseTarget &target = planned.target;
    planned.host = target.authority();
    if (target.host.empty())
        planned.reason = "Its host is missing; look for it in the same file.";
    else if (target.user.empty() && login->kind != DatabaseKind::Redis)
        planned.reason = "Its user is missing; look for it in the same file.";
    else if (!provider::isAllowed(m_settings.allowed, target.host))
        planned.reason = "Its host was read from the same file: a password goes there only when a "
                         "rule allows "
            + target.host + " by name.";
    else
        planned.state = Planned::State::Ready;
    return planned;
}

PasswordCheck::Tried PasswordCheck::attempt(const PlannedLogin &planned,
                                            const SecretBytes &password, bool isKnown,
                                            std::stop_token stop) const
{
    Tried tried;
    finding::Evidence &evidence = tried.checked.evidence;
    evidence.host = planned.host;
    evidence.request = planned.shown();
    evidence.checkedAt = m_clock();
    Result<provider::DatabaseLogin> login
        = provider::logIn(planned.target, password, m_settings, std::move(stop));
    tried.checked.job.requests = 1;
    if (!login) {
        tried.checked.isCancelled = login.error().kind == ErrorKind::Cancelled;
        tried.checked.job.kind = provider::JobResult::Kind::Failed;
        evidence.reason = login.error().detail;
        return tried;
    }
    const provider::LoginAnswer &answer = login->answer;
    evidence.verdict = verdictOf(answer, isKnown);
    evidence.reason = answer.reason;
    evidence.durationMs = answer.durationMs;
    if (answer.code.empty() && answer.says == Says::Unknown)
        tried.checked.job.kind = provider::JobResult::Kind::Failed;
    tried.isLetIn = answer.says == Says::Live || answer.says == Says::Limited
        || answer.says == Says::Disabled;
    tried.isRefused = answer.says == Says::Dead;
    tried.session = std::move(login->session);
    return tried;
}

Checked PasswordCheck::check(const PlannedLogin &planned, const SecretBytes &password,
                             provider::Level level, std::stop_token stop,
                             const finding::Evidence &last) const
{
    Checked none;
    none.job.requests = 0;
    if (planned.state != Planned::State::Ready || level == provider::Level::Offline) {
        none.evidence.verdict
            = planned.state == Planned::State::NoChecker ? Verdict::NoChecker : Verdict::NotChecked;
        none.evidence.reason = planned.reason;
        return none;
    }
    const SecretBytes plain = planned.isUrlEncoded ? provider::urlDecoded(password.view())
                                                   : SecretBytes::copyOf(password.view());
    Tried tried = attempt(planned, plain, wasKnownAt(last, planned.host), stop);
    Checked &checked = tried.checked;
    if (!tried.isLetIn)
        return std::move(checked);
    SecretBytes twin = twinOf(plain.view());
    if (twin.isEmpty())
        twin = provider::joined({plain.view(), "-twin"});
    const Tried other = attempt(planned, twin, false, stop);
    ++checked.job.requests;
    if (!other.isRefused) {
        checked.isCancelled = other.checked.isCancelled;
        checked.evidence.verdict = Verdict::Unknown;
        checked.evidence.reason = other.isLetIn
            ? "The server takes a made-up password too, so its answer says nothing."
            : "It looks alive, but the negative control got no clear answer: "
                + other.checked.evidence.reason;
        return std::move(checked);
    }
    if (level >= provider::Level::Access && tried.session)
        checked.access = accessOf(tried.session->access(), m_clock());
    return std::move(checked);
}

} // namespace rekey::verify
