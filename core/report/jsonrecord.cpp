// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/jsonrecord.h"

#include <algorithm>
#include <chrono>
#include <sstream>

namespace rekey::report {

namespace {

using finding::Record;
using finding::Verdict;

void add(JsonValue &json, const char *key, const std::string &text)
{
    if (!text.empty())
        json[key] = utf8(std::string_view(text));
}

std::string text(const JsonValue &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t time(const JsonValue &json, const char *key)
{
    return secondsOf(text(json, key));
}

std::int64_t number(const JsonValue &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

Verdict verdictFromName(const std::string &name)
{
    for (auto verdict = Verdict::NotChecked; verdict <= Verdict::NoChecker;
         verdict = static_cast<Verdict>(static_cast<int>(verdict) + 1)) {
        if (finding::verdictName(verdict) == name)
            return verdict;
    }
    return Verdict::NotChecked;
}

JsonValue triageJson(const finding::Triage &triage, const ReportOptions &options)
{
    JsonValue json;
    json["state"] = finding::decisionName(triage.decision);
    add(json, "reason", std::string(finding::closeReasonName(triage.closeReason)));
    add(json, "until", isoTime(triage.acceptedUntil));
    add(json, "why", triage.why);
    if (triage.isOverride)
        json["override"] = true;
    if (options.withNames) {
        add(json, "by", triage.decidedBy);
        add(json, "owner", triage.owner);
    }
    add(json, "at", isoTime(triage.decidedAt));
    if (!triage.tags.empty())
        json["tags"] = utf8(triage.tags);
    add(json, "note", triage.note);
    add(json, "incident", triage.incident);
    if (triage.severity)
        json["severity"] = *triage.severity;
    return json;
}

JsonValue evidenceJson(const finding::Evidence &evidence)
{
    JsonValue json;
    json["verdict"] = finding::verdictName(evidence.verdict);
    add(json, "reason", evidence.reason);
    add(json, "at", isoTime(evidence.checkedAt));
    add(json, "host", evidence.host);
    add(json, "request", evidence.request);
    if (evidence.status != 0)
        json["status"] = evidence.status;
    json["durationMs"] = evidence.durationMs;
    add(json, "answerDigest", evidence.answerDigest);
    return json;
}

JsonValue accessJson(const finding::Access &access, const ReportOptions &options)
{
    JsonValue json = JsonValue::object();
    if (options.withNames) {
        add(json, "account", access.account);
        add(json, "identity", access.identity);
        add(json, "owner", access.owner);
    }
    add(json, "created", isoTime(access.createdAt));
    add(json, "lastUsed", isoTime(access.lastUsedAt));
    add(json, "expires", isoTime(access.expiresAt));
    add(json, "read", isoTime(access.readAt));
    json["scopes"] = JsonValue::array();
    for (const finding::Scope &scope : access.scopes)
        json["scopes"].push_back(
            {{"name", utf8(std::string_view(scope.name))}, {"risk", scopeRiskName(scope.risk)}});
    json["resources"] = utf8(access.resources);
    json["unseen"] = utf8(access.unseen);
    return json;
}

JsonValue claimJson(const finding::Claim &claim)
{
    JsonValue json;
    json["tool"] = utf8(std::string_view(claim.tool));
    add(json, "rule", claim.rule);
    json["verdict"] = finding::verdictName(claim.verdict);
    add(json, "at", isoTime(claim.date));
    add(json, "words", claim.words);
    return json;
}

std::vector<std::string> texts(const JsonValue &json, const char *key)
{
    std::vector<std::string> out;
    const auto found = json.find(key);
    if (found == json.end() || !found->is_array())
        return out;
    for (const JsonValue &element : *found) {
        if (element.is_string())
            out.push_back(element.get<std::string>());
    }
    return out;
}

finding::Triage triageOf(const JsonValue &json)
{
    finding::Triage triage;
    triage.decision
        = finding::decisionFromName(text(json, "state")).value_or(finding::Decision::New);
    triage.closeReason
        = finding::closeReasonFromName(text(json, "reason")).value_or(finding::CloseReason::None);
    triage.acceptedUntil = time(json, "until");
    triage.why = text(json, "why");
    triage.isOverride = json.value("override", JsonValue(false)) == JsonValue(true);
    triage.decidedBy = text(json, "by");
    triage.owner = text(json, "owner");
    triage.decidedAt = time(json, "at");
    triage.tags = texts(json, "tags");
    triage.note = text(json, "note");
    triage.incident = text(json, "incident");
    if (json.contains("severity"))
        triage.severity
            = static_cast<std::uint8_t>(std::clamp<std::int64_t>(number(json, "severity"), 0, 100));
    return triage;
}

finding::Evidence evidenceOf(const JsonValue &json)
{
    finding::Evidence evidence;
    evidence.verdict = verdictFromName(text(json, "verdict"));
    evidence.reason = text(json, "reason");
    evidence.checkedAt = time(json, "at");
    evidence.host = text(json, "host");
    evidence.request = text(json, "request");
    evidence.status = static_cast<std::int32_t>(number(json, "status"));
    evidence.durationMs = number(json, "durationMs");
    evidence.answerDigest = text(json, "answerDigest");
    return evidence;
}

finding::ScopeRisk riskOf(const std::string &name)
{
    using finding::ScopeRisk;
    for (const ScopeRisk risk :
         {ScopeRisk::ReadOnly, ScopeRisk::Risky, ScopeRisk::CanGainMore, ScopeRisk::Admin}) {
        if (finding::scopeRiskName(risk) == name)
            return risk;
    }
    return ScopeRisk::ReadOnly;
}

finding::Access accessOf(const JsonValue &json)
{
    finding::Access access;
    access.account = text(json, "account");
    access.identity = text(json, "identity");
    access.owner = text(json, "owner");
    access.createdAt = time(json, "created");
    access.lastUsedAt = time(json, "lastUsed");
    access.expiresAt = time(json, "expires");
    access.readAt = time(json, "read");
    for (const JsonValue &scope : json.value("scopes", JsonValue::array())) {
        if (scope.is_object())
            access.scopes.push_back({text(scope, "name"), riskOf(text(scope, "risk"))});
    }
    access.resources = texts(json, "resources");
    access.unseen = texts(json, "unseen");
    return access;
}

} // namespace

void addRecord(JsonValue &json, const Record &record, const ReportOptions &options)
{
    json["decision"] = triageJson(record.triage, options);
    if (record.evidence != finding::Evidence{})
        json["evidence"] = evidenceJson(record.evidence);
    if (record.access)
        json["access"] = accessJson(*record.access, options);
    for (const finding::Claim &claim : record.claims)
        json["claims"].push_back(claimJson(claim));
    if (record.isValueAbsent)
        json["valueAbsent"] = true;
}

JsonValue eventJson(const finding::Event &event, const ReportOptions &options)
{
    JsonValue json;
    json["at"] = isoTime(event.at / 1000);
    json["kind"] = finding::eventKindName(event.kind);
    if (event.finding != secret::SecretId{})
        json["finding"] = event.finding.hex();
    if (options.withNames)
        add(json, "actor", event.actor);
    add(json, "from", event.from);
    add(json, "to", event.to);
    add(json, "detail", event.detail);
    if (event.number != 0)
        json["number"] = event.number;
    return json;
}

Record recordOf(const JsonValue &json)
{
    Record record;
    if (const auto found = json.find("decision"); found != json.end() && found->is_object())
        record.triage = triageOf(*found);
    if (const auto found = json.find("evidence"); found != json.end() && found->is_object())
        record.evidence = evidenceOf(*found);
    if (const auto found = json.find("access"); found != json.end() && found->is_object())
        record.access = accessOf(*found);
    for (const JsonValue &claim : json.value("claims", JsonValue::array())) {
        if (claim.is_object())
            record.claims.push_back({text(claim, "tool"), text(claim, "rule"),
                                     verdictFromName(text(claim, "verdict")), time(claim, "at"),
                                     text(claim, "words")});
    }
    record.isValueAbsent = json.value("valueAbsent", JsonValue(false)) == JsonValue(true);
    return record;
}

std::int64_t secondsOf(const std::string &isoTime)
{
    std::istringstream in(isoTime);
    std::chrono::sys_seconds time;
    in >> std::chrono::parse("%FT%TZ", time);
    return in.fail() ? 0 : time.time_since_epoch().count();
}

} // namespace rekey::report
