// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/auditrecord.h"

#include "core/base/text.h"
#include "core/seal/headerrule.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <optional>
#include <utility>

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

/// Appends `most` bytes of it at most, and how many there were.
void addText(std::string &out, std::string_view text, std::size_t most = kMostText)
{
    const auto isPlain = [](char character) {
        return character >= ' ' && character < '\x7f' && character != '"' && character != '\\';
    };
    out += '"';
    const std::string_view kept = text.substr(0, most);
    if (std::ranges::all_of(kept, isPlain)) {
        out += kept;
    } else {
        // A character that is cut within is escaped as the bytes that are left of it.
        for (const char character : escapeControl(kept)) {
            if (character == '"' || character == '\\')
                out += '\\';
            out += character;
        }
    }
    if (text.size() > most)
        out += std::format("... ({} bytes)", text.size());
    out += '"';
}

/// Appends the members of one object, one behind the other; what is empty is left out.
class Members
{
public:
    explicit Members(std::string &out)
        : m_out(out)
    {
    }

    /// The value is whatever is appended next.
    void begin(std::string_view name)
    {
        separate();
        m_out.append("\"").append(name).append("\":");
    }
    void foreign(std::string_view name, const std::optional<std::string> &value)
    {
        separate();
        addText(m_out, name, kMostName);
        m_out += ':';
        if (value)
            addText(m_out, *value);
        else
            m_out += "null";
    }
    void text(std::string_view name, std::string_view value, std::size_t most = kMostText)
    {
        if (value.empty())
            return;
        begin(name);
        addText(m_out, value, most);
    }
    void number(std::string_view name, std::int64_t value)
    {
        if (value == 0)
            return;
        begin(name);
        m_out += std::to_string(value);
    }
    void list(std::string_view name, const std::vector<std::string> &values)
    {
        if (values.empty())
            return;
        begin(name);
        char before = '[';
        for (const std::string &value : values) {
            m_out += std::exchange(before, ',');
            addText(m_out, value, kMostName);
        }
        m_out += ']';
    }

private:
    void separate()
    {
        if (!std::exchange(m_isFirst, false))
            m_out += ',';
    }

    std::string &m_out;
    bool m_isFirst = true;
};

void addUse(std::string &out, const AuditUse &use)
{
    out += '{';
    Members members(out);
    members.text("consumer", use.consumer);
    members.text("macaroon", use.macaroon);
    members.text("seal", use.seal);
    if (use.usedSeal != use.seal)
        members.text("used_seal", use.usedSeal);
    members.text("open_key", use.openKey);
    members.list("processors", use.processors);
    members.list("destinations", use.destinations);
    if (!use.parameters.empty()) {
        members.begin("parameters");
        out += '{';
        Members parameters(out);
        for (const auto &[name, value] : use.parameters)
            parameters.foreign(name, value);
        out += '}';
    }
    members.number("more_parameters", static_cast<std::int64_t>(use.moreParameters));
    out += '}';
}

/// So many digits of it at least.
void addNumber(std::string &out, std::int64_t number, std::size_t digits)
{
    const std::string text = std::to_string(number);
    out.append(digits - std::min(digits, text.size()), '0').append(text);
}

/// As std::format("{:%FT%TZ}") has it, which takes longer than the rest of a record.
std::string timeText(std::int64_t milliseconds)
{
    const std::chrono::sys_time<std::chrono::milliseconds> time{
        std::chrono::milliseconds(milliseconds)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss<std::chrono::milliseconds> clock(time - day);
    std::string out;
    addNumber(out, static_cast<int>(date.year()), 4);
    addNumber(out += '-', static_cast<unsigned>(date.month()), 2);
    addNumber(out += '-', static_cast<unsigned>(date.day()), 2);
    addNumber(out += 'T', clock.hours().count(), 2);
    addNumber(out += ':', clock.minutes().count(), 2);
    addNumber(out += ':', clock.seconds().count(), 2);
    addNumber(out += '.', clock.subseconds().count(), 3);
    return out += 'Z';
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
    std::string out;
    constexpr std::size_t kUsual = 512;
    out.reserve(kUsual);
    Members members(out);
    members.text("time", timeText(record.time));
    members.text("peer", record.peer);
    if (!record.uses.empty()) {
        members.begin("secrets");
        const std::size_t begin = out.size();
        std::size_t count = 0;
        for (const AuditUse &use : record.uses) {
            if (out.size() - begin > kMostUsesBytes)
                break;
            out += count == 0 ? '[' : ',';
            addUse(out, use);
            ++count;
        }
        out += ']';
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
    if (record.hasEcho) {
        members.begin("echo");
        out += "true";
    }
    members.begin("micros");
    out += std::to_string(record.micros);
    members.text("new_seal", record.newSeal);
    members.number("expires_in", record.expiresIn);
    return out;
}

} // namespace rekey::broker
