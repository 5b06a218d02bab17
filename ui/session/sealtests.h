// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/testing/sealtest.h"
#include "ui/session/checkplan.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <memory>
#include <stop_token>
#include <vector>

namespace rekey::ui {

class VerifySession;

/// Tries seals through their proxies, one after the other, at most two a second. Each is sent only
/// while there is a yes for its proxy and for the API behind it, as with any other question; the
/// yes is kept by the session of checks. GUI thread, which it never blocks but in the destructor.
class SealTests final : public QObject
{
    Q_OBJECT

public:
    struct Job
    {
        seal::TestCall call;
        seal::SealRecord record;
        std::shared_ptr<const secret::SecretBytes> proof; ///< null: none is needed
    };
    using MakeTransport = decltype(CheckPorts::transport);

    /// The session outlives it.
    SealTests(VerifySession &session, MakeTransport transport, QObject *parent = nullptr);
    /// Stops what is under way and waits for it.
    ~SealTests() override;

    /// Whether it may be sent without asking anybody.
    [[nodiscard]] bool isAllowed(const seal::TestCall &call) const;
    /// `yes` was just given to these jobs. Ends in finished(), also when nothing may be sent.
    void start(std::vector<Job> jobs, const std::vector<provider::Consent> &yes);
    /// What waits is not sent; nothing is told of what is under way.
    void stop();
    [[nodiscard]] bool isBusy() const { return !m_waiting.empty() || m_isSending; }

Q_SIGNALS:
    void tested(std::uint32_t seal, const rekey::seal::TestOutcome &outcome);
    /// It was not sent: there is no yes any more, or it cannot be made.
    void refused(std::uint32_t seal, const rekey::Error &error);
    /// Nothing waits.
    void finished();

private:
    struct Waiting
    {
        Job job;
        std::uint64_t batch = 0;
        bool isLast = false; ///< of its batch
    };
    void next();
    void send(Waiting waiting);
    void take(const Waiting &waiting, const Result<seal::TestOutcome> &outcome);
    void leave(const Waiting &waiting);
    [[nodiscard]] bool isAllowed(const seal::TestCall &call, std::uint64_t batch) const;

    VerifySession &m_session;
    MakeTransport m_transport;
    std::deque<Waiting> m_waiting;
    bool m_isSending = false;
    int m_generation = 0; ///< answers of an earlier one are dropped
    std::stop_source m_stop;
    QTimer m_pace;
    QThreadPool m_pool;
};

} // namespace rekey::ui
