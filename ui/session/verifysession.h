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
#include <stop_token>
#include <unordered_map>
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
/// on a thread of its own while it is asked. Nothing is sent to a host without a consent. GUI
/// thread, which it never blocks but in the destructor.
class VerifySession final : public QObject
{
    Q_OBJECT

public:
    VerifySession(CheckPorts ports, PartsReader parts, QObject *parent = nullptr);
    /// Stops what is under way and waits for it.
    ~VerifySession() override;

    /// Holds for what is asked from now on.
    void setSetup(CheckSetup setup);
    [[nodiscard]] const CheckSetup &setup() const { return m_setup; }

    /// Ends in planned() or planFailed(); a second call makes the first one end in neither.
    void plan(std::vector<CheckSubject> subjects, const CheckOptions &options);
    [[nodiscard]] bool isPlanning() const { return m_planning > 0; }

    /// Whether a check may be sent without asking anybody again.
    [[nodiscard]] bool isAllowed(const std::string &host, provider::Level level,
                                 bool isCanary) const;
    [[nodiscard]] const provider::ConsentLedger &consents() const { return m_consents; }
    void giveConsent(const provider::Consent &consent);
    void withdrawConsent(const std::string &host);
    /// Those that were kept, in place of all there are. Errors: Malformed.
    [[nodiscard]] Result<void> restoreConsents(std::string_view kept);

    /// Queues those checks that are allowed and not queued yet; returns how many. A yes to a batch
    /// ends with the queue's last job.
    std::size_t ask(const CheckPlan &plan);
    /// Queues the negative control of each check in place of the check. Ends in controlled().
    std::size_t control(const CheckPlan &plan);

    void pause(const std::string &host, bool isPaused);
    void pauseAll(bool isPaused);
    [[nodiscard]] bool isAllPaused() const { return m_isAllPaused; }
    /// Lets a stopped host be asked again.
    void resume(const std::string &host);
    void dropLane(const std::string &host);
    /// Takes what waits for a finding out; false when nothing does.
    bool drop(const secret::SecretId &id);
    /// Makes it the next of its host.
    bool raise(const secret::SecretId &id);
    [[nodiscard]] bool isQueued(const secret::SecretId &id) const { return m_queued.contains(id); }
    /// Drops everything, also what is under way; batch consents end.
    void stop();

    /// Sorted by host.
    [[nodiscard]] std::vector<CheckLane> lanes() const;
    [[nodiscard]] bool isIdle() const { return m_jobs.empty(); }

Q_SIGNALS:
    void planned(const std::shared_ptr<const rekey::ui::CheckPlan> &plan);
    void planFailed(const rekey::Error &error);
    /// Some answers, within 50 ms of the first of them.
    void checked(const std::vector<rekey::ui::CheckResult> &results);
    void controlled(const rekey::ui::ControlResult &result);
    /// A value could not be opened.
    void failed(const rekey::Error &error);
    void lanesChanged();
    void consentsChanged();

private:
    /// What asks one host: one job at a time.
    struct Bench;
    struct Work
    {
        std::shared_ptr<const CheckSubject> subject;
        bool isControl = false;
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

    std::size_t enqueue(const CheckPlan &plan, bool isControl);
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
    std::uint64_t m_lastJob = 0;
    std::map<std::string, std::shared_ptr<Bench>> m_benches; ///< by host
    std::map<std::string, Tally> m_tallies; ///< by host
    std::vector<CheckResult> m_arrived; ///< not told yet
    std::stop_source m_stop;
    std::stop_source m_planStop;
    int m_generation = 0; ///< answers of an earlier one are dropped
    int m_plan = 0; ///< number of the last plan asked for
    int m_planning = 0; ///< under way
    bool m_isAllPaused = false;
    QTimer m_next; ///< when a lane may go on
    QTimer m_tell;
    QThreadPool m_planPool;
    QThreadPool m_pool;
};

} // namespace rekey::ui
