// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ledger.h"

#include "core/base/text.h"
#include "ui/session/ledgerhome.h"

#include <QDateTime>

#include <algorithm>
#include <span>
#include <utility>

using namespace std::chrono_literals;

namespace rekey::ui {

namespace {

/// Findings of one act that are changed in one go: some milliseconds of the GUI thread.
constexpr std::size_t kSlice = 2'000;
constexpr auto kPollEvery = 500ms;
/// Entries compared with the index at one tick.
constexpr std::size_t kForget = 12'000;

std::string stateText(const finding::Triage &triage)
{
    std::string text(finding::decisionName(triage.decision));
    if (triage.closeReason != finding::CloseReason::None)
        text += " (" + std::string(finding::closeReasonName(triage.closeReason)) + ')';
    return text;
}

std::string joined(const std::vector<std::string> &tags)
{
    std::string text;
    for (const std::string &tag : tags)
        text += (text.empty() ? "#" : " #") + tag;
    return text;
}

std::string severityText(const finding::Triage &triage)
{
    return triage.severity ? std::to_string(*triage.severity) : "computed";
}

finding::Event eventOf(finding::EventKind kind, const finding::Triage &before,
                       const finding::Triage &after, const std::string &detail)
{
    finding::Event event;
    event.kind = kind;
    event.detail = detail;
    const auto set = [&event](std::string from, std::string to) {
        event.from = std::move(from);
        event.to = std::move(to);
    };
    using Kind = finding::EventKind;
    switch (kind) {
    case Kind::Tagged:
        set(joined(before.tags), joined(after.tags));
        break;
    case Kind::Noted:
        set(before.note, after.note);
        break;
    case Kind::Owned:
        set(before.owner, after.owner);
        break;
    case Kind::Incident:
        set(before.incident, after.incident);
        break;
    case Kind::SeveritySet:
        set(severityText(before), severityText(after));
        break;
    default:
        set(stateText(before), stateText(after));
        if (event.detail.empty())
            event.detail = after.why;
        break;
    }
    return event;
}

/// Paths and names of databases are shown as they are.
QString titleOf(const finding::Keeper &keeper)
{
    const std::string title = keeper.title();
    return title == "memory" ? Ledger::tr("memory") : QString::fromStdString(escapeControl(title));
}

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
                title = titleOf(*home->keeper);
                isInMemory = home->keeper->title() == "memory";
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
    ++home->waiting;
    QMetaObject::invokeMethod(
        home,
        [this, home, job = std::move(job)] {
            --home->waiting;
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

void Ledger::edit(std::vector<secret::SecretId> ids, const TriageEdit &edit)
{
    if (ids.empty() || refuseChange())
        return;
    Act act;
    act.ids = std::move(ids);
    act.text = edit.text;
    act.kind = edit.kind;
    act.detail = edit.detail;
    act.apply = [apply = edit.apply](std::size_t, const finding::Record &now) {
        finding::Triage changed = now.triage;
        apply(changed, now.evidence);
        return changed == now.triage ? std::nullopt : std::optional(std::move(changed));
    };
    act.step = m_undo.begin(edit.text);
    begin(std::move(act));
}

void Ledger::undo()
{
    if (!m_undo.canUndo() || refuseChange())
        return;
    const auto step = m_undo.takeUndo();
    const QString text = tr("Undo: %1").arg(step->text());
    if (const UndoLog::IncidentChange *change = step->incident())
        return putIncident(change->after, change->before, text);
    Act act;
    act.done = step;
    act.text = text;
    act.kind = finding::EventKind::Undone;
    act.detail = step->text().toStdString();
    // What somebody changed since is theirs.
    act.apply = [step](std::size_t i, const finding::Record &now) {
        return now.triage == step->after(i) ? std::optional(step->before(i)) : std::nullopt;
    };
    begin(std::move(act));
}

void Ledger::redo()
{
    if (!m_undo.canRedo() || refuseChange())
        return;
    const auto step = m_undo.takeRedo();
    const QString text = tr("Redo: %1").arg(step->text());
    if (const UndoLog::IncidentChange *change = step->incident())
        return putIncident(change->before, change->after, text);
    Act act;
    act.done = step;
    act.text = text;
    act.kind = finding::EventKind::Decided;
    act.detail = step->text().toStdString();
    act.apply = [step](std::size_t i, const finding::Record &now) {
        return now.triage == step->before(i) ? std::optional(step->after(i)) : std::nullopt;
    };
    begin(std::move(act));
}

void Ledger::begin(Act act)
{
    m_acts.push_back(std::move(act));
    Q_EMIT undoChanged();
    if (m_acts.size() == 1)
        applySlice();
}

void Ledger::applySlice()
{
    if (m_acts.empty())
        return;
    Act &act = m_acts.front();
    if (act.done && act.next == 0)
        act.ids = act.done->ids();
    std::vector<finding::TriageChange> changes;
    std::vector<finding::Record> before;
    std::vector<finding::Record> after;
    const std::int64_t at = QDateTime::currentMSecsSinceEpoch();
    const std::size_t end = std::min(act.next + kSlice, act.ids.size());
    const auto slice = std::span(act.ids).subspan(act.next, end - act.next);
    m_isHeld = !m_untold.empty()
        && std::ranges::any_of(slice, [this](const auto &id) { return m_untold.contains(id); });
    if (m_isHeld)
        return;
    for (; act.next < end; ++act.next) {
        finding::Record record = current(act.ids[act.next]);
        std::optional<finding::Triage> changed = act.apply(act.next, record);
        if (!changed)
            continue;
        if (act.step)
            act.step->add(record.id, record.triage, *changed);
        Latest &latest = m_latest[record.id];
        if (latest.inFlight == 0)
            latest.isUnseen = record.version == 0;
        // What those in flight lead to is for the keeper to say: see Home::changeNext().
        changes.push_back({record.id, record.version - latest.inFlight, *changed,
                           eventOf(act.kind, record.triage, *changed, act.detail)});
        changes.back().event.at = at;
        before.push_back(record);
        record.triage = std::move(*changed);
        ++record.version;
        latest.record = record;
        after.push_back(std::move(record));
    }
    act.changed += changes.size();
    const bool isDone = act.next == act.ids.size();
    const QString text = act.text;
    const std::size_t changed = act.changed;
    if (!after.empty()) {
        send(std::move(changes), std::move(before));
        Q_EMIT recordsChanged(after);
    }
    if (!isDone) {
        QTimer::singleShot(0, this, &Ledger::applySlice);
        return;
    }
    m_acts.pop_front();
    Q_EMIT edited(text, changed);
    if (!m_acts.empty())
        QTimer::singleShot(0, this, &Ledger::applySlice);
    else if (isAtRest())
        Q_EMIT rested();
}

void Ledger::send(std::vector<finding::TriageChange> changes, std::vector<finding::Record> before)
{
    Home::Slice slice;
    slice.isFresh = m_inFlight == 0;
    slice.follows.resize(changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i)
        slice.follows[i] = m_latest[changes[i].id].inFlight++ > 0;
    m_inFlight += changes.size();
    slice.changes = std::move(changes);
    slice.before = std::move(before);
    Home *home = m_home.get();
    home->addSlice(std::move(slice));
    post([this, home, generation = m_generation](finding::Keeper &) {
        auto answer = home->changeNext();
        if (!answer)
            return;
        for (Home::Answer &part : Home::partsOf(*std::move(answer), kSlice)) {
            QMetaObject::invokeMethod(
                this,
                [this, generation, part = std::make_shared<const Home::Answer>(std::move(part))] {
                    if (generation == m_generation)
                        takeOutcomes(part->outcomes, part->before);
                },
                Qt::QueuedConnection);
        }
    });
}

/// The window shows a change, with the version it leads to, before the keeper has it: only what
/// comes out otherwise is news.
void Ledger::takeOutcomes(const Result<std::vector<finding::ChangeOutcome>> &outcomes,
                          const std::vector<finding::Record> &before)
{
    std::vector<finding::Record> now;
    std::vector<finding::Record> refused;
    std::size_t unseen = 0;
    m_inFlight -= before.size();
    for (std::size_t i = 0; i < before.size(); ++i) {
        Latest &latest = m_latest[before[i].id];
        const bool isLast = --latest.inFlight == 0;
        if (outcomes && (*outcomes)[i].isKept) {
            const std::uint64_t version = (*outcomes)[i].record.version;
            if (!isLast || latest.record.version == version)
                continue;
            latest.record.version = version;
            now.push_back(latest.record);
            continue;
        }
        --latest.record.version;
        if (outcomes) {
            refused.push_back((*outcomes)[i].record);
            unseen += latest.isUnseen ? 1U : 0U;
        }
        // A later change that is still under way says what the window is to show.
        if (isLast && outcomes)
            latest.record = (*outcomes)[i].record;
        else if (!outcomes)
            latest.record.triage = before[i].triage;
        if (isLast || !outcomes)
            now.push_back(latest.record);
    }
    if (!now.empty())
        Q_EMIT recordsChanged(now);
    if (!outcomes)
        Q_EMIT failed(outcomes.error());
    if (!refused.empty())
        Q_EMIT conflicted(refused, unseen);
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
