// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/verify/verifier.h"

#include "core/base/text.h"
#include "core/rules/checksum.h"
#include "core/verify/access.h"
#include "core/verify/canary.h"
#include "core/verify/judge.h"
#include "core/verify/planreasons.h"
#include "core/verify/twin.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace rekey::verify {

namespace {

using finding::Verdict;
using provider::Level;
using provider::Parts;
using secret::SecretBytes;

std::string digestOf(std::string_view body)
{
    std::array<std::byte, 32> digest{};
    crypto_generichash(reinterpret_cast<unsigned char *>(digest.data()), digest.size(),
                       reinterpret_cast<const unsigned char *>(body.data()), body.size(), nullptr,
                       0);
    return toHex(digest);
}

bool isPassword(const rules::Detector &detector)
{
    return detector.kind == rules::Kind::Password || detector.kind == rules::Kind::ConnectionString;
}

bool looksAlive(Verdict verdict)
{
    return verdict == Verdict::Live || verdict == Verdict::LiveLimited
        || verdict == Verdict::Disabled;
}

std::vector<std::string> namesOf(const Parts &parts)
{
    std::vector<std::string> names;
    for (const auto &[name, value] : parts)
        names.push_back(name);
    return names;
}

/// The values that must not be repeated: not a key id or account that is public by itself.
std::vector<std::string_view> secretsOf(const rules::Detector *detector, const Parts &parts)
{
    std::vector<std::string_view> values;
    for (const auto &[name, value] : parts) {
        const bool isPublicId
            = detector != nullptr && name == "secret" && detector->kind == rules::Kind::Identifier;
        const bool isPublicPart = detector != nullptr
            && std::ranges::any_of(detector->companions, [&name](const rules::CompanionRule &rule) {
                                      return rule.name == name && rule.isPublic;
                                  });
        if (!isPublicId && !isPublicPart)
            values.push_back(value.view());
    }
    return values;
}

/// "registry.example:4873/path" without what follows the host, in small letters; an IPv6 address
/// without brackets.
std::string hostOf(std::string_view address)
{
    std::string_view name = address.substr(0, address.find('/'));
    if (name.starts_with('['))
        name = name.substr(1, name.find(']') - 1);
    else if (std::ranges::count(name, ':') == 1)
        name = name.substr(0, name.find(':'));
    std::string host(name);
    std::ranges::transform(host, host.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return host;
}

/// Where else a key may belong that this server does not know, and what to do then; empty: nowhere.
std::string hintOf(const Planned &planned)
{
    const provider::Check &check = *planned.check;
    const Result<provider::Endpoint> usual = provider::Endpoint::parse(check.baseUrl);
    if (usual && *usual != planned.endpoint)
        return "If it belongs to the usual server (" + usual->authority()
            + "), ask again without the base URL for " + check.provider + ".";
    if (check.elsewhere.empty())
        return {};
    return "If it belongs to another server (" + check.elsewhere
        + "), name that with a base URL for " + check.provider + " and ask again.";
}

/// Dead only where the refusal is about this key; and where such keys have other servers, a word of
/// it.
void settle(const Planned &planned, bool isRotating, bool isKnown, Judgement &judgement)
{
    if (judgement.verdict != Verdict::Dead || judgement.isOfThisKey)
        return;
    if (judgement.isOfRotationOnly && !isRotating) {
        judgement.verdict = Verdict::Unknown;
        return;
    }
    if (isRotating || isKnown)
        return;
    if (judgement.isOfKnownOnly) {
        judgement.verdict = Verdict::Unknown;
        return;
    }
    // Most keys are of the server that is asked; who knows better is told what to do.
    const std::string hint = hintOf(planned);
    if (!hint.empty())
        judgement.reason += (judgement.reason.empty() ? "" : " ") + hint;
}

} // namespace

bool wasKnownAt(const finding::Evidence &last, std::string_view host)
{
    return last.host == host && (looksAlive(last.verdict) || last.verdict == Verdict::Dead);
}

struct Verifier::Asked
{
    Judgement judgement;
    std::optional<provider::Answer> answer;
    finding::Evidence evidence;
    bool isCancelled = false;
    bool isSent = true;
};

std::optional<bool> Soundness::of(std::string_view host, std::string_view rule) const
{
    const std::scoped_lock lock(m_mutex);
    const auto known = m_known.find({std::string(host), std::string(rule)});
    return known == m_known.end() ? std::nullopt : std::optional(known->second);
}

void Soundness::set(std::string_view host, std::string_view rule, bool isSound)
{
    const std::scoped_lock lock(m_mutex);
    m_known[{std::string(host), std::string(rule)}] = isSound;
}

Verifier::Verifier(const provider::Catalog &catalog, const rules::RulePack &pack,
                   provider::Transport &transport, Settings settings)
    : m_catalog(catalog)
    , m_pack(pack)
    , m_transport(transport)
    , m_settings(std::move(settings))
{
    if (!m_settings.soundness)
        m_settings.soundness = std::make_shared<Soundness>();
}

std::int64_t Verifier::now() const
{
    if (m_settings.clock)
        return m_settings.clock();
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

const rules::Detector *Verifier::detector(std::string_view rule) const
{
    const auto found = std::ranges::find(m_pack.detectors, rule, &rules::Detector::id);
    return found == m_pack.detectors.end() ? nullptr : &*found;
}

Planned Verifier::plan(std::string_view rule, std::span<const std::string> parts) const
{
    Planned planned;
    const rules::Detector *known = detector(rule);
    if (known != nullptr && isPassword(*known)) {
        planned.reason = "Passwords are never tried by themselves.";
        return planned;
    }
    planned.check = m_catalog.checkFor(rule);
    if (planned.check == nullptr) {
        planned.reason = "Nothing here knows how to ask about this type.";
        return planned;
    }
    for (const std::string &part : planned.check->request.neededParts()) {
        if (part == "secret" || std::ranges::contains(parts, part))
            continue;
        planned.state = Planned::State::Incomplete;
        planned.missing = part;
        planned.reason = "Its " + part + " is missing; look for it in the same file.";
        return planned;
    }
    const auto own = m_settings.baseUrls.find(planned.check->provider);
    const std::string &url
        = own == m_settings.baseUrls.end() ? planned.check->baseUrl : own->second;
    const Result<provider::Endpoint> endpoint = provider::Endpoint::parse(url);
    if (!endpoint) {
        planned.state = Planned::State::NoServer;
        planned.reason = "Everybody has their own server; name it with a base URL for "
            + planned.check->provider + ".";
        return planned;
    }
    planned.state = Planned::State::Ready;
    planned.endpoint = *endpoint;
    planned.host = endpoint->authority();
    return planned;
}

bool isPassword(const rules::RulePack &pack, std::string_view rule)
{
    const auto found = std::ranges::find(pack.detectors, rule, &rules::Detector::id);
    return found != pack.detectors.end() && isPassword(*found);
}

std::string serverBeside(const Planned &planned, const Parts &parts)
{
    const auto host = parts.find("host");
    if (host == parts.end())
        return {};
    std::string own = hostOf(host->second.view());
    return own == planned.endpoint.host ? std::string() : own;
}

std::string belongsElsewhere(const Planned &planned, const Parts &parts)
{
    const std::string own = serverBeside(planned, parts);
    if (own.empty())
        return {};
    return "It stands beside " + own + ", so it is not sent to " + planned.host
        + "; name that server with a base URL for " + planned.check->provider + ".";
}

std::string Verifier::canary(std::string_view rule, const Parts &parts) const
{
    const provider::Check *check = m_catalog.checkFor(rule);
    const provider::Service *service
        = check == nullptr ? nullptr : m_catalog.service(check->provider);
    return service == nullptr ? std::string() : canaryReason(*service, parts);
}

Verifier::Asked Verifier::ask(const Planned &planned, const provider::RequestSpec &spec,
                              const Parts &parts, std::stop_token stop) const
{
    Asked asked;
    asked.evidence.host = planned.host;
    asked.evidence.request = spec.shown();
    asked.evidence.checkedAt = now();
    const Result<provider::Request> request
        = provider::makeRequest(spec, planned.endpoint, parts, asked.evidence.checkedAt);
    if (!request) {
        asked.isSent = false;
        asked.judgement.reason = "The request cannot be made: " + request.error().text() + ".";
        return asked;
    }
    Result<provider::Answer> answer = m_transport.send(*request, std::move(stop));
    if (!answer) {
        asked.isCancelled = answer.error().kind == ErrorKind::Cancelled;
        asked.judgement = judgeFailure(answer.error());
        return asked;
    }
    asked.judgement = judge(*planned.check, *answer);
    asked.evidence.status = answer->status;
    asked.evidence.durationMs = answer->durationMs;
    asked.evidence.answerDigest = digestOf(answer->body.view());
    asked.answer = std::move(*answer);
    return asked;
}

provider::JobResult Verifier::jobOf(const Asked &asked) const
{
    using Kind = provider::JobResult::Kind;
    provider::JobResult job;
    job.requests = asked.isSent ? 1 : 0;
    if (asked.judgement.isTooFast)
        job.kind = Kind::TooFast;
    else if (asked.judgement.isFailure)
        job.kind = Kind::Failed;
    if (asked.answer)
        job.retryAfterMs = asked.answer->retryAfter(now()) * 1000;
    return job;
}

Controlled Verifier::control(std::string_view rule, const Parts &parts, std::stop_token stop)
{
    provider::JobResult job;
    job.requests = 0;
    const std::vector<std::string> names = namesOf(parts);
    const Planned planned = plan(rule, names);
    if (planned.state != Planned::State::Ready)
        return {fail(ErrorKind::Unsupported, planned.reason), job};
    if (const std::string reason = belongsElsewhere(planned, parts); !reason.empty())
        return {fail(ErrorKind::Unsupported, reason), job};
    Parts twins;
    for (const auto &[name, value] : parts) {
        SecretBytes copy = name == planned.check->control ? twinOf(value.view())
                                                          : SecretBytes::copyOf(value.view());
        if (copy.isEmpty())
            return {fail(ErrorKind::Invalid, "The value is too short to make a twin of."), job};
        twins.emplace(name, std::move(copy));
    }
    const Asked asked = ask(planned, planned.check->request, twins, std::move(stop));
    job = jobOf(asked);
    if (asked.isCancelled)
        return {fail(ErrorKind::Cancelled, asked.judgement.reason), job};
    if (!asked.answer || job.kind != provider::JobResult::Kind::Answered)
        return {fail(ErrorKind::Io, asked.judgement.reason), job};
    // What no signature fits may be of a firewall or a sign-in page: it says nothing of the rule.
    if (!asked.judgement.isRecognised)
        return {fail(ErrorKind::Io, asked.judgement.reason), job};
    const bool isRefused = !looksAlive(asked.judgement.verdict);
    m_settings.soundness->set(planned.host, rule, isRefused);
    return {isRefused, job};
}

/// Lets a verdict that says alive stand only when the rule refuses a twin.
void Verifier::hold(const Planned &planned, std::string_view rule, const Parts &parts,
                    std::stop_token stop, Checked &checked)
{
    finding::Evidence &evidence = checked.evidence;
    std::optional<bool> isSound = m_settings.soundness->of(planned.host, rule);
    if (!isSound) {
        const Controlled controlled = control(rule, parts, std::move(stop));
        checked.job.requests += controlled.job.requests;
        if (!controlled.isRefused) {
            // A host that wants a pause, or fails, does so for the key as well: both come again.
            checked.job.kind = controlled.job.kind;
            checked.job.retryAfterMs
                = std::max(checked.job.retryAfterMs, controlled.job.retryAfterMs);
            checked.isCancelled = controlled.isRefused.error().kind == ErrorKind::Cancelled;
            evidence.verdict = Verdict::Unknown;
            evidence.reason = "It looks alive, but the negative control got no clear answer: "
                + controlled.isRefused.error().detail;
            return;
        }
        isSound = *controlled.isRefused;
    }
    if (!*isSound) {
        evidence.verdict = Verdict::Unknown;
        evidence.reason = "The check of this type takes a made-up key for live too, so its answer "
                          "says nothing.";
    }
}

void Verifier::addAccess(const Planned &planned, std::string_view rule, const Parts &parts,
                         const provider::Answer &answer, std::stop_token stop,
                         Checked &checked) const
{
    const std::optional<provider::AccessReaders> &readers = planned.check->access;
    if (!readers)
        return;
    const std::vector<std::string_view> secrets = secretsOf(detector(rule), parts);
    if (!readers->request) {
        checked.access = readAccess(*readers, answer, secrets, now());
        return;
    }
    ++checked.job.requests;
    const Asked asked = ask(planned, *readers->request, parts, std::move(stop));
    if (asked.answer && asked.answer->status == 200) {
        checked.access = readAccess(*readers, *asked.answer, secrets, now());
        return;
    }
    finding::Access access;
    access.unseen = readers->unseen;
    access.unseen.push_back("Reading its access failed: " + asked.judgement.reason);
    access.readAt = now();
    checked.access = std::move(access);
}

Checked Verifier::check(std::string_view rule, const Parts &parts, Level level,
                        std::stop_token stop, const finding::Evidence &last)
{
    Checked checked;
    checked.job.requests = 0;
    finding::Evidence &evidence = checked.evidence;
    const auto secret = parts.find("secret");
    const rules::Detector *known = detector(rule);
    // A service account's proof stands in the text round it, which is not here.
    if (known != nullptr && secret != parts.end()
        && known->checksum != rules::Checksum::ServiceAccountJson
        && rules::checkStructure(known->checksum, secret->second.view())
            == rules::Structure::Invalid) {
        evidence.verdict = Verdict::NotASecret;
        evidence.reason = "Its own check digits do not fit.";
        evidence.checkedAt = now();
        return checked;
    }
    const std::vector<std::string> names = namesOf(parts);
    const Planned planned = plan(rule, names);
    if (planned.state != Planned::State::Ready || level == Level::Offline) {
        evidence.verdict
            = planned.state == Planned::State::NoChecker ? Verdict::NoChecker : Verdict::NotChecked;
        evidence.reason = planned.reason;
        return checked;
    }
    if (std::string reason = belongsElsewhere(planned, parts); !reason.empty()) {
        evidence.verdict = Verdict::NotChecked;
        evidence.reason = std::move(reason);
        return checked;
    }
    Asked asked = ask(planned, planned.check->request, parts, stop);
    settle(planned, m_settings.areKnown, wasKnownAt(last, planned.host), asked.judgement);
    evidence = asked.evidence;
    evidence.verdict = asked.judgement.verdict;
    evidence.reason = asked.judgement.reason;
    checked.isCancelled = asked.isCancelled;
    checked.job = jobOf(asked);
    if (looksAlive(evidence.verdict))
        hold(planned, rule, parts, stop, checked);
    if (level >= Level::Access && asked.answer
        && (evidence.verdict == Verdict::Live || evidence.verdict == Verdict::LiveLimited))
        addAccess(planned, rule, parts, *asked.answer, stop, checked);
    return checked;
}

bool isFresh(const finding::Evidence &evidence, std::int64_t now)
{
    const bool isAnswer
        = evidence.verdict != Verdict::NotChecked && evidence.verdict != Verdict::Unknown;
    return isAnswer && evidence.checkedAt > 0 && now - evidence.checkedAt < kAnswerHolds;
}

} // namespace rekey::verify
