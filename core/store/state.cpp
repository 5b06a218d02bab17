// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/state.h"

#include "core/store/codec.h"
#include "core/store/packing.h"

namespace rekey::store {

namespace {

using finding::KeeperState;

Head headFrom(const Statement &row)
{
    return {static_cast<std::uint32_t>(row.count(0)),
            row.count(1),
            row.bytes(2),
            row.bytes(3),
            row.count(4),
            row.count(5)};
}

Result<Head> selectHead(Database &database, const char *text)
{
    auto query = database.prepare(text);
    if (!query)
        return std::unexpected(query.error());
    if (auto found = query->one(); !found)
        return std::unexpected(found.error());
    Head head = headFrom(*query);
    query->finish();
    return head;
}

Result<void> checkEpoch(Store::State &state, const Head &head)
{
    if (state.sealer && head.epoch == state.sealer->epoch())
        return {};
    const bool wasOpen = state.sealer.has_value();
    state.dropKeys();
    return fail(ErrorKind::Denied,
                wasOpen ? "somebody renewed the store's key; unlock it again"
                        : "the store is locked; unlock it first",
                state.database->location().title());
}

} // namespace

KeeperState Store::State::keeperState() const
{
    if (!sealer)
        return KeeperState::Locked;
    return database->isReadOnly() ? KeeperState::ReadOnly : KeeperState::Open;
}

std::int64_t Store::State::nowMs() const
{
    if (options.now)
        return options.now();
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void Store::State::dropKeys()
{
    sealer.reset();
    identity.reset();
    boxSecret.clear();
    tagKey.clear();
    openedBy.clear();
    seed.clear();
    runs.clear();
}

QByteArray macOf(const Head &head, const std::string &storeId, const Sealer &sealer)
{
    Packer packer;
    packer.text(storeId);
    packer.number(head.epoch);
    packer.number(head.events);
    packer.text(viewOf(head.hash));
    return sealer.mac(packer.bytes());
}

Result<Head> readHead(Database &database)
{
    return selectHead(database, "SELECT epoch, events, hash, mac, revision, found FROM head");
}

Result<void> writeHead(Database &database, const Head &head, bool isNew)
{
    auto query = database.prepare(
        isNew ? "INSERT INTO head (epoch, events, hash, mac, revision, found, one) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)"
              : "UPDATE head SET epoch = ?, events = ?, hash = ?, mac = ?, revision = ?, "
                "found = ? WHERE one = ?");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(std::uint64_t{head.epoch})
        .bind(head.events)
        .bind(head.hash)
        .bind(head.mac)
        .bind(head.revision)
        .bind(head.found)
        .bind(std::int64_t{1})
        .run();
}

Result<std::optional<QByteArray>> metaValue(Database &database, const char *name)
{
    auto query = database.prepare("SELECT value FROM meta WHERE name = ?");
    if (!query)
        return std::unexpected(query.error());
    std::optional<QByteArray> value;
    auto read = query->bindText(name).each([&](const Statement &row) {
        value = row.bytes(0);
        return true;
    });
    return read.transform([&] { return value; });
}

Result<void> setMeta(Database &database, const char *name, const QByteArray &value)
{
    auto query = database.prepare("INSERT INTO meta (name, value) VALUES (?, ?) "
                                  "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    if (!query)
        return std::unexpected(query.error());
    return query->bindText(name).bind(value).run();
}

Result<void> removeMeta(Database &database, const char *name)
{
    auto query = database.prepare("DELETE FROM meta WHERE name = ?");
    if (!query)
        return std::unexpected(query.error());
    return query->bindText(name).run();
}

Result<Transaction> beginRead(Store::State &state, Head *head)
{
    if (!state.sealer)
        return std::unexpected(checkEpoch(state, {}).error());
    auto transaction = Transaction::begin(*state.database, Transaction::Mode::Read);
    if (!transaction)
        return transaction;
    const auto found = readHead(*state.database);
    if (!found)
        return std::unexpected(found.error());
    if (auto same = checkEpoch(state, *found); !same)
        return std::unexpected(same.error());
    if (head != nullptr)
        *head = *found;
    return transaction;
}

WriteScope::WriteScope(Store::State &state, Transaction transaction, Head head)
    : m_state(&state)
    , m_transaction(std::move(transaction))
    , m_head(std::move(head))
    , m_events(
          std::make_unique<BulkInsert>(*state.database, "event (number, finding, body, hash)", 4))
{
}

Result<WriteScope> WriteScope::begin(Store::State &state)
{
    if (!state.sealer)
        return std::unexpected(checkEpoch(state, {}).error());
    if (state.database->isReadOnly()) {
        return fail(ErrorKind::Denied,
                    "the store is read-only; nothing was kept. Open it writable to change it",
                    state.database->location().title());
    }
    auto transaction = Transaction::begin(*state.database, Transaction::Mode::Write);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto head = selectHead(*state.database, selectHeadForWriting(state.database->dialect()));
    if (!head)
        return std::unexpected(head.error());
    if (auto same = checkEpoch(state, *head); !same)
        return std::unexpected(same.error());
    if (macOf(*head, state.id, *state.sealer) != head->mac) {
        return fail(ErrorKind::Malformed,
                    "the end of the timeline was altered; nothing was kept. rekey-cli store check "
                    "says more, a backup helps",
                    state.database->location().title());
    }
    return WriteScope(state, std::move(*transaction), std::move(*head));
}

void WriteScope::complete(finding::Event &event)
{
    event.number = ++m_head.events;
    if (event.actor.empty())
        event.actor = m_state->options.actor;
    if (event.at == 0)
        event.at = m_state->nowMs();
    m_packer.clear();
}

Result<void> WriteScope::add(std::uint64_t number, std::int64_t finding)
{
    m_head.hash = digestOf(viewOf(m_head.hash), m_packer.bytes());
    return m_events->add(number, finding,
                         m_state->sealer->seal(m_packer.bytes(), rowName('e', number)),
                         m_head.hash);
}

Result<void> WriteScope::append(NewEvent added)
{
    complete(added.event);
    packEvent(added.event, m_packer);
    return add(added.event.number, static_cast<std::int64_t>(added.finding));
}

Result<void> WriteScope::append(finding::Event event, std::span<const std::uint32_t> members)
{
    complete(event);
    packEvent(event, members, m_packer);
    return add(event.number, kOfMany);
}

Result<void> WriteScope::commit()
{
    if (auto written = m_events->flush(); !written)
        return written;
    ++m_head.revision;
    m_head.mac = macOf(m_head, m_state->id, *m_state->sealer);
    if (auto written = writeHead(database(), m_head); !written)
        return written;
    if (database().dialect() == Dialect::Postgres) {
        if (auto told = database().run("NOTIFY rekey"); !told)
            return told;
    }
    return m_transaction.commit();
}

} // namespace rekey::store
