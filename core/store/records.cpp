// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/records.h"

#include "core/store/codec.h"
#include "core/store/packing.h"
#include "core/store/timeline.h"

#include <algorithm>

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
using Touched = std::unordered_map<std::uint32_t, Record *>; ///< by S-number

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
    Record record;
};

class Known
{
public:
    /// Null for a finding that is not kept.
    [[nodiscard]] KnownRecord *of(const SecretId &id)
    {
        const auto found = m_records.find(id);
        return found == m_records.end() ? nullptr : &found->second;
    }

    /// Both tables at once: of a hundred thousand findings, each query costs its part of a second.
    [[nodiscard]] Result<void> read(Store::State &state, std::span<const SecretId> ids)
    {
        std::vector<QByteArray> keys;
        keys.reserve(ids.size());
        for (const SecretId &id : ids)
            keys.push_back(bytesOf(id));
        m_records.reserve(ids.size());
        Result<void> good;
        auto read = selectIn(
            *state.database,
            "SELECT f.number, f.id, f.secrets IS NOT NULL, r.version, r.body FROM finding f "
            "LEFT JOIN record r ON r.number = f.number WHERE f.id IN",
            std::span<const QByteArray>(keys), [&](const Statement &row) {
                const SecretId id = idOf(row.bytes(1));
                KnownRecord &known = m_records[id];
                known.number = static_cast<std::uint32_t>(row.count(0));
                if (const QByteArray sealed = row.bytes(4); !sealed.isNull()) {
                    auto record = openRecord(sealed, known.number, row.count(3), *state.sealer);
                    if (!record)
                        good = std::unexpected(record.error());
                    else
                        known.record = std::move(*record);
                }
                known.record.id = id;
                known.record.isValueAbsent = !row.flag(2);
                return good.has_value();
            });
        return read && !good ? good : read;
    }

private:
    std::unordered_map<SecretId, KnownRecord> m_records;
};

Result<Known> knownRecords(Store::State &state, std::span<const SecretId> ids)
{
    Known known;
    if (auto read = known.read(state, ids); !read)
        return std::unexpected(read.error());
    return known;
}

/// In the order of the table, which is the quickest.
Result<void> writeAll(WriteScope &scope, const Touched &touched)
{
    std::vector<std::pair<std::uint32_t, Record *>> rows(touched.begin(), touched.end());
    std::ranges::sort(rows, {}, &std::pair<std::uint32_t, Record *>::first);
    RecordWriter writer(scope);
    for (const auto &[number, record] : rows) {
        if (auto written = writer.write(*record, number); !written)
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
    auto known = knownRecords(state, ids);
    if (!known)
        return std::unexpected(known.error());
    std::vector<Record> records(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (const KnownRecord *one = known->of(ids[i]))
            records[i] = one->record;
        records[i].id = ids[i];
    }
    return records;
}

RecordWriter::RecordWriter(WriteScope &scope)
    : m_scope(scope)
    , m_rows(scope.database(), "record (number, version, revision, body)", 4,
             " ON CONFLICT (number) DO UPDATE SET version = excluded.version, "
             "revision = excluded.revision, body = excluded.body")
{
}

Result<void> RecordWriter::write(Record &record, std::uint32_t number)
{
    ++record.version;
    m_packer.clear();
    packRecord(record, m_packer);
    return m_rows.add(number, record.version, m_scope.revision(),
                      m_scope.sealer().seal(m_packer.bytes(), rowName('r', number)));
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

Result<std::vector<ChangeOutcome>> changeRecords(WriteScope &scope,
                                                 std::span<const TriageChange> changes)
{
    std::vector<SecretId> ids;
    for (const TriageChange &change : changes)
        ids.push_back(change.id);
    auto known = knownRecords(scope.state(), ids);
    if (!known)
        return std::unexpected(known.error());
    std::vector<ChangeOutcome> outcomes;
    outcomes.reserve(changes.size());
    Touched touched;
    SharedEvents events(scope);
    for (const TriageChange &change : changes) {
        KnownRecord *one = known->of(change.id);
        if (one == nullptr) {
            outcomes.emplace_back();
            outcomes.back().record.id = change.id;
            continue;
        }
        Record *record = &one->record;
        const bool isKept = record->version == change.version;
        if (isKept) {
            const std::uint32_t number = one->number;
            record->triage = change.triage;
            ++record->version;
            // What is told of one finding keeps its order.
            if (!touched.emplace(number, record).second) {
                if (auto written = events.write(); !written)
                    return std::unexpected(written.error());
            }
            Event event = change.event;
            event.finding = change.id;
            event.actor.clear(); // append() names who
            events.add(std::move(event), number);
        }
        outcomes.push_back({isKept, *record});
    }
    if (auto written = events.write(); !written)
        return std::unexpected(written.error());
    // Each row once, for the same finding may be changed several times.
    for (const auto &[number, record] : touched)
        --record->version;
    return writeAll(scope, touched).transform([&] { return std::move(outcomes); });
}

Result<Record> keepEvidence(WriteScope &scope, const SecretId &id,
                            const finding::Evidence &evidence,
                            const std::optional<finding::Access> &access)
{
    auto known = knownRecords(scope.state(), std::span(&id, 1));
    if (!known)
        return std::unexpected(known.error());
    KnownRecord *one = known->of(id);
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
    auto known = knownRecords(scope.state(), ids);
    if (!known)
        return std::unexpected(known.error());
    Touched touched;
    SharedEvents events(scope);
    for (const auto &[id, claim] : claims) {
        KnownRecord *one = known->of(id);
        if (one == nullptr)
            return fail(ErrorKind::NotFound, "a finding that a tool names is not in the store");
        Record *record = &one->record;
        const auto at
            = std::ranges::lower_bound(record->claims, claim.tool, {}, &finding::Claim::tool);
        const bool isReplaced = at != record->claims.end() && at->tool == claim.tool;
        if (isReplaced && *at == claim)
            continue;
        Event event;
        event.finding = id;
        event.kind = EventKind::Claimed;
        if (isReplaced)
            event.from = finding::verdictName(at->verdict);
        event.to = finding::verdictName(claim.verdict);
        event.detail = claim.tool;
        if (isReplaced)
            *at = claim;
        else
            record->claims.insert(at, claim);
        const std::uint32_t number = one->number;
        if (!touched.emplace(number, record).second) {
            if (auto written = events.write(); !written)
                return written;
        }
        events.add(std::move(event), number);
    }
    if (auto written = events.write(); !written)
        return written;
    return writeAll(scope, touched);
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
