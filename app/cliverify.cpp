// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliverifyoptions.h"
#include "app/verifysubjects.h"
#include "core/base/text.h"
#include "core/provider/networktransport.h"
#include "core/verify/passwordcheck.h"
#include "core/verify/verifier.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <format>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace rekey::app {

namespace {

using finding::KeptFinding;
using finding::Verdict;
using nlohmann::ordered_json;
using verify::Planned;

constexpr std::int64_t kLongestWaitMs = 60'000;
/// One run is one batch.
constexpr std::uint64_t kBatch = 1;

std::int64_t nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// One finding and what becomes of it.
struct Subject
{
    const KeptFinding *kept = nullptr;
    Planned planned;
    std::optional<verify::PlannedLogin> login; ///< instead of a request
    std::string canary; ///< why it is likely one; empty: it is not known to be
    bool isFresh = false; ///< answered less than a day ago
    bool isAsked = false; ///< at least once, now
    finding::Evidence evidence;
    std::optional<finding::Access> access;

    [[nodiscard]] bool isToAsk() const
    {
        return planned.state == Planned::State::Ready && !isFresh;
    }
};

/// What would go to one host.
struct HostPlan
{
    std::size_t secrets = 0;
    std::size_t canaries = 0;
    std::set<std::string> requests;
    std::set<std::string> where;
};

/// The whole of `rekey-cli verify`, step by step.
class VerifyRun
{
public:
    VerifyRun(const VerifyCommand &command, VerifySubjects &subjects,
              const provider::Catalog &catalog, const rules::RulePack &pack,
              provider::NetworkSettings network)
        : m_command(command)
        , m_subjects(subjects)
        , m_transport(std::move(network))
        , m_verifier(catalog, pack, m_transport, {command.network.baseUrls, {}})
        , m_passwords(catalog, {20'000, command.network.allowed, command.network.authorities},
                      [] { return nowMs() / 1000; })
        , m_queue({}, std::random_device{}())
    {
    }

    int run()
    {
        if (Result<void> planned = plan(); !planned)
            return fails(planned.error());
        if (m_command.isDryRun) {
            printPlan();
            return finish(ExitNothing);
        }
        giveConsents();
        sayWhatIsMissing();
        if (m_withoutConsent > 0 && m_queued == 0)
            return ExitPolicy;
        if (Result<void> sent = send(); !sent)
            return fails(sent.error());
        m_command.json ? printJson() : printTable();
        return finish(exitCode());
    }

private:
    Result<void> plan()
    {
        for (const KeptFinding &kept : m_subjects.findings()) {
            Subject subject;
            subject.kept = &kept;
            std::vector<std::string> names;
            for (const finding::Companion &companion : kept.finding.companions)
                names.push_back(companion.name);
            subject.planned = m_verifier.plan(kept.finding.rule, names);
            if (Result<void> looked = lookForLogin(subject); !looked)
                return looked;
            subject.evidence = kept.record.evidence;
            subject.isFresh
                = !m_command.again && verify::isFresh(kept.record.evidence, nowMs() / 1000);
            if (kept.finding.verdict == finding::Verdict::NotASecret) {
                subject.planned.state = Planned::State::NoChecker;
                subject.planned.reason = "Its own check digits do not fit: it is not a secret.";
                subject.isFresh = false;
                subject.evidence = {};
                subject.evidence.verdict = finding::Verdict::NotASecret;
                subject.evidence.reason = subject.planned.reason;
                subject.evidence.checkedAt = nowMs() / 1000;
            }
            if (subject.isToAsk()) {
                if (kept.record.isValueAbsent) {
                    subject.planned.state = Planned::State::Incomplete;
                    subject.planned.reason
                        = "Its value is not here; it came from a redacted report.";
                } else if (Result<void> looked = lookAt(subject); !looked) {
                    return looked;
                }
            }
            m_all.push_back(std::move(subject));
        }
        return {};
    }

    /// A password is tried only when somebody asks for that.
    Result<void> lookForLogin(Subject &subject)
    {
        if (!m_command.passwords || subject.planned.state != Planned::State::NoChecker
            || subject.kept->record.isValueAbsent)
            return {};
        const auto parts = m_subjects.partsOf(*subject.kept);
        if (!parts)
            return std::unexpected(parts.error());
        verify::PlannedLogin login = m_passwords.plan(subject.kept->finding.rule, *parts);
        if (login.state == Planned::State::NoChecker)
            return {};
        subject.planned.state = login.state;
        subject.planned.reason = login.reason;
        subject.planned.host = login.host;
        subject.login = std::move(login);
        return {};
    }

    Result<void> lookAt(Subject &subject)
    {
        const auto parts = m_subjects.partsOf(*subject.kept);
        if (!parts)
            return std::unexpected(parts.error());
        if (!subject.login) {
            subject.planned.reason = verify::belongsElsewhere(subject.planned, *parts);
            if (!subject.planned.reason.empty()) {
                subject.planned.state = Planned::State::NoServer;
                return {};
            }
        }
        HostPlan &host = m_hosts[subject.planned.host];
        if (subject.login) {
            ++host.secrets;
            host.requests.insert(escapeControl(subject.login->shown()));
            host.where.insert("the password is tried once, and a made-up twin beside it");
            return {};
        }
        subject.canary = m_verifier.canary(subject.kept->finding.rule, *parts);
        const provider::RequestSpec &request = subject.planned.check->request;
        ++host.secrets;
        host.canaries += subject.canary.empty() ? 0U : 1U;
        host.requests.insert(request.shown());
        host.where.insert(request.whereSecretGoes());
        if (m_command.level == provider::Level::Access && subject.planned.check->access
            && subject.planned.check->access->request)
            host.requests.insert(subject.planned.check->access->request->shown());
        return {};
    }

    /// "38 secrets with GET /user (the secret itself is sent in the Authorization header)".
    static std::string wordsOf(const HostPlan &host)
    {
        const auto list = [](const std::set<std::string> &texts, std::string_view between) {
            std::string result;
            for (const std::string &text : texts)
                result += (result.empty() ? "" : std::string(between)) + text;
            return result;
        };
        return std::format("{} {} with {}; {}", host.secrets,
                           host.secrets == 1 ? "secret" : "secrets", list(host.requests, ", "),
                           list(host.where, "; "));
    }

    void printPlan() const
    {
        std::map<std::string, std::size_t> others;
        for (const Subject &subject : m_all) {
            if (subject.isFresh)
                ++others["Answered less than a day ago; --again asks again."];
            else if (!subject.isToAsk())
                ++others[subject.planned.reason];
        }
        if (m_command.json) {
            printPlanJson(others);
            return;
        }
        for (const auto &[name, host] : m_hosts) {
            std::cout << std::format(
                "{}: {}. At most {} requests a second; each type is tried with a "
                "made-up twin once.\n",
                name, wordsOf(host), 2);
            if (host.canaries > 0)
                std::cout << std::format(
                    "{}: {} of them would likely alert whoever planted them and "
                    "are sent with --yes-canaries only.\n",
                    name, host.canaries);
        }
        for (const auto &[reason, count] : others)
            std::cout << std::format("not asked: {}: {}\n", count, escapeControl(reason));
    }

    void printPlanJson(const std::map<std::string, std::size_t> &others) const
    {
        auto hosts = ordered_json::array();
        for (const auto &[name, host] : m_hosts)
            hosts.push_back({{"host", name},
                             {"secrets", host.secrets},
                             {"canaries", host.canaries},
                             {"requests", host.requests},
                             {"where", host.where}});
        auto notAsked = ordered_json::array();
        for (const auto &[reason, count] : others)
            notAsked.push_back({{"reason", reason}, {"findings", count}});
        std::cout
            << ordered_json{{"hosts", std::move(hosts)}, {"notAsked", std::move(notAsked)}}.dump(1)
            << '\n';
    }

    [[nodiscard]] bool isAllowed(const std::string &host, bool isCanary) const
    {
        return m_ledger.allows(host, m_command.level, isCanary, nowMs() / 1000, kBatch);
    }

    void giveConsents()
    {
        for (const std::string &host : m_command.network.yesHosts)
            m_ledger.give(
                {host, m_command.level, provider::Span::Batch, 0, m_command.yesCanaries, kBatch});
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            Subject &subject = m_all[i];
            if (!subject.isToAsk())
                continue;
            const bool isCanary = !subject.canary.empty();
            if (isAllowed(subject.planned.host, isCanary)) {
                m_queue.add({i, subject.planned.host, m_command.level, isCanary, 0, kBatch});
                ++m_queued;
                continue;
            }
            ++m_withoutConsent;
            subject.evidence = {};
            subject.evidence.reason = isCanary && isAllowed(subject.planned.host, false)
                ? subject.canary + " Checking it would alert whoever planted it."
                : "No yes for this host was given.";
        }
    }

    void sayWhatIsMissing() const
    {
        for (const auto &[name, host] : m_hosts) {
            if (!isAllowed(name, false))
                say(std::format(
                    "nothing was sent to {0}: it would be {1}; if that is what you want, "
                    "add --yes-host {0}",
                    name, wordsOf(host)));
            else if (host.canaries > 0 && !m_command.yesCanaries)
                say(std::format("{} of {}'s would likely alert whoever planted them; they are sent "
                                "with --yes-canaries only",
                                host.canaries, name));
        }
    }

    Result<void> send()
    {
        while (const auto next = m_queue.nextAt(m_ledger, nowMs())) {
            const std::int64_t wait = *next - nowMs();
            if (wait > kLongestWaitMs) {
                giveUpWaiting();
                continue;
            }
            if (wait > 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(wait));
            const auto job = m_queue.take(m_ledger, nowMs());
            if (!job)
                continue;
            if (Result<void> asked = ask(*job); !asked)
                return asked;
        }
        for (const provider::LaneView &lane : m_queue.lanes(m_ledger, nowMs())) {
            if (lane.state == provider::LaneView::State::Stopped)
                dropLane(lane.host, "Not asked: the host failed five times in a row.");
        }
        return {};
    }

    Result<void> ask(const provider::Job &job)
    {
        Subject &subject = m_all[job.id];
        const auto parts = m_subjects.partsOf(*subject.kept);
        if (!parts)
            return std::unexpected(parts.error());
        const finding::Evidence &last = subject.kept->record.evidence;
        verify::Checked checked = subject.login
            ? m_passwords.check(*subject.login, parts->find("secret")->second, m_command.level, {},
                                last)
            : m_verifier.check(subject.kept->finding.rule, *parts, m_command.level, {}, last);
        subject.isAsked = true;
        subject.evidence = std::move(checked.evidence);
        if (!m_queue.finish(job, checked.job, nowMs()))
            return {};
        subject.access = std::move(checked.access);
        if (!checked.isAnswer())
            return {};
        m_hasFailed = m_hasFailed || checked.job.kind != provider::JobResult::Kind::Answered;
        return m_subjects.keep(*subject.kept, subject.evidence, subject.access);
    }

    void giveUpWaiting()
    {
        for (const provider::LaneView &lane : m_queue.lanes(m_ledger, nowMs())) {
            if (lane.againAtMs - nowMs() > kLongestWaitMs)
                dropLane(lane.host, "Not asked: the provider wants a pause; try again later.");
        }
    }

    void dropLane(const std::string &host, const std::string &reason)
    {
        for (const std::uint64_t id : m_queue.dropLane(host)) {
            m_hasFailed = true;
            if (m_all[id].isAsked) // and to be asked again: its last answer says why
                continue;
            m_all[id].evidence = {};
            m_all[id].evidence.reason = reason;
        }
    }

    /// What to say of a finding: the answer, or why there is none.
    static finding::Evidence shownOf(const Subject &subject)
    {
        finding::Evidence shown = subject.evidence;
        if (shown.checkedAt == 0 && shown.reason.empty())
            shown.reason = subject.planned.reason;
        if (shown.checkedAt == 0 && subject.planned.state == Planned::State::NoChecker)
            shown.verdict = Verdict::NoChecker;
        return shown;
    }

    void printTable() const
    {
        for (const Subject &subject : m_all) {
            const finding::Evidence shown = shownOf(subject);
            const finding::Finding &finding = subject.kept->finding;
            std::string from;
            if (shown.checkedAt != 0 && !shown.host.empty())
                from = std::format("{}, {}, {}, {} ms", escapeControl(shown.host), shown.request,
                                   shown.status, shown.durationMs);
            std::cout << std::format("{:7} {:12} {:20} {}  {}{}{}\n", finding.label(),
                                     finding::verdictName(shown.verdict),
                                     escapeControl(finding.masked), escapeControl(finding.type),
                                     from, from.empty() || shown.reason.empty() ? "" : ": ",
                                     escapeControl(shown.reason));
            if (subject.access)
                printAccess(*subject.access);
        }
    }

    static void printAccess(const finding::Access &access)
    {
        const auto line = [](std::string_view name, const std::string &value) {
            if (!value.empty())
                std::cout << std::format("        {:9} {}\n", name, escapeControl(value));
        };
        line("identity", access.identity);
        line("account", access.account);
        line("owner", access.owner);
        for (const finding::Scope &scope : access.scopes)
            line("scope", std::format("{} ({})", scope.name, finding::scopeRiskName(scope.risk)));
        for (const std::string &resource : access.resources)
            line("reaches", resource);
        for (const std::string &unseen : access.unseen)
            line("unseen", unseen);
    }

    void printJson() const
    {
        auto list = ordered_json::array();
        for (const Subject &subject : m_all) {
            const finding::Evidence shown = shownOf(subject);
            const finding::Finding &finding = subject.kept->finding;
            ordered_json entry = {{"id", finding.id.hex()},
                                  {"number", finding.label()},
                                  {"rule", finding.rule},
                                  {"masked", escapeControl(finding.masked)},
                                  {"verdict", finding::verdictName(shown.verdict)},
                                  {"reason", escapeControl(shown.reason)},
                                  {"checked", report::isoTime(shown.checkedAt)},
                                  {"host", escapeControl(shown.host)},
                                  {"request", shown.request},
                                  {"status", shown.status},
                                  {"durationMs", shown.durationMs},
                                  {"answerDigest", shown.answerDigest}};
            if (subject.access)
                entry["access"] = accessJson(*subject.access);
            list.push_back(std::move(entry));
        }
        std::cout << list.dump(1) << '\n';
    }

    static ordered_json accessJson(const finding::Access &access)
    {
        auto scopes = ordered_json::array();
        for (const finding::Scope &scope : access.scopes)
            scopes.push_back({{"name", escapeControl(scope.name)},
                              {"risk", finding::scopeRiskName(scope.risk)}});
        auto resources = ordered_json::array();
        for (const std::string &resource : access.resources)
            resources.push_back(escapeControl(resource));
        return {{"identity", escapeControl(access.identity)},
                {"account", escapeControl(access.account)},
                {"owner", escapeControl(access.owner)},
                {"created", report::isoTime(access.createdAt)},
                {"lastUsed", report::isoTime(access.lastUsedAt)},
                {"expires", report::isoTime(access.expiresAt)},
                {"scopes", std::move(scopes)},
                {"resources", std::move(resources)},
                {"unseen", access.unseen}};
    }

    [[nodiscard]] ExitCode exitCode() const
    {
        const bool isLive = std::ranges::any_of(m_all, [](const Subject &subject) {
            return subject.evidence.verdict == Verdict::Live
                || subject.evidence.verdict == Verdict::LiveLimited;
        });
        if (isLive)
            return ExitLive;
        if (m_hasFailed)
            return ExitRemote;
        return m_withoutConsent > 0 ? ExitPolicy : ExitNothing;
    }

    static int finish(ExitCode code)
    {
        std::cout.flush();
        return std::cout.good() ? code : ExitIncomplete;
    }

    const VerifyCommand &m_command;
    VerifySubjects &m_subjects;
    provider::NetworkTransport m_transport;
    verify::Verifier m_verifier;
    verify::PasswordCheck m_passwords;
    provider::ConsentLedger m_ledger;
    provider::Queue m_queue;
    std::vector<Subject> m_all;
    std::map<std::string, HostPlan> m_hosts;
    std::size_t m_queued = 0;
    std::size_t m_withoutConsent = 0;
    bool m_hasFailed = false;
};

} // namespace

int runVerifyCommand(const VerifyCommand &command)
{
    const auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    const auto catalog = provider::Catalog::read(rules::builtinRuleFiles());
    if (!catalog || !pack)
        return fails(catalog ? pack.error() : catalog.error());
    auto network = networkOf(command.network, *catalog);
    if (!network)
        return fails(network.error());
    auto subjects = VerifySubjects::gather(command);
    if (!subjects)
        return fails(subjects.error());
    return VerifyRun(command, *subjects, *catalog, *pack, std::move(*network)).run();
}

} // namespace rekey::app
