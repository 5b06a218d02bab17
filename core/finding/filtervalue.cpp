// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filtervalue.h"

#include "core/finding/findingrotation.h"
#include "core/finding/severity.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <utility>

namespace rekey::finding {

namespace {

using Kind = FilterProblem::Kind;
using Match = FilterValue::Match;

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kSoonSeconds = 30LL * 86'400;
constexpr std::int64_t kMaxRegexMemoryBytes = 4 << 20;

constexpr std::array<std::string_view, 1> kAgoNames = {"never"};
constexpr std::array<std::string_view, 3> kAheadNames = {"soon", "past", "none"};
constexpr std::array<std::string_view, 7> kRotationNames
    = {"open", "running", "stopped", "done", "rolled-back", "given-up", "none"};
constexpr std::array<std::string_view, 11> kHasChoices
    = {"companion", "missing",  "note",   "tag",   "owner",   "incident",
       "claim",     "evidence", "access", "value", "override"};

/// Half-open span of numbers one literal stands for: a day, a month, or one number.
struct Span
{
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

bool endsValue(std::string_view text, std::size_t pos)
{
    return pos >= text.size() || std::string_view(" \t\r\n|)").contains(text[pos]);
}

/// Where the expression that opens at `pos` closes; npos when it does not.
std::size_t regexEnd(std::string_view text, std::size_t pos)
{
    for (std::size_t at = pos + 1; at < text.size(); ++at) {
        if (std::string_view(" \t\r\n").contains(text[at]))
            return std::string_view::npos;
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '/' && at > pos + 1 && endsValue(text, at + 1))
            return at;
    }
    return std::string_view::npos;
}

void readQuoted(std::string_view text, std::size_t pos, RawValue &raw)
{
    raw.isQuoted = true;
    raw.isOpen = true;
    std::size_t at = pos + 1;
    for (; at < text.size(); ++at) {
        if (text[at] == '"') {
            raw.isOpen = false;
            ++at;
            break;
        }
        if (text[at] == '\\' && at + 1 < text.size())
            ++at;
        raw.text += text[at];
    }
    raw.end = std::min(at, text.size());
}

void readPlain(std::string_view text, std::size_t pos, RawValue &raw)
{
    std::size_t open = 0;
    std::size_t at = pos;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '(')
            ++open;
        else if (c == ')' && open > 0)
            --open;
        else if (endsValue(text, at))
            break;
    }
    raw.text = text.substr(pos, at - pos);
    raw.end = at;
}

template <typename Number> bool readNumber(std::string_view &text, Number &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end == text.data() || text.front() == '-')
        return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool takePart(std::string_view &text, unsigned &number, unsigned highest)
{
    if (!text.starts_with('-'))
        return false;
    text.remove_prefix(1);
    return readNumber(text, number) && number >= 1 && number <= highest;
}

std::int64_t secondsOf(std::chrono::year_month_day date)
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::sys_days(date).time_since_epoch())
        .count();
}

std::optional<Span> readDate(std::string_view text)
{
    using namespace std::chrono;
    unsigned number = 0;
    if (!readNumber(text, number) || number < 1970 || number > 9999)
        return std::nullopt;
    const year theYear(static_cast<int>(number));
    if (text.empty())
        return Span{secondsOf(theYear / 1 / 1), secondsOf((theYear + years(1)) / 1 / 1)};
    if (!takePart(text, number, 12))
        return std::nullopt;
    const year_month month = theYear / static_cast<int>(number);
    if (text.empty())
        return Span{secondsOf(month / 1), secondsOf((month + months(1)) / 1)};
    if (!takePart(text, number, 31) || !text.empty() || !(month / static_cast<int>(number)).ok())
        return std::nullopt;
    const std::int64_t begin = secondsOf(month / static_cast<int>(number));
    return Span{begin, begin + 86400};
}

std::optional<Span> readAge(std::string_view text)
{
    std::uint32_t number = 0;
    if (!readNumber(text, number) || number > 1'000'000 || text.size() != 1)
        return std::nullopt;
    constexpr std::array<std::pair<char, std::int64_t>, 5> units
        = {{{'h', 3600}, {'d', 86400}, {'w', 7 * 86400}, {'m', 30 * 86400}, {'y', 365 * 86400}}};
    for (const auto &[letter, seconds] : units) {
        if (text.front() == letter)
            return Span{number * seconds, (std::int64_t{number} + 1) * seconds};
    }
    return std::nullopt;
}

std::optional<Span> readCount(std::string_view text)
{
    std::uint32_t number = 0;
    if (!readNumber(text, number) || !text.empty())
        return std::nullopt;
    return Span{number, std::int64_t{number} + 1};
}

std::optional<Span> readSpan(FilterValueKind kind, std::string_view text)
{
    switch (kind) {
    case FilterValueKind::Date:
        return readDate(text);
    case FilterValueKind::Age:
        return readAge(text);
    default:
        return readCount(text);
    }
}

/// `>=3`, `<2024-06`, `1..5`, `..5`, `3`. An age of 90d and more is `>=90d`; `>90d` is past it.
std::optional<FilterValue> readRange(FilterValueKind kind, std::string_view text)
{
    FilterValue value;
    value.match = Match::Range;
    value.low = kLowest;
    value.high = kHighest;
    const bool isPoint = kind == FilterValueKind::Age; // an age in a range is a moment, not a day
    if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
        const std::string_view from = text.substr(0, dots);
        const std::string_view to = text.substr(dots + 2);
        const auto low = readSpan(kind, from);
        const auto high = readSpan(kind, to);
        if ((!from.empty() && !low) || (!to.empty() && !high) || (from.empty() && to.empty()))
            return std::nullopt;
        if (low)
            value.low = low->begin;
        if (high)
            value.high = isPoint ? high->begin : high->end - 1;
        return value;
    }
    const bool isAbove = text.starts_with('>');
    const bool isBelow = text.starts_with('<');
    if (isAbove || isBelow)
        text.remove_prefix(1);
    const bool isInclusive = text.starts_with('=');
    if (isInclusive)
        text.remove_prefix(1);
    const auto span = readSpan(kind, text);
    if (!span)
        return std::nullopt;
    const std::int64_t last = isPoint ? span->begin : span->end - 1;
    if (isAbove)
        value.low = isInclusive ? span->begin : last + 1;
    else if (isBelow)
        value.high = isInclusive ? last : span->begin - 1;
    else
        std::tie(value.low, value.high) = std::pair(span->begin, span->end - 1);
    return value;
}

std::int64_t position(std::span<const std::string_view> names, std::string_view text)
{
    return std::ranges::find(names, text) - names.begin();
}

std::optional<FilterValue> readSeverity(std::string_view text)
{
    const auto bands = filterChoices(FilterWord::Severity);
    const std::int64_t band = position(bands, text);
    if (band == std::ssize(bands))
        return readRange(FilterValueKind::Count, text);
    FilterValue value;
    value.match = Match::Band;
    value.low = band;
    return value;
}

/// `never` and `none`, the other names of a time, an age or else a date.
std::optional<FilterValue> readMoment(FilterValueKind kind, std::string_view text)
{
    FilterValue value;
    if (text == (kind == FilterValueKind::Ago ? "never" : "none")) {
        value.match = Match::Absent;
        return value;
    }
    if (kind == FilterValueKind::Ahead && (text == "soon" || text == "past")) {
        value.match = Match::Range;
        value.low = text == "soon" ? 0 : kLowest;
        value.high = text == "soon" ? kSoonSeconds : -1;
        return value;
    }
    if (auto age = readRange(FilterValueKind::Age, text))
        return age;
    auto date = readRange(FilterValueKind::Date, text);
    if (date)
        date->match = Match::Moment;
    return date;
}

bool isHex(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<FilterValue> readId(std::string text)
{
    FilterValue value;
    const bool isMarked = text.starts_with('#');
    if (isMarked)
        text.erase(0, 1);
    std::string_view digits = text;
    const bool isLabel = digits.starts_with("s-");
    if (isLabel)
        digits.remove_prefix(2);
    std::uint32_t number = 0;
    std::string_view rest = digits;
    if ((isLabel || !isMarked) && digits.size() <= 9 && readNumber(rest, number) && rest.empty()) {
        value.match = Match::Number;
        value.low = number;
        return value;
    }
    if (isLabel || !isHex(text) || text.size() > 32)
        return std::nullopt;
    value.match = Match::Prefix;
    value.text = std::move(text);
    return value;
}

/// The longest run of plain text in a glob: every match holds it.
std::string globLiteral(std::string_view glob)
{
    std::string_view longest;
    while (!glob.empty()) {
        const std::size_t end = std::min(glob.find_first_of("*?"), glob.size());
        if (end > longest.size())
            longest = glob.substr(0, end);
        glob.remove_prefix(std::min(end + 1, glob.size()));
    }
    // "**/x" may match without the slash.
    while (longest.starts_with('/'))
        longest.remove_prefix(1);
    return std::string(longest);
}

std::string globExpression(FilterWord word, std::string_view glob)
{
    const bool isPath = word == FilterWord::Path;
    std::string expression = "(?s)^";
    if (isPath && !glob.contains('/'))
        expression += "(?:.*/)?";
    for (std::size_t at = 0; at < glob.size(); ++at) {
        const char c = glob[at];
        if (c == '*' && glob.substr(at).starts_with("**/") && isPath) {
            expression += "(?:.*/)?";
            at += 2;
        } else if (c == '*' && (!isPath || glob.substr(at).starts_with("**"))) {
            expression += ".*";
            if (glob.substr(at).starts_with("**"))
                ++at;
        } else if (c == '*') {
            expression += "[^/]*";
        } else if (c == '?') {
            expression += isPath ? "[^/]" : ".";
        } else {
            expression += re2::RE2::QuoteMeta(absl::string_view(&c, 1));
        }
    }
    return expression + "$";
}

/// Paths are bytes, so a glob works on bytes; an expression a person wrote is UTF-8.
std::shared_ptr<const re2::RE2> compile(const std::string &expression, bool isGlob)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(false);
    options.set_never_capture(true);
    options.set_max_mem(kMaxRegexMemoryBytes);
    if (isGlob)
        options.set_encoding(re2::RE2::Options::EncodingLatin1);
    return std::make_shared<const re2::RE2>(expression, options);
}

std::optional<FilterValue> makeText(FilterWord word, FilterValueKind kind, const RawValue &raw,
                                    ValueProblem &problem)
{
    FilterValue value;
    const bool isGlob = !raw.isQuoted && !raw.isRegex && raw.text.contains('*');
    if (raw.isRegex || isGlob) {
        value.match = Match::Pattern;
        const std::string folded = foldAscii(raw.text);
        value.pattern = compile(isGlob ? globExpression(word, folded) : raw.text, isGlob);
        if (isGlob)
            value.literal = globLiteral(folded);
        if (!value.pattern->ok()) {
            problem = {Kind::BadRegex, value.pattern->error(), false};
            return std::nullopt;
        }
        return value;
    }
    value.text = foldAscii(raw.text);
    if (kind == FilterValueKind::Hex) {
        value.match = Match::Prefix;
        if (!isHex(value.text) || value.text.size() > 64) {
            problem = {Kind::BadId, value.text, false};
            return std::nullopt;
        }
    } else if (kind == FilterValueKind::Name || raw.isExact) {
        value.match = Match::Whole;
    }
    return value;
}

/// A state of a rotation or the name of one.
std::optional<FilterValue> readRun(FilterWord word, const RawValue &raw, ValueProblem &problem)
{
    const std::string text = foldAscii(raw.text);
    const auto names = filterChoices(word);
    FilterValue value;
    value.match = text == "none" ? Match::Absent : Match::Whole;
    value.text = text;
    if (std::ranges::contains(names, text))
        return value;
    if (const auto run = rotationRunOf(text)) {
        value.text = foldAscii(*run);
        return value;
    }
    const bool isBeginning = text == "r" || text == "r-"
        || std::ranges::any_of(names,
                               [&](std::string_view name) { return name.starts_with(text); });
    problem = {Kind::UnknownValue, text, isBeginning && !raw.isQuoted,
               std::string(nearestName(text, names).value_or(std::string_view()))};
    return std::nullopt;
}

/// Edits between two short texts: insert, delete, replace, swap of neighbours.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> rows(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                rows[i][j] = i + j;
                continue;
            }
            const std::size_t replaced = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    }
    return rows[a.size()][b.size()];
}

} // namespace

std::string foldAscii(std::string_view text)
{
    std::string folded(text);
    for (char &c : folded) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

RawValue readRawValue(std::string_view text, std::size_t pos, bool isBare)
{
    RawValue raw;
    raw.end = pos;
    if (!isBare && pos < text.size() && text[pos] == '=') {
        raw.isExact = true;
        ++pos;
    }
    raw.end = pos;
    if (pos >= text.size())
        return raw;
    if (text[pos] == '"') {
        readQuoted(text, pos, raw);
        return raw;
    }
    if (text[pos] == '/') {
        const std::size_t close = regexEnd(text, pos);
        if (close != std::string_view::npos) {
            raw.isRegex = true;
            raw.text = text.substr(pos + 1, close - pos - 1);
            raw.end = close + 1;
            return raw;
        }
    }
    readPlain(text, pos, raw);
    return raw;
}

std::string quoteFilterText(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::optional<FilterValue> makeFilterValue(FilterWord word, FilterValueKind kind,
                                           const RawValue &raw, ValueProblem &problem)
{
    std::optional<FilterValue> value;
    switch (kind) {
    case FilterValueKind::Date:
    case FilterValueKind::Age:
    case FilterValueKind::Count: {
        const std::string text = foldAscii(raw.text);
        value = readRange(kind, text);
        problem.kind = kind == FilterValueKind::Date ? Kind::BadDate
            : kind == FilterValueKind::Age           ? Kind::BadAge
                                                     : Kind::BadCount;
        problem.found = text;
        problem.mayGrow = text.find_first_not_of("0123456789-.<>=") == std::string::npos;
        return value;
    }
    case FilterValueKind::Severity:
    case FilterValueKind::Ago:
    case FilterValueKind::Ahead: {
        const std::string text = foldAscii(raw.text);
        const auto names = filterChoices(word);
        value = kind == FilterValueKind::Severity ? readSeverity(text) : readMoment(kind, text);
        problem.kind = kind == FilterValueKind::Severity ? Kind::BadSeverity : Kind::BadMoment;
        problem.found = text;
        problem.mayGrow = text.find_first_not_of("0123456789-.<>=") == std::string::npos
            || std::ranges::any_of(names,
                                   [&](std::string_view name) { return name.starts_with(text); });
        return value;
    }
    case FilterValueKind::Id:
        value = readId(foldAscii(raw.text));
        problem = {Kind::BadId, raw.text,
                   raw.text == "#" || raw.text == "S" || raw.text == "s" || raw.text == "S-"
                       || raw.text == "s-"};
        return value;
    case FilterValueKind::Run:
        if (raw.isRegex || (!raw.isQuoted && raw.text.contains('*')))
            return makeText(word, kind, raw, problem);
        return readRun(word, raw, problem);
    default:
        return makeText(word, kind, raw, problem);
    }
}

std::optional<std::string_view> nearestName(std::string_view text,
                                            std::span<const std::string_view> names)
{
    const std::string folded = foldAscii(text.substr(0, 32));
    std::optional<std::string_view> best;
    std::size_t bestDistance = 3;
    for (const std::string_view name : names) {
        const std::size_t edits = distance(folded, name);
        // Half of a short word changed is another word, not a slip.
        if (edits < bestDistance && edits * 2 <= std::max(folded.size(), name.size())) {
            best = name;
            bestDistance = edits;
        }
    }
    if (best)
        return best;
    for (const std::string_view name : names) {
        if (folded.size() >= 2 && name.starts_with(folded))
            return name;
    }
    return std::nullopt;
}

std::span<const std::string_view> filterChoices(FilterWord word)
{
    static const auto verdicts = [] {
        std::array<std::string_view, 8> names;
        for (std::size_t i = 0; i < names.size(); ++i)
            names[i] = verdictName(static_cast<Verdict>(i));
        return names;
    }();
    static const auto confidences = [] {
        std::array<std::string_view, 3> names;
        for (std::size_t i = 0; i < names.size(); ++i)
            names[i] = confidenceName(static_cast<Confidence>(i));
        return names;
    }();
    static const auto reaches = [] {
        std::array<std::string_view, 11> names;
        for (std::size_t i = 0; i < names.size(); ++i)
            names[i] = sources::reachName(static_cast<sources::Reach>(i));
        return names;
    }();
    static const auto decisions = [] {
        std::array<std::string_view, 11> names;
        for (std::size_t i = 0; i < 5; ++i)
            names[i] = decisionName(static_cast<Decision>(i));
        for (std::size_t i = 5; i < names.size(); ++i)
            names[i] = closeReasonName(static_cast<CloseReason>(i - 4));
        return names;
    }();
    static const auto bands = [] {
        std::array<std::string_view, 4> names;
        for (std::size_t i = 0; i < names.size(); ++i)
            names[i] = severityBandName(static_cast<SeverityBand>(i));
        return names;
    }();
    static const auto risks = [] {
        std::array<std::string_view, 4> names;
        for (std::size_t i = 0; i < names.size(); ++i)
            names[i] = scopeRiskName(static_cast<ScopeRisk>(i));
        return names;
    }();
    switch (word) {
    case FilterWord::Decision:
        return decisions;
    case FilterWord::Severity:
        return bands;
    case FilterWord::Scope:
        return risks;
    case FilterWord::Used:
    case FilterWord::Checked:
        return kAgoNames;
    case FilterWord::Expires:
    case FilterWord::Until:
        return kAheadNames;
    case FilterWord::Rotation:
        return kRotationNames;
    case FilterWord::Verdict:
        return verdicts;
    case FilterWord::Certainty:
        return confidences;
    case FilterWord::In:
        return reaches;
    case FilterWord::Has:
        return kHasChoices;
    default:
        return {};
    }
}

} // namespace rekey::finding
