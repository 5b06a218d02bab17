// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/records.h"

#include "core/store/codec.h"
#include "core/store/packing.h"

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

/// Those findings with their records, whether touched yet or not.
struct Known
{
    std::unordered_map<SecretId, KeptNumber> numbers;
    Records records;

    [[nodiscard]] Record *of(const SecretId &id)
    {
        const auto number = numbers.find(id);
        if (number == numbers.end())
            return nullptr;
        Record &record = records[number->second.number];
        record.id = id;
        record.isValueAbsent = !number->second.hasValue;
        return &record;
    }
};

Result<Known> knownRecords(Store::State &state, std::span<const SecretId> ids)
{
    Known known;
    auto numbers = numbersById(state, ids);
    if (!numbers)
        return std::unexpected(numbers.error());
    known.numbers = std::move(*numbers);
    std::vector<std::uint32_t> list;
    for (const auto &[id, number] : known.numbers)
        list.push_back(number.number);
    auto records = recordsByNumber(state, list);
    if (!records)
        return std::unexpected(records.error());
    known.records = std::move(*records);
    return known;
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
        if (const Record *record = known->of(ids[i]))
            records[i] = *record;
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
    Packer packer;
    packRecord(record, packer);
    return m_rows.add(number, record.version, m_scope.revision(),
                      m_scope.sealer().seal(packer.bytes(), rowName('r', number)));
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
    std::unordered_map<std::uint32_t, Record *> touched;
    for (const TriageChange &change : changes) {
        Record *record = known->of(change.id);
        if (record == nullptr) {
            outcomes.emplace_back();
            outcomes.back().record.id = change.id;
            continue;
        }
        const bool isKept = record->version == change.version;
        if (isKept) {
            const std::uint32_t number = known->numbers.at(change.id).number;
            record->triage = change.triage;
            ++record->version;
            Event event = change.event;
            event.finding = change.id;
            event.actor.clear(); // append() names who
            if (auto added = scope.append({std::move(event), number}); !added)
                return std::unexpected(added.error());
            touched.insert_or_assign(number, record);
        }
        outcomes.push_back({isKept, *record});
    }
    // Each row once, for the same finding may be changed several times.
    RecordWriter writer(scope);
    for (const auto &[number, record] : touched) {
        --record->version;
        if (auto written = writer.write(*record, number); !written)
            return std::unexpected(written.error());
    }
    return writer.flush().transform([&] { return std::move(outcomes); });
}

Result<Record> keepEvidence(WriteScope &scope, const SecretId &id,
                            const finding::Evidence &evidence,
                            const std::optional<finding::Access> &access)
{
    auto known = knownRecords(scope.state(), std::span(&id, 1));
    if (!known)
        return std::unexpected(known.error());
    Record *record = known->of(id);
    if (record == nullptr)
        return fail(ErrorKind::NotFound, "this finding is not in the store");
    const std::uint32_t number = known->numbers.at(id).number;
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
    std::unordered_map<std::uint32_t, Record *> touched;
    for (const auto &[id, claim] : claims) {
        Record *record = known->of(id);
        if (record == nullptr)
            return fail(ErrorKind::NotFound, "a finding that a tool names is not in the store");
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
        const std::uint32_t number = known->numbers.at(id).number;
        if (auto added = scope.append({std::move(event), number}); !added)
            return added;
        touched.insert_or_assign(number, record);
    }
    RecordWriter writer(scope);
    for (const auto &[number, record] : touched) {
        if (auto written = writer.write(*record, number); !written)
            return written;
    }
    return writer.flush();
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

Result<void> noteEvents(WriteScope &scope, std::span<const Event> events)
{
    std::vector<SecretId> ids;
    for (const Event &event : events)
        ids.push_back(event.finding);
    auto numbers = numbersById(scope.state(), ids);
    if (!numbers)
        return std::unexpected(numbers.error());
    for (const Event &event : events) {
        const auto number = numbers->find(event.finding);
        const std::uint64_t finding = number == numbers->end() ? 0 : number->second.number;
        if (auto added = scope.append({event, finding}); !added)
            return added;
    }
    return {};
}

namespace {

/// `condition` has one parameter: `bound`. The caller reads in a transaction.
Result<std::vector<Event>> eventsWhere(Store::State &state, const char *condition,
                                       std::uint64_t bound)
{
    auto query = state.database->prepare(std::string("SELECT number, body FROM event WHERE ")
                                         + condition + " ? ORDER BY number");
    if (!query)
        return std::unexpected(query.error());
    std::vector<Event> events;
    Result<void> good;
    std::string packed;
    auto read = query->bind(bound).each([&](const Statement &row) {
        good = state.sealer->open(row.bytes(1), rowName('e', row.count(0)), packed);
        if (!good)
            return false;
        auto event = unpackEvent(packed, row.count(0));
        if (event)
            events.push_back(std::move(*event));
        else
            good = std::unexpected(event.error());
        return good.has_value();
    });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    return events;
}

} // namespace

Result<std::vector<Event>> readTimeline(Store::State &state, const SecretId &id)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    if (id == SecretId{})
        return eventsWhere(state, "number >", 0);
    auto numbers = numbersById(state, std::span(&id, 1));
    if (!numbers)
        return std::unexpected(numbers.error());
    if (numbers->empty())
        return std::vector<Event>();
    return eventsWhere(state, "finding =", numbers->begin()->second.number);
}

Result<std::vector<Event>> readOwnTimeline(Store::State &state)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    return eventsWhere(state, "finding =", 0);
}

} // namespace rekey::store
