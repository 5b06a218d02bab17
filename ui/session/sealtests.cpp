// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/sealtests.h"

#include "ui/session/verifysession.h"

#include <QDateTime>

#include <utility>

namespace rekey::ui {

namespace {

constexpr int kPaceMs = 500;

std::int64_t secondsNow()
{
    return QDateTime::currentSecsSinceEpoch();
}

} // namespace

SealTests::SealTests(VerifySession &session, MakeTransport transport, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_transport(std::move(transport))
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(kPaceMs);
    connect(&m_pace, &QTimer::timeout, this, &SealTests::next);
    m_pool.setMaxThreadCount(1);
}

SealTests::~SealTests()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

bool SealTests::isAllowed(const seal::TestCall &call, std::uint64_t batch) const
{
    const auto isAllowed = [&](const std::string &host) {
        return m_session.consents().allows(host, seal::levelOf(call), false, secondsNow(), batch);
    };
    return isAllowed(call.proxyHost) && isAllowed(call.apiHost);
}

bool SealTests::isAllowed(const seal::TestCall &call) const
{
    return isAllowed(call, 0);
}

void SealTests::start(std::vector<Job> jobs, const std::vector<provider::Consent> &yes)
{
    const std::uint64_t batch = m_session.openBatch(yes);
    for (std::size_t i = 0; i < jobs.size(); ++i)
        m_waiting.push_back({std::move(jobs[i]), batch, i + 1 == jobs.size()});
    if (jobs.empty())
        m_session.closeBatch(batch);
    if (!m_isSending && !m_pace.isActive())
        next();
}

void SealTests::next()
{
    while (!m_isSending && !m_waiting.empty()) {
        Waiting waiting = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (m_session.isHeldOrPaused() || !isAllowed(waiting.job.call, waiting.batch)) {
            Q_EMIT refused(waiting.job.record.number,
                           {ErrorKind::Denied,
                            m_session.isHeldOrPaused()
                                ? "Nothing is sent while checks are paused or the window is "
                                  "read-only."
                                : "There is no yes for its hosts any more.",
                            waiting.job.record.label()});
            leave(waiting);
            continue;
        }
        send(std::move(waiting));
    }
    if (!isBusy())
        Q_EMIT finished();
}

void SealTests::send(Waiting waiting)
{
    m_isSending = true;
    m_pool.start([this, waiting = std::move(waiting), make = m_transport, stop = m_stop.get_token(),
                  generation = m_generation] {
        static const secret::SecretBytes kNone;
        const Job &job = waiting.job;
        const auto transport = make(seal::networkFor(job.call));
        const auto outcome = seal::sendTest(*transport, job.call, job.record,
                                            job.proof ? *job.proof : kNone, secondsNow(), stop);
        QMetaObject::invokeMethod(
            this,
            [this, waiting, outcome, generation] {
                if (generation == m_generation)
                    take(waiting, outcome);
            },
            Qt::QueuedConnection);
    });
}

void SealTests::take(const Waiting &waiting, const Result<seal::TestOutcome> &outcome)
{
    m_isSending = false;
    const std::uint32_t number = waiting.job.record.number;
    if (outcome)
        Q_EMIT tested(number, *outcome);
    else
        Q_EMIT refused(number, outcome.error());
    leave(waiting);
    if (m_waiting.empty())
        next();
    else
        m_pace.start();
}

void SealTests::leave(const Waiting &waiting)
{
    if (waiting.isLast)
        m_session.closeBatch(waiting.batch);
}

void SealTests::stop()
{
    ++m_generation;
    m_stop.request_stop();
    m_stop = {};
    m_pace.stop();
    for (const Waiting &waiting : std::exchange(m_waiting, {}))
        leave(waiting);
    m_isSending = false;
}

} // namespace rekey::ui
