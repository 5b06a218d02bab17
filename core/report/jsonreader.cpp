// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/jsonreader.h"

#include "core/report/jsonrecord.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <limits>

namespace rekey::report {

namespace {

constexpr std::uintmax_t kMostBytes = 512ULL << 20;
constexpr std::size_t kDeepest = 16;

using finding::Finding;
using finding::Place;

std::string text(const JsonValue &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

template <typename Number> Number number(const JsonValue &json, const char *key, Number otherwise)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_unsigned())
        return otherwise;
    return static_cast<Number>(
        std::min<std::uint64_t>(found->get<std::uint64_t>(), std::numeric_limits<Number>::max()));
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

const JsonValue &list(const JsonValue &json, const char *key)
{
    static const JsonValue none = JsonValue::array();
    const auto found = json.find(key);
    return found != json.end() && found->is_array() ? *found : none;
}

bool readId(const std::string &hex, secret::SecretId &id)
{
    if (hex.size() != 2 * id.bytes.size())
        return false;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        unsigned byte = 0;
        const char *begin = hex.data() + 2 * i;
        if (std::from_chars(begin, begin + 2, byte, 16).ptr != begin + 2)
            return false;
        id.bytes[i] = static_cast<std::byte>(byte);
    }
    return true;
}

Place placeOf(const JsonValue &json)
{
    Place place;
    place.path = text(json, "path");
    place.line = number<std::uint32_t>(json, "line", 1);
    place.column = number<std::uint32_t>(json, "column", 1);
    place.commit = text(json, "commit");
    place.author = text(json, "author");
    place.email = text(json, "email");
    place.date = secondsOf(text(json, "date"));
    if (const auto removed = json.find("removed"); removed != json.end() && removed->is_object()) {
        place.removedCommit = text(*removed, "commit");
        place.removedDate = secondsOf(text(*removed, "date"));
    }
    place.object = text(json, "object");
    place.reach = sources::reachFromName(text(json, "reach")).value_or(sources::Reach::File);
    place.branches = texts(json, "branches");
    place.tags = texts(json, "tags");
    place.versions = number<std::uint32_t>(json, "versions", 1);
    return place;
}

/// Places name their source only when there is more than one.
void setSources(std::vector<Finding> &findings, const std::vector<std::string> &names,
                const std::vector<sources::Coverage> &coverage)
{
    auto name = names.begin();
    for (Finding &finding : findings) {
        for (Place &place : finding.places) {
            const auto found = std::ranges::find(coverage, *name++, &sources::Coverage::source);
            if (found != coverage.end())
                place.source = static_cast<std::uint32_t>(found - coverage.begin());
        }
    }
}

finding::Confidence confidenceOf(const std::string &name)
{
    if (name == "high")
        return finding::Confidence::High;
    return name == "low" ? finding::Confidence::Low : finding::Confidence::Medium;
}

finding::Verdict verdictOfName(const std::string &name)
{
    for (int i = 0; i <= static_cast<int>(finding::Verdict::NoChecker); ++i) {
        if (finding::verdictName(static_cast<finding::Verdict>(i)) == name)
            return static_cast<finding::Verdict>(i);
    }
    return finding::Verdict::NotChecked;
}

class Reader
{
public:
    Result<void> finding(const JsonValue &json)
    {
        Finding finding;
        if (!json.is_object() || !readId(text(json, "id"), finding.id))
            return fail(ErrorKind::Malformed,
                        "a finding has no id of 32 hexadecimal digits; give a report that "
                        "rekey-cli wrote as json or jsonl");
        finding.number = number<std::uint32_t>(
            json, "number", static_cast<std::uint32_t>(m_report.findings.size() + 1));
        finding.rule = text(json, "rule");
        finding.type = text(json, "type");
        finding.provider = text(json, "provider");
        finding.providerName = text(json, "providerName");
        finding.confidence = confidenceOf(text(json, "confidence"));
        finding.verdict = verdictOfName(text(json, "verdict"));
        finding.verdictReason = text(json, "verdictReason");
        finding.masked = text(json, "masked");
        finding.missing = texts(json, "missing");
        for (const JsonValue &companion : list(json, "companions")) {
            if (companion.is_object())
                finding.companions.push_back(
                    {text(companion, "name"), text(companion, "masked"), {}});
        }
        for (const JsonValue &place : list(json, "places")) {
            if (!place.is_object())
                continue;
            finding.places.push_back(placeOf(place));
            m_sourceNames.push_back(text(place, "source"));
        }
        if (json.contains("decision")) {
            m_report.records.push_back(recordOf(json));
            m_report.records.back().id = finding.id;
        }
        m_report.findings.push_back(std::move(finding));
        return {};
    }

    void coverage(const JsonValue &json)
    {
        if (!json.is_object())
            return;
        m_report.complete = json.value("complete", JsonValue(true)) != JsonValue(false);
        m_report.elapsedMs = number<std::int64_t>(json, "elapsedMs", 0);
        m_report.rules = number<std::size_t>(json, "rules", 0);
        for (const JsonValue &source : list(json, "sources"))
            if (source.is_object())
                addSource(source);
    }

    ReadReport take()
    {
        setSources(m_report.findings, m_sourceNames, m_report.coverage);
        return std::move(m_report);
    }

private:
    void addSource(const JsonValue &json)
    {
        sources::Coverage coverage;
        coverage.source = text(json, "source");
        coverage.kind = text(json, "kind");
        coverage.objects = number<std::uint64_t>(json, "objects", 0);
        coverage.commits = number<std::uint64_t>(json, "commits", 0);
        coverage.blobs = number<std::uint64_t>(json, "blobs", 0);
        coverage.bytes = number<std::uint64_t>(json, "bytes", 0);
        coverage.tip = text(json, "tip");
        coverage.complete = json.value("complete", JsonValue(true)) != JsonValue(false);
        coverage.notes = texts(json, "notes");
        for (const JsonValue &skip : list(json, "skipped")) {
            if (skip.is_object())
                coverage.skips.push_back(
                    {text(skip, "what"), text(skip, "reason"),
                     number<std::uint64_t>(skip, "count", 1),
                     skip.value("failed", JsonValue(false)) == JsonValue(true)});
        }
        m_report.coverage.push_back(std::move(coverage));
    }

    ReadReport m_report;
    std::vector<std::string> m_sourceNames; ///< one for each place, in order
};

JsonValue parsed(std::string_view text)
{
    bool isTooDeep = false;
    const auto watch = [&isTooDeep](int depth, JsonValue::parse_event_t, JsonValue &) {
        isTooDeep = isTooDeep || depth > static_cast<int>(kDeepest);
        return !isTooDeep;
    };
    JsonValue json = JsonValue::parse(text, watch, false);
    return isTooDeep ? JsonValue(JsonValue::value_t::discarded) : json;
}

Error malformed()
{
    return {ErrorKind::Malformed,
            "this is not a report that rekey-cli wrote as json or jsonl; make one with rekey-cli "
            "scan --format json",
            {}};
}

Result<ReadReport> readLines(std::string_view text)
{
    Reader reader;
    bool ended = false;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.empty())
            continue;
        const JsonValue json = parsed(line);
        if (json.is_discarded() || !json.is_object())
            return std::unexpected(malformed());
        if (json.contains("coverage")) {
            reader.coverage(json["coverage"]);
            ended = true;
        } else if (auto done = reader.finding(json); !done) {
            return std::unexpected(done.error());
        }
    }
    if (!ended)
        return fail(ErrorKind::Malformed,
                    "the last line, which tells the coverage, is missing; "
                    "the report was cut short");
    return reader.take();
}

} // namespace

Result<ReadReport> parseReport(std::string_view text)
{
    const JsonValue whole = parsed(text);
    if (whole.is_discarded() || !whole.is_object() || !whole.contains("findings"))
        return readLines(text);
    Reader reader;
    for (const JsonValue &finding : list(whole, "findings")) {
        if (auto done = reader.finding(finding); !done)
            return std::unexpected(done.error());
    }
    if (whole.contains("coverage"))
        reader.coverage(whole["coverage"]);
    return reader.take();
}

Result<ReadReport> readReport(const std::string &path)
{
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    if (code)
        return fail(ErrorKind::NotFound, code.message() + "; give a report file", path);
    if (size > kMostBytes)
        return fail(ErrorKind::TooBig, "reports of more than 512 MiB are not read", path);
    std::ifstream in(path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorKind::Io, "cannot read the report; check the file", path);
    return parseReport(bytes).transform_error([&path](Error error) {
        error.where = path;
        return error;
    });
}

} // namespace rekey::report
