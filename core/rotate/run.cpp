// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/run.h"

#include "core/base/text.h"

#include <algorithm>
#include <format>
#include <tuple>

namespace rekey::rotate {

namespace {

constexpr std::int64_t kRetrySeconds = 2;
constexpr std::size_t kTypedCharacters = 4;

bool isRefused(finding::Verdict verdict)
{
    return verdict == finding::Verdict::Dead;
}

bool isAccepted(finding::Verdict verdict)
{
    return verdict == finding::Verdict::Live || verdict == finding::Verdict::LiveLimited;
}

std::string listed(const std::vector<std::string> &ids)
{
    std::string text;
    for (const std::string &id : ids)
        text += (text.empty() ? "" : ", ") + escapeControl(id);
    return text;
}

} // namespace

Result<Run> Run::begin(RunPorts ports, std::string id, const Plan &plan)
{
    const auto known = ports.journal.entries(id);
    if (!known)
        return std::unexpected(known.error());
    if (!known->empty())
        return fail(ErrorKind::Invalid, "this rotation was begun before: resume it", id);
    Run run(std::move(ports), std::move(id), {});
    if (auto noted = run.note(Phase::Begun, 0, {planJson(plan)}); !noted)
        return std::unexpected(noted.error());
    return run;
}

Result<Run> Run::resume(RunPorts ports, std::string id)
{
    const auto entries = ports.journal.entries(id);
    if (!entries)
        return std::unexpected(entries.error());
    auto history = replay(*entries);
    if (!history)
        return std::unexpected(history.error());
    return Run(std::move(ports), std::move(id), *std::move(history));
}

Result<void> Run::note(Phase phase, std::size_t step, std::vector<std::string> facts)
{
    const Entry entry{phase, step, m_ports.now(), std::move(facts)};
    if (auto kept = m_ports.journal.append(m_id, entry); !kept)
        return kept;
    return take(m_history, entry);
}

Result<Progress> Run::done(std::size_t step, std::vector<std::string> facts)
{
    if (auto noted = note(Phase::After, step, std::move(facts)); !noted)
        return std::unexpected(noted.error());
    return Progress{Progress::Kind::Stepped, step, changeText(m_history.plan, step), 0};
}

Result<Progress> Run::failed(std::size_t step, const Error &error)
{
    if (auto noted = note(Phase::Failed, step, {error.text()}); !noted)
        return std::unexpected(noted.error());
    return Progress{Progress::Kind::Failed, step, error.text(), 0};
}

Result<Progress> Run::advance()
{
    m_lost.clear();
    if (!m_history.end.empty())
        return Progress{Progress::Kind::Ended, 0, m_history.end, 0};
    const std::optional<std::size_t> step = m_history.next();
    if (!step) {
        if (auto noted = note(Phase::Ended, 0, {"done"}); !noted)
            return std::unexpected(noted.error());
        return Progress{Progress::Kind::Ended, 0, m_history.end, 0};
    }
    return perform(*step);
}

Result<Progress> Run::perform(std::size_t step)
{
    switch (m_history.plan.steps[step].kind) {
    case StepKind::Create:
        return create(step);
    case StepKind::Keep:
        return keepNew(step);
    case StepKind::HandOver:
        return handOver(step);
    case StepKind::ProveNew:
        return prove(step, true);
    case StepKind::Confirm:
        return confirm(step);
    case StepKind::Quiet:
        return quiet(step);
    case StepKind::SwitchOff:
    case StepKind::Delete:
        return removeOld(step);
    case StepKind::SelfRotate:
        return selfRotate(step);
    case StepKind::ProveOld:
        return prove(step, false);
    }
    return fail(ErrorKind::Internal, "the plan has a step of an unknown kind");
}

/// Keys that the provider lists now and did not list before Create was begun.
Result<std::vector<std::string>> Run::unknownKeys()
{
    if (!m_history.isCreateBegun)
        return std::vector<std::string>();
    const auto keys = m_ports.service.list();
    if (!keys)
        return std::unexpected(keys.error());
    std::vector<std::string> unknown;
    for (const KeyInfo &key : *keys) {
        if (key.id != m_history.plan.oldKey && !std::ranges::contains(m_history.keysBefore, key.id))
            unknown.push_back(key.id);
    }
    return unknown;
}

Progress Run::lostKeyProgress(std::size_t step) const
{
    return {Progress::Kind::NeedsYou, step,
            std::format("A key was made and its value was lost on the way ({}): delete it and make "
                        "another.",
                        listed(m_lost)),
            0};
}

Result<Progress> Run::create(std::size_t step)
{
    // The provider answered, and only the journal's entry is missing.
    if (!m_new.isEmpty())
        return done(step, {m_newId});
    auto unknown = unknownKeys();
    if (!unknown)
        return failed(step, unknown.error());
    if (!unknown->empty()) {
        const auto kept = keptAmong(*unknown);
        if (!kept)
            return failed(step, kept.error());
        // Its value came before the process ended; any others are somebody else's.
        if (!kept->empty())
            return done(step, {*kept});
        m_lost = *std::move(unknown);
        return lostKeyProgress(step);
    }
    const auto keys = m_ports.service.list();
    if (!keys)
        return failed(step, keys.error());
    std::vector<std::string> ids;
    for (const KeyInfo &key : *keys)
        ids.push_back(key.id);
    if (auto noted = note(Phase::Before, step, std::move(ids)); !noted)
        return std::unexpected(noted.error());
    auto made = m_ports.service.create(std::format("{}-{}", m_id, m_history.createsUndone));
    if (!made)
        return failed(step, made.error());
    m_new = std::move(made->value);
    m_newId = std::move(made->id);
    keepAtOnce(m_newId);
    return done(step, {m_newId});
}

/// Before the journal has the step's end, so that a process which dies in between loses nothing. A
/// failure is no harm: the value is still here, and to keep it is the next step.
void Run::keepAtOnce(const std::string &keyId)
{
    std::ignore = m_ports.custody.keep(m_id, keyId, m_new);
}

/// The one whose value is kept; empty when there is none.
Result<std::string> Run::keptAmong(const std::vector<std::string> &ids) const
{
    for (const std::string &id : ids) {
        const auto kept = m_ports.custody.kept(m_id, id);
        if (!kept)
            return std::unexpected(kept.error());
        if (*kept)
            return id;
    }
    return std::string();
}

const std::string &Run::newKey() const
{
    return m_history.plan.method == Method::SelfRotate ? m_history.plan.oldKey : m_history.newKey;
}

Result<secret::SecretBytes> Run::newValue() const
{
    auto kept = m_ports.custody.kept(m_id, newKey());
    if (!kept)
        return std::unexpected(kept.error());
    if (!*kept)
        return fail(ErrorKind::NotFound, "the new key's value is not in the store");
    return std::move(**kept);
}

Result<Progress> Run::keepNew(std::size_t step)
{
    if (auto noted = note(Phase::Before, step); !noted)
        return std::unexpected(noted.error());
    if (!m_new.isEmpty()) {
        if (auto kept = m_ports.custody.keep(m_id, newKey(), m_new); !kept)
            return failed(step, kept.error());
    }
    const auto kept = m_ports.custody.kept(m_id, newKey());
    if (!kept)
        return failed(step, kept.error());
    if (!*kept && m_history.plan.method != Method::SelfRotate) {
        m_lost = {m_history.newKey};
        return lostKeyProgress(step);
    }
    if (!*kept)
        return failed(step,
                      {ErrorKind::NotFound,
                       "the new value is lost: make a new key at the provider's console",
                       {}});
    if (!m_new.isEmpty() && !m_new.equals(**kept))
        return failed(step, {ErrorKind::Io, "the store gave back another value", {}});
    auto progress = done(step);
    if (progress)
        m_new.clear();
    return progress;
}

Result<Progress> Run::handOver(std::size_t step)
{
    const auto value = newValue();
    if (!value)
        return failed(step, value.error());
    if (auto noted = note(Phase::Before, step); !noted)
        return std::unexpected(noted.error());
    for (const std::string &consumer : m_history.plan.consumers) {
        if (auto given = m_ports.handover.deliver(consumer, newKey(), *value); !given)
            return failed(step, given.error());
    }
    return done(step);
}

Result<Progress> Run::confirm(std::size_t step)
{
    std::vector<std::string> missing;
    for (const std::string &consumer : m_history.plan.consumers) {
        const auto confirmed = m_ports.handover.isConfirmed(consumer);
        if (!confirmed)
            return failed(step, confirmed.error());
        if (!*confirmed)
            missing.push_back(consumer);
    }
    if (missing.empty())
        return done(step);
    return Progress{Progress::Kind::NeedsYou, step,
                    std::format("Not seen working with the new key yet: {}.", listed(missing)), 0};
}

Result<Progress> Run::quiet(std::size_t step)
{
    const auto lastUse = m_ports.service.lastUse(m_history.plan.oldKey);
    if (!lastUse)
        return failed(step, lastUse.error());
    const std::int64_t until = *lastUse + m_history.plan.steps[step].waitSeconds;
    if (*lastUse == 0 || m_ports.now() >= until)
        return done(step);
    return Progress{
        Progress::Kind::Waits, step,
        std::format("{} was used a short while ago.", escapeControl(m_history.plan.oldKey)), until};
}

Result<Progress> Run::selfRotate(std::size_t step)
{
    if (!m_new.isEmpty())
        return done(step);
    const auto kept = keptAmong({m_history.plan.oldKey});
    if (!kept)
        return failed(step, kept.error());
    if (!kept->empty())
        return done(step);
    const auto old = m_ports.custody.oldValue(m_id);
    if (!old)
        return failed(step, old.error());
    const bool isUnsure = m_history.steps[step].state == StepState::Unsure;
    // Asked first in any case: some providers answer a rotation of a dead token by revoking its
    // successors too.
    const auto verdict = m_ports.service.prove(m_history.plan.oldKey, *old);
    if (!verdict && isUnsure)
        return Progress{Progress::Kind::Failed, step, verdict.error().text(), 0};
    if (!verdict)
        return failed(step, verdict.error());
    if (!isAccepted(*verdict) && isUnsure)
        return Progress{Progress::Kind::NeedsYou, step,
                        "The provider changed the value and the answer was lost: make a new key "
                        "with an administrator's credential.",
                        0};
    if (!isAccepted(*verdict))
        return failed(step, {ErrorKind::Invalid, "the old value does not work any more", {}});
    if (!isUnsure && !m_mayDelete) {
        return Progress{Progress::Kind::NeedsYou, step,
                        "The old value dies with this call: type the last 4 characters of the "
                        "key's id.",
                        0};
    }
    if (auto noted = note(Phase::Before, step); !noted)
        return std::unexpected(noted.error());
    auto value = m_ports.service.selfRotate(*old);
    if (!value) {
        // Whether it happened is not known: stays Unsure, so that the old value is asked first.
        return Progress{Progress::Kind::Failed, step, value.error().text(), 0};
    }
    m_new = *std::move(value);
    keepAtOnce(m_history.plan.oldKey);
    return done(step);
}

Result<Progress> Run::prove(std::size_t step, bool isNew)
{
    auto value = isNew ? newValue() : m_ports.custody.oldValue(m_id);
    if (!value)
        return failed(step, value.error());
    if (m_history.steps[step].state != StepState::Unsure) {
        if (auto noted = note(Phase::Before, step); !noted)
            return std::unexpected(noted.error());
    }
    const auto verdict = m_ports.service.prove(isNew ? newKey() : m_history.plan.oldKey, *value);
    if (verdict && (isNew ? isAccepted(*verdict) : isRefused(*verdict)))
        return done(step, {std::string(finding::verdictName(*verdict))});
    const std::int64_t until = m_history.steps[step].at + m_history.plan.steps[step].waitSeconds;
    if (m_ports.now() < until)
        return Progress{Progress::Kind::Waits, step, "The provider does not know of it yet.",
                        std::min(until, m_ports.now() + kRetrySeconds)};
    if (!verdict)
        return failed(step, verdict.error());
    return failed(step,
                  {ErrorKind::Invalid,
                   std::format("the provider says \"{}\" of the {} key",
                               finding::verdictName(*verdict), isNew ? "new" : "old"),
                   {}});
}

/// Whether the old key may be touched: after the new one was used, or where the method says so.
bool Run::isOldProtected() const
{
    return m_history.plan.method == Method::TwoKeys && !m_history.isDone(StepKind::ProveNew);
}

Result<Progress> Run::removeOld(std::size_t step)
{
    if (isOldProtected())
        return fail(ErrorKind::Internal, "the old key is kept until the new one has been proven");
    const bool isDelete = m_history.plan.steps[step].kind == StepKind::Delete;
    if (isDelete && !m_mayDelete)
        return Progress{Progress::Kind::NeedsYou, step,
                        std::format("Deleting {} cannot be undone: type the last 4 characters of "
                                    "its id.",
                                    escapeControl(m_history.plan.oldKey)),
                        0};
    if (auto noted = note(Phase::Before, step); !noted)
        return std::unexpected(noted.error());
    const auto gone = isDelete ? m_ports.service.remove(m_history.plan.oldKey)
                               : m_ports.service.setActive(m_history.plan.oldKey, false);
    if (!gone)
        return failed(step, gone.error());
    return done(step);
}

bool Run::approveDelete(std::string_view typed)
{
    const std::string_view old = m_history.plan.oldKey;
    const std::size_t count = std::min(kTypedCharacters, old.size());
    m_mayDelete = typed == old.substr(old.size() - count);
    return m_mayDelete;
}

Result<void> Run::skip(const std::string &why)
{
    const std::optional<std::size_t> step = m_history.next();
    if (!step)
        return fail(ErrorKind::Invalid, "there is no step left to skip");
    switch (m_history.plan.steps[*step].kind) {
    case StepKind::Create:
    case StepKind::Keep:
    case StepKind::ProveNew:
    case StepKind::SelfRotate:
        return fail(ErrorKind::Invalid, "without this step a key could be lost: roll back instead");
    case StepKind::HandOver:
    case StepKind::Confirm:
    case StepKind::Quiet:
    case StepKind::SwitchOff:
    case StepKind::Delete:
    case StepKind::ProveOld:
        break;
    }
    if (why.empty())
        return fail(ErrorKind::Invalid, "say why the step is skipped");
    return note(Phase::Skipped, *step, {why});
}

Result<void> Run::deleteLostKeys()
{
    const auto step = m_history.indexOf(StepKind::Create);
    if (!step || m_lost.empty())
        return {};
    if (auto noted = note(Phase::Undoing, *step, m_lost); !noted)
        return noted;
    for (const std::string &id : m_lost) {
        if (auto removed = m_ports.service.remove(id); !removed)
            return removed;
    }
    m_lost.clear();
    return note(Phase::Undone, *step);
}

Result<void> Run::undo(std::size_t step)
{
    const auto &plan = m_history.plan;
    switch (plan.steps[step].kind) {
    case StepKind::Create:
        return m_history.newKey.empty() ? Result<void>() : m_ports.service.remove(m_history.newKey);
    case StepKind::Keep:
        return m_ports.custody.drop(m_id, newKey());
    case StepKind::SwitchOff:
        return m_ports.service.setActive(plan.oldKey, true);
    case StepKind::HandOver: {
        const auto old = m_ports.custody.oldValue(m_id);
        if (!old)
            return std::unexpected(old.error());
        for (const std::string &consumer : plan.consumers) {
            if (auto given = m_ports.handover.deliver(consumer, plan.oldKey, *old); !given)
                return given;
        }
        return {};
    }
    case StepKind::ProveNew:
    case StepKind::Confirm:
    case StepKind::Quiet:
    case StepKind::Delete:
    case StepKind::SelfRotate:
    case StepKind::ProveOld:
        break;
    }
    return {};
}

Result<void> Run::rollBack()
{
    if (!m_history.end.empty())
        return fail(ErrorKind::Invalid, "this rotation has ended");
    const auto wasBegun = [this](std::size_t i) {
        const StepState state = m_history.steps[i].state;
        return state == StepState::Done || state == StepState::Unsure || state == StepState::Failed;
    };
    for (std::size_t i = 0; i < m_history.steps.size(); ++i) {
        if (wasBegun(i) && !isUndoable(m_history.plan.steps[i].kind))
            return fail(ErrorKind::Invalid, undoText(m_history.plan, i));
    }
    const auto made = m_history.indexOf(StepKind::Create);
    if (made && wasBegun(*made) && m_history.newKey.empty()) {
        auto unknown = unknownKeys();
        if (!unknown)
            return std::unexpected(unknown.error());
        if (m_lost = *std::move(unknown); !m_lost.empty())
            return fail(ErrorKind::Invalid,
                        std::format("a key was made whose value is lost ({}): delete it first",
                                    listed(m_lost)));
    }
    for (std::size_t i = m_history.steps.size(); i-- > 0;) {
        if (!wasBegun(i))
            continue;
        if (auto noted = note(Phase::Undoing, i); !noted)
            return noted;
        if (auto undone = undo(i); !undone)
            return undone;
        if (auto noted = note(Phase::Undone, i); !noted)
            return noted;
    }
    m_new.clear();
    return note(Phase::Ended, 0, {"rolled back"});
}

Result<std::vector<std::string>> Run::found()
{
    const auto keys = m_ports.service.list();
    if (!keys)
        return std::unexpected(keys.error());
    std::vector<std::string> lines;
    const auto stateOf = [&](const std::string &id) -> std::string {
        const auto key = std::ranges::find(*keys, id, &KeyInfo::id);
        if (key == keys->end())
            return "not listed";
        return key->isActive ? "listed, on" : "listed, off";
    };
    const bool isOldGone = m_history.isDone(StepKind::Delete);
    const bool isOldOff = m_history.isDone(StepKind::SwitchOff);
    lines.push_back(std::format("Old key {}: planned {}, found {}.",
                                escapeControl(m_history.plan.oldKey),
                                isOldGone      ? "gone"
                                    : isOldOff ? "off"
                                               : "on",
                                stateOf(m_history.plan.oldKey)));
    if (!m_history.newKey.empty())
        lines.push_back(std::format("New key {}: planned on, found {}.",
                                    escapeControl(m_history.newKey), stateOf(m_history.newKey)));
    for (const KeyInfo &key : *keys) {
        if (key.id != m_history.plan.oldKey && key.id != m_history.newKey)
            lines.push_back(std::format("Another key {}: {}.", escapeControl(key.id),
                                        key.isActive ? "on" : "off"));
    }
    return lines;
}

} // namespace rekey::rotate
