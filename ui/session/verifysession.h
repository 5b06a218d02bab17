// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/consent.h"
#include "core/provider/queue.h"
#include "ui/session/checklane.h"
#include "ui/session/checkplan.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace rekey::ui {

/// What became of a twin that nobody was given.
struct ControlResult
{
    secret::SecretId id;
    enum class Outcome : std::uint8_t
    {
        Refused, ///< as it should be
        Taken, ///< the check says live to anything
        Unclear,
    };
    Outcome outcome = Outcome::Unclear;
    std::string reason; ///< of Unclear; one sentence
};

/// Asks providers about findings: plans, holds the consents, and works through the queue, each host
/// on a thread of its own while it is asked. Nothing is sent to a host without a consent, nor to
/// another server than the one that was named when it was given. GUI thread, which it never blocks
/// but in the destructor.
class VerifySession final : public QObject
{
    Q_OBJECT

public:
    VerifySession(CheckPorts ports, PartsReader parts, QObject *parent = nullptr);
    /// Stops what is under way and waits for it.
    ~VerifySession() override;

    /// Holds at once. What waits for a server that is another one now is not asked any more: ends
    /// in dropped().
    void setSetup(CheckSetup setup);
    [[nodiscard]] const CheckSetup &setup() const { return m_setup; }
    /// Null until the provider files were read, by the first plan or this; ends in rulesRead() or
    /// planFailed() unless they are there.
    [[nodiscard]] const std::shared_ptr<const CheckRules> &rules() const { return m_rules; }
    void readRules();

    /// Ends in planned() or planFailed(); a second call makes the first one end in neither.
    void plan(std::vector<CheckSubject> subjects, const CheckOptions &options);
    void stopPlanning();
    [[nodiscard]] bool isPlanning() const { return m_planning > 0; }

    /// Whether a check may be sent without asking anybody again.
    [[nodiscard]] bool isAllowed(const std::string &host, provider::Level level,
                                 bool isCanary) const;
    [[nodiscard]] const provider::ConsentLedger &consents() const { return m_consents; }
    void withdrawConsent(const std::string &host);
    /// All of them end, also those for a time.
    void forgetConsents();
    /// What the store keeps, in place of what it kept before; see ConsentLedger::replaceKept.
    [[nodiscard]] Result<void> setKept(const std::map<std::string, std::string> &kept);

    /// For questions of another kind that are asked under the same consents: `yes` was just given
    /// to them, and those of Span::Batch end with closeBatch() or stop(). Never 0.
    [[nodiscard]] std::uint64_t openBatch(std::vector<provider::Consent> yes);
    void closeBatch(std::uint64_t batch);
    [[nodiscard]] bool isHeldOrPaused() const { return m_isHeld || m_isAllPaused; }

    /// Queues the checks of a plan, or their negative controls; returns how many. `yes` was just
    /// given to this plan: those of Span::Batch cover these checks alone and end with the last of
    /// them. Left out is what nobody said yes to, what waits already with a yes of its own, and
    /// what was planned for a server that is another one now. A host that was stopped is asked
    /// again: ends in resumed(). Ends in checked() or controlled() each.
    std::size_t ask(const CheckPlan &plan, std::vector<provider::Consent> yes = {});

    /// To let one host go on while all are paused leaves the others paused, each by itself.
    void pause(const std::string &host, bool isPaused);
    void pauseAll(bool isPaused);
    [[nodiscard]] bool isAllPaused() const { return m_isAllPaused; }
    /// Sends nothing while set, whatever goes on; what is under way ends.
    void setHeld(bool isHeld);
    /// Lets a stopped host be asked again.
    void resume(const std::string &host);
    void dropLane(const std::string &host);
    /// Takes what waits for these findings out; returns of how many something did.
    std::size_t drop(std::span<const secret::SecretId> ids);
    /// Makes it the next of its host.
    bool raise(const secret::SecretId &id);
    [[nodiscard]] bool isQueued(const secret::SecretId &id) const { return m_queued.contains(id); }
    /// Drops everything, also what is planned or under way; batch consents end. What was answered
    /// is told first.
    void stop();

    /// Sorted by host.
    [[nodiscard]] std::vector<CheckLane> lanes() const;
    [[nodiscard]] bool isIdle() const { return m_jobs.empty(); }

Q_SIGNALS:
    void planned(const std::shared_ptr<const rekey::ui::CheckPlan> &plan);
    void planFailed(const rekey::Error &error);
    void rulesRead();
    /// So many that waited, for the server they were to be sent to is another one now.
    void dropped(std::size_t checks);
    /// This host had been stopped after failures.
    void resumed(const std::string &host);
    void allPausedChanged(bool isPaused);
    /// Some answers, within 50 ms of the first of them.
    void checked(const std::vector<rekey::ui::CheckResult> &results);
    void controlled(const rekey::ui::ControlResult &result);
    /// A value could not be opened.
    void failed(const rekey::Error &error);
    void lanesChanged();
    void consentsChanged();
    /// Somebody took back whatever there is for this host.
    void consentWithdrawn(const std::string &host);

private:
    /// What asks one host: one job at a time.
    struct Bench;
    struct Work
    {
        CheckPlan::Check check;
        bool isControl = false;
        std::uint64_t batch = 0;
        bool isUnderWay = false;
        bool isStray = false; ///< under way, and its server is another one now: not asked again
    };
    struct Answer
    {
        verify::Checked checked;
        std::optional<ControlResult> control;
        std::optional<Error> error;
    };
    struct Tally
    {
        std::size_t live = 0;
        std::size_t unknown = 0;
        std::string reason;
    };

    /// Whether a check may join the queue; what waits for its finding without a yes gives way.
    [[nodiscard]] bool isToQueue(const CheckPlan::Check &check, provider::Level level,
                                 std::uint64_t batch, std::int64_t now,
                                 std::unordered_set<std::uint64_t> &instead) const;
    /// Of these the ones for a batch are for a new one; returns it.
    std::uint64_t giveAll(std::vector<provider::Consent> &yes);
    void enqueue(const CheckPlan::Check &check, provider::Level level, bool isControl,
                 std::uint64_t batch);
    std::size_t dropJobs(const std::unordered_set<std::uint64_t> &jobs);
    void applyPause();
    void pump();
    void send(const provider::Job &job);
    static Answer run(Bench &bench, const Work &work, provider::Level level,
                      const PartsReader &parts, std::stop_token stop);
    void take(const provider::Job &job, Answer answer);
    void note(const std::string &host, const finding::Evidence &evidence);
    void forget(std::uint64_t job);
    void changed();
    void flush();
    [[nodiscard]] std::shared_ptr<Bench> benchFor(const std::string &host);

    CheckPorts m_ports;
    PartsReader m_parts;
    CheckSetup m_setup;
    std::shared_ptr<const CheckRules> m_rules; ///< null until the first plan
    provider::ConsentLedger m_consents;
    provider::Queue m_queue;
    std::unordered_map<std::uint64_t, Work> m_jobs; ///< waiting or under way
    std::unordered_map<secret::SecretId, std::uint64_t> m_queued;
    std::map<std::uint64_t, std::size_t> m_batches; ///< jobs that each still has
    std::uint64_t m_lastBatch = 0;
    std::uint64_t m_lastJob = 0;
    std::shared_ptr<verify::Soundness> m_soundness = std::make_shared<verify::Soundness>();
    std::map<std::string, std::shared_ptr<Bench>> m_benches; ///< by host
    std::map<std::string, Tally> m_tallies; ///< by host
    std::vector<CheckResult> m_arrived; ///< not told yet
    std::stop_source m_stop;
    std::stop_source m_planStop;
    int m_generation = 0; ///< answers of an earlier one are dropped
    int m_plan = 0; ///< number of the last plan asked for
    int m_planning = 0; ///< under way
    bool m_isAllPaused = false;
    bool m_isHeld = false;
    QTimer m_next; ///< when a lane may go on
    QTimer m_tell;
    QThreadPool m_planPool;
    QThreadPool m_pool;
};

} // namespace rekey::ui
