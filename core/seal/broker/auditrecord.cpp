// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/auditrecord.h"

#include "core/base/text.h"
#include "core/seal/headerrule.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>

namespace rekey::broker {

namespace {

// In bytes before they are escaped; together with what escaping may make of them (seven for one)
// they keep a record below kMostRecordBytes.
constexpr std::size_t kMostName = 64;
constexpr std::size_t kMostText = 128;
constexpr std::size_t kMostHost = 260; ///< a name and a port
constexpr std::size_t kMostPath = 1024;
constexpr std::size_t kMostDetail = 512;
constexpr std::size_t kMostListed = 8;
constexpr std::size_t kMostUsesBytes = std::size_t{24} * 1024;

constexpr auto kShownParameters
    = std::to_array<std::string_view>({"dst", "fmt", "st", "sub", "scopes"});

void addOnce(std::vector<std::string> &names, std::string_view name)
{
    if (names.size() < kMostListed && !std::ranges::contains(names, name))
        names.emplace_back(name);
}

struct Destinations
{
    const Parameters &parameters;
    AuditUse &use;

    void operator()(const seal::Inject &inject) const { add(inject.destination); }
    void operator()(const seal::InjectHmac &inject) const { add(inject.destination); }
    void operator()(const seal::OAuth2 & /*oauth*/) const
    {
        if (parameters.value("placeholder").value_or("").empty())
            addOnce(use.destinations, "Authorization");
    }
    void operator()(const seal::SigV4 & /*sigv4*/) const
    {
        addOnce(use.destinations, "Authorization");
    }
    void operator()(const seal::GithubApp & /*app*/) const
    {
        addOnce(use.destinations, "Authorization");
    }
    void operator()(const auto & /*body*/) const { }

private:
    void add(const seal::Pinned &pinned) const
    {
        if (const auto name = seal::chosenDestination(pinned, parameters.value("dst")))
            addOnce(use.destinations, *name);
    }
};

void addProcessor(const seal::Processor &processor, const Parameters &parameters, AuditUse &use)
{
    if (const auto *multi = std::get_if<seal::Multi>(&processor.kind)) {
        for (const seal::Processor &member : multi->members)
            addProcessor(member, parameters, use);
        return;
    }
    addOnce(use.processors, seal::processorName(seal::kindOf(processor)));
    std::visit(Destinations{parameters, use}, processor.kind);
}

/// `most` bytes of it at most, and how many there were.
std::string jsonText(std::string_view text, std::size_t most = kMostText)
{
    std::string out = "\"";
    // A character that is cut within is escaped as the bytes that are left of it.
    for (const char character : escapeControl(text.substr(0, most))) {
        if (character == '"' || character == '\\')
            out += '\\';
        out += character;
    }
    if (text.size() > most)
        out += std::format("... ({} bytes)", text.size());
    return out + '"';
}

/// Writes members one behind the other; what is empty is left out.
class Members
{
public:
    void raw(std::string_view name, std::string_view json)
    {
        if (!m_text.empty())
            m_text += ',';
        m_text += '"';
        m_text.append(name).append("\":").append(json);
    }
    void foreign(std::string_view name, std::string_view json)
    {
        const std::string key = jsonText(name, kMostName);
        raw(std::string_view(key).substr(1, key.size() - 2), json);
    }
    void text(std::string_view name, std::string_view value, std::size_t most = kMostText)
    {
        if (!value.empty())
            raw(name, jsonText(value, most));
    }
    void number(std::string_view name, std::int64_t value)
    {
        if (value != 0)
            raw(name, std::to_string(value));
    }
    void list(std::string_view name, const std::vector<std::string> &values)
    {
        if (values.empty())
            return;
        std::string json;
        for (const std::string &value : values)
            json += (json.empty() ? "[" : ",") + jsonText(value, kMostName);
        raw(name, json + ']');
    }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

std::string jsonOf(const AuditUse &use)
{
    Members members;
    members.text("consumer", use.consumer);
    members.text("macaroon", use.macaroon);
    members.text("seal", use.seal);
    if (use.usedSeal != use.seal)
        members.text("used_seal", use.usedSeal);
    members.text("open_key", use.openKey);
    members.list("processors", use.processors);
    members.list("destinations", use.destinations);
    if (!use.parameters.empty()) {
        Members parameters;
        for (const auto &[name, value] : use.parameters)
            parameters.foreign(name, value ? jsonText(*value) : "null");
        members.raw("parameters", '{' + parameters.take() + '}');
    }
    members.number("more_parameters", static_cast<std::int64_t>(use.moreParameters));
    return '{' + members.take() + '}';
}

std::string timeText(std::int64_t milliseconds)
{
    const std::chrono::sys_time<std::chrono::milliseconds> time{
        std::chrono::milliseconds(milliseconds)};
    return std::format("{:%FT%TZ}", time);
}

} // namespace

AuditUse auditUseOf(const Use &use, std::string consumer)
{
    AuditUse kept;
    kept.consumer = std::move(consumer);
    kept.macaroon = use.proof.macaroon;
    kept.seal = use.opened->fingerprint;
    kept.usedSeal = use.opened->usedFingerprint;
    kept.openKey = use.opened->keyFingerprint;
    addProcessor(use.opened->secret.processor, use.parameters, kept);
    for (const auto &[name, value] : use.parameters.all()) {
        if (kept.parameters.size() == kMostListed) {
            kept.moreParameters = use.parameters.all().size() - kMostListed;
            break;
        }
        const bool isShown = std::ranges::contains(kShownParameters, name);
        kept.parameters.emplace_back(name, isShown ? std::optional(value) : std::nullopt);
    }
    return kept;
}

void addQueryNames(std::string_view query, AuditRecord &record)
{
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        if (!pair.empty() && record.queryNames.size() < kMostListed)
            record.queryNames.emplace_back(pair.substr(0, pair.find('=')));
        else if (!pair.empty())
            ++record.moreQueryNames;
        query.remove_prefix(std::min(end + 1, query.size()));
    }
}

std::string auditMembers(const AuditRecord &record)
{
    Members members;
    members.raw("time", jsonText(timeText(record.time)));
    members.text("peer", record.peer);
    if (!record.uses.empty()) {
        std::string uses;
        std::size_t count = 0;
        for (const AuditUse &use : record.uses) {
            if (uses.size() > kMostUsesBytes)
                break;
            uses += (uses.empty() ? "[" : ",") + jsonOf(use);
            ++count;
        }
        members.raw("secrets", uses + ']');
        members.number("more_secrets", static_cast<std::int64_t>(record.uses.size() - count));
    }
    members.text("method", record.method);
    members.text("host", record.host, kMostHost);
    members.number("port", record.port);
    members.text("address", record.address);
    members.text("path", record.path, kMostPath);
    members.list("query", record.queryNames);
    members.number("more_query", static_cast<std::int64_t>(record.moreQueryNames));
    members.text("reason", reasonName(record.reason));
    members.text("detail", record.detail, kMostDetail);
    members.number("status", record.status);
    members.number("upstream_status", record.upstreamStatus);
    members.number("bytes_in", static_cast<std::int64_t>(record.bytesIn));
    members.number("bytes_out", static_cast<std::int64_t>(record.bytesOut));
    if (record.hasEcho)
        members.raw("echo", "true");
    members.raw("micros", std::to_string(record.micros));
    members.text("new_seal", record.newSeal);
    members.number("expires_in", record.expiresIn);
    return members.take();
}

} // namespace rekey::broker
