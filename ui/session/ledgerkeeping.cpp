// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ledger.h"
#include "ui/session/ledgerhome.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace std::chrono_literals;

namespace rekey::ui {

namespace {

constexpr auto kLookForRoom = 4ms;

void addMissing(std::vector<finding::Record> &records, const std::vector<finding::Record> &more)
{
    std::unordered_set<secret::SecretId> known;
    for (const finding::Record &record : records)
        known.insert(record.id);
    std::ranges::copy_if(more, std::back_inserter(records),
                         [&known](const auto &record) { return !known.contains(record.id); });
}

} // namespace

void Ledger::keepScan(std::shared_ptr<const std::vector<finding::Finding>> findings,
                      std::vector<finding::SourceRecord> sources,
                      std::shared_ptr<const secret::Vault> vault, bool isComplete)
{
    if (!isKeeping())
        return;
    Home *home = m_home.get();
    post([this, home, generation = m_generation, findings = std::move(findings),
          sources = std::move(sources), vault = std::move(vault),
          isComplete](finding::Keeper &keeper) {
        const auto keepAll = [&]() -> Result<finding::KeepOutcome> {
            std::vector<std::uint32_t> numbers;
            for (const finding::SourceRecord &source : sources) {
                const auto number = keeper.keepSource(source);
                if (!number)
                    return std::unexpected(number.error());
                numbers.push_back(*number);
            }
            return keeper.keep(*findings, numbers, *vault, isComplete);
        };
        const Result<finding::KeepOutcome> outcome = keepAll();
        // Others may have changed something meanwhile.
        std::vector<finding::Record> changed;
        if (outcome && keeper.state() != finding::KeeperState::Locked)
            changed = home->look(keeper).value_or(changed);
        if (outcome)
            addMissing(changed, outcome->reopened);
        QMetaObject::invokeMethod(
            this,
            [this, generation, outcome, changed = std::move(changed)] {
                if (!outcome) {
                    Q_EMIT scanNotKept();
                    Q_EMIT failed(outcome.error());
                    return;
                }
                if (generation == m_generation)
                    takeChanges(changed);
                Q_EMIT scanKept(*outcome);
            },
            Qt::QueuedConnection);
    });
}

void Ledger::keepChecks(std::vector<CheckResult> results)
{
    if (!canChange()) {
        Q_EMIT checksNotKept(results);
        return;
    }
    post([this, generation = m_generation, results = std::move(results)](finding::Keeper &keeper) {
        std::vector<finding::Record> kept;
        std::vector<CheckResult> unknown;
        std::optional<Error> error;
        for (const CheckResult &result : results) {
            auto record = keeper.keepEvidence(result.id, result.evidence, result.access);
            if (record)
                kept.push_back(std::move(*record));
            else
                unknown.push_back(result);
            if (!record && record.error().kind != ErrorKind::NotFound)
                error = record.error();
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, kept = std::move(kept), unknown = std::move(unknown), error] {
                if (generation != m_generation) {
                    // They are the closed store's, and no other one's.
                    if (!unknown.empty())
                        Q_EMIT failed(error.value_or(Error{
                            ErrorKind::NotFound,
                            "Another store was opened: the last answers of providers were not "
                            "kept in the one before.",
                            {}}));
                    return;
                }
                takeChanges(kept);
                if (!unknown.empty())
                    Q_EMIT checksNotKept(unknown);
                if (error)
                    Q_EMIT failed(*error);
            },
            Qt::QueuedConnection);
    });
}

void Ledger::load()
{
    if (m_loading.stop_requested())
        m_loading = std::stop_source();
    Home *home = m_home.get();
    post([this, home, stop = m_loading.get_token()](finding::Keeper &keeper) {
        const auto toWindow = [this](auto call) {
            QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
        };
        // What others change while this is being read is news: it may have been read before.
        home->startFromNow(keeper);
        const auto sources = keeper.sources();
        Result<void> read;
        if (sources) {
            toWindow([this, sources = *sources] { Q_EMIT sourcesArrived(sources); });
            read = keeper.load(
                [&](std::vector<finding::KeptFinding> batch) {
                    const Home::Room room = home->waitForRoom(stop);
                    if (room == Home::Room::Ending)
                        return;
                    toWindow([this, room,
                              batch = std::make_shared<std::vector<finding::KeptFinding>>(
                                  std::move(batch))] {
                        for (finding::KeptFinding &kept : *batch)
                            preferLatest(kept.record);
                        Q_EMIT keptArrived(*batch);
                        if (room == Home::Room::Taken)
                            makeRoom();
                    });
                },
                stop);
        }
        if (stop.stop_requested())
            return; // what is shown now is not of this store, or locked
        const auto expired = keeper.state() == finding::KeeperState::Open
            ? keeper.reopenExpired(QDateTime::currentSecsSinceEpoch())
            : Result<std::vector<finding::Record>>{};
        const std::optional<Error> error = !sources ? std::optional(sources.error())
            : !read                                 ? std::optional(read.error())
            : !expired                              ? std::optional(expired.error())
                                                    : std::nullopt;
        toWindow([this, error, records = expired.value_or(std::vector<finding::Record>{})] {
            takeChanges(records);
            if (error)
                Q_EMIT failed(*error);
            Q_EMIT loaded();
        });
    });
}

/// For one more batch of what is being loaded.
void Ledger::makeRoom()
{
    if (m_isReady && !m_isReady())
        QTimer::singleShot(kLookForRoom, this, &Ledger::makeRoom);
    else
        m_home->room.release();
}

void Ledger::reload()
{
    if (m_isOpen && m_state != finding::KeeperState::Locked)
        load();
}

void Ledger::tellRecords(std::vector<secret::SecretId> ids)
{
    if (!m_isOpen || m_state == finding::KeeperState::Locked)
        return;
    m_untold.insert(ids.begin(), ids.end());
    post([this, generation = m_generation, ids = std::move(ids)](finding::Keeper &keeper) {
        QMetaObject::invokeMethod(
            this,
            [this, generation, ids, records = keeper.records(ids)]() mutable {
                if (generation != m_generation)
                    return;
                for (const secret::SecretId &id : ids)
                    m_untold.erase(id);
                if (records)
                    takeTold(*std::move(records));
                else
                    Q_EMIT failed(records.error());
                if (std::exchange(m_isHeld, false))
                    applySlice();
            },
            Qt::QueuedConnection);
    });
}

void Ledger::takeTold(std::vector<finding::Record> records)
{
    std::erase_if(records, [](const finding::Record &record) { return record.version == 0; });
    if (records.empty() || m_state == finding::KeeperState::Locked)
        return;
    for (finding::Record &record : records) {
        preferLatest(record);
        Latest &latest = m_latest[record.id];
        if (latest.inFlight == 0)
            latest.record = record;
    }
    Q_EMIT recordsChanged(records);
}

void Ledger::preferLatest(finding::Record &record) const
{
    const auto latest = m_latest.find(record.id);
    if (latest != m_latest.end()
        && (latest->second.inFlight > 0 || latest->second.record.version > record.version))
        record = latest->second.record;
}

} // namespace rekey::ui
