// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/packing.h"
#include "core/store/sealer.h"
#include "core/store/store.h"

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rekey::store {

/// What a store's operations work on.
struct Store::State
{
    std::unique_ptr<Database> database;
    StoreOptions options;
    std::string id; ///< 16 bytes
    std::string publicKey;

    // Empty while locked.
    std::optional<Sealer> sealer;
    secret::SecretBytes boxSecret;
    secret::SecretBytes tagKey;
    std::optional<secret::IdentityKey> identity;
    std::string openedBy; ///< the member whose slot it was; empty in memory
    secret::SecretBytes seed; ///< of that slot

    /// A run as its rows say whose it is, which names of it do not.
    struct KnownRun
    {
        std::string name; ///< empty: none of the entries opened
        std::uint64_t entries = 0; ///< when they were looked at
    };
    std::map<QByteArray, KnownRun> runs; ///< by their tags

    secret::SecretBytes memoryKey; ///< of a store in memory, to unlock it again
    std::vector<finding::SourceRecord> lockedSources; ///< named while locked
    unsigned failures = 0; ///< wrong passphrases in a row
    std::chrono::steady_clock::time_point nextTry;

    [[nodiscard]] finding::KeeperState keeperState() const;
    [[nodiscard]] std::int64_t nowMs() const;
    void dropKeys();
};

/// Ends the timeline and counts changes: the only row of `head`.
struct Head
{
    std::uint32_t epoch = 0;
    std::uint64_t events = 0;
    QByteArray hash; ///< of the last event
    QByteArray mac;
    std::uint64_t revision = 0;
    std::uint64_t found = 0; ///< revision of the last keep that changed findings
};

[[nodiscard]] QByteArray macOf(const Head &head, const std::string &storeId, const Sealer &sealer);
/// Without a lock.
[[nodiscard]] Result<Head> readHead(Database &database);
[[nodiscard]] Result<void> writeHead(Database &database, const Head &head, bool isNew = false);

/// A value of `meta`; nothing when there is none.
[[nodiscard]] Result<std::optional<QByteArray>> metaValue(Database &database, const char *name);
[[nodiscard]] Result<void> setMeta(Database &database, const char *name, const QByteArray &value);
[[nodiscard]] Result<void> removeMeta(Database &database, const char *name);

/// One state of the store for several reads. Errors: Denied when locked, or rolled by somebody
/// else; then the keys are dropped.
[[nodiscard]] Result<Transaction> beginRead(Store::State &state, Head *head = nullptr);

/// An event to be appended, with the S-number of its finding (0: none).
struct NewEvent
{
    finding::Event event;
    std::uint64_t finding = 0;
};

/// A change of the store: alone to write, durable when committed, gone otherwise.
class WriteScope
{
public:
    /// Errors: Denied (locked, read-only, another writer), Malformed (the timeline's end was
    /// altered: appending would hide it).
    [[nodiscard]] static Result<WriteScope> begin(Store::State &state);

    [[nodiscard]] Store::State &state() { return *m_state; }
    [[nodiscard]] Database &database() { return *m_state->database; }
    [[nodiscard]] const Sealer &sealer() { return *m_state->sealer; }
    /// Of this change.
    [[nodiscard]] std::uint64_t revision() const { return m_head.revision + 1; }
    /// The state's sealer has another key from now on.
    void setEpoch(std::uint32_t epoch) { m_head.epoch = epoch; }
    void setFindingsChanged() { m_head.found = revision(); }

    /// Appends to the timeline; gives the number, and the actor and time where they are missing.
    [[nodiscard]] Result<void> append(NewEvent event);
    /// The same event of many findings as one entry; their S-numbers ascending, each once.
    [[nodiscard]] Result<void> append(finding::Event event, std::span<const std::uint32_t> members);
    [[nodiscard]] Result<void> commit();

private:
    WriteScope(Store::State &state, Transaction transaction, Head head);
    void complete(finding::Event &event);
    [[nodiscard]] Result<void> add(std::uint64_t number, std::int64_t finding);

    Store::State *m_state;
    Transaction m_transaction;
    Head m_head;
    std::unique_ptr<BulkInsert> m_events;
    Packer m_packer; ///< of the entry being added
};

} // namespace rekey::store
