// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/rotationfeed.h"

#include "core/rotate/rotationbook.h"
#include "core/rotate/settling.h"
#include "ui/session/rotationsession.h"
#include "ui/session/stores.h"

#include <QDateTime>

#include <utility>

namespace rekey::ui {

namespace {

/// It goes on without anybody's doing, now or at a time that is set.
bool isRunning(const RotationSession &session)
{
    return session.hasBegun() && session.stand().end.empty()
        && (session.isBusy() || session.isWaiting());
}

} // namespace

RotationFeed::RotationFeed(Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_book(std::make_shared<rotate::RotationBook>())
{
    connect(&ledger, &Ledger::opened, this, &RotationFeed::restart);
    connect(&ledger, &Ledger::stateChanged, this, [this] {
        const bool isReadable
            = m_ledger.isOpen() && m_ledger.state() != finding::KeeperState::Locked;
        if (isReadable != m_isReadable)
            restart();
    });
    connect(&ledger, &Ledger::loaded, this, [this] {
        m_isListed = true;
        look();
    });
    connect(&ledger, &Ledger::written, this, &RotationFeed::look);
}

RotationFeed::~RotationFeed() = default;

/// Another store, or this one again: what was read of it may not stand any more.
void RotationFeed::restart()
{
    m_isReadable = m_ledger.isOpen() && m_ledger.state() != finding::KeeperState::Locked;
    m_book = std::make_shared<rotate::RotationBook>();
    m_isLooking = false;
    m_isListed = false;
    m_isSettled = false;
    m_isRefused = false;
    m_running.clear();
    Q_EMIT changed(nullptr);
}

void RotationFeed::watch(RotationSession &session)
{
    std::erase_if(m_sessions, [](const QPointer<RotationSession> &one) { return !one; });
    m_sessions.emplace_back(&session);
    connect(&session, &RotationSession::changed, this, &RotationFeed::look);
    connect(&session, &QObject::destroyed, this, &RotationFeed::look);
}

void RotationFeed::look()
{
    if (!m_isReadable || !m_isListed)
        return;
    m_isBehind = m_isLooking;
    if (std::exchange(m_isLooking, true))
        return;
    m_ledger.run<Result<bool>>(
        [book = m_book](finding::Keeper &keeper) -> Result<bool> {
            const auto *runs = dynamic_cast<const finding::RunKeeper *>(&keeper);
            return runs ? book->read(keeper, *runs) : Result<bool>(false);
        },
        this,
        [this, book = m_book](const Result<bool> &isNews) {
            if (book != m_book)
                return; // of a store that was closed or locked since
            m_isLooking = false;
            // After an error it is read again at the next writing, which must not tell it again.
            const bool isRefused = !isNews && isNews.error().kind != ErrorKind::Denied;
            if (isNews) {
                take(*isNews);
                settle();
            } else if (isRefused && !m_isRefused) {
                Q_EMIT m_ledger.failed(isNews.error());
            }
            m_isRefused = isRefused;
            if (m_isBehind)
                look();
        });
}

/// Once for an opened store: who ends a rotation does the rest too, unless it was cut off.
void RotationFeed::settle()
{
    if (!m_ledger.canChange() || std::exchange(m_isSettled, true))
        return;
    m_ledger.run<Result<std::size_t>>(
        [book = m_book](finding::Keeper &keeper) -> Result<std::size_t> {
            auto *runs = dynamic_cast<finding::RunKeeper *>(&keeper);
            return runs ? rotate::settleEnded(keeper, *runs, *book, userName(),
                                              QDateTime::currentSecsSinceEpoch())
                        : Result<std::size_t>(0);
        },
        this,
        [this](const Result<std::size_t> &settled) {
            if (!settled && settled.error().kind != ErrorKind::Denied)
                Q_EMIT m_ledger.failed(settled.error());
        });
}

void RotationFeed::take(bool isNews)
{
    std::set<std::string> running;
    for (const QPointer<RotationSession> &session : m_sessions) {
        if (session && isRunning(*session))
            running.insert(session->stand().run);
    }
    if (std::exchange(m_running, running) == running && !isNews)
        return;
    Q_EMIT changed(std::make_shared<const finding::FindingRotations>(m_book->byFinding(running)));
}

} // namespace rekey::ui
