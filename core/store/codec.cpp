// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/codec.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstring>
#include <format>

namespace rekey::store {

namespace {

using finding::Access;
using finding::Claim;
using finding::CloseReason;
using finding::Confidence;
using finding::Decision;
using finding::Event;
using finding::EventKind;
using finding::Evidence;
using finding::Exposure;
using finding::Finding;
using finding::Incident;
using finding::Place;
using finding::Record;
using finding::ScopeRisk;
using finding::SourceRecord;
using finding::Triage;
using finding::Verdict;
using sources::Reach;

constexpr std::uint64_t kFormat = 1;
constexpr std::uint64_t kFormatOfMany = 2; ///< of an event

std::unexpected<Error> damaged()
{
    return fail(ErrorKind::Malformed,
                "a row of the store cannot be read; rekey-cli store check says more");
}

void packId(const secret::SecretId &id, Packer &packer)
{
    packer.raw(asText(id.bytes));
}

secret::SecretId unpackId(Unpacker &unpacker)
{
    secret::SecretId id;
    const std::string_view bytes = unpacker.raw(id.bytes.size());
    if (!bytes.empty())
        std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
    return id;
}

// Several texts that always go together are one word.
std::uint64_t wordOf(std::initializer_list<std::string_view> texts, Words &words)
{
    Packer together;
    for (const std::string_view text : texts)
        together.text(text);
    return words.numberOf(together.bytes());
}

std::uint64_t refsWord(const Place &place, Words &words)
{
    Packer together;
    together.texts(place.branches);
    together.texts(place.tags);
    return words.numberOf(together.bytes());
}

void packPlace(const Place &place, Words &words, Packer &packer)
{
    packer.number(place.source);
    packer.number(place.blob);
    packer.number(place.begin);
    packer.number(place.end);
    packer.hexText(place.object);
    packer.number(words.numberOf(place.path));
    packer.number(place.line);
    packer.number(place.column);
    packer.hexText(place.commit);
    packer.number(wordOf({place.author, place.email}, words));
    packer.signedNumber(place.date);
    packer.hexText(place.removedCommit);
    packer.signedNumber(place.removedDate);
    packer.number(static_cast<std::uint64_t>(place.reach));
    packer.number(refsWord(place, words));
    packer.number(place.versions);
    packer.flag(place.utf16);
}

const std::string &wordAt(Unpacker &unpacker, const Words &words, bool &isGood)
{
    static const std::string none;
    const std::string *word = words.at(unpacker.number());
    isGood = isGood && word != nullptr;
    return word != nullptr ? *word : none;
}

bool unpackPlace(Unpacker &unpacker, const Words &words, Place &place)
{
    bool isGood = true;
    place.source = static_cast<std::uint32_t>(unpacker.number());
    place.blob = unpacker.number();
    place.begin = unpacker.number();
    place.end = unpacker.number();
    place.object = unpacker.hexText();
    place.path = wordAt(unpacker, words, isGood);
    place.line = static_cast<std::uint32_t>(unpacker.number());
    place.column = static_cast<std::uint32_t>(unpacker.number());
    place.commit = unpacker.hexText();
    Unpacker person(wordAt(unpacker, words, isGood));
    place.author = person.text();
    place.email = person.text();
    place.date = unpacker.signedNumber();
    place.removedCommit = unpacker.hexText();
    place.removedDate = unpacker.signedNumber();
    place.reach = unpacker.choice(Reach::Text);
    Unpacker refs(wordAt(unpacker, words, isGood));
    place.branches = refs.texts();
    place.tags = refs.texts();
    place.versions = static_cast<std::uint32_t>(unpacker.number());
    place.utf16 = unpacker.flag();
    return isGood && person.isDone() && refs.isDone();
}

void packCoverage(const sources::Coverage &coverage, Packer &packer)
{
    packer.text(coverage.source);
    packer.text(coverage.kind);
    for (const std::uint64_t number :
         {coverage.objects, coverage.commits, coverage.blobs, coverage.bytes})
        packer.number(number);
    packer.text(coverage.tip);
    packer.number(coverage.skips.size());
    for (const sources::Skip &skip : coverage.skips) {
        packer.text(skip.what);
        packer.text(skip.reason);
        packer.number(skip.count);
        packer.flag(skip.failed);
    }
    packer.texts(coverage.notes);
    packer.flag(coverage.complete);
}

sources::Coverage unpackCoverage(Unpacker &unpacker)
{
    sources::Coverage coverage;
    coverage.source = unpacker.text();
    coverage.kind = unpacker.text();
    for (std::uint64_t *number :
         {&coverage.objects, &coverage.commits, &coverage.blobs, &coverage.bytes})
        *number = unpacker.number();
    coverage.tip = unpacker.text();
    coverage.skips.resize(unpacker.count());
    for (sources::Skip &skip : coverage.skips) {
        skip.what = unpacker.text();
        skip.reason = unpacker.text();
        skip.count = unpacker.number();
        skip.failed = unpacker.flag();
    }
    coverage.notes = unpacker.texts();
    coverage.complete = unpacker.flag();
    return coverage;
}

void packTriage(const Triage &triage, Packer &packer)
{
    packer.number(static_cast<std::uint64_t>(triage.decision));
    packer.number(static_cast<std::uint64_t>(triage.closeReason));
    packer.signedNumber(triage.acceptedUntil);
    packer.text(triage.why);
    packer.flag(triage.isOverride);
    packer.text(triage.decidedBy);
    packer.signedNumber(triage.decidedAt);
    packer.text(triage.owner);
    packer.texts(triage.tags);
    packer.text(triage.note);
    packer.text(triage.incident);
    packer.number(triage.severity ? *triage.severity + 1U : 0U);
}

Triage unpackTriage(Unpacker &unpacker)
{
    Triage triage;
    triage.decision = unpacker.choice(Decision::Closed);
    triage.closeReason = unpacker.choice(CloseReason::ServiceGone);
    triage.acceptedUntil = unpacker.signedNumber();
    triage.why = unpacker.text();
    triage.isOverride = unpacker.flag();
    triage.decidedBy = unpacker.text();
    triage.decidedAt = unpacker.signedNumber();
    triage.owner = unpacker.text();
    triage.tags = unpacker.texts();
    triage.note = unpacker.text();
    triage.incident = unpacker.text();
    if (const std::uint64_t severity = unpacker.number(); severity > 0)
        triage.severity = static_cast<std::uint8_t>(severity - 1);
    return triage;
}

void packEvidence(const Evidence &evidence, Packer &packer)
{
    packer.number(static_cast<std::uint64_t>(evidence.verdict));
    packer.text(evidence.reason);
    packer.signedNumber(evidence.checkedAt);
    packer.text(evidence.host);
    packer.text(evidence.request);
    packer.signedNumber(evidence.status);
    packer.signedNumber(evidence.durationMs);
    packer.text(evidence.answerDigest);
}

Evidence unpackEvidence(Unpacker &unpacker)
{
    Evidence evidence;
    evidence.verdict = unpacker.choice(Verdict::NoChecker);
    evidence.reason = unpacker.text();
    evidence.checkedAt = unpacker.signedNumber();
    evidence.host = unpacker.text();
    evidence.request = unpacker.text();
    evidence.status = static_cast<std::int32_t>(unpacker.signedNumber());
    evidence.durationMs = unpacker.signedNumber();
    evidence.answerDigest = unpacker.text();
    return evidence;
}

void packAccess(const Access &access, Packer &packer)
{
    packer.text(access.account);
    packer.text(access.identity);
    packer.text(access.owner);
    for (const std::int64_t time :
         {access.createdAt, access.lastUsedAt, access.expiresAt, access.readAt})
        packer.signedNumber(time);
    packer.number(access.scopes.size());
    for (const finding::Scope &scope : access.scopes) {
        packer.text(scope.name);
        packer.number(static_cast<std::uint64_t>(scope.risk));
    }
    packer.texts(access.resources);
    packer.texts(access.unseen);
}

Access unpackAccess(Unpacker &unpacker)
{
    Access access;
    access.account = unpacker.text();
    access.identity = unpacker.text();
    access.owner = unpacker.text();
    for (std::int64_t *time :
         {&access.createdAt, &access.lastUsedAt, &access.expiresAt, &access.readAt})
        *time = unpacker.signedNumber();
    access.scopes.resize(unpacker.count());
    for (finding::Scope &scope : access.scopes) {
        scope.name = unpacker.text();
        scope.risk = unpacker.choice(ScopeRisk::Admin);
    }
    access.resources = unpacker.texts();
    access.unseen = unpacker.texts();
    return access;
}

void packClaim(const Claim &claim, Packer &packer)
{
    packer.text(claim.tool);
    packer.text(claim.rule);
    packer.number(static_cast<std::uint64_t>(claim.verdict));
    packer.signedNumber(claim.date);
    packer.text(claim.words);
}

Claim unpackClaim(Unpacker &unpacker)
{
    Claim claim;
    claim.tool = unpacker.text();
    claim.rule = unpacker.text();
    claim.verdict = unpacker.choice(Verdict::NoChecker);
    claim.date = unpacker.signedNumber();
    claim.words = unpacker.text();
    return claim;
}

/// What an event tells, whomever it is of.
void packWords(const Event &event, Packer &packer)
{
    packer.text(finding::eventKindName(event.kind));
    packer.signedNumber(event.at);
    packer.text(event.actor);
    packer.text(event.from);
    packer.text(event.to);
    packer.text(event.detail);
}

/// False when it is of a kind that is not known.
bool unpackWords(Unpacker &unpacker, Event &event)
{
    const auto kind = finding::eventKindFromName(unpacker.text());
    event.at = unpacker.signedNumber();
    event.actor = unpacker.text();
    event.from = unpacker.text();
    event.to = unpacker.text();
    event.detail = unpacker.text();
    event.kind = kind.value_or(event.kind);
    return kind.has_value();
}

} // namespace

void packFinding(const Finding &finding, Words &words, Packer &packer)
{
    packer.number(kFormat);
    packId(finding.id, packer);
    packer.number(
        wordOf({finding.rule, finding.type, finding.provider, finding.providerName}, words));
    packer.number(static_cast<std::uint64_t>(finding.confidence));
    packer.number(static_cast<std::uint64_t>(finding.verdict));
    packer.text(finding.verdictReason);
    packer.text(finding.masked);
    packer.real(finding.entropy);
    packer.number(finding.companions.size());
    for (const finding::Companion &companion : finding.companions) {
        packer.text(companion.name);
        packer.text(companion.masked);
    }
    packer.texts(finding.missing);
    packer.number(finding.places.size());
    for (const Place &place : finding.places)
        packPlace(place, words, packer);
}

Result<void> unpackFinding(std::string_view bytes, const Words &words, Finding &finding)
{
    Unpacker unpacker(bytes);
    if (unpacker.number() != kFormat)
        return damaged();
    bool isGood = true;
    finding.id = unpackId(unpacker);
    Unpacker kind(wordAt(unpacker, words, isGood));
    finding.rule = kind.text();
    finding.type = kind.text();
    finding.provider = kind.text();
    finding.providerName = kind.text();
    finding.confidence = unpacker.choice(Confidence::High);
    finding.verdict = unpacker.choice(Verdict::NoChecker);
    finding.verdictReason = unpacker.text();
    finding.masked = unpacker.text();
    finding.entropy = unpacker.real();
    finding.companions.resize(unpacker.count());
    for (finding::Companion &companion : finding.companions) {
        companion.name = unpacker.text();
        companion.masked = unpacker.text();
    }
    finding.missing = unpacker.texts();
    finding.places.resize(unpacker.count());
    for (Place &place : finding.places)
        isGood = unpackPlace(unpacker, words, place) && isGood;
    if (!isGood || !kind.isDone() || !unpacker.isDone())
        return damaged();
    return {};
}

void packSource(const SourceRecord &source, Packer &packer)
{
    packer.number(kFormat);
    packer.text(source.kind);
    packer.text(source.path);
    packer.text(source.title);
    packer.number(static_cast<std::uint64_t>(source.exposure));
    packCoverage(source.coverage, packer);
    packer.signedNumber(source.scannedAt);
    packer.number(source.rules);
}

Result<SourceRecord> unpackSource(std::string_view bytes, std::uint32_t number)
{
    Unpacker unpacker(bytes);
    SourceRecord source;
    if (unpacker.number() != kFormat)
        return damaged();
    source.number = number;
    source.kind = unpacker.text();
    source.path = unpacker.text();
    source.title = unpacker.text();
    source.exposure = unpacker.choice(Exposure::Public);
    source.coverage = unpackCoverage(unpacker);
    source.scannedAt = unpacker.signedNumber();
    source.rules = unpacker.number();
    if (!unpacker.isDone())
        return damaged();
    return source;
}

void packRecord(const Record &record, Packer &packer)
{
    packer.number(kFormat);
    packId(record.id, packer);
    packTriage(record.triage, packer);
    packEvidence(record.evidence, packer);
    packer.flag(record.access.has_value());
    if (record.access)
        packAccess(*record.access, packer);
    packer.number(record.claims.size());
    for (const Claim &claim : record.claims)
        packClaim(claim, packer);
}

Result<Record> unpackRecord(std::string_view bytes)
{
    Unpacker unpacker(bytes);
    Record record;
    if (unpacker.number() != kFormat)
        return damaged();
    record.id = unpackId(unpacker);
    record.triage = unpackTriage(unpacker);
    record.evidence = unpackEvidence(unpacker);
    if (unpacker.flag())
        record.access = unpackAccess(unpacker);
    record.claims.resize(unpacker.count());
    for (Claim &claim : record.claims)
        claim = unpackClaim(unpacker);
    if (!unpacker.isDone())
        return damaged();
    return record;
}

void packEvent(const Event &event, Packer &packer)
{
    packer.number(kFormat);
    packer.number(event.number);
    packId(event.finding, packer);
    packWords(event, packer);
}

void packEvent(const Event &event, std::span<const std::uint32_t> members, Packer &packer)
{
    packer.number(kFormatOfMany);
    packer.number(event.number);
    packer.number(members.size());
    std::uint32_t last = 0;
    for (const std::uint32_t member : members) {
        packer.number(member - last);
        last = member;
    }
    packWords(event, packer);
}

Result<TimelineEntry> unpackEntry(std::string_view bytes, std::uint64_t number)
{
    Unpacker unpacker(bytes);
    TimelineEntry entry;
    const std::uint64_t format = unpacker.number();
    if (format != kFormat && format != kFormatOfMany)
        return damaged();
    entry.event.number = unpacker.number();
    if (format == kFormat) {
        entry.event.finding = unpackId(unpacker);
    } else {
        entry.members.resize(unpacker.count());
        std::uint32_t last = 0;
        for (std::uint32_t &member : entry.members)
            member = last += static_cast<std::uint32_t>(unpacker.number());
        if (entry.members.empty())
            return damaged();
    }
    const bool isKnown = unpackWords(unpacker, entry.event);
    if (!isKnown || entry.event.number != number || !unpacker.isDone())
        return damaged();
    return entry;
}

void packIncident(const Incident &incident, Packer &packer)
{
    packer.number(kFormat);
    packer.text(incident.name);
    packer.text(incident.owner);
    packer.text(incident.note);
    packer.text(incident.nextStep);
    packer.number(incident.tasks.size());
    for (const Incident::Task &task : incident.tasks) {
        packer.text(task.text);
        packer.flag(task.isDone);
    }
    packer.signedNumber(incident.openedAt);
    packer.signedNumber(incident.closedAt);
}

Result<Incident> unpackIncident(std::string_view bytes, std::uint64_t number)
{
    Unpacker unpacker(bytes);
    Incident incident;
    if (unpacker.number() != kFormat)
        return damaged();
    incident.id = std::format("INC-{}", number);
    incident.name = unpacker.text();
    incident.owner = unpacker.text();
    incident.note = unpacker.text();
    incident.nextStep = unpacker.text();
    incident.tasks.resize(unpacker.count());
    for (Incident::Task &task : incident.tasks) {
        task.text = unpacker.text();
        task.isDone = unpacker.flag();
    }
    incident.openedAt = unpacker.signedNumber();
    incident.closedAt = unpacker.signedNumber();
    if (!unpacker.isDone())
        return damaged();
    return incident;
}

} // namespace rekey::store
