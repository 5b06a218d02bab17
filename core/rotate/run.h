// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/history.h"
#include "core/rotate/journal.h"
#include "core/rotate/ports.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

struct RunPorts
{
    KeyService &service;
    Custody &custody;
    Handover &handover;
    Journal &journal;
    std::function<std::int64_t()> now; ///< seconds since 1970 UTC
};

/// What one call of Run::advance() led to.
struct Progress
{
    enum class Kind : std::uint8_t
    {
        Stepped, ///< a step is done; call again
        Waits, ///< until `until`; nothing was done
        NeedsYou, ///< a person has to act: see `text` and Run::lostKeys()
        Failed, ///< the step may be tried again, skipped, or the run rolled back
        Ended,
    };

    Kind kind = Kind::Stepped;
    std::size_t step = 0;
    std::string text; ///< one sentence; no values
    std::int64_t until = 0; ///< of Waits; seconds since 1970 UTC
    bool isForPerson = false; ///< of Failed: nothing went wrong, nobody said yet how it is done
};

/// One rotation: a plan done step by step, so that at every moment either the old key works or the
/// new one's value is kept, whatever stops the process. Before each remote call and after it an
/// entry of the journal is made durable; a run knows nothing but what the journal, the provider and
/// the custody say, but for a new value on its way to the custody. A value that is made here is in
/// the custody before any call sets it.
///
/// One thread at a time; calls block. The ports must outlive it. Errors of the journal come back
/// as they are: then nothing more was done.
class Run
{
public:
    /// Takes the plan down. Errors: Invalid (there is such a run already), those of the journal.
    [[nodiscard]] static Result<Run> begin(RunPorts ports, std::string id, const Plan &plan);
    /// Goes on with what the journal knows. Errors: NotFound, Malformed, those of the journal.
    [[nodiscard]] static Result<Run> resume(RunPorts ports, std::string id);

    [[nodiscard]] const std::string &id() const { return m_id; }
    [[nodiscard]] const History &history() const { return m_history; }
    /// Id of the key that takes over; empty before it is known.
    [[nodiscard]] const std::string &newKey() const;

    /// Whether a new value is in this process alone, since the custody did not take it: to end now
    /// would lose it.
    /// Then advance() does nothing but try to keep it: call it again until this is false.
    [[nodiscard]] bool holdsValue() const { return !m_new.isEmpty() && !m_isNewKept; }

    /// Does the next step, or says why not. Any failure of a port is a Failed step.
    [[nodiscard]] Result<Progress> advance();

    /// Lets the next step delete the old key; `typed` is the end of its id, 4 characters. False
    /// when it is something else.
    [[nodiscard]] bool approveDelete(std::string_view typed);
    /// Leaves the next step out, which has to be of that kind: a person who agreed to leave out one
    /// has not agreed to another. Errors: Invalid (it is another one; without it a key could be
    /// lost; no reason).
    [[nodiscard]] Result<void> skip(StepKind kind, const std::string &why);

    /// Keys this run made, or may have made, whose values nobody has. Told by the last advance().
    [[nodiscard]] const std::vector<std::string> &lostKeys() const { return m_lost; }
    /// Deletes those at the provider; the next advance() makes another key. A person has agreed to
    /// the ids, since somebody else may have made one of them at the same time.
    [[nodiscard]] Result<void> deleteLostKeys();

    /// Takes back what was done or left out for a person to do, and ends the run: first the old key
    /// is switched on again, then the rest, last step first. No new key is removed before the
    /// provider takes the old one. A step that cannot be taken back is no hindrance when the
    /// provider shows that it did not happen. Errors: Invalid (a step cannot be taken back, the old
    /// key does not work, or keys are lost: see lostKeys()), those of the ports. May be called
    /// again.
    [[nodiscard]] Result<void> rollBack();
    /// Until when rollBack() may find the old key not working because it was switched on just
    /// before; seconds since 1970 UTC, 0: it was not.
    [[nodiscard]] std::int64_t settlesUntil() const;
    /// Ends the run as it stands: nothing is sent, what is kept stays kept. For a run that can go
    /// neither on nor back. Errors: Invalid (it has ended; no reason), those of the custody (a
    /// value is here alone and cannot be kept: see holdsValue()).
    [[nodiscard]] Result<void> giveUp(const std::string &why);

    /// What the plan expects and what the provider lists now, one sentence each.
    [[nodiscard]] Result<std::vector<std::string>> found();

private:
    Run(RunPorts ports, std::string id, History history)
        : m_ports(std::move(ports))
        , m_id(std::move(id))
        , m_history(std::move(history))
    {
    }

    Result<void> note(Phase phase, std::size_t step, std::vector<std::string> facts = {});
    Result<Progress> done(std::size_t step, std::vector<std::string> facts = {});
    Result<Progress> failed(std::size_t step, const Error &error);
    Result<Progress> perform(std::size_t step);
    Result<Progress> create(std::size_t step);
    Result<Progress> keepNew(std::size_t step);
    Result<Progress> handOver(std::size_t step);
    Result<Progress> confirm(std::size_t step);
    Result<Progress> quiet(std::size_t step);
    Result<Progress> selfRotate(std::size_t step);
    Result<Progress> afterLostAnswer(std::size_t step);
    Result<Progress> prove(std::size_t step, bool isNew);
    Result<Progress> removeOld(std::size_t step);
    [[nodiscard]] Result<void> keepMinted(const std::string &keyId);
    [[nodiscard]] Result<void> keepHeld();
    void forgetHeld();
    [[nodiscard]] std::string mintedName() const;
    [[nodiscard]] Result<std::optional<secret::SecretBytes>> keptMinted() const;
    [[nodiscard]] Result<secret::SecretBytes> mintedValue();
    [[nodiscard]] Result<void> dropMinted();
    [[nodiscard]] Result<std::string> keptAmong(const std::vector<std::string> &ids) const;
    [[nodiscard]] Result<std::string> ownAmong(const std::vector<std::string> &ids);
    [[nodiscard]] std::vector<std::string> unknownAmong(const std::vector<KeyInfo> &keys) const;
    [[nodiscard]] Progress lostKeyProgress(std::size_t step) const;
    [[nodiscard]] Result<secret::SecretBytes> newValue() const;
    [[nodiscard]] bool isOldProtected() const;
    void chooseSigner(bool isGoingBack);
    [[nodiscard]] Result<bool> isOldThere();
    [[nodiscard]] Result<bool> hasHappened(std::size_t step);
    Result<void> passBeyondUndo();
    Result<void> adoptNewKey();
    [[nodiscard]] bool needsUndo(std::size_t step) const;
    [[nodiscard]] Result<void> requireOldKey();
    Result<void> takeBack(std::size_t step);
    Result<void> undo(std::size_t step);

    RunPorts m_ports;
    std::string m_id;
    History m_history;
    secret::SecretBytes m_new; ///< on its way from the provider to the custody
    std::string m_newId;
    std::map<std::string, secret::SecretBytes> m_more; ///< what belongs to it
    bool m_isNewKept = false; ///< the custody has it
    std::vector<std::string> m_lost;
    bool m_mayDelete = false;
};

} // namespace rekey::rotate
