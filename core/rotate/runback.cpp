// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/listed.h"
#include "core/base/text.h"
#include "core/rotate/run.h"

#include <algorithm>
#include <format>

namespace rekey::rotate {

namespace {

bool isAccepted(finding::Verdict verdict)
{
    return verdict == finding::Verdict::Live || verdict == finding::Verdict::LiveLimited;
}

} // namespace

Result<void> Run::skip(StepKind kind, const std::string &why)
{
    const std::optional<std::size_t> step = m_history.next();
    if (!step)
        return fail(ErrorKind::Invalid, "there is no step left to skip");
    const StepKind next = m_history.plan.steps[*step].kind;
    if (next != kind)
        return fail(ErrorKind::Invalid,
                    std::format("the next step is {}, not {}: nothing is skipped", stepName(next),
                                stepName(kind)));
    switch (next) {
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
    if (!m_history.end.empty())
        return fail(ErrorKind::Invalid, "this rotation has ended");
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
    chooseSigner(false);
    for (const std::string &id : m_lost) {
        if (auto removed = m_ports.service.remove(id); !removed)
            return removed;
    }
    m_lost.clear();
    forgetHeld();
    if (auto dropped = dropMinted(); !dropped)
        return dropped;
    return note(Phase::Undone, *step);
}

Result<void> Run::undo(std::size_t step)
{
    const auto &plan = m_history.plan;
    switch (plan.steps[step].kind) {
    case StepKind::Create:
        if (!m_history.newKey.empty()) {
            if (auto removed = m_ports.service.remove(m_history.newKey); !removed)
                return removed;
            forgetHeld();
            // Kept before the journal had the key: then the step that keeps it was never begun.
            const auto kept = m_ports.custody.kept(m_id, m_history.newKey);
            auto dropped
                = kept && *kept ? m_ports.custody.drop(m_id, m_history.newKey) : Result<void>();
            if (!kept || !dropped)
                return kept ? dropped : std::unexpected(kept.error());
        }
        return dropMinted();
    case StepKind::Keep:
        return m_ports.custody.drop(m_id, newKey());
    case StepKind::SwitchOff:
        return m_ports.service.setActive(plan.oldKey, true);
    case StepKind::HandOver: {
        const auto old = m_ports.custody.oldValue(m_id);
        if (!old)
            return std::unexpected(old.error());
        const StepState state = m_history.steps[step].state;
        const bool mayHaveNew = state == StepState::Done || state == StepState::Skipped;
        for (const std::string &consumer : plan.consumers) {
            if (auto given
                = m_ports.handover.giveBack(consumer, plan.oldKey, newKey(), *old, mayHaveNew);
                !given)
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

/// Whether the provider still has the old key, on or off.
Result<bool> Run::isOldThere()
{
    if (m_ports.service.namesKeys()) {
        const auto keys = m_ports.service.list();
        if (keys)
            return std::ranges::contains(*keys, m_history.plan.oldKey, &KeyInfo::id);
        if (keys.error().kind != ErrorKind::Unsupported)
            return std::unexpected(keys.error());
    }
    const auto old = m_ports.custody.oldValue(m_id);
    if (!old)
        return std::unexpected(old.error());
    return m_ports.service.prove(m_history.plan.oldKey, *old).transform([](finding::Verdict said) {
        return said != finding::Verdict::Dead;
    });
}

/// Whether a step that cannot be taken back did its work.
Result<bool> Run::hasHappened(std::size_t step)
{
    if (m_history.steps[step].state == StepState::Done)
        return true;
    if (m_history.plan.steps[step].kind == StepKind::Delete)
        return isOldThere().transform([](bool isThere) { return !isThere; });
    if (!m_history.isRotateBegun)
        return false;
    const auto old = m_ports.custody.oldValue(m_id);
    if (!old)
        return std::unexpected(old.error());
    return m_ports.service.prove(m_history.plan.oldKey, *old).transform([](finding::Verdict said) {
        return !isAccepted(said);
    });
}

/// What was begun, and what was left out and a person may have done in its stead.
bool Run::needsUndo(std::size_t step) const
{
    const StepKind kind = m_history.plan.steps[step].kind;
    const bool isDoneByHand
        = kind == StepKind::HandOver || kind == StepKind::SwitchOff || kind == StepKind::Delete;
    return m_history.wasBegun(step)
        || (isDoneByHand && m_history.steps[step].state == StepState::Skipped);
}

/// Steps without a way back that were begun, and did nothing.
Result<void> Run::passBeyondUndo()
{
    for (std::size_t i = m_history.steps.size(); i-- > 0;) {
        if (!needsUndo(i) || isUndoable(m_history.plan.steps[i].kind))
            continue;
        const auto happened = hasHappened(i);
        if (!happened)
            return std::unexpected(happened.error());
        if (*happened)
            return fail(ErrorKind::Invalid,
                        undoText(m_history.plan, i) + " Go on with the rotation, or give it up.");
        if (auto noted = note(Phase::Undone, i); !noted)
            return noted;
    }
    return {};
}

/// A new key that was made before the journal could say so is this run's, when its value is kept.
Result<void> Run::adoptNewKey()
{
    const auto made = m_history.indexOf(StepKind::Create);
    if (!made || !m_history.wasBegun(*made) || !m_history.newKey.empty()
        || !m_history.isCreateBegun)
        return {};
    if (!m_new.isEmpty())
        return note(Phase::After, *made, {m_newId});
    const auto keys = m_ports.service.list();
    if (!keys)
        return std::unexpected(keys.error());
    std::vector<std::string> unknown = unknownAmong(*keys);
    const auto own = ownAmong(unknown);
    if (!own)
        return std::unexpected(own.error());
    if (!own->empty())
        return note(Phase::After, *made, {*own});
    if (m_lost = std::move(unknown); m_lost.empty())
        return {};
    return fail(
        ErrorKind::Invalid,
        std::format("a key was made whose value is lost ({}): delete it first", listed(m_lost)));
}

/// Once the new key and its value are gone, nothing is left but the old key.
Result<void> Run::requireOldKey()
{
    if (m_history.newKey.empty())
        return {};
    const auto old = m_ports.custody.oldValue(m_id);
    if (!old)
        return std::unexpected(old.error());
    const auto verdict = m_ports.service.prove(m_history.plan.oldKey, *old);
    if (!verdict)
        return std::unexpected(verdict.error());
    if (isAccepted(*verdict))
        return {};
    if (settlesUntil() > m_ports.now())
        return fail(ErrorKind::Invalid,
                    "the provider does not take the old key yet, which was switched on again just "
                    "now: roll back again in a minute");
    return fail(ErrorKind::Invalid,
                std::format("the old key does not work: the provider says \"{}\" of it. Go on with "
                            "the rotation, or give it up",
                            finding::verdictName(*verdict)));
}

std::int64_t Run::settlesUntil() const
{
    const auto off = m_history.indexOf(StepKind::SwitchOff);
    const auto proven = m_history.indexOf(StepKind::ProveNew);
    if (!off || !proven || m_history.steps[*off].state != StepState::Undone)
        return 0;
    return m_history.steps[*off].at + m_history.plan.steps[*proven].waitSeconds;
}

Result<void> Run::takeBack(std::size_t step)
{
    if (!needsUndo(step))
        return {};
    chooseSigner(true);
    if (auto noted = note(Phase::Undoing, step); !noted)
        return noted;
    if (auto undone = undo(step); !undone)
        return undone;
    return note(Phase::Undone, step);
}

Result<void> Run::rollBack()
{
    m_lost.clear();
    if (!m_history.end.empty())
        return fail(ErrorKind::Invalid, "this rotation has ended");
    chooseSigner(true);
    if (auto passed = passBeyondUndo(); !passed)
        return passed;
    if (auto adopted = adoptNewKey(); !adopted)
        return adopted;
    if (const auto off = m_history.indexOf(StepKind::SwitchOff)) {
        if (auto undone = takeBack(*off); !undone)
            return undone;
    }
    chooseSigner(true);
    if (auto works = requireOldKey(); !works)
        return works;
    for (std::size_t i = m_history.steps.size(); i-- > 0;) {
        if (auto undone = takeBack(i); !undone)
            return undone;
    }
    if (auto dropped = dropMinted(); !dropped)
        return dropped;
    forgetHeld();
    return note(Phase::Ended, 0, {"rolled back"});
}

Result<void> Run::giveUp(const std::string &why)
{
    if (!m_history.end.empty())
        return fail(ErrorKind::Invalid, "this rotation has ended");
    if (why.empty())
        return fail(ErrorKind::Invalid, "say why the rotation is given up");
    if (auto kept = keepHeld(); !kept)
        return kept;
    return note(Phase::Ended, 0, {"given up", why});
}

Result<std::vector<std::string>> Run::found()
{
    chooseSigner(false);
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
