// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ledger.h"

#include "core/base/text.h"
#include "ui/session/ledgerhome.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace rekey::ui {

namespace {

constexpr auto kPollEvery = 500ms;
/// Entries compared with the index at one tick.
constexpr std::size_t kForget = 12'000;

} // namespace

Ledger::Ledger(QObject *parent)
    : QObject(parent)
    , m_home(std::make_unique<Home>())
{
    m_thread.setObjectName(QStringLiteral("ledger"));
    m_home->moveToThread(&m_thread);
    m_thread.start();
    m_poll.setInterval(kPollEvery);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        forgetSettled();
        poll();
    });
}

Ledger::~Ledger()
{
    m_loading.request_stop();
    // The keeper's connection belongs to its thread: let go of it there.
    QMetaObject::invokeMethod(
        m_home.get(), [home = m_home.get()] { home->keeper.reset(); },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void Ledger::open(Opener opener)
{
    m_loading.request_stop();
    m_undo.clear();
    m_acts.clear();
    m_untold.clear();
    m_isHeld = false;
    m_latest.clear();
    m_inFlight = 0;
    ++m_generation;
    m_isOpen = false;
    m_poll.stop();
    ++m_pending;
    Home *home = m_home.get();
    QMetaObject::invokeMethod(
        home,
        [this, home, generation = m_generation, opener = std::move(opener)] {
            home->keeper.reset();
            home->generation = generation;
            home->own.clear();
            home->ownIncidents.clear();
            home->revision = 0;
            home->told = 0;
            home->isBehind = true;
            static_cast<void>(home->takeSlices());
            auto made = opener();
            std::optional<Error> error;
            finding::KeeperState state = finding::KeeperState::Locked;
            QString title;
            bool isInMemory = false;
            if (made) {
                home->keeper = std::move(*made);
                state = home->keeper->state();
                if (state != finding::KeeperState::Locked)
                    home->tellFromNow(*home->keeper);
                isInMemory = home->keeper->title() == "memory";
                // Paths and names of databases are shown as they are.
                title = isInMemory ? tr("memory")
                                   : QString::fromStdString(escapeControl(home->keeper->title()));
            } else {
                error = made.error();
            }
            QMetaObject::invokeMethod(
                this,
                [this, error, state, title, isInMemory] {
                    m_isOpen = !error;
                    m_title = title;
                    m_isInMemory = isInMemory;
                    // That it is another one is told before that it can be changed: what belongs to
                    // the one before must not go into it.
                    if (!error) {
                        m_state = state;
                        Q_EMIT opened();
                    }
                    jobEnded(state);
                    if (error) {
                        Q_EMIT openFailed(*error);
                        return;
                    }
                    Q_EMIT stateChanged();
                    Q_EMIT undoChanged();
                    m_poll.start();
                    if (m_state != finding::KeeperState::Locked)
                        load();
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Ledger::setNeededBy(const QObject *holder, bool isNeeded)
{
    if (isNeeded)
        m_holders.insert(holder);
    else
        m_holders.erase(holder);
}

void Ledger::setReadOnly(bool isReadOnly)
{
    m_isReadOnly = isReadOnly;
    Q_EMIT stateChanged();
    Q_EMIT undoChanged();
}

/// Nobody asked for it, so it counts as rest.
void Ledger::poll()
{
    if (!m_isOpen || m_isPolling || m_pending > 0 || m_state == finding::KeeperState::Locked)
        return;
    m_isPolling = true;
    Home *home = m_home.get();
    QMetaObject::invokeMethod(
        home,
        [this, home, generation = m_generation] {
            std::vector<finding::Record> records;
            if (home->keeper)
                records = home->look(*home->keeper).value_or(records);
            const bool isWritten = home->revision != home->told;
            home->told = home->revision;
            QMetaObject::invokeMethod(
                this,
                [this, generation, records = std::move(records), isWritten] {
                    m_isPolling = false;
                    if (generation != m_generation)
                        return;
                    takeChanges(records);
                    if (isWritten)
                        Q_EMIT written();
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Ledger::waitFor(int generation, const std::function<void(finding::Keeper &)> &job)
{
    Q_ASSERT(QThread::currentThread() != thread());
    ++m_home->waiting;
    QMetaObject::invokeMethod(
        m_home.get(),
        [home = m_home.get(), generation, &job] {
            --home->waiting;
            if (home->keeper && home->generation == generation)
                job(*home->keeper);
        },
        Qt::BlockingQueuedConnection);
}

void Ledger::post(std::function<void(finding::Keeper &)> job)
{
    ++m_pending;
    Home *home = m_home.get();
    QMetaObject::invokeMethod(
        home,
        [this, home, job = std::move(job)] {
            finding::KeeperState state = finding::KeeperState::Locked;
            if (home->keeper) {
                job(*home->keeper);
                state = home->keeper->state();
            }
            QMetaObject::invokeMethod(
                this, [this, state] { jobEnded(state); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Ledger::jobEnded(finding::KeeperState state)
{
    --m_pending;
    m_isLocking = m_isLocking && state != finding::KeeperState::Locked;
    // Jobs from before the lock still say what was open.
    if (state != m_state && !m_isLocking) {
        m_state = state;
        Q_EMIT stateChanged();
        Q_EMIT undoChanged();
    }
    if (isAtRest())
        Q_EMIT rested();
}

Result<secret::SecretBytes> Ledger::value(const secret::SecretId &id, const std::string &companion)
{
    Q_ASSERT(QThread::currentThread() != thread());
    Result<secret::SecretBytes> value
        = fail(ErrorKind::NotFound, "No store is open that could hold this value.");
    ++m_home->waiting;
    QMetaObject::invokeMethod(
        m_home.get(),
        [home = m_home.get(), &id, &companion, &value] {
            --home->waiting;
            if (home->keeper)
                value = home->keeper->value(id, companion);
        },
        Qt::BlockingQueuedConnection);
    return value;
}

void Ledger::lock()
{
    if (!m_isOpen || m_state == finding::KeeperState::Locked)
        return;
    m_loading.request_stop();
    post([](finding::Keeper &keeper) { keeper.lock(); });
    m_acts.clear();
    m_isHeld = false;
    m_untold.clear();
    std::erase_if(m_latest, [](const auto &one) { return one.second.inFlight == 0; });
    m_undo.clear();
    m_isLocking = true;
    m_state = finding::KeeperState::Locked;
    Q_EMIT stateChanged();
    Q_EMIT undoChanged();
}

void Ledger::unlock(std::shared_ptr<const secret::SecretBytes> passphrase)
{
    if (!m_isOpen)
        return;
    Home *home = m_home.get();
    post([this, home, passphrase = std::move(passphrase)](finding::Keeper &keeper) {
        const Result<void> unlocked = keeper.unlock(*passphrase);
        if (unlocked)
            home->tellFromNow(keeper);
        QMetaObject::invokeMethod(
            this,
            [this, error = unlocked ? std::nullopt : std::optional(unlocked.error())] {
                if (error)
                    Q_EMIT unlockFailed(*error);
                else
                    load();
            },
            Qt::QueuedConnection);
    });
}

bool Ledger::refuseChange()
{
    if (canChange())
        return false;
    Q_EMIT failed({ErrorKind::Denied,
                   m_isReadOnly || m_state == finding::KeeperState::ReadOnly
                       ? "Read-only: nothing was changed."
                       : "The store is locked: unlock it first. Nothing was changed.",
                   {}});
    return true;
}

void Ledger::takeChanges(const std::vector<finding::Record> &records)
{
    std::vector<finding::Record> theirs;
    for (const finding::Record &record : records) {
        const auto latest = m_latest.find(record.id);
        if (latest != m_latest.end()) {
            if (latest->second.inFlight > 0 || latest->second.record.version >= record.version)
                continue;
            latest->second.record = record;
        }
        theirs.push_back(record);
    }
    if (!theirs.empty())
        Q_EMIT recordsChanged(theirs);
}

finding::Record Ledger::current(const secret::SecretId &id) const
{
    const auto latest = m_latest.find(id);
    return latest == m_latest.end() ? m_readRecord(id) : latest->second.record;
}

/// The window's index takes records in when it is not being read, so for a while it lags behind. Of
/// what it does not hold it never has one.
bool Ledger::isSettled(const secret::SecretId &id, const Latest &latest) const
{
    if (latest.inFlight > 0)
        return false;
    const std::uint64_t shown = m_readRecord(id).version;
    return shown >= latest.record.version || (shown == 0 && (!m_isReady || m_isReady()));
}

/// Some at a time, each time from where the last one ended.
void Ledger::forgetSettled()
{
    std::vector<secret::SecretId> settled;
    const std::size_t buckets = m_latest.bucket_count();
    std::size_t looked = 0;
    for (std::size_t n = std::min(buckets, kForget); n > 0 && looked < kForget; --n) {
        m_forgetAt = (m_forgetAt + 1) % buckets;
        for (auto at = m_latest.cbegin(m_forgetAt); at != m_latest.cend(m_forgetAt);
             ++at, ++looked) {
            if (isSettled(at->first, at->second))
                settled.push_back(at->first);
        }
    }
    for (const secret::SecretId &id : settled)
        m_latest.erase(id);
}

void Ledger::note(std::vector<finding::Event> events)
{
    if (!canChange())
        return;
    for (finding::Event &event : events) {
        if (event.at == 0)
            event.at = QDateTime::currentMSecsSinceEpoch();
    }
    post([this, events = std::move(events)](finding::Keeper &keeper) {
        const Result<void> noted = keeper.note(events);
        if (!noted)
            QMetaObject::invokeMethod(
                this, [this, error = noted.error()] { Q_EMIT failed(error); },
                Qt::QueuedConnection);
    });
}

} // namespace rekey::ui
