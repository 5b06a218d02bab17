// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/base/text.h"
#include "core/store/agreement.h"
#include "core/store/backup.h"
#include "core/store/check.h"
#include "core/store/findings.h"
#include "core/store/inbox.h"
#include "core/store/keys.h"
#include "core/store/properties.h"
#include "core/store/records.h"
#include "core/store/rotations.h"
#include "core/store/schema.h"
#include "core/store/state.h"
#include "core/store/timeline.h"

#include <filesystem>

namespace rekey::store {

namespace {

using finding::KeeperState;

/// Runs `work` in one change and commits it.
template <typename Work>
auto inOneChange(Store::State &state, const Work &work)
    -> decltype(work(std::declval<WriteScope &>()))
{
    auto scope = WriteScope::begin(state);
    if (!scope)
        return std::unexpected(scope.error());
    auto result = work(*scope);
    if (!result)
        return result;
    if (auto committed = scope->commit(); !committed)
        return std::unexpected(committed.error());
    return result;
}

Result<std::unique_ptr<Store::State>> openState(const StoreLocation &location, StoreOptions options,
                                                bool mayCreate)
{
    auto database = Database::open(
        location, {.isReadOnly = options.isReadOnly, .busyTimeoutMs = options.busyTimeoutMs},
        mayCreate);
    if (!database)
        return std::unexpected(database.error());
    auto state = std::make_unique<Store::State>();
    state->database = std::move(*database);
    state->options = std::move(options);
    return state;
}

Result<void> make(Store::State &state, Protection protection)
{
    const auto version = schemaVersion(*state.database);
    if (!version)
        return std::unexpected(version.error());
    if (*version != 0) {
        return fail(ErrorKind::Invalid, "there is a store already; open it or name another place",
                    state.database->location().title());
    }
    if (auto made = migrate(*state.database, migrations()); !made)
        return made;
    auto transaction = Transaction::begin(*state.database, Transaction::Mode::Write);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto made = makeKeys(state, std::move(protection));
    if (made)
        made = transaction->commit();
    if (!made)
        state.dropKeys();
    return made;
}

std::uint64_t sizeOf(const StoreLocation &location)
{
    std::error_code code;
    const auto size = location.kind == StoreLocation::Kind::File
        ? std::filesystem::file_size(location.path, code)
        : 0;
    return code ? 0 : size;
}

Result<std::uint64_t> countFindings(Database &database)
{
    auto query = database.prepare("SELECT count(*) FROM finding");
    if (!query)
        return std::unexpected(query.error());
    if (auto read = query->one(); !read)
        return std::unexpected(read.error());
    const std::uint64_t count = query->count(0);
    query->finish();
    return count;
}

} // namespace

Result<std::unique_ptr<Store>> openStore(const StoreLocation &location, StoreOptions options)
{
    if (location.kind == StoreLocation::Kind::Memory)
        return createStore(location, std::move(options), {});
    auto state = openState(location, std::move(options), false);
    if (!state)
        return std::unexpected(state.error());
    const auto version = schemaVersion(*(*state)->database);
    if (!version)
        return std::unexpected(version.error());
    if (*version == 0) {
        return fail(ErrorKind::NotFound, "there is no store; make one with rekey-cli store init",
                    location.title());
    }
    if (auto migrated = migrate(*(*state)->database, migrations()); !migrated)
        return std::unexpected(migrated.error());
    if (auto read = readPublicPart(**state); !read)
        return std::unexpected(read.error());
    return std::make_unique<Store>(std::move(*state));
}

Result<std::unique_ptr<Store>> createStore(const StoreLocation &location, StoreOptions options,
                                           Protection protection)
{
    const bool isFile = location.kind == StoreLocation::Kind::File;
    if (location.kind != StoreLocation::Kind::Memory && protection.kind == KeySlot::Kind::Passphrase
        && protection.passphrase.isEmpty())
        return fail(ErrorKind::Invalid, "the passphrase is empty; choose one");
    std::error_code code;
    if (isFile && std::filesystem::exists(location.path, code)
        && std::filesystem::file_size(location.path, code) > 0) {
        return fail(ErrorKind::Invalid, "there is a file already; open it or name another place",
                    location.path);
    }
    auto state = openState(location, std::move(options), true);
    if (!state)
        return std::unexpected(state.error());
    if (auto made = make(**state, std::move(protection)); !made) {
        state->reset();
        if (isFile && made.error().kind != ErrorKind::Invalid) {
            for (const char *suffix : {"", "-wal", "-shm"})
                std::filesystem::remove(location.path + suffix, code);
        }
        return std::unexpected(made.error());
    }
    return std::make_unique<Store>(std::move(*state));
}

Store::Store(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Store::~Store() = default;

KeeperState Store::state() const
{
    return m_state->keeperState();
}

std::string Store::title() const
{
    return m_state->database->location().title();
}

void Store::lock()
{
    m_state->dropKeys();
}

Result<void> Store::unlock(const secret::SecretBytes &passphrase)
{
    if (auto unlocked = unlockWith(*m_state, passphrase); !unlocked)
        return unlocked;
    if (m_state->database->isReadOnly())
        return {};
    auto done = finishRoll(*m_state);
    const auto waiting = done ? inboxSize(*m_state->database) : 0;
    if (done && waiting && *waiting > 0)
        done = inOneChange(*m_state, [](WriteScope &scope) { return takeInbox(scope); });
    // Opened all the same: somebody else may hold the lock just now, and next time is soon enough.
    return {};
}

Result<std::vector<finding::SourceRecord>> Store::sources() const
{
    const auto reading = beginRead(*m_state);
    if (!reading)
        return std::unexpected(reading.error());
    return readSources(*m_state);
}

Result<std::uint32_t> Store::keepSource(const finding::SourceRecord &source)
{
    if (state() == KeeperState::Locked)
        return keepSourceLocked(*m_state, source);
    return inOneChange(*m_state,
                       [&](WriteScope &scope) { return store::keepSource(scope, source); });
}

Result<void> Store::load(const std::function<void(std::vector<finding::KeptFinding>)> &sink,
                         std::stop_token stop) const
{
    return loadFindings(*m_state, sink, std::move(stop));
}

Result<finding::KeepOutcome> Store::keep(std::span<const finding::Finding> findings,
                                         std::span<const std::uint32_t> sources,
                                         const secret::Vault &vault, bool isComplete)
{
    if (state() == KeeperState::Locked)
        return keepLocked(*m_state, findings, sources, vault, isComplete);
    return inOneChange(*m_state, [&](WriteScope &scope) {
        return keepFindings(scope, findings, sources, vault, isComplete);
    });
}

Result<std::vector<finding::ChangeOutcome>>
Store::change(std::span<const finding::TriageChange> changes)
{
    return inOneChange(*m_state, [&](WriteScope &scope) { return changeRecords(scope, changes); });
}

Result<finding::Record> Store::keepEvidence(const secret::SecretId &id,
                                            const finding::Evidence &evidence,
                                            const std::optional<finding::Access> &access)
{
    return inOneChange(*m_state, [&](WriteScope &scope) {
        return store::keepEvidence(scope, id, evidence, access);
    });
}

Result<void> Store::keepClaims(std::span<const std::pair<secret::SecretId, finding::Claim>> claims)
{
    return inOneChange(*m_state,
                       [&](WriteScope &scope) { return store::keepClaims(scope, claims); });
}

Result<std::vector<finding::Record>> Store::reopenExpired(std::int64_t now)
{
    return inOneChange(*m_state,
                       [&](WriteScope &scope) { return store::reopenExpired(scope, now); });
}

Result<std::vector<finding::Record>> Store::changesSince(std::uint64_t &revision) const
{
    return store::changesSince(*m_state, revision);
}

Result<std::vector<finding::Incident>> Store::incidents() const
{
    return readIncidents(*m_state);
}

Result<finding::Incident> Store::keepIncident(const finding::Incident &incident)
{
    return inOneChange(*m_state,
                       [&](WriteScope &scope) { return store::keepIncident(scope, incident); });
}

Result<void> Store::note(std::span<const finding::Event> events)
{
    return inOneChange(*m_state, [&](WriteScope &scope) { return noteEvents(scope, events); });
}

Result<std::vector<finding::Event>> Store::timeline(const secret::SecretId &id) const
{
    return readTimeline(*m_state, id);
}

Result<std::vector<finding::Event>> Store::ownTimeline() const
{
    return readOwnTimeline(*m_state);
}

Result<secret::SecretBytes> Store::value(const secret::SecretId &id,
                                         std::string_view companion) const
{
    return readValue(*m_state, id, companion);
}

Result<std::optional<std::string>> Store::property(std::string_view room,
                                                   std::string_view key) const
{
    return readProperty(*m_state, room, key);
}

Result<std::vector<std::pair<std::string, std::string>>>
Store::properties(std::string_view room) const
{
    return readProperties(*m_state, room);
}

Result<void> Store::setProperty(std::string_view room, std::string_view key, std::string_view text)
{
    return inOneChange(*m_state,
                       [&](WriteScope &scope) { return writeProperty(scope, room, key, text); });
}

Result<std::string> Store::reserveRun()
{
    std::string name;
    return inOneChange(*m_state,
                       [&name](WriteScope &scope) -> Result<void> {
                           auto reserved = store::reserveRun(scope);
                           if (!reserved)
                               return std::unexpected(reserved.error());
                           name = *std::move(reserved);
                           return {};
                       })
        .transform([&name] { return std::move(name); });
}

Result<void> Store::appendRunEntry(const std::string &run, std::uint64_t number,
                                   std::string_view text, std::span<const finding::Event> events)
{
    return inOneChange(*m_state, [&](WriteScope &scope) {
        return store::appendRunEntry(scope, run, number, text).and_then([&] {
            return noteEvents(scope, events);
        });
    });
}

Result<std::vector<std::string>> Store::runEntries(const std::string &run) const
{
    return readRunEntries(*m_state, run);
}

Result<std::vector<finding::RunEntryCount>> Store::runEntryCounts() const
{
    return countRunEntries(*m_state);
}

Result<void> Store::keepRunValue(const std::string &run, std::string_view name,
                                 const secret::SecretBytes &value)
{
    return inOneChange(*m_state,
                       [&](WriteScope &scope) { return writeRunValue(scope, run, name, value); });
}

Result<std::optional<secret::SecretBytes>> Store::runValue(const std::string &run,
                                                           std::string_view name) const
{
    return readRunValue(*m_state, run, name);
}

Result<void> Store::dropRunValue(const std::string &run, std::string_view name)
{
    return inOneChange(*m_state,
                       [&](WriteScope &scope) { return store::dropRunValue(scope, run, name); });
}

Result<std::vector<finding::Record>> Store::records(std::span<const secret::SecretId> ids) const
{
    return readRecords(*m_state, ids);
}

Result<std::optional<secret::SecretId>> Store::findingOf(std::uint32_t number) const
{
    return readIdOf(*m_state, number);
}

Result<secret::IdentityKey> Store::identityKey() const
{
    if (!m_state->identity)
        return fail(ErrorKind::Denied, "the store is locked; unlock it first");
    return secret::IdentityKey::fromKey(m_state->identity->copyOfKey());
}

Result<std::uint64_t> Store::revision() const
{
    if (auto connected = m_state->database->ensureConnected(); !connected)
        return std::unexpected(connected.error());
    return readHead(*m_state->database).transform([](const Head &head) { return head.revision; });
}

Result<void> Store::onChange(std::function<void()> callback)
{
    return m_state->database->listen(std::move(callback));
}

Result<StoreInfo> Store::info() const
{
    Database &database = *m_state->database;
    const auto reading = Transaction::begin(database, Transaction::Mode::Read);
    if (!reading)
        return std::unexpected(reading.error());
    const auto head = readHead(database);
    if (!head)
        return std::unexpected(head.error());
    const auto version = schemaVersion(database);
    const auto findings = countFindings(database);
    const auto inbox = inboxSize(database);
    auto members = readSlots(database);
    if (!version || !findings || !inbox || !members)
        return fail(ErrorKind::Malformed, "the store is damaged; go back to a backup", title());
    return StoreInfo{.id = toHex(asBytes(m_state->id)),
                     .schema = *version,
                     .epoch = head->epoch,
                     .findings = *findings,
                     .events = head->events,
                     .head = toHex(asBytes(viewOf(head->hash))),
                     .inbox = *inbox,
                     .bytes = sizeOf(database.location()),
                     .members = std::move(*members)};
}

Result<CheckReport> Store::check(std::stop_token stop) const
{
    return checkStore(*m_state, std::move(stop));
}

Result<void> Store::backup(const std::string &path) const
{
    return backupTo(*m_state->database, path);
}

Result<void> Store::changePassphrase(const std::string &member,
                                     const secret::SecretBytes &passphrase, const KeyCost &cost)
{
    return store::changePassphrase(*m_state, member, passphrase, cost);
}

Result<void> Store::addMember(const KeySlot &offer)
{
    return store::addMember(*m_state, offer);
}

Result<void> Store::removeMember(const std::string &member)
{
    if (member.empty())
        return fail(ErrorKind::NotFound, "no member of the store has this name");
    return rollKeys(*m_state, member);
}

Result<void> Store::roll()
{
    return rollKeys(*m_state, {});
}

Result<std::vector<KeySlot>> Store::members() const
{
    if (auto connected = m_state->database->ensureConnected(); !connected)
        return std::unexpected(connected.error());
    return readSlots(*m_state->database);
}

const std::string &Store::openedBy() const
{
    return m_state->openedBy;
}

Result<bool> Store::isTwoPerson() const
{
    return readTwoPerson(*m_state);
}

Result<void> Store::setTwoPerson(bool isWanted)
{
    return writeTwoPerson(*m_state, isWanted);
}

Result<void> Store::agree(std::span<const AgreementSubject> subjects)
{
    if (m_state->openedBy.empty())
        return fail(ErrorKind::Invalid,
                    "a store in memory, or one that is locked, has no member who could agree");
    return keepAgreements(*m_state, m_state->openedBy, m_state->seed, subjects);
}

Result<void> Store::agreeAs(const std::string &member, const secret::SecretBytes &passphrase,
                            std::span<const AgreementSubject> subjects)
{
    const auto seed = seedOfMember(*m_state, member, passphrase);
    if (!seed)
        return std::unexpected(seed.error());
    return keepAgreements(*m_state, member, *seed, subjects);
}

Result<std::optional<Agreement>> Store::agreement(std::string_view subject) const
{
    return readAgreement(*m_state, subject);
}

Result<void> Store::needAgreement(std::string_view subject) const
{
    return store::needAgreement(*m_state, subject);
}

Result<std::string> Store::takeAgreement(std::string_view subject)
{
    return store::takeAgreement(*m_state, subject);
}

} // namespace rekey::store
