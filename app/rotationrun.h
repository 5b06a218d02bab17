// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clirotate.h"
#include "core/provider/networktransport.h"
#include "core/rotate/batch.h"
#include "core/rotate/contexthandover.h"
#include "core/rotate/keptrun.h"
#include "core/rotate/plannedkeys.h"
#include "core/rotate/rotationcontext.h"
#include "core/rotate/run.h"
#include "core/rotate/settling.h"
#include "core/store/store.h"
#include "core/verify/verifier.h"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rekey::app {

/// Everything that one rotation is done with, put together for the command line. What it is given
/// must outlive it.
class RotationRun
{
public:
    struct Setup
    {
        std::string run; ///< empty: a new one, which begin() gives a name of its own
        rotate::RotationContext context;
        rotate::Plan plan;
        provider::Parts own; ///< of the old key
        provider::Parts given;
        provider::NetworkSettings network;
    };

    RotationRun(const RotateCommand &command, const provider::Catalog &catalog,
                const rules::RulePack &pack, store::Store &store, Setup setup);

    /// Whether it may be done as it is: every part is there, and the leaked key is used only where
    /// that was said. The hosts that would be asked. Errors: Invalid, Denied.
    [[nodiscard]] Result<std::vector<std::string>> check() const;
    /// A yes was given for these: nothing is sent to others afterwards.
    void keepTo(std::vector<std::string> hosts) { m_service->keepTo(std::move(hosts)); }
    /// check(), a yes for each of its hosts, and keepTo(). Errors also: those of agree().
    [[nodiscard]] Result<void> checkAndAgree();
    /// Looks at the provider before anything is changed; one sentence each. Errors: Invalid (the
    /// old key is not there, or its id is not known).
    [[nodiscard]] Result<std::vector<std::string>> look();

    /// Begins, or goes on, and works until it ends, fails or needs a person. The exit code.
    [[nodiscard]] int begin();
    [[nodiscard]] int goOn();
    [[nodiscard]] int rollBack();
    /// Ends it as it stands, without a request.
    [[nodiscard]] int giveUp();

    /// After begin(): its name, empty when it did not come to have one; where it stands; and
    /// whether its new key is proven.
    [[nodiscard]] const std::string &run() const { return m_run; }
    [[nodiscard]] rotate::Standing standing() const { return m_standing; }
    [[nodiscard]] bool isProven() const { return m_isProven; }

private:
    [[nodiscard]] rotate::KeyAccess access(Setup &setup);
    [[nodiscard]] rotate::RunPorts ports();
    [[nodiscard]] std::string agreedText() const;
    /// False when the consumer has no seal of the finding.
    [[nodiscard]] Result<bool> sealAgain(const std::string &consumer, const std::string &keyId,
                                         const std::string &formerId,
                                         const secret::SecretBytes &value);
    /// Whether this program brings it there, rather than a person.
    [[nodiscard]] Result<bool> hasWay(const std::string &consumer) const;
    [[nodiscard]] Result<finding::Verdict> prove(const provider::Parts &parts);
    [[nodiscard]] Result<void> keepEvidence(const finding::Evidence &evidence);
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> takeConfirmations(const rotate::Run &run);
    [[nodiscard]] Result<void> takeConfirmation(const rotate::Run &run,
                                                const std::string &consumer);
    [[nodiscard]] int work(rotate::Run &run);
    [[nodiscard]] int workOn(rotate::Run &run);
    /// Nothing when it goes on.
    [[nodiscard]] std::optional<int> wait(const rotate::Progress &progress);
    [[nodiscard]] std::optional<int> help(rotate::Run &run, const rotate::Progress &progress);
    [[nodiscard]] std::optional<int> deleteLost(rotate::Run &run);
    /// Says so once, and waits a moment.
    void waitForStore(const std::string &problem);
    [[nodiscard]] std::optional<int> passFailure(const rotate::Run &run,
                                                 const rotate::Progress &progress);
    void tell(const rotate::Progress &progress) const;
    void tellHowToGoOn() const;
    [[nodiscard]] Result<void> decide(rotate::RunDecision decision);
    [[nodiscard]] Result<void> settle(const rotate::History &history);
    [[nodiscard]] int finish(const rotate::Run &run);
    void tellWhatIsKept(const rotate::Run &run) const;

    const RotateCommand &m_command;
    std::ostream &m_out; ///< words for people
    store::Store &m_store;
    std::string m_run;
    rotate::RotationContext m_context;
    rotate::Plan m_plan;
    rotate::KeyActs m_acts;
    std::string m_valuePart;
    std::optional<finding::KeptFinding> m_finding;
    provider::Parts m_own;
    provider::DatabaseSettings m_databases;
    provider::NetworkTransport m_transport;
    verify::Verifier m_verifier;
    std::unique_ptr<rotate::PlannedKeys> m_service;
    rotate::KeptCustody m_custody;
    rotate::KeptJournal m_journal;
    rotate::ContextHandover m_handover;
    std::int64_t m_waitUntil = 0;
    std::string m_storeProblem; ///< that was told last
    rotate::Progress m_progress; ///< of the last advance
    rotate::Standing m_standing = rotate::Standing::NotBegun;
    bool m_isProven = false;
    bool m_isApproved = false;
};

/// Where words go: --json has standard output for itself.
[[nodiscard]] std::ostream &wordsOf(const RotateCommand &command);
/// A yes for each of these hosts: said by --yes-host, or typed where there is a terminal, for
/// `what` ("keys", "3 keys (...)"). Errors: Denied.
[[nodiscard]] Result<void> agree(const RotateCommand &command,
                                 const std::vector<std::string> &hosts, const std::string &what);

} // namespace rekey::app
