// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/agreedplan.h"
#include "core/rotate/contexthandover.h"
#include "core/rotate/keptrun.h"
#include "core/rotate/plannedkeys.h"
#include "core/rotate/rotationcontext.h"
#include "core/rotate/run.h"
#include "core/rotate/settling.h"
#include "core/verify/verifier.h"
#include "ui/session/checkplan.h"
#include "ui/session/runkeeperlink.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::ui {

/// A rotation that is to be done, or that is kept and goes on. No values.
struct RotationOrder
{
    std::string run; ///< "R-0007"; empty: to be begun
    secret::SecretId finding;
    rotate::RotationContext context; ///< of a kept run: as it was kept
    rotate::Plan plan;
    bool isKeyIdKnown = true; ///< false: plan.oldKey is a mask
    std::string authorities = {}; ///< PEM file for databases' certificates; empty: the system's
};

/// What two persons agree to. `with` are parts beside those of the order.
[[nodiscard]] rotate::AgreedPlan agreedPlanOf(const RotationOrder &order,
                                              const std::map<std::string, std::string> &with,
                                              const std::map<std::string, std::string> &baseUrls);

/// What a person gives to it. On locked memory.
struct RotationMeans
{
    provider::Parts credentials; ///< "admin" ...: kept nowhere
    std::map<std::string, std::string> with; ///< parts that are no secrets: kept with the run
    bool usesLeakedKey = false; ///< where an administrator's credential is missing
};

/// What has to be known before anything is sent. No values.
struct RotationNeeds
{
    std::vector<std::string> parts; ///< that a person has to give
    bool leansOnOldKey = false; ///< the leaked key itself makes or removes keys
    bool canLendOldKey = true; ///< it may stand in for an administrator's
    std::string canary; ///< why using the key likely alerts somebody; empty: nothing known
    std::vector<std::string> hosts; ///< that are asked
};

/// Where a rotation stands. No values.
struct RotationStand
{
    std::string run; ///< empty before it has begun
    rotate::Plan plan;
    std::vector<rotate::StepRecord> steps; ///< one for each of the plan; empty before it has begun
    rotate::Progress progress; ///< what the last advance came to
    std::vector<std::string> found; ///< what the provider lists beside what was planned
    std::vector<std::string> lostKeys;
    std::vector<std::string> unconfirmed; ///< consumers not seen working with the new key
    std::string newKey;
    std::string end; ///< "done", "rolled back" ...; empty while something is left to do
    bool isProven = false; ///< no step that proves the old key gone was left out
    std::optional<rotate::RunDecision> decision; ///< what its end makes of the finding
    bool isGoingBack = false; ///< taking it back was begun and did not end
    /// A new value is in this process alone, since the store did not take it: to end now would lose
    /// it, and advance() tries to keep it.
    bool holdsValue = false;
};

/// One rotation over the ledger's store and the network. Everything blocks: one thread at a time,
/// neither the GUI's nor the keeper's. What it is given must outlive it.
class RotationWork final
{
public:
    RotationWork(RotationOrder order, std::shared_ptr<const CheckRules> rules,
                 std::unique_ptr<provider::Transport> transport, const CheckSetup &setup,
                 Ledger &ledger, int generation, std::stop_token stop);
    ~RotationWork();
    RotationWork(const RotationWork &) = delete;
    RotationWork &operator=(const RotationWork &) = delete;

    /// Opens the old key's parts and says what is needed. Sends nothing. Errors: those of the
    /// ledger, Invalid (a base URL).
    [[nodiscard]] Result<RotationNeeds> prepare();
    /// After prepare(). Errors: Invalid (a part is missing), Denied (the leaked key is needed and
    /// nobody said that it may be used).
    [[nodiscard]] Result<void> equip(RotationMeans means);
    /// Asks the provider what is there, changing nothing: one sentence each. Errors also: Invalid
    /// (the key is not there).
    [[nodiscard]] Result<std::vector<std::string>> look();

    /// Looks once more, for what was looked at may be of yesterday; then keeps what the run needs,
    /// and takes the plan down. Errors: those of look() and Run::begin, Invalid (another rotation
    /// of the finding is not at its end).
    [[nodiscard]] Result<void> begin();
    /// Goes on with the order's run, and reads what the provider has now.
    [[nodiscard]] Result<void> resume();
    /// After begin() or resume(). Errors: see rotate::Run.
    [[nodiscard]] Result<void> advance();
    [[nodiscard]] Result<void> skip(const std::string &why);
    [[nodiscard]] Result<void> approveDelete(const std::string &typed);
    [[nodiscard]] Result<void> deleteLostKeys();
    /// Somebody saw the consumer work with the new key or, going back, with the old one.
    [[nodiscard]] Result<void> confirm(const std::string &consumer);
    /// How a consumer gets values from now on; the other way is forgotten.
    [[nodiscard]] Result<void> deliverToFile(const std::string &consumer, const std::string &path);
    [[nodiscard]] Result<void> deliverToCommand(const std::string &consumer,
                                                const std::string &command);
    /// The consumer counts as seen working when the command ends with status 0.
    [[nodiscard]] Result<void> checkWith(const std::string &consumer, const std::string &command);
    [[nodiscard]] Result<void> rollBack();
    [[nodiscard]] Result<void> giveUp(const std::string &why);

    [[nodiscard]] RotationStand stand() const;
    /// What was learned of the old key since the last call.
    [[nodiscard]] std::vector<CheckResult> takeChecks();
    /// Whether seals were made anew since the last call.
    [[nodiscard]] bool takeSealsMade();

private:
    template <typename T>
    [[nodiscard]] Result<T> call(const std::function<Result<T>(finding::Keeper &)> &work);
    [[nodiscard]] Result<provider::Parts> readOwn();
    void makeService(provider::Parts given);
    [[nodiscard]] Result<void> keepContext();
    [[nodiscard]] rotate::RunPorts ports();
    [[nodiscard]] Result<finding::Verdict> prove(const provider::Parts &parts);
    void keepEvidence(finding::Evidence evidence);
    [[nodiscard]] Result<bool> sealAgain(const std::string &consumer, const std::string &keyId,
                                         const std::string &formerId,
                                         const secret::SecretBytes &value);
    [[nodiscard]] Result<bool> isConfirmed(const std::string &consumer, const std::string &keyId);
    [[nodiscard]] Result<void> needRun() const;
    [[nodiscard]] Result<void> needNoOther();
    [[nodiscard]] Result<void> settle();

    RotationOrder m_order;
    rotate::AgreedPlan m_agreed; ///< with what was given, before more was learned
    std::shared_ptr<const CheckRules> m_rules;
    std::unique_ptr<provider::Transport> m_transport;
    std::map<std::string, std::string> m_baseUrls;
    provider::DatabaseSettings m_databases;
    Ledger &m_ledger;
    int m_generation;
    std::stop_token m_stop;
    RunKeeperLink m_keeper;
    rotate::KeyActs m_acts;
    std::string m_valuePart;
    verify::Verifier m_verifier;
    rotate::KeptCustody m_custody;
    rotate::KeptJournal m_journal;
    rotate::ContextHandover m_handover;
    provider::Parts m_own; ///< of the old key
    std::unique_ptr<rotate::PlannedKeys> m_service; ///< null before prepare()
    std::optional<rotate::Run> m_run;
    rotate::Progress m_progress;
    std::vector<std::string> m_found;
    std::vector<std::string> m_unconfirmed;
    std::vector<CheckResult> m_checks;
    bool m_isSealsMade = false;
    bool m_isGoingBack = false; ///< was begun and has not ended
};

} // namespace rekey::ui
