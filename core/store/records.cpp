// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/records.h"

#include "core/store/codec.h"
#include "core/store/packing.h"
#include "core/store/timeline.h"

#include <algorithm>
#include <utility>

namespace rekey::store {

namespace {

using finding::ChangeOutcome;
using finding::Decision;
using finding::Event;
using finding::EventKind;
using finding::Record;
using finding::TriageChange;
using secret::SecretId;

using Records = std::unordered_map<std::uint32_t, Record>;

constexpr std::size_t kRowsAtOnce = 4'096;
constexpr qsizetype kBytesAtOnce = 4 * 1024 * 1024; ///< notes may be long

Result<Record> openRecord(const QByteArray &sealed, std::uint32_t number, std::uint64_t version,
                          const Sealer &sealer)
{
    std::string packed;
    if (auto opened = sealer.open(sealed, rowName('r', number), packed); !opened)
        return std::unexpected(opened.error());
    auto record = unpackRecord(packed);
    if (record)
        record->version = version;
    return record;
}

/// A finding with its record, whether touched yet or not.
struct KnownRecord
{
    std::uint32_t number = 0;
    bool isTouched = false;
    Record record;
};

/// What reading a record is to tell beside it.
enum class Tell : std::uint8_t
{
    Record,
    RecordAndValue, ///< isValueAbsent: of a hundred thousand findings that costs half as much again
};

/// Findings asked for by their ids, each different one once.
class Known
{
public:
    /// Of the i-th id that was asked for; null for a finding that is not kept. Several that are the
    /// same share theirs.
    [[nodiscard]] KnownRecord *at(std::size_t i)
    {
        KnownRecord &one = m_records[m_places[i]];
        return one.number != 0 ? &one : nullptr;
    }
    [[nodiscard]] std::vector<KnownRecord> &all() { return m_records; }

    [[nodiscard]] Result<void> read(Store::State &state, std::span<const SecretId> ids, Tell tell)
    {
        const std::vector<SecretId> wanted = sorted(ids);
        m_records.resize(wanted.size());
        // Ids are sorted: neighbours are looked up near each other.
        for (std::size_t from = 0; from < wanted.size(); from += kIdsAtOnce) {
            const std::size_t count = std::min(kIdsAtOnce, wanted.size() - from);
            const auto some = std::span(wanted).subspan(from, count);
            if (auto done = readSome(state, some, from, tell); !done)
                return done;
        }
        return {};
    }

private:
    static constexpr std::size_t kIdsAtOnce = 4'096;

    /// Each once; notes where each of `ids` is among them.
    [[nodiscard]] std::vector<SecretId> sorted(std::span<const SecretId> ids)
    {
        std::vector<std::pair<SecretId, std::uint32_t>> order;
        order.reserve(ids.size());
        for (const SecretId &id : ids)
            order.emplace_back(id, static_cast<std::uint32_t>(order.size()));
        std::ranges::sort(order);
        std::vector<SecretId> wanted;
        wanted.reserve(ids.size());
        m_places.resize(ids.size());
        for (const auto &[id, place] : order) {
            if (wanted.empty() || wanted.back() != id)
                wanted.push_back(id);
            m_places[place] = static_cast<std::uint32_t>(wanted.size() - 1);
        }
        return wanted;
    }

    /// Both tables at once: each query costs its part of a second.
    [[nodiscard]] Result<void> readSome(Store::State &state, std::span<const SecretId> ids,
                                        std::size_t first, Tell tell)
    {
        std::string list = "[";
        for (const SecretId &id : ids)
            list.append(list.size() > 1 ? ",\"" : "\"").append(id.hex()).append(1, '"');
        list += ']';
        const Dialect dialect = state.database->dialect();
        auto query = state.database->prepare(
            std::string("SELECT item.key, f.number, r.version, r.body")
            + (tell == Tell::RecordAndValue ? ", f.secrets IS NOT NULL" : "") + " FROM "
            + tableOfList(dialect) + " CROSS JOIN finding f LEFT JOIN record r "
            + "ON r.number = f.number WHERE f.id = " + bytesOfItem(dialect));
        if (!query)
            return std::unexpected(query.error());
        Result<void> good;
        auto read = query->bindText(list).each([&](const Statement &row) {
            const std::size_t at = row.count(0);
            KnownRecord &known = m_records[first + at];
            known.number = static_cast<std::uint32_t>(row.count(1));
            if (const QByteArray sealed = row.bytes(3); !sealed.isNull()) {
                auto record = openRecord(sealed, known.number, row.count(2), *state.sealer);
                if (!record)
                    good = std::unexpected(record.error());
                else
                    known.record = std::move(*record);
            }
            known.record.id = ids[at];
            known.record.isValueAbsent = tell == Tell::RecordAndValue && !row.flag(4);
            return good.has_value();
        });
        return read && !good ? good : read;
    }

    std::vector<KnownRecord> m_records; ///< by id
    std::vector<std::uint32_t> m_places; ///< into m_records, by id asked for
};

Result<Known> knownRecords(Store::State &state, std::span<const SecretId> ids, Tell tell)
{
    Known known;
    if (auto read = known.read(state, ids, tell); !read)
        return std::unexpected(read.error());
    return known;
}

/// Those that are touched, in the order of the table, which is the quickest.
Result<void> writeTouched(WriteScope &scope, Known &known)
{
    std::vector<std::pair<std::uint32_t, KnownRecord *>> rows;
    for (KnownRecord &one : known.all()) {
        if (one.isTouched)
            rows.emplace_back(one.number, &one);
    }
    std::ranges::sort(rows);
    RecordWriter writer(scope);
    for (const auto &[number, one] : rows) {
        if (auto written = writer.write(one->record, number); !written)
            return written;
    }
    return writer.flush();
}

std::string stateOf(const finding::Triage &triage)
{
    std::string text(finding::decisionName(triage.decision));
    if (triage.decision == Decision::Closed)
        text += ": " + std::string(finding::closeReasonName(triage.closeReason));
    return text;
}

std::string detailOf(const finding::Evidence &evidence)
{
    std::string text = evidence.host;
    if (evidence.status != 0)
        text += (text.empty() ? "" : " ") + std::to_string(evidence.status);
    if (!evidence.reason.empty())
        text += (text.empty() ? "" : ": ") + evidence.reason;
    return text;
}

} // namespace

Result<Records> recordsByNumber(Store::State &state, std::span<const std::uint32_t> numbers)
{
    const std::vector<std::uint64_t> keys(numbers.begin(), numbers.end());
    Records records;
    Result<void> good;
    auto read
        = selectIn(*state.database, "SELECT number, version, body FROM record WHERE number IN",
                   std::span<const std::uint64_t>(keys), [&](const Statement &row) {
                       const auto number = static_cast<std::uint32_t>(row.count(0));
                       auto record = openRecord(row.bytes(2), number, row.count(1), *state.sealer);
                       if (record)
                           records.insert_or_assign(number, std::move(*record));
                       else
                           good = std::unexpected(record.error());
                       return good.has_value();
                   });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    return records;
}

Result<std::vector<Record>> readRecords(Store::State &state, std::span<const SecretId> ids)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    auto known = knownRecords(state, ids, Tell::RecordAndValue);
    if (!known)
        return std::unexpected(known.error());
    std::vector<Record> records(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (const KnownRecord *one = known->at(i))
            records[i] = one->record;
        records[i].id = ids[i];
    }
    return records;
}

RecordWriter::RecordWriter(WriteScope &scope)
    : m_scope(scope)
{
}

Result<void> RecordWriter::write(Record &record, std::uint32_t number)
{
    ++record.version;
    m_packer.clear();
    packRecord(record, m_packer);
    const QByteArray body = m_scope.sealer().seal(m_packer.bytes(), rowName('r', number));
    Batch &batch = m_batches[{record.version, body.size()}];
    batch.numbers.append(batch.numbers.empty() ? "[" : ",").append(std::to_string(number));
    batch.bodies += body;
    ++m_rows;
    m_bytes += body.size();
    return m_rows < kRowsAtOnce && m_bytes < kBytesAtOnce ? Result<void>() : flush();
}

Result<void> RecordWriter::flush()
{
    Result<void> done;
    for (auto &[key, batch] : m_batches) {
        if (done)
            done = write(key.first, key.second, batch);
    }
    m_batches.clear();
    m_rows = 0;
    m_bytes = 0;
    return done;
}

Result<void> RecordWriter::write(std::uint64_t version, qsizetype size, Batch &batch)
{
    const Dialect dialect = m_scope.database().dialect();
    auto query = m_scope.database().prepare(
        std::string("INSERT INTO record (number, version, revision, body) "
                    "SELECT CAST(item.value AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), ")
        + pieceOfItem(dialect) + " FROM " + tableOfList(dialect)
        + " WHERE true ON CONFLICT (number) DO UPDATE SET version = excluded.version, "
          "revision = excluded.revision, body = excluded.body");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(version)
        .bind(m_scope.revision())
        .bind(std::move(batch.bodies))
        .bind(std::int64_t{size})
        .bind(std::int64_t{size})
        .bindText(batch.numbers + ']')
        .run();
}

Result<void> RecordWriter::write(Record &record, std::uint32_t number, Event event)
{
    event.finding = record.id;
    if (auto added = m_scope.append({std::move(event), number}); !added)
        return added;
    return write(record, number);
}

Result<void> RecordWriter::reopen(Record &record, std::uint32_t number, std::string why)
{
    Event event;
    event.kind = EventKind::Reopened;
    event.actor = "rekey";
    event.from = stateOf(record.triage);
    event.detail = std::move(why);
    record.triage.decision = Decision::Reopened;
    record.triage.closeReason = finding::CloseReason::None;
    record.triage.acceptedUntil = 0;
    record.triage.isOverride = false;
    record.triage.why.clear(); // it was the reason for closing; the timeline keeps it
    record.triage.decidedBy = "rekey";
    record.triage.decidedAt = m_scope.state().nowMs() / 1000;
    event.to = stateOf(record.triage);
    return write(record, number, std::move(event));
}

namespace {

/// Those that were refused are shown as they stand, with all that is known of them.
Result<void> tellRefused(Store::State &state, std::span<const std::size_t> refused,
                         std::vector<ChangeOutcome> &outcomes)
{
    std::vector<SecretId> ids;
    for (const std::size_t at : refused)
        ids.push_back(outcomes[at].record.id);
    auto known = knownRecords(state, ids, Tell::RecordAndValue);
    if (!known)
        return std::unexpected(known.error());
    for (std::size_t i = 0; i < refused.size(); ++i) {
        if (const KnownRecord *one = known->at(i))
            outcomes[refused[i]].record.isValueAbsent = one->record.isValueAbsent;
    }
    return {};
}

} // namespace

Result<std::vector<ChangeOutcome>> changeRecords(WriteScope &scope,
                                                 std::span<const TriageChange> changes)
{
    std::vector<SecretId> ids;
    ids.reserve(changes.size());
    for (const TriageChange &change : changes)
        ids.push_back(change.id);
    auto known = knownRecords(scope.state(), ids, Tell::Record);
    if (!known)
        return std::unexpected(known.error());
    const bool isEachOnce = known->all().size() == changes.size();
    std::vector<ChangeOutcome> outcomes(changes.size());
    std::vector<std::size_t> refused;
    SharedEvents events(scope);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const TriageChange &change = changes[i];
        outcomes[i].record.id = change.id;
        KnownRecord *one = known->at(i);
        if (one == nullptr)
            continue;
        Record &record = one->record;
        outcomes[i].isKept = record.version == change.version;
        if (outcomes[i].isKept) {
            record.triage = change.triage;
            ++record.version;
            // What is told of one finding keeps its order.
            if (std::exchange(one->isTouched, true)) {
                if (auto written = events.write(); !written)
                    return std::unexpected(written.error());
            }
            events.add(change.event, change.id, one->number);
        } else {
            refused.push_back(i);
        }
        if (!isEachOnce)
            outcomes[i].record = record;
    }
    if (auto written = events.write(); !written)
        return std::unexpected(written.error());
    // Each row once, for the same finding may be changed several times.
    for (KnownRecord &one : known->all())
        one.record.version -= one.isTouched ? 1 : 0;
    if (auto written = writeTouched(scope, *known); !written)
        return std::unexpected(written.error());
    for (std::size_t i = 0; isEachOnce && i < changes.size(); ++i) {
        if (KnownRecord *one = known->at(i))
            outcomes[i].record = std::move(one->record);
    }
    if (auto told = tellRefused(scope.state(), refused, outcomes); !told)
        return std::unexpected(told.error());
    return outcomes;
}

Result<Record> keepEvidence(WriteScope &scope, const SecretId &id,
                            const finding::Evidence &evidence,
                            const std::optional<finding::Access> &access)
{
    auto known = knownRecords(scope.state(), std::span(&id, 1), Tell::RecordAndValue);
    if (!known)
        return std::unexpected(known.error());
    KnownRecord *one = known->at(0);
    if (one == nullptr)
        return fail(ErrorKind::NotFound, "this finding is not in the store");
    Record *record = &one->record;
    const std::uint32_t number = one->number;
    Event event;
    event.finding = id;
    event.kind = EventKind::Verified;
    event.at = evidence.checkedAt * 1000;
    event.from = finding::verdictName(record->evidence.verdict);
    event.to = finding::verdictName(evidence.verdict);
    event.detail = detailOf(evidence);
    record->evidence = evidence;
    if (access)
        record->access = access;
    if (auto added = scope.append({std::move(event), number}); !added)
        return std::unexpected(added.error());
    RecordWriter writer(scope);
    auto written = finding::reopensOnVerdict(record->triage, evidence.verdict)
        ? writer.reopen(*record, number,
                        "the provider says " + std::string(finding::verdictName(evidence.verdict)))
        : writer.write(*record, number);
    if (written)
        written = writer.flush();
    return written.transform([&] { return std::move(*record); });
}

Result<void> keepClaims(WriteScope &scope,
                        std::span<const std::pair<SecretId, finding::Claim>> claims)
{
    std::vector<SecretId> ids;
    for (const auto &[id, claim] : claims)
        ids.push_back(id);
    auto known = knownRecords(scope.state(), ids, Tell::Record);
    if (!known)
        return std::unexpected(known.error());
    SharedEvents events(scope);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto &[id, claim] = claims[i];
        KnownRecord *one = known->at(i);
        if (one == nullptr)
            return fail(ErrorKind::NotFound, "a finding that a tool names is not in the store");
        Record *record = &one->record;
        const auto at
            = std::ranges::lower_bound(record->claims, claim.tool, {}, &finding::Claim::tool);
        const bool isReplaced = at != record->claims.end() && at->tool == claim.tool;
        if (isReplaced && *at == claim)
            continue;
        Event event;
        event.kind = EventKind::Claimed;
        if (isReplaced)
            event.from = finding::verdictName(at->verdict);
        event.to = finding::verdictName(claim.verdict);
        event.detail = claim.tool;
        if (isReplaced)
            *at = claim;
        else
            record->claims.insert(at, claim);
        if (std::exchange(one->isTouched, true)) {
            if (auto written = events.write(); !written)
                return written;
        }
        events.add(event, id, one->number);
    }
    if (auto written = events.write(); !written)
        return written;
    return writeTouched(scope, *known);
}

Result<std::vector<Record>> reopenExpired(WriteScope &scope, std::int64_t now)
{
    auto query = scope.database().prepare(
        "SELECT r.number, r.version, r.body, f.secrets IS NOT NULL "
        "FROM record r JOIN finding f ON f.number = r.number ORDER BY r.number");
    if (!query)
        return std::unexpected(query.error());
    std::vector<std::pair<std::uint32_t, Record>> over;
    Result<void> good;
    auto read = query->each([&](const Statement &row) {
        const auto number = static_cast<std::uint32_t>(row.count(0));
        auto record = openRecord(row.bytes(2), number, row.count(1), scope.sealer());
        if (!record) {
            good = std::unexpected(record.error());
        } else if (finding::reopensAt(record->triage, now)) {
            record->isValueAbsent = !row.flag(3);
            over.emplace_back(number, std::move(*record));
        }
        return good.has_value();
    });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    RecordWriter writer(scope);
    std::vector<Record> reopened;
    for (auto &[number, record] : over) {
        if (auto done = writer.reopen(record, number, "the accepted time is over"); !done)
            return std::unexpected(done.error());
        reopened.push_back(std::move(record));
    }
    return writer.flush().transform([&] { return std::move(reopened); });
}

Result<std::vector<Record>> changesSince(Store::State &state, std::uint64_t &revision)
{
    Head head;
    const auto reading = beginRead(state, &head);
    if (!reading)
        return std::unexpected(reading.error());
    std::vector<Record> records;
    if (head.revision == revision)
        return records;
    Result<void> good;
    const auto take = [&](const Statement &row) {
        Record record;
        const auto number = static_cast<std::uint32_t>(row.count(0));
        if (const QByteArray sealed = row.bytes(4); !sealed.isNull()) {
            auto opened = openRecord(sealed, number, row.count(3), *state.sealer);
            if (!opened) {
                good = std::unexpected(opened.error());
                return false;
            }
            record = std::move(*opened);
        }
        record.id = idOf(row.bytes(1));
        record.isValueAbsent = !row.flag(2);
        records.push_back(std::move(record));
        return true;
    };
    const std::string columns = "SELECT f.number, f.id, f.secrets IS NOT NULL, r.version, r.body ";
    // Findings have no index by revision: they are looked through only when a scan was kept.
    auto query = head.found > revision
        ? state.database->prepare(columns
                                  + "FROM finding f LEFT JOIN record r ON r.number = f.number "
                                    "WHERE f.revision > ? OR r.revision > ? ORDER BY f.number")
        : state.database->prepare(columns
                                  + "FROM record r JOIN finding f ON f.number = r.number "
                                    "WHERE r.revision > ? AND r.revision > ? ORDER BY f.number");
    if (!query)
        return std::unexpected(query.error());
    auto read = query->bind(revision).bind(revision).each(take);
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    revision = head.revision;
    return records;
}

} // namespace rekey::store
