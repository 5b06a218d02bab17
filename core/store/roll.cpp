// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/agreement.h"
#include "core/store/inbox.h"
#include "core/store/keys.h"
#include "core/store/packing.h"
#include "core/store/schema.h"

#include <algorithm>

namespace rekey::store {

namespace {

using secret::SecretBytes;

// A roll has two parts. The first transaction makes the new data key the store's key, sealed to
// every member, and keeps the old one sealed under it ("rolling"). Then the rows are sealed anew,
// so many in a transaction, with the place reached kept beside them ("roll-cursor"). Both keys open
// rows until the end; cut off anywhere, the next unlock finds "rolling" and goes on.
constexpr std::size_t kRowsPerStep = 1000;

/// Where a roll stands: the table, and the key of its last row that is done.
struct Cursor
{
    std::size_t table = 0;
    std::int64_t number = -1;
    QByteArray tag = QByteArray("");

    [[nodiscard]] QByteArray packed() const
    {
        Packer packer;
        packer.number(table);
        packer.signedNumber(number);
        packer.text(viewOf(tag));
        return bytesOf(packer.bytes());
    }

    [[nodiscard]] static Cursor unpacked(const QByteArray &bytes)
    {
        Unpacker unpacker(viewOf(bytes));
        Cursor cursor;
        cursor.table = unpacker.number();
        cursor.number = unpacker.signedNumber();
        cursor.tag = bytesOf(unpacker.text());
        return unpacker.isDone() ? cursor : Cursor{};
    }
};

std::vector<std::string> columnsOf(const Table &table)
{
    std::vector<std::string> names;
    std::string_view rest = table.columns;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(", "), rest.size());
        names.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return names;
}

/// Seals some rows of one table anew.
class RollStep
{
public:
    RollStep(WriteScope &scope, const Table &table)
        : m_scope(scope)
        , m_table(table)
        , m_columns(columnsOf(table))
        , m_hasTags(m_columns.front() == "tag")
        , m_rows(scope.database(), std::string(table.name) + " (" + table.columns + ')',
                 static_cast<int>(m_columns.size()), conflict())
    {
    }

    /// Moves the cursor; true when the table is through.
    Result<bool> run(Cursor &cursor)
    {
        const std::string &key = m_columns.front();
        auto query = m_scope.database().prepare(std::string("SELECT ") + m_table.columns + " FROM "
                                                + m_table.name + " WHERE " + key + " > ? ORDER BY "
                                                + key + " LIMIT " + std::to_string(kRowsPerStep));
        if (!query)
            return std::unexpected(query.error());
        if (m_hasTags)
            query->bind(cursor.tag);
        else
            query->bind(cursor.number);
        std::size_t count = 0;
        std::vector<std::vector<QVariant>> rows;
        auto read = query->each([&](const Statement &row) {
            ++count;
            cursor.number = m_hasTags ? -1 : row.number(0);
            cursor.tag = m_hasTags ? row.bytes(0) : QByteArray("");
            std::vector<QVariant> values;
            for (std::size_t i = 0; i < m_columns.size(); ++i)
                values.push_back(row.value(static_cast<int>(i)));
            rows.push_back(std::move(values));
            return true;
        });
        if (!read)
            return std::unexpected(read.error());
        for (std::vector<QVariant> &values : rows) {
            if (auto sealed = sealAnew(values); !sealed)
                return std::unexpected(sealed.error());
        }
        return m_rows.flush().transform([&] { return count < kRowsPerStep; });
    }

private:
    [[nodiscard]] std::string conflict() const
    {
        std::string text = " ON CONFLICT (" + m_columns.front() + ") DO UPDATE SET ";
        for (const SealedColumn &column : m_table.sealed)
            text += (text.ends_with("SET ") ? "" : ", ") + std::string(column.name) + " = excluded."
                + column.name;
        return text;
    }

    Result<void> sealAnew(std::vector<QVariant> &values)
    {
        bool isOld = false;
        for (const SealedColumn &column : m_table.sealed) {
            const auto at = static_cast<std::size_t>(std::ranges::find(m_columns, column.name)
                                                     - m_columns.begin());
            const QByteArray sealed = values[at].toByteArray();
            if (sealed.isNull() || Sealer::epochOf(sealed) == m_scope.sealer().epoch())
                continue;
            const std::string name = m_hasTags
                ? column.letter + std::string(viewOf(values.front().toByteArray()))
                : rowName(column.letter, values.front().toULongLong());
            const auto plain = m_scope.sealer().openSecret(sealed, name);
            if (!plain)
                return std::unexpected(plain.error());
            values[at] = m_scope.sealer().seal(plain->view(), name);
            isOld = true;
        }
        Result<void> added;
        for (std::size_t i = 0; isOld && added && i < values.size(); ++i)
            added = m_rows.add(std::move(values[i]));
        return added;
    }

    WriteScope &m_scope;
    const Table &m_table;
    std::vector<std::string> m_columns;
    bool m_hasTags;
    BulkInsert m_rows;
};

Result<bool> rollStep(Store::State &state)
{
    auto scope = WriteScope::begin(state);
    if (!scope)
        return std::unexpected(scope.error());
    const auto kept = metaValue(scope->database(), "roll-cursor");
    if (!kept)
        return std::unexpected(kept.error());
    Cursor cursor = *kept ? Cursor::unpacked(**kept) : Cursor{};
    while (cursor.table < tables().size() && tables()[cursor.table].sealed.empty())
        ++cursor.table;
    const bool isDone = cursor.table >= tables().size();
    Result<void> done;
    if (isDone) {
        done = removeMeta(scope->database(), "rolling");
        if (done)
            done = removeMeta(scope->database(), "roll-cursor");
    } else {
        const auto isThrough = RollStep(*scope, tables()[cursor.table]).run(cursor);
        if (!isThrough)
            return std::unexpected(isThrough.error());
        if (*isThrough)
            cursor = {cursor.table + 1, -1, QByteArray("")};
        done = setMeta(scope->database(), "roll-cursor", cursor.packed());
    }
    if (done)
        done = scope->commit();
    return done.transform([&] { return isDone; });
}

Result<void> sealSlots(WriteScope &scope, const SecretBytes &dataKey, const std::string &without)
{
    auto keySlots = readSlots(scope.database());
    if (!keySlots)
        return std::unexpected(keySlots.error());
    const KeySlot *removed = without.empty() ? nullptr : slotNamed(*keySlots, without);
    if (!without.empty() && removed == nullptr)
        return fail(ErrorKind::NotFound, "no member of the store has this name", without);
    if (removed != nullptr && keySlots->size() == 1)
        return fail(ErrorKind::Invalid, "the last member cannot be removed", without);
    for (KeySlot &slot : *keySlots) {
        if (&slot == removed) {
            auto query = scope.database().prepare("DELETE FROM slot WHERE number = ?");
            if (!query)
                return std::unexpected(query.error());
            if (auto done = query->bind(slot.number).run(); !done)
                return done;
            continue;
        }
        sealTo(slot, dataKey);
        if (auto written = writeSlot(scope.database(), slot); !written)
            return written;
    }
    return {};
}

/// Writes what the new key changes beside the rows. `state` has the new sealer already.
Result<void> writeNewKeys(WriteScope &scope, const SecretBytes &oldKey, const std::string &without)
{
    Store::State &state = scope.state();
    Database &database = scope.database();
    if (auto done = sealSlots(scope, state.sealer->dataKey(), without); !done)
        return done;
    for (const auto &[name, value] :
         {std::pair{"public", bytesOf(state.publicKey)},
          std::pair{"public-mac", publicKeyMac(state, *state.sealer)},
          std::pair{"bundle", sealedBundle(state, *state.sealer)},
          std::pair{"rolling", state.sealer->seal(oldKey.view(), "rolling")},
          std::pair{"roll-cursor", Cursor{}.packed()}}) {
        if (auto written = setMeta(database, name, value); !written)
            return written;
    }
    scope.setEpoch(state.sealer->epoch());
    return scope.commit();
}

Result<void> beginRoll(Store::State &state, const std::string &without)
{
    auto scope = WriteScope::begin(state);
    if (!scope)
        return std::unexpected(scope.error());
    const auto keySlots = readSlots(scope->database());
    if (!keySlots)
        return std::unexpected(keySlots.error());
    if (!without.empty() && keySlots->size() == 2) {
        if (auto may = refuseForTwoPerson(*scope, "one member left"); !may)
            return may;
    }
    // It is sealed to the public key that is renewed too.
    if (auto taken = takeInbox(*scope); !taken)
        return taken;
    if (auto noted = noteMembers(
            *scope, without.empty() ? "key rolled" : "member removed, key rolled: " + without);
        !noted)
        return noted;
    Sealer old = std::move(*state.sealer);
    const std::string oldPublic = state.publicKey;
    SecretBytes oldSecret = std::move(state.boxSecret);
    BoxKeys box = randomBoxKeys();
    state.publicKey = box.publicKey;
    state.boxSecret = std::move(box.secretKey);
    state.sealer.emplace(Sealer::randomKey(), old.epoch() + 1);
    state.sealer->setPrevious(SecretBytes::copyOf(old.dataKey().bytes()));
    auto done = writeNewKeys(*scope, old.dataKey(), without);
    if (!done) {
        state.sealer = std::move(old);
        state.publicKey = oldPublic;
        state.boxSecret = std::move(oldSecret);
        return done;
    }
    if (!state.memoryKey.isEmpty())
        state.memoryKey = SecretBytes::copyOf(std::as_const(*state.sealer).dataKey().bytes());
    return {};
}

} // namespace

Result<bool> takePrevious(Store::State &state)
{
    const auto sealed = metaValue(*state.database, "rolling");
    if (!sealed)
        return std::unexpected(sealed.error());
    if (!*sealed)
        return false;
    auto key = state.sealer->openSecret(**sealed, "rolling");
    if (!key)
        return std::unexpected(key.error());
    state.sealer->setPrevious(std::move(*key));
    return true;
}

Result<void> finishRoll(Store::State &state)
{
    const auto isRolling = takePrevious(state);
    if (!isRolling || !*isRolling)
        return isRolling ? Result<void>() : std::unexpected(isRolling.error());
    for (;;) {
        const auto isDone = rollStep(state);
        if (!isDone)
            return std::unexpected(isDone.error());
        if (*isDone)
            break;
    }
    state.sealer->setPrevious(std::nullopt);
    return {};
}

Result<void> rollKeys(Store::State &state, const std::string &without)
{
    if (!state.sealer)
        return fail(ErrorKind::Denied, "the store is locked; unlock it first");
    if (auto finished = finishRoll(state); !finished)
        return finished;
    if (auto begun = beginRoll(state, without); !begun)
        return begun;
    return finishRoll(state);
}

} // namespace rekey::store
