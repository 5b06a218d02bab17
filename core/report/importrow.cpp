// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importrow.h"

#include "core/base/text.h"
#include "core/report/jsonvalues.h"
#include "core/rules/entropy.h"
#include "core/secret/mask.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>

namespace rekey::report {

namespace {

constexpr std::size_t kMaxNameBytes = 256;
constexpr std::size_t kMaxWordsBytes = 512;
constexpr std::size_t kMaxPathBytes = 4096;

/// Values no rule of ours knows have one identity whatever the tool calls them, so that two tools'
/// rows of one value are one row.
constexpr std::string_view kUnknownType = "imported";

bool isTokenLike(std::string_view value)
{
    constexpr std::size_t kLongest = 512;
    return value.size() <= kLongest && std::ranges::all_of(value, [](char character) {
               const auto byte = static_cast<unsigned char>(character);
               return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
                   || (byte >= '0' && byte <= '9')
                   || std::string_view("_-.=+/~").find(character) != std::string_view::npos;
           });
}

char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), lower);
    return out;
}

/// Digits of a fixed count at the front, taken off.
std::optional<int> digits(std::string_view &text, std::size_t count)
{
    int value = 0;
    if (text.size() < count)
        return std::nullopt;
    const auto [end, code] = std::from_chars(text.data(), text.data() + count, value);
    if (code != std::errc() || end != text.data() + count || value < 0)
        return std::nullopt;
    text.remove_prefix(count);
    return value;
}

bool skip(std::string_view &text, std::string_view any)
{
    if (text.empty() || any.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

/// "Z", "UTC", "+01:00", "-0800" or nothing -> seconds east of UTC.
std::int64_t offsetOf(std::string_view text)
{
    while (skip(text, " "))
        continue;
    if (text.empty() || (text.front() != '+' && text.front() != '-'))
        return 0;
    const bool isWest = text.front() == '-';
    text.remove_prefix(1);
    const auto hours = digits(text, 2);
    skip(text, ":");
    const auto minutes = digits(text, 2);
    const std::int64_t seconds = hours.value_or(0) * 3600 + minutes.value_or(0) * 60;
    return isWest ? -seconds : seconds;
}

std::int64_t secondsFrom(std::string_view text)
{
    std::int64_t seconds = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool isWhole = end == text.data() + text.size() || *end == ' ';
    constexpr std::int64_t kLast = 253402300799; // year 9999
    return code == std::errc() && isWhole && seconds > 0 && seconds <= kLast ? seconds : 0;
}

std::uint32_t small(std::optional<std::int64_t> number)
{
    if (!number || *number < 1)
        return 1;
    return static_cast<std::uint32_t>(
        std::min<std::int64_t>(*number, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

std::string bounded(std::string_view text, std::size_t most)
{
    return std::string(text.substr(0, most));
}

std::int64_t timeFromText(std::string_view text)
{
    const bool isDate = text.size() >= 10 && (text[4] == '-' || text[4] == '/');
    if (!isDate)
        return secondsFrom(text);
    const auto year = digits(text, 4);
    if (!year || !skip(text, "-/"))
        return 0;
    const auto month = digits(text, 2);
    if (!month || !skip(text, "-/"))
        return 0;
    const auto day = digits(text, 2);
    if (!day)
        return 0;
    const std::chrono::year_month_day date(std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok())
        return 0;
    std::int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(
                               std::chrono::sys_days(date).time_since_epoch())
                               .count();
    if (!skip(text, "Tt "))
        return seconds;
    const auto hour = digits(text, 2);
    if (!hour || !skip(text, ":"))
        return seconds;
    const auto minute = digits(text, 2);
    if (!minute)
        return seconds;
    std::optional<int> second = 0;
    if (skip(text, ":"))
        second = digits(text, 2);
    if (skip(text, ".,")) {
        while (!text.empty() && text.front() >= '0' && text.front() <= '9')
            text.remove_prefix(1);
    }
    seconds += *hour * 3600 + *minute * 60 + second.value_or(0);
    return seconds - offsetOf(text);
}

bool isHiddenValue(std::string_view value)
{
    if (value.size() < 3)
        return true;
    const std::string text = lowered(value.substr(0, 64));
    if (text.find("redacted") != std::string::npos || text == "redact" || text == "hidden")
        return true;
    const auto stars = static_cast<std::size_t>(std::ranges::count(value, '*'));
    const bool isStarred = stars >= 4 && value.find("***") != std::string_view::npos;
    return isStarred || value.ends_with("...") || value.ends_with("\u2026");
}

finding::Place placeIn(std::string_view path, std::optional<std::int64_t> line,
                       std::optional<std::int64_t> column)
{
    finding::Place place;
    place.path = bounded(path, kMaxPathBytes);
    place.line = small(line);
    place.column = small(column);
    place.reach = sources::Reach::File;
    return place;
}

void setCommit(finding::Place &place, std::string_view commit, std::string_view author,
               std::string_view email, std::int64_t date)
{
    place.commit = bounded(commit, 64);
    place.author = bounded(author, kMaxNameBytes);
    place.email = bounded(email, kMaxNameBytes);
    place.date = date;
    if (!place.commit.empty())
        place.reach = sources::Reach::History;
}

std::optional<finding::Verdict> verdictFromWords(std::string_view words)
{
    using finding::Verdict;
    const std::string text = lowered(words);
    const auto isOne = [&](std::initializer_list<std::string_view> names) {
        return std::ranges::find(names, text) != names.end();
    };
    if (isOne({"live", "valid", "active", "verified", "verified_active", "active credential",
               "true"}))
        return Verdict::Live;
    if (isOne({"limited"}))
        return Verdict::LiveLimited;
    if (isOne({"disabled", "expired", "suspended"}))
        return Verdict::Disabled;
    if (isOne(
            {"dead", "invalid", "inactive", "revoked", "verified_inactive", "inactive credential"}))
        return Verdict::Dead;
    if (isOne({"not-a-secret"}))
        return Verdict::NotASecret;
    if (isOne({"unknown", "undetermined", "error", "failed_to_check", "cannot_check"}))
        return Verdict::Unknown;
    if (isOne({"no_checker", "no-checker"}))
        return Verdict::NoChecker;
    if (isOne({"", "not-checked", "not_checked", "not attempted", "not_attempted", "unverified",
               "needs_validation", "skipped", "false"}))
        return Verdict::NotChecked;
    return std::nullopt;
}

secret::SecretId RowMaker::idOfAbsent(const ImportRow &row) const
{
    std::string place;
    if (!row.places.empty()) {
        const finding::Place &first = row.places.front();
        place = first.path + '\n' + std::to_string(first.line) + '\n' + first.commit;
    }
    const std::string_view parts[]
        = {row.rule, row.fingerprint.empty() ? std::string_view(place) : row.fingerprint};
    return m_options.identity->idOf("absent:" + row.tool, parts);
}

finding::Finding RowMaker::findingOf(const ImportRow &row, bool isValueAbsent) const
{
    if (!isValueAbsent && m_options.recognise) {
        if (auto known = m_options.recognise(row.value, row.around, row.rule))
            return std::move(*known);
    }
    finding::Finding made;
    made.rule = row.id ? row.rule : row.tool + '/' + row.rule;
    made.type = row.type.empty() ? row.rule : row.type;
    made.provider = row.provider;
    made.providerName = row.provider;
    made.confidence = row.confidence;
    if (isValueAbsent) {
        made.id = row.id.value_or(idOfAbsent(row));
        made.masked = row.mask.empty() ? secret::maskOf({}, secret::MaskPolicy::Hidden) : row.mask;
        return made;
    }
    const std::string_view parts[] = {row.value};
    made.id = m_options.identity->idOf(kUnknownType, parts);
    made.masked = secret::maskOf(
        row.value, isTokenLike(row.value) ? secret::MaskPolicy::Token : secret::MaskPolicy::Hidden);
    made.value = m_options.vault->seal(row.value);
    made.entropy = static_cast<float>(rules::shannonEntropy(row.value));
    return made;
}

/// What tools and people say in words may quote this value, or another one.
bool RowMaker::quotesSecret(std::string_view text, std::string_view value) const
{
    if (text.empty())
        return false;
    return (!value.empty() && text.find(value) != std::string_view::npos)
        || (m_options.recognise && m_options.recognise(text, text, {}).has_value());
}

ImportedFinding RowMaker::make(ImportRow row, std::uint64_t line) const
{
    row.tool = utf8(bounded(row.tool, kMaxNameBytes));
    row.rule = utf8(bounded(row.rule.empty() ? "unnamed" : row.rule, kMaxNameBytes));
    row.type = utf8(bounded(row.type, kMaxNameBytes));
    if (quotesSecret(row.words, row.value))
        row.words.clear();
    if (row.triage && quotesSecret(row.triage->why, row.value))
        row.triage->why = "The words were left out: they hold a secret.";
    ImportedFinding made;
    made.line = line;
    made.isValueAbsent = row.id.has_value() || isHiddenValue(row.value);
    made.finding = findingOf(row, made.isValueAbsent);
    made.finding.places = std::move(row.places);
    std::ranges::sort(made.finding.places, finding::placeLess);
    made.claim = {std::move(row.tool), std::move(row.rule), row.verdict,
                  row.checkedAt != 0 ? row.checkedAt : m_options.date,
                  utf8(bounded(row.words, kMaxWordsBytes))};
    made.triage = std::move(row.triage);
    return made;
}

} // namespace rekey::report
