// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "core/secret/vault.h"
#include "ui/session/checkplan.h"
#include "ui/session/undolog.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThread>
#include <QTimer>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace rekey::ui {

/// One act on many findings: what it changes of each, and how it is called.
struct TriageEdit
{
    QString text; ///< "Mark as test value"; shown in Undo and in the bar
    finding::EventKind kind = finding::EventKind::Decided;
    std::string detail; ///< for the timeline; no values
    /// Makes the change, given what the provider said last. GUI thread, quick.
    std::function<void(finding::Triage &, const finding::Evidence &)> apply;
};

/// The window's way to what is kept: runs a Keeper on a thread of its own, hands over what it
/// holds, and takes decisions, with undo. Decisions show at once and are put back when the keeper
/// refuses them. GUI thread, but for what run() is given.
class Ledger final : public QObject
{
    Q_OBJECT

public:
    /// Makes the keeper, on its thread.
    using Opener = std::function<Result<std::unique_ptr<finding::Keeper>>()>;
    /// What stands now, in the window's own index.
    using RecordReader = std::function<finding::Record(const secret::SecretId &)>;

    explicit Ledger(QObject *parent = nullptr);
    /// Waits for what was asked before.
    ~Ledger() override;

    /// Closes what is open and opens another. Ends in opened() and then loaded(), or openFailed().
    void open(Opener opener);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Of the keeper as last told; Locked until it is open.
    [[nodiscard]] finding::KeeperState state() const { return m_state; }
    [[nodiscard]] QString title() const { return m_title; }
    /// What it keeps ends with the program.
    [[nodiscard]] bool isInMemory() const { return m_isInMemory; }
    void setRecordReader(RecordReader reader) { m_readRecord = std::move(reader); }
    /// Says whether the window has worked in what arrived: while it has not, reading waits.
    void setIntakeCheck(std::function<bool()> isReady) { m_isReady = std::move(isReady); }
    /// Changes nothing while set, whatever the keeper could take.
    void setReadOnly(bool isReadOnly);
    [[nodiscard]] bool canChange() const
    {
        return m_isOpen && !m_isReadOnly && m_state == finding::KeeperState::Open;
    }

    /// Whether it takes what scans find; a locked one does.
    [[nodiscard]] bool isKeeping() const
    {
        return m_isOpen && !m_isReadOnly && m_state != finding::KeeperState::ReadOnly;
    }

    void lock();
    /// Ends in stateChanged(), or unlockFailed().
    void unlock(std::shared_ptr<const secret::SecretBytes> passphrase);

    /// Runs `work` on the keeper's thread after what was asked before, then `done` on the GUI
    /// thread unless `context` is gone. Not called when nothing is open.
    template <typename T>
    void run(std::function<T(finding::Keeper &)> work, QObject *context,
             std::function<void(T)> done)
    {
        post([work = std::move(work), guard = QPointer<QObject>(context), done = std::move(done),
              home = this](finding::Keeper &keeper) {
            auto value = std::make_shared<T>(work(keeper));
            QMetaObject::invokeMethod(
                home,
                [guard, done, value] {
                    if (guard && done)
                        done(std::move(*value));
                },
                Qt::QueuedConnection);
        });
    }

    /// While somebody holds what only this store can keep, no other one is to be opened and the
    /// program not to be ended.
    void setNeededBy(const QObject *holder, bool isNeeded);
    [[nodiscard]] bool isNeeded() const { return !m_holders.empty(); }

    /// Counts the stores that were opened: a rotation goes on in its own only.
    [[nodiscard]] int generation() const { return m_generation; }
    /// Runs `work` on the keeper's thread and waits for it. Any thread but the GUI's and the
    /// keeper's. Errors also: Denied (another store was opened since `generation`, or none is
    /// open).
    template <typename T>
    Result<T> call(int generation, const std::function<Result<T>(finding::Keeper &)> &work)
    {
        Result<T> result = fail(ErrorKind::Denied,
                                "The store it is kept in is not open any more: open it again.");
        waitFor(generation, [&](finding::Keeper &keeper) { result = work(keeper); });
        return result;
    }
    /// Somebody changed named values of a room: see Keeper::setProperty.
    void tellProperties(const QString &room) { Q_EMIT propertiesChanged(room); }

    /// Tells everything that is kept again: sourcesArrived(), keptArrived() ..., loaded().
    void reload();
    /// Tells what is kept of these findings, when anything is, in recordsChanged(). Changes of them
    /// wait for it.
    void tellRecords(std::vector<secret::SecretId> ids);
    /// Plaintext of a kept finding's value. Any thread but the GUI's: waits for the keeper.
    /// Or of its companion of that name.
    [[nodiscard]] Result<secret::SecretBytes> value(const secret::SecretId &id,
                                                    const std::string &companion = {});

    /// Keeps the result of a scan: sources and findings as they were, places as indexes into
    /// `sources`. Calls end in their order, each in scanKept(), or scanNotKept() and failed(). Does
    /// nothing unless isKeeping().
    void keepScan(std::shared_ptr<const std::vector<finding::Finding>> findings,
                  std::vector<finding::SourceRecord> sources,
                  std::shared_ptr<const secret::Vault> vault, bool isComplete);

    /// Changes findings: at once in the window (recordsChanged), then in the keeper.
    void edit(std::vector<secret::SecretId> ids, const TriageEdit &edit);
    /// Makes an incident (empty id) or changes one; a change can be undone. Ends in incidentKept()
    /// and then `done` unless `context` is gone, or in failed() and incidentRefused().
    void keepIncident(const finding::Incident &incident, QObject *context,
                      std::function<void(const finding::Incident &)> done);
    /// Keeps what providers said, with its timeline. Ends in recordsChanged(), and in
    /// checksNotKept() for findings that are not kept (yet).
    void keepChecks(std::vector<CheckResult> results);
    /// Adds to timelines without changing a record: peeked, copied, exported.
    void note(std::vector<finding::Event> events);

    [[nodiscard]] bool canUndo() const { return canChange() && m_undo.canUndo(); }
    [[nodiscard]] bool canRedo() const { return canChange() && m_undo.canRedo(); }
    [[nodiscard]] QString undoText() const { return m_undo.undoText(); }
    [[nodiscard]] QString redoText() const { return m_undo.redoText(); }
    void undo();
    void redo();
    /// Nothing is being opened, kept or changed.
    [[nodiscard]] bool isAtRest() const { return m_pending == 0 && m_acts.empty(); }

Q_SIGNALS:
    void opened();
    void openFailed(const rekey::Error &error);
    void stateChanged();
    void unlockFailed(const rekey::Error &error);
    /// What was kept before; Place::source is SourceRecord::number.
    void sourcesArrived(const std::vector<rekey::finding::SourceRecord> &sources);
    void keptArrived(std::vector<rekey::finding::KeptFinding> &batch);
    void loaded();
    void recordsChanged(const std::vector<rekey::finding::Record> &records);
    /// Another window was first; these stand as they are now. Of `unseen` of them this window knew
    /// nothing: what stands may be of any time.
    void conflicted(const std::vector<rekey::finding::Record> &records, std::size_t unseen);
    /// As it stands now: made, changed or put back.
    void incidentKept(const rekey::finding::Incident &incident);
    /// What is shown of incidents may not be what stands.
    void incidentRefused();
    /// In the order of the findings given to keepScan.
    void scanKept(const rekey::finding::KeepOutcome &outcome);
    void scanNotKept();
    void checksNotKept(const std::vector<rekey::ui::CheckResult> &results);
    /// An edit of so many findings, or of an incident put back, is under way or done.
    void edited(const QString &text, std::size_t count);
    void undoChanged();
    /// Something was not kept. One sentence that says what to do.
    void failed(const rekey::Error &error);
    void rested();
    void propertiesChanged(const QString &room);
    /// Something was written into the store since it was opened, unlocked or last told of here, by
    /// anybody but with edit(): named values, journals and timelines may be other ones. What is
    /// news of records was told.
    void written();

private:
    struct Home;
    /// An act on many findings, applied to the window some thousand at a time.
    struct Act
    {
        std::vector<secret::SecretId> ids;
        std::size_t next = 0; ///< index of the first id not yet looked at
        QString text;
        finding::EventKind kind = finding::EventKind::Decided;
        std::string detail;
        /// What the i-th finding becomes; nothing: it stays.
        std::function<std::optional<finding::Triage>(std::size_t i, const finding::Record &)> apply;
        std::shared_ptr<UndoLog::Step> step; ///< where to note it; null when undoing
        /// What is undone or redone. It may not have been done yet: the ids are taken from it when
        /// it is this one's turn.
        std::shared_ptr<const UndoLog::Step> done;
        std::size_t changed = 0;
    };

    struct Latest
    {
        finding::Record record;
        std::uint32_t inFlight = 0; ///< changes the keeper has not answered
        bool isUnseen = false; ///< nothing was known of it when the first of those was made
    };

    void post(std::function<void(finding::Keeper &)> job);
    void waitFor(int generation, const std::function<void(finding::Keeper &)> &job);
    void load();
    void makeRoom();
    /// A change of this window's own stands above what was kept when the record was read.
    void preferLatest(finding::Record &record) const;
    void poll();
    /// What is kept becomes known before the window's index has it.
    void takeTold(std::vector<finding::Record> records);
    void begin(Act act);
    void applySlice();
    void send(std::vector<finding::TriageChange> changes, std::vector<finding::Record> before);
    void takeOutcomes(const Result<std::vector<finding::ChangeOutcome>> &outcomes,
                      const std::vector<finding::Record> &before);
    void takeChanges(const std::vector<finding::Record> &records);
    [[nodiscard]] finding::Record current(const secret::SecretId &id) const;
    void forgetSettled();
    [[nodiscard]] bool isSettled(const secret::SecretId &id, const Latest &latest) const;
    void putIncident(const finding::Incident &expected, const finding::Incident &wanted,
                     const QString &text);
    void refuseIncident(const Error &error);
    void jobEnded(finding::KeeperState state);
    [[nodiscard]] bool refuseChange();

    QThread m_thread;
    std::unique_ptr<Home> m_home; ///< lives on m_thread
    std::set<const QObject *> m_holders; ///< see setNeededBy()
    RecordReader m_readRecord;
    std::function<bool()> m_isReady;
    std::stop_source m_loading; ///< stopped: whatever is being read is of no use any more
    UndoLog m_undo;
    std::deque<Act> m_acts; ///< the first is being applied
    std::unordered_set<secret::SecretId> m_untold; ///< asked for with tellRecords()
    bool m_isHeld = false; ///< the first act waits for one of those
    /// What was changed last, until the window's index is seen to have it.
    std::unordered_map<secret::SecretId, Latest> m_latest;
    std::size_t m_forgetAt = 0; ///< bucket of m_latest to go on from
    std::size_t m_inFlight = 0; ///< sum over m_latest
    int m_generation = 0; ///< of the keeper; answers of an earlier one are dropped
    finding::KeeperState m_state = finding::KeeperState::Locked;
    QString m_title;
    bool m_isOpen = false;
    bool m_isInMemory = false;
    bool m_isReadOnly = false;
    bool m_isPolling = false;
    bool m_isLocking = false; ///< until the keeper has said that it is locked
    std::size_t m_pending = 0; ///< jobs given to the keeper's thread and not ended
    QTimer m_poll; ///< looks for what other windows changed
};

} // namespace rekey::ui
