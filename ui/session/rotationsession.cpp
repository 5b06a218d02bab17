// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/rotationsession.h"

#include "ui/session/stores.h"

#include <QDateTime>

#include <algorithm>
#include <tuple>
#include <utility>

namespace rekey::ui {

namespace {

using Kind = rotate::Progress::Kind;

/// How long the window waits at its end for an answer that is under way.
constexpr int kLastWaitMs = 5'000;
constexpr std::int64_t kLongestTimerSeconds = 3600;
constexpr std::chrono::seconds kKeepAgain{2};

} // namespace

RotationSession::RotationSession(Ledger &ledger, const CheckPorts &ports, const CheckSetup &setup,
                                 RotationOrder order, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_ports(ports)
    , m_setup(setup)
    , m_generation(ledger.generation())
    , m_order(std::move(order))
    , m_work(std::make_shared<std::unique_ptr<RotationWork>>())
{
    m_stand.plan = m_order.plan;
    m_pool.setMaxThreadCount(1);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &RotationSession::advance);
}

RotationSession::~RotationSession()
{
    *m_isPausing = true;
    m_pool.clear();
    if (!m_pool.waitForDone(kLastWaitMs)) {
        m_stop.request_stop();
        m_pool.waitForDone();
    }
    m_ledger.setNeededBy(this, false);
}

void RotationSession::retire()
{
    pause();
    m_isRetired = true;
    endIfRetired();
}

void RotationSession::taskEnded()
{
    --m_tasks;
    endIfRetired();
}

/// The step under way may have come to a value that nothing but this session has.
void RotationSession::endIfRetired()
{
    if (!m_isRetired || m_tasks > 0)
        return;
    if (m_stand.holdsValue)
        m_later.start(kKeepAgain);
    else
        deleteLater();
}

void RotationSession::post(Task task, std::function<void()> done)
{
    ++m_tasks;
    m_pool.start([this, work = m_work, task = std::move(task), done = std::move(done)] {
        Result<void> result;
        if (*work)
            result = task(**work);
        else
            result = fail(ErrorKind::Internal, "the rotation was not made ready");
        RotationStand stand;
        std::vector<CheckResult> checks;
        bool isSealsMade = false;
        if (*work) {
            stand = (*work)->stand();
            checks = (*work)->takeChecks();
            isSealsMade = (*work)->takeSealsMade();
        }
        QMetaObject::invokeMethod(
            this,
            [this, result, done, stand = std::move(stand), checks = std::move(checks),
             isSealsMade]() mutable {
                take(std::move(stand), std::move(checks), isSealsMade);
                taskEnded();
                if (!result)
                    Q_EMIT failed(result.error());
                else if (done)
                    done();
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
    Q_EMIT changed();
}

void RotationSession::take(RotationStand stand, std::vector<CheckResult> checks, bool isSealsMade)
{
    if (!stand.plan.steps.empty())
        m_stand = std::move(stand);
    m_order.run = m_stand.run.empty() ? m_order.run : m_stand.run;
    m_ledger.setNeededBy(this, m_stand.holdsValue);
    if (!checks.empty())
        m_ledger.keepChecks(std::move(checks));
    if (isSealsMade)
        m_ledger.tellProperties(QStringLiteral("seal"));
}

void RotationSession::prepare()
{
    auto needs = std::make_shared<RotationNeeds>();
    ++m_tasks;
    m_pool.start([this, needs, work = m_work, order = m_order, ports = m_ports, setup = m_setup,
                  generation = m_generation, stop = m_stop.get_token()] {
        Result<void> result;
        if (const auto rules = ports.rules(); !rules) {
            result = std::unexpected(rules.error());
        } else {
            *work = std::make_unique<RotationWork>(order, *rules, ports.transport(setup.network),
                                                   setup, m_ledger, generation, stop);
            auto made = (*work)->prepare();
            if (made)
                *needs = *std::move(made);
            else
                result = std::unexpected(made.error());
        }
        QMetaObject::invokeMethod(
            this,
            [this, needs, result] {
                taskEnded();
                if (result)
                    Q_EMIT prepared(*needs);
                else
                    Q_EMIT failed(result.error());
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
}

void RotationSession::look(RotationMeans means)
{
    auto given = std::make_shared<RotationMeans>(std::move(means));
    auto lines = std::make_shared<std::vector<std::string>>();
    post(
        [given, lines](RotationWork &work) -> Result<void> {
            if (auto equipped = work.equip(std::move(*given)); !equipped)
                return equipped;
            auto read = work.look();
            if (!read)
                return std::unexpected(read.error());
            *lines = *std::move(read);
            return {};
        },
        [this, lines] { Q_EMIT looked(*lines); });
}

rotate::AgreedPlan RotationSession::agreedPlan(const std::map<std::string, std::string> &with) const
{
    return agreedPlanOf(m_order, with, m_setup.baseUrls);
}

void RotationSession::begin()
{
    *m_isPausing = false;
    post([](RotationWork &work) { return work.begin(); },
         [this] {
             decide({finding::Decision::Rotating, finding::CloseReason::None});
             if (!*m_isPausing)
                 advance();
         });
}

void RotationSession::resume(RotationMeans means)
{
    *m_isPausing = true; // planned and found are looked at before anything goes on
    auto given = std::make_shared<RotationMeans>(std::move(means));
    post([given](RotationWork &work) -> Result<void> {
        auto equipped = work.equip(std::move(*given));
        return equipped ? work.resume() : equipped;
    });
}

void RotationSession::goOn()
{
    *m_isPausing = false;
    advance();
}

void RotationSession::pause()
{
    *m_isPausing = true;
    m_later.stop();
    Q_EMIT changed();
}

void RotationSession::advance()
{
    m_later.stop();
    if (m_isRetired && !m_stand.holdsValue)
        return;
    post([](RotationWork &work) { return work.advance(); }, [this] { takeProgress(); });
}

void RotationSession::takeProgress()
{
    if (m_stand.progress.kind == Kind::Ended)
        return noteEnd();
    if (*m_isPausing)
        return;
    if (m_stand.progress.kind == Kind::Stepped) {
        advance();
    } else if (m_stand.progress.kind == Kind::Waits) {
        const std::int64_t wait = m_stand.progress.until - QDateTime::currentSecsSinceEpoch();
        m_later.start(
            std::chrono::seconds(std::clamp<std::int64_t>(wait, 1, kLongestTimerSeconds)));
    }
}

void RotationSession::postAndGoOn(Task task)
{
    post(std::move(task), [this] { goOn(); });
}

void RotationSession::skip(const QString &why)
{
    postAndGoOn([why = why.toStdString()](RotationWork &work) { return work.skip(why); });
}

void RotationSession::approveDelete(const QString &typed)
{
    postAndGoOn(
        [typed = typed.toStdString()](RotationWork &work) { return work.approveDelete(typed); });
}

void RotationSession::deleteLostKeys()
{
    postAndGoOn([](RotationWork &work) { return work.deleteLostKeys(); });
}

void RotationSession::confirm(const std::string &consumer)
{
    Task task = [consumer](RotationWork &work) { return work.confirm(consumer); };
    if (m_stand.isGoingBack)
        post(std::move(task)); // what is taken back does not go on
    else
        postAndGoOn(std::move(task));
}

void RotationSession::deliverToFile(const std::string &consumer, const QString &path)
{
    post([consumer, path = path.toStdString()](RotationWork &work) {
        return work.deliverToFile(consumer, path);
    });
}

void RotationSession::deliverToCommand(const std::string &consumer, const QString &command)
{
    post([consumer, command = command.toStdString()](RotationWork &work) {
        return work.deliverToCommand(consumer, command);
    });
}

void RotationSession::checkWith(const std::string &consumer, const QString &command)
{
    Task task = [consumer, command = command.toStdString()](RotationWork &work) {
        return work.checkWith(consumer, command);
    };
    const bool isAwaited = std::ranges::contains(m_stand.unconfirmed, consumer);
    if (isAwaited && !m_stand.isGoingBack)
        postAndGoOn(std::move(task));
    else
        post(std::move(task));
}

void RotationSession::rollBack()
{
    *m_isPausing = true;
    m_later.stop();
    post([](RotationWork &work) { return work.rollBack(); }, [this] { noteEnd(); });
}

void RotationSession::giveUp(const QString &why)
{
    *m_isPausing = true;
    m_later.stop();
    post([why = why.toStdString()](RotationWork &work) { return work.giveUp(why); },
         [this] { noteEnd(); });
}

void RotationSession::noteEnd()
{
    if (m_stand.decision && !std::exchange(m_isEndNoted, true))
        decide(*m_stand.decision);
}

/// After what was learned of the key is kept: "rotated" needs the provider's word that it is dead.
void RotationSession::decide(rotate::RunDecision wanted)
{
    if (m_order.finding == secret::SecretId{})
        return;
    m_ledger.run<bool>(
        [](finding::Keeper &) { return true; }, this,
        [this, wanted](bool) {
            TriageEdit edit;
            edit.text = wanted.decision == finding::Decision::Closed ? tr("Close after a rotation")
                : wanted.decision == finding::Decision::Rotating     ? tr("Rotate")
                                                                     : tr("Take a rotation back");
            edit.kind = finding::EventKind::Decided;
            edit.detail = m_order.run;
            edit.apply = [wanted](finding::Triage &triage, const finding::Evidence &evidence) {
                std::ignore = rotate::applyDecision(wanted, evidence.verdict, userName(),
                                                    QDateTime::currentSecsSinceEpoch(), triage);
            };
            m_ledger.edit({m_order.finding}, edit);
        });
}

} // namespace rekey::ui
