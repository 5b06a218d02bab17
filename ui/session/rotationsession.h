// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/rotationwork.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::ui {

/// One rotation as the window has it: works on a thread of its own, step by step, and tells where
/// it stands. Nothing is sent before look(), begin() or resume(). GUI thread, which it never blocks
/// but in the destructor.
class RotationSession final : public QObject
{
    Q_OBJECT

public:
    RotationSession(Ledger &ledger, const CheckPorts &ports, const CheckSetup &setup,
                    RotationOrder order, QObject *parent = nullptr);
    /// Lets the step under way end, for some seconds; then stops waiting for its answer.
    ~RotationSession() override;
    /// Deletes itself once the step under way has ended and no new value is here alone; nothing
    /// more is begun.
    void retire();

    [[nodiscard]] const RotationOrder &order() const { return m_order; }
    [[nodiscard]] Ledger &ledger() const { return m_ledger; }
    /// What a second person agrees to, where the store wants one, when look() gets these parts that
    /// are no secrets: begin() asks for it.
    [[nodiscard]] rotate::AgreedPlan agreedPlan(const std::map<std::string, std::string> &with
                                                = {}) const;
    [[nodiscard]] const RotationStand &stand() const { return m_stand; }
    /// Something is under way on its thread.
    [[nodiscard]] bool isBusy() const { return m_tasks > 0; }
    /// It waits for the time that progress.until tells.
    [[nodiscard]] bool isWaiting() const { return m_later.isActive(); }
    [[nodiscard]] bool isPausing() const { return *m_isPausing; }
    [[nodiscard]] bool hasBegun() const { return !m_stand.run.empty(); }

    /// Ends in prepared() or failed(). Sends nothing.
    void prepare();
    /// Asks what is there, changing nothing. Ends in looked() or failed().
    void look(RotationMeans means);
    /// Begins, or goes on with a kept run, and works until it ends, waits, fails or needs a person:
    /// changed() each time. After look() with the same means, or prepare() for a kept run.
    void begin();
    void resume(RotationMeans means);
    /// Tries the step again, or goes on after a pause.
    void goOn();
    /// Stops after the step under way.
    void pause();
    /// Takes that back while the step is still under way.
    void unpause() { *m_isPausing = false; }
    void skip(const QString &why);
    /// `typed` is the end of the key's id.
    void approveDelete(const QString &typed);
    void deleteLostKeys();
    void confirm(const std::string &consumer);
    void deliverToFile(const std::string &consumer, const QString &path);
    void deliverToCommand(const std::string &consumer, const QString &command);
    /// Goes on when it waits for the consumer to be seen working.
    void checkWith(const std::string &consumer, const QString &command);
    void rollBack();
    void giveUp(const QString &why);

Q_SIGNALS:
    void prepared(const rekey::ui::RotationNeeds &needs);
    void looked(const std::vector<std::string> &lines);
    void changed();
    /// What was asked for was not done; what stands is in stand().
    void failed(const rekey::Error &error);

private:
    using Task = std::function<Result<void>(RotationWork &)>;

    void taskEnded();
    void endIfRetired();
    /// Runs `task` after those before it, then tells where the rotation stands.
    void post(Task task, std::function<void()> done = {});
    /// The same, and goes on afterwards.
    void postAndGoOn(Task task);
    void advance();
    void take(RotationStand stand, std::vector<CheckResult> checks, bool isSealsMade);
    void takeProgress();
    void decide(rotate::RunDecision wanted);
    void noteEnd();

    Ledger &m_ledger;
    CheckPorts m_ports;
    CheckSetup m_setup;
    int m_generation;
    RotationOrder m_order;
    RotationStand m_stand;
    std::shared_ptr<std::atomic<bool>> m_isPausing = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<std::unique_ptr<RotationWork>> m_work; ///< made on its thread
    std::stop_source m_stop;
    int m_tasks = 0;
    bool m_isEndNoted = false;
    bool m_isRetired = false;
    QTimer m_later;
    QThreadPool m_pool;
};

} // namespace rekey::ui
