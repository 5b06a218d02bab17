// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/run.h"

#include "core/base/listed.h"
#include "core/base/text.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <format>
#include <tuple>

namespace rekey::rotate {

namespace {

constexpr std::int64_t kRetrySeconds = 2;
constexpr std::size_t kTypedCharacters = 4;
constexpr std::size_t kSaltBytes = 5; ///< short enough for what MySQL allows in names

std::string newSalt()
{
    std::array<std::byte, kSaltBytes> salt{};
    randombytes_buf(salt.data(), salt.size());
    return toHex(salt);
}

bool isRefused(finding::Verdict verdict)
{
    return verdict == finding::Verdict::Dead;
}

bool isAccepted(finding::Verdict verdict)
{
    return verdict == finding::Verdict::Live || verdict == finding::Verdict::LiveLimited;
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
    if (auto noted = run.note(Phase::Begun, 0, {planJson(plan), newSalt()}); !noted)
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
    chooseSigner(false);
    return perform(*step);
}

/// Where the old key signs for lack of an administrator's, the new one takes over before the old
/// one is off: whatever stops the process then, what is left can still be signed. On the way back
/// the new key is removed, so the old one signs again as soon as it is on.
void Run::chooseSigner(bool isGoingBack)
{
    const auto mayBeDone = [this](StepKind kind) {
        const auto step = m_history.indexOf(kind);
        return step && needsUndo(*step);
    };
    const bool isOldMaybeOff = mayBeDone(StepKind::SwitchOff) || mayBeDone(StepKind::Delete);
    const bool isNewProven
        = m_history.plan.method == Method::TwoKeys && m_history.isDone(StepKind::ProveNew);
    if (isNewProven && (isOldMaybeOff || !isGoingBack)) {
        if (const auto value = newValue()) {
            m_ports.service.signWith(newKey(), *value);
            return;
        }
    }
    m_ports.service.signWith({}, {});
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

/// Keys that are listed now and were not before Create was begun.
std::vector<std::string> Run::unknownAmong(const std::vector<KeyInfo> &keys) const
{
    std::vector<std::string> unknown;
    for (const KeyInfo &key : keys) {
        if (m_history.isCreateBegun && key.id != m_history.plan.oldKey
            && !std::ranges::contains(m_history.keysBefore, key.id))
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
    if (!m_new.isEmpty()) {
        std::ignore = keepHeld();
        return done(step, {m_newId});
    }
    // One list for both questions: a key that comes up between two of them would be nobody's.
    const auto keys = m_ports.service.list();
    if (!keys)
        return failed(step, keys.error());
    std::string halfMade;
    if (auto unknown = unknownAmong(*keys); !unknown.empty()) {
        const auto kept = keptAmong(unknown);
        const auto own = kept && kept->empty() ? ownAmong(unknown) : kept;
        if (!own)
            return failed(step, own.error());
        // Any others are somebody else's.
        if (own->empty()) {
            m_lost = std::move(unknown);
            return lostKeyProgress(step);
        }
        // Its value came before the process ended, or it was here all the time.
        if (!kept->empty() || m_ports.service.makesWhole()) {
            auto stored = kept->empty() ? keepMinted(*own) : Result<void>();
            return stored ? done(step, {*own}) : failed(step, stored.error());
        }
        if (auto noted = note(Phase::Undoing, step, {*own}); !noted)
            return std::unexpected(noted.error());
        if (auto removed = m_ports.service.remove(*own); !removed)
            return failed(step, removed.error());
        halfMade = *own;
    }
    const auto minted = mintedValue();
    if (!minted)
        return failed(step, minted.error());
    std::vector<std::string> ids;
    for (const KeyInfo &key : *keys) {
        if (key.id != halfMade)
            ids.push_back(key.id);
    }
    if (auto noted = note(Phase::Before, step, std::move(ids)); !noted)
        return std::unexpected(noted.error());
    auto made = m_ports.service.create(std::format("{}-{}",
                                                   m_history.salt.empty() ? m_id : m_history.salt,
                                                   m_history.createsUndone),
                                       *minted);
    if (!made)
        return failed(step, made.error());
    m_new = std::move(made->value);
    m_newId = std::move(made->id);
    m_more = std::move(made->more);
    std::ignore = keepHeld();
    return done(step, {m_newId});
}

Result<void> Run::keepMinted(const std::string &keyId)
{
    const auto minted = keptMinted();
    if (!minted)
        return std::unexpected(minted.error());
    return *minted ? m_ports.custody.keep(m_id, keyId, **minted) : Result<void>();
}

/// Before the journal has the step's end, so that a process which dies in between loses nothing. A
/// failure is no harm while the process lives: the value is still here, and to keep it is tried
/// again. A value that is kept is taken for whole, so what belongs to it comes first.
Result<void> Run::keepHeld()
{
    if (!holdsValue())
        return {};
    const std::string &keyId = m_newId.empty() ? m_history.plan.oldKey : m_newId;
    for (const auto &[name, value] : m_more) {
        if (auto kept = m_ports.custody.keep(m_id, partName(keyId, name), value); !kept)
            return kept;
    }
    auto kept = m_ports.custody.keep(m_id, keyId, m_new);
    m_isNewKept = kept.has_value();
    return kept;
}

/// With its key, or once it is kept for good: it must not be taken for another key's.
void Run::forgetHeld()
{
    m_new.clear();
    m_newId.clear();
    m_more.clear();
    m_isNewKept = false;
}

/// No key has such an id: no provider begins one with a blank.
std::string Run::mintedName() const
{
    return std::format(" minted-{}", m_history.createsUndone);
}

Result<std::optional<secret::SecretBytes>> Run::keptMinted() const
{
    return m_ports.custody.kept(m_id, mintedName());
}

/// The value that the next call sets, kept already; empty where the provider makes it. Another try
/// takes the same one: the first may have set it.
Result<secret::SecretBytes> Run::mintedValue()
{
    auto kept = keptMinted();
    if (!kept)
        return std::unexpected(kept.error());
    if (*kept)
        return std::move(**kept);
    auto made = m_ports.service.mint();
    if (!made)
        return secret::SecretBytes();
    if (auto stored = m_ports.custody.keep(m_id, mintedName(), *made); !stored)
        return std::unexpected(stored.error());
    return *std::move(made);
}

Result<void> Run::dropMinted()
{
    const auto kept = keptMinted();
    if (!kept)
        return std::unexpected(kept.error());
    return *kept ? m_ports.custody.drop(m_id, mintedName()) : Result<void>();
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

/// The one that this run made: its value is kept, or the value that was to be set lets in with it.
Result<std::string> Run::ownAmong(const std::vector<std::string> &ids)
{
    auto kept = keptAmong(ids);
    if (!kept || !kept->empty())
        return kept;
    const auto minted = keptMinted();
    if (!minted)
        return std::unexpected(minted.error());
    for (const std::string &id : ids) {
        if (!*minted)
            break;
        const auto verdict = m_ports.service.prove(id, **minted);
        if (!verdict)
            return std::unexpected(verdict.error());
        if (isAccepted(*verdict))
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
        return fail(ErrorKind::NotFound,
                    "the new key's value is not in the store: roll back, or give this rotation up "
                    "and make another key");
    return std::move(**kept);
}

Result<Progress> Run::keepNew(std::size_t step)
{
    // Whatever becomes of the journal's entry: it may be the disk that lets in no more than one.
    const auto stored = keepHeld();
    if (auto noted = note(Phase::Before, step); !noted)
        return std::unexpected(noted.error());
    if (!stored)
        return failed(step, stored.error());
    const auto kept = m_ports.custody.kept(m_id, newKey());
    if (!kept)
        return failed(step, kept.error());
    if (!m_new.isEmpty() && (!*kept || !m_new.equals(**kept))) {
        m_isNewKept = false;
        return failed(step,
                      {ErrorKind::Io,
                       "the store did not give back the value that it was given: try again, "
                       "and look after the disk that it is on",
                       {}});
    }
    if (!*kept && m_history.plan.method != Method::SelfRotate) {
        m_lost = {m_history.newKey};
        return lostKeyProgress(step);
    }
    if (!*kept)
        return failed(step,
                      {ErrorKind::NotFound,
                       "the new value is lost: make a new key at the provider's console, and give "
                       "this rotation up",
                       {}});
    if (auto dropped = dropMinted(); !dropped)
        return failed(step, dropped.error());
    auto progress = done(step);
    if (progress)
        forgetHeld();
    return progress;
}

Result<Progress> Run::handOver(std::size_t step)
{
    const auto value = newValue();
    if (!value)
        return failed(step, value.error());
    if (auto noted = note(Phase::Before, step); !noted)
        return std::unexpected(noted.error());
    // One that cannot be reached keeps nobody else from getting it.
    Result<void> whole;
    bool isForPerson = true;
    for (const std::string &consumer : m_history.plan.consumers) {
        auto given = m_ports.handover.deliver(consumer, newKey(), *value);
        isForPerson = isForPerson && (given || given.error().kind == ErrorKind::Unsupported);
        if (whole && !given)
            whole = std::move(given);
    }
    if (whole)
        return done(step);
    auto progress = failed(step, whole.error());
    if (progress)
        progress->isForPerson = isForPerson;
    return progress;
}

Result<Progress> Run::confirm(std::size_t step)
{
    std::vector<std::string> missing;
    for (const std::string &consumer : m_history.plan.consumers) {
        const auto confirmed = m_ports.handover.isConfirmed(consumer, newKey());
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
    // That no use is told is no proof that there was none: then the whole time is watched.
    const bool isTold = *lastUse > 0;
    const std::int64_t since = isTold ? *lastUse : m_history.steps[step - 1].at;
    const std::int64_t until = since + m_history.plan.steps[step].waitSeconds;
    if (m_ports.now() >= until)
        return done(step);
    const std::string old = escapeControl(m_history.plan.oldKey);
    return Progress{Progress::Kind::Waits, step,
                    isTold ? std::format("{} was used a short while ago.", old)
                           : std::format("The provider tells no use of {}, which is no proof: it "
                                         "is watched for the whole time.",
                                         old),
                    until};
}

Result<Progress> Run::selfRotate(std::size_t step)
{
    if (!m_new.isEmpty()) {
        std::ignore = keepHeld();
        return done(step);
    }
    const auto kept = keptAmong({m_history.plan.oldKey});
    if (!kept)
        return failed(step, kept.error());
    if (!kept->empty())
        return done(step);
    const auto old = m_ports.custody.oldValue(m_id);
    if (!old)
        return failed(step, old.error());
    const bool wasSent = m_history.isRotateBegun;
    // Asked first in any case: some providers answer a rotation of a dead token by revoking its
    // successors too.
    const auto verdict = m_ports.service.prove(m_history.plan.oldKey, *old);
    if (!verdict)
        return failed(step, verdict.error());
    if (!isAccepted(*verdict) && wasSent)
        return afterLostAnswer(step);
    if (!isAccepted(*verdict))
        return failed(step,
                      {ErrorKind::Invalid,
                       "the old value does not work any more, so it can get no successor: "
                       "make a new key at the provider's console, and give this rotation up",
                       {}});
    if (!wasSent && !m_mayDelete) {
        return Progress{Progress::Kind::NeedsYou, step,
                        "The old value dies with this call: type the last 4 characters of the "
                        "key's id.",
                        0};
    }
    const auto minted = mintedValue();
    if (!minted)
        return failed(step, minted.error());
    if (auto noted = note(Phase::Before, step); !noted)
        return std::unexpected(noted.error());
    auto made = m_ports.service.selfRotate(*old, *minted);
    if (!made) {
        // Whether it happened is not known: stays Unsure, so that the old value is asked first.
        return Progress{Progress::Kind::Failed, step, made.error().text(), 0};
    }
    m_new = std::move(made->value);
    m_more = std::move(made->more);
    std::ignore = keepHeld();
    return done(step);
}

/// The old value is refused after the call was sent: a value that was made here is the new one.
Result<Progress> Run::afterLostAnswer(std::size_t step)
{
    const auto minted = keptMinted();
    if (!minted)
        return failed(step, minted.error());
    if (*minted) {
        const auto verdict = m_ports.service.prove(m_history.plan.oldKey, **minted);
        if (!verdict)
            return failed(step, verdict.error());
        if (isAccepted(*verdict)) {
            auto kept = keepMinted(m_history.plan.oldKey);
            return kept ? done(step) : failed(step, kept.error());
        }
    }
    return Progress{Progress::Kind::NeedsYou, step,
                    "The provider changed the value and the answer was lost: make a new key with "
                    "an administrator's credential, and give this rotation up.",
                    0};
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
        return Progress{Progress::Kind::Waits, step,
                        verdict ? "The provider does not know of it yet." : verdict.error().text(),
                        std::min(until, m_ports.now() + kRetrySeconds)};
    if (!verdict)
        return failed(step, verdict.error());
    return failed(step,
                  {ErrorKind::Invalid,
                   std::format("the provider says \"{}\" of the {} key: {}",
                               finding::verdictName(*verdict), isNew ? "new" : "old",
                               isNew ? "try again in a while, or roll back"
                                     : "try again in a while, or end the key at its console"),
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

} // namespace rekey::rotate
