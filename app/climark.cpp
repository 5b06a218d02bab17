// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "app/clistore.h"
#include "app/clistorelook.h"
#include "core/base/text.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <format>
#include <iostream>
#include <sstream>

namespace rekey::app {

namespace {

using finding::CloseReason;
using finding::Decision;
using finding::EventKind;
using finding::KeptFinding;
using finding::Triage;
using finding::TriageChange;
using finding::TriageProblem;

/// The end of that day, in seconds since 1970 UTC: the day itself still counts.
Result<std::int64_t> endOfDay(const std::string &text)
{
    std::istringstream in(text);
    std::chrono::year_month_day day{};
    in >> std::chrono::parse("%F", day);
    if (in.fail() || in.peek() != std::istringstream::traits_type::eof() || !day.ok())
        return fail(ErrorKind::Invalid,
                    "--until takes a day such as 2026-12-31, not \"" + text + '"');
    const auto end = std::chrono::sys_days(day) + std::chrono::days(1);
    return std::chrono::duration_cast<std::chrono::seconds>(end.time_since_epoch()).count();
}

Result<void> decide(const MarkCommand &command, Triage &triage)
{
    triage.closeReason = CloseReason::None;
    triage.acceptedUntil = 0;
    triage.isOverride = false;
    triage.why = command.why;
    const auto reason = finding::closeReasonFromName(*command.as);
    const auto decision = finding::decisionFromName(*command.as);
    if (reason && *reason != CloseReason::None) {
        triage.decision = Decision::Closed;
        triage.closeReason = *reason;
    } else if (decision == Decision::New || decision == Decision::Confirmed) {
        triage.decision = *decision;
    } else {
        return fail(ErrorKind::Invalid,
                    "--as is one of new, confirmed, rotated, revoked, false-positive, test, "
                    "accepted, gone, not \""
                        + *command.as + '"');
    }
    if (command.until.empty())
        return {};
    const auto until = endOfDay(command.until);
    if (!until)
        return std::unexpected(until.error());
    triage.acceptedUntil = *until;
    return {};
}

Result<void> checkDecision(Triage &triage, finding::Verdict verdict, std::int64_t now)
{
    TriageProblem problem = finding::problemOf(triage, verdict, now);
    if (problem == TriageProblem::NeedsDeadVerdict && !triage.why.empty()) {
        triage.isOverride = true;
        problem = finding::problemOf(triage, verdict, now);
    }
    switch (problem) {
    case TriageProblem::None:
        return {};
    case TriageProblem::NeedsDate:
        return fail(ErrorKind::Invalid, "--until must be a day to come");
    case TriageProblem::NeedsDeadVerdict:
        return fail(ErrorKind::Denied,
                    "the provider has not said that it is dead; verify it first, or say with "
                    "--why how you know");
    case TriageProblem::NeedsWhy:
    case TriageProblem::NeedsCloseReason:
        break;
    }
    return fail(ErrorKind::Invalid, "the decision is not whole; add --why");
}

/// Every change of one finding, one for each entry of its timeline.
class Marking
{
public:
    Marking(const MarkCommand &command, const KeptFinding &kept)
        : m_command(command)
        , m_id(kept.finding.id)
        , m_triage(kept.record.triage)
        , m_version(kept.record.version)
        , m_verdict(kept.record.evidence.verdict)
    {
    }

    Result<std::vector<TriageChange>> changes(std::int64_t now)
    {
        if (m_command.as) {
            const std::string before = stateOf(m_triage);
            if (auto decided = decide(m_command, m_triage); !decided)
                return std::unexpected(decided.error());
            if (auto checked = checkDecision(m_triage, m_verdict, now); !checked)
                return std::unexpected(checked.error());
            m_triage.decidedBy = userName();
            m_triage.decidedAt = now;
            add(EventKind::Decided, before, stateOf(m_triage), m_command.why);
        }
        if (!m_command.tags.empty() || !m_command.untags.empty())
            changeTags();
        if (m_command.owner) {
            const std::string before = std::exchange(m_triage.owner, *m_command.owner);
            add(EventKind::Owned, before, m_triage.owner, {});
        }
        if (m_command.note) {
            m_triage.note = *m_command.note;
            add(EventKind::Noted, {}, {}, {});
        }
        return std::move(m_changes);
    }

private:
    static std::string joined(const std::vector<std::string> &tags)
    {
        std::string text;
        for (const std::string &tag : tags)
            text += (text.empty() ? "#" : " #") + tag;
        return text;
    }

    static std::string bare(const std::string &tag)
    {
        return tag.starts_with('#') ? tag.substr(1) : tag;
    }

    void changeTags()
    {
        const std::string before = joined(m_triage.tags);
        for (const std::string &tag : m_command.untags)
            std::erase(m_triage.tags, bare(tag));
        for (const std::string &tag : m_command.tags)
            m_triage.tags.push_back(bare(tag));
        std::erase(m_triage.tags, std::string());
        std::ranges::sort(m_triage.tags);
        m_triage.tags.erase(std::ranges::unique(m_triage.tags).begin(), m_triage.tags.end());
        add(EventKind::Tagged, before, joined(m_triage.tags), {});
    }

    void add(EventKind kind, std::string from, std::string to, std::string detail)
    {
        TriageChange change;
        change.id = m_id;
        change.version = m_version++;
        change.triage = m_triage;
        change.event.kind = kind;
        change.event.from = std::move(from);
        change.event.to = std::move(to);
        change.event.detail = std::move(detail);
        m_changes.push_back(std::move(change));
    }

    const MarkCommand &m_command;
    secret::SecretId m_id;
    Triage m_triage;
    std::uint64_t m_version;
    finding::Verdict m_verdict;
    std::vector<TriageChange> m_changes;
};

/// A reason or note that repeats the secret would show it wherever it is shown.
Result<void> refuseValues(const MarkCommand &command, const store::Store &store,
                          const secret::SecretId &id)
{
    const auto value = store.value(id, {});
    if (!value || value->isEmpty())
        return {};
    for (const std::string &text :
         {command.why, command.note.value_or(""), command.owner.value_or("")}) {
        if (text.contains(value->view()))
            return fail(ErrorKind::Denied, "the text holds the secret itself; leave it out");
    }
    return {};
}

int tell(const MarkCommand &command, const std::vector<KeptFinding> &findings,
         const std::vector<finding::ChangeOutcome> &outcomes)
{
    auto json = nlohmann::ordered_json::array();
    bool isWhole = true;
    for (const KeptFinding &kept : findings) {
        bool isKept = true;
        finding::Record record = kept.record;
        for (const finding::ChangeOutcome &outcome : outcomes) {
            if (outcome.record.id != kept.finding.id)
                continue;
            isKept = isKept && outcome.isKept;
            record = outcome.record;
        }
        isWhole = isWhole && isKept;
        const std::string state = stateOf(record.triage);
        if (command.json)
            json.push_back({{"id", kept.finding.id.hex()},
                            {"number", kept.finding.label()},
                            {"kept", isKept},
                            {"decision", state},
                            {"version", record.version}});
        else
            std::cout << kept.finding.label() << "  " << state
                      << (isKept ? "\n" : "  not changed: somebody else was first; look again\n");
    }
    if (command.json)
        std::cout << json.dump(1) << '\n';
    return isWhole ? ExitNothing : ExitIncomplete;
}

} // namespace

int runMarkCommand(const MarkCommand &command)
{
    const auto application = makeApplication();
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    const auto findings = namedFindings(**store, command.ids);
    if (!findings)
        return fails(findings.error());
    const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(
                                 std::chrono::system_clock::now().time_since_epoch())
                                 .count();
    std::vector<TriageChange> changes;
    for (const KeptFinding &kept : *findings) {
        if (auto fine = refuseValues(command, **store, kept.finding.id); !fine)
            return fails(fine.error());
        auto some = Marking(command, kept).changes(now);
        if (!some) {
            Error error = some.error();
            error.where = kept.finding.label();
            return fails(error);
        }
        std::ranges::move(*some, std::back_inserter(changes));
    }
    if (command.isDryRun) {
        for (const TriageChange &change : changes)
            say(std::format("would change {}: {}{}{}", change.id.hex(),
                            finding::eventKindName(change.event.kind),
                            change.event.to.empty() ? "" : " ", escapeControl(change.event.to)));
        return ExitNothing;
    }
    const auto outcomes = (*store)->change(changes);
    return outcomes ? tell(command, *findings, *outcomes) : fails(outcomes.error());
}

} // namespace rekey::app
