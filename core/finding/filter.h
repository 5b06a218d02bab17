// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace rekey::finding {

/// What a term of a filter looks at. `Any` is a word without a name before it.
enum class FilterWord : std::uint8_t
{
    Any,
    Verdict,
    Type,
    Provider,
    Rule,
    Certainty, ///< "confidence"; that name would shadow the type
    Path,
    File,
    Repo,
    Source,
    Commit,
    Author,
    Email,
    In,
    Ref,
    First,
    Last,
    Age,
    Places,
    Id,
    Secret,
    Has,
    Decision,
    Severity,
    Tool,
    Exposed,
    Checked,
    Account,
    Scope,
    Used,
    Expires,
    Until, ///< accepted until
    Owner,
    Tag,
    Incident,
    Seal, ///< who has a seal of it
    Rotation,
};

/// What may stand behind a word.
enum class FilterValueKind : std::uint8_t
{
    Choice, ///< one of filterChoices(word)
    Text, ///< part of the text; `=text` the whole of it
    Name, ///< the whole name
    Hex, ///< the beginning of a commit id
    Date, ///< 2024, 2024-05, 2024-05-31; ranges
    Age, ///< 90d, 2w, 6m, 1y, 12h; ranges
    Count, ///< whole number; ranges
    Severity, ///< 0-100, ranges, or the name of a band
    Ago, ///< an age, a date, or `never`
    Ahead, ///< `<30d`, a date, `soon` (within 30 days), `past`, or `none`
    Id, ///< S-0421, 421 or # and the beginning of the hexadecimal id
    Run, ///< R-0003, 3, or one of filterChoices(word)
};

struct FilterWordInfo
{
    FilterWord word;
    std::string_view name;
    FilterValueKind kind;
};

/// Every word that exists, in the order to be offered; `Any` is not among them.
[[nodiscard]] std::span<const FilterWordInfo> filterWords();
[[nodiscard]] const FilterWordInfo *filterWordInfo(FilterWord word);
/// Null when there is no such word, now or once. ASCII case ignored.
[[nodiscard]] const FilterWordInfo *filterWordNamed(std::string_view name);
/// The word that an old name stands for now; null for a name that is none.
[[nodiscard]] const FilterWordInfo *filterWordOnceNamed(std::string_view name);
/// Values of a Choice word, in the order of the enum they stand for; for the others the names that
/// may stand in place of a number or a time. The decisions' are followed by the reasons to close.
[[nodiscard]] std::span<const std::string_view> filterChoices(FilterWord word);

/// One value of a term. Text is compared without regard to ASCII case.
struct FilterValue
{
    enum class Match : std::uint8_t
    {
        Contains, ///< `text` is a part of it
        Whole, ///< equals `text`
        Prefix, ///< begins with `text`
        Pattern, ///< `pattern` is found in it; a glob is anchored at both ends
        Range, ///< low <= number <= high
        Number, ///< the finding's number equals `low`
        Moment, ///< low <= seconds since 1970 <= high
        Absent, ///< there is no such time or rotation
        Band, ///< severity band number `low`
    };

    Match match = Match::Contains;
    std::string text; ///< lower-cased
    std::string literal; ///< lower-cased text every match of a glob holds; may be empty
    std::int64_t low = 0; ///< seconds, or a count
    std::int64_t high = 0;
    std::shared_ptr<const re2::RE2> pattern;
};

/// A filter as a tree. `All` matches everything and stands only at the root.
struct FilterNode
{
    enum class Kind : std::uint8_t
    {
        All,
        Term,
        Not,
        And,
        Or
    };

    Kind kind = Kind::All;
    FilterWord word = FilterWord::Any;
    std::uint32_t choices = 0; ///< Choice words: bit n set for value n of filterChoices
    std::vector<FilterValue> values; ///< any of them will do
    std::vector<FilterNode> children;
};

enum class FilterState : std::uint8_t
{
    Valid,
    Deprecated, ///< valid, with an old name for a word; the problem proposes the new one
    Incomplete, ///< could become valid by typing on
    Error,
};

/// What is wrong, for ui to put in words.
struct FilterProblem
{
    enum class Kind : std::uint8_t
    {
        None,
        UnknownWord, ///< no word `found`
        OldWord, ///< `found` is now called `suggestion`; works still
        UnknownValue, ///< `found` is no value of a Choice word
        BadDate,
        BadAge,
        BadCount,
        BadSeverity,
        BadMoment,
        BadId,
        BadRegex, ///< `found` says why
        MissingValue, ///< nothing behind `word:` or `|`
        MissingTerm, ///< nothing behind `or`, `not`, `-` or `(`
        OpenQuote,
        OpenBracket,
        ExtraBracket,
        TooLong, ///< over kMaxFilterBytes
        TooDeep, ///< over kMaxFilterDepth
    };

    Kind kind = Kind::None;
    std::size_t begin = 0; ///< byte offsets into the text, half-open
    std::size_t end = 0;
    std::string found;
    std::string suggestion; ///< replaces [begin, end); may be empty
    std::string fixed; ///< the whole text with the suggestion in place; empty when there is none
};

struct ParsedFilter
{
    FilterState state = FilterState::Valid;
    FilterNode root; ///< All unless isUsable() and the text is not blank
    FilterProblem problem;

    [[nodiscard]] bool isUsable() const
    {
        return state == FilterState::Valid || state == FilterState::Deprecated;
    }
};

/// Whether any term looks at that.
[[nodiscard]] bool hasFilterWord(const FilterNode &filter, FilterWord word);

inline constexpr std::size_t kMaxFilterBytes = 4096;
inline constexpr std::size_t kMaxFilterDepth = 32;

/// Reads the filter language: terms `word:value` or bare words; space is "and", `or`, `-` or `not`,
/// brackets; lists `a|b`; ranges `>90d`, `>=3`, `2024-01..2024-06`; globs `path:**/.env` (`*` stays
/// inside a folder, `**` does not; a glob without `/` is about the file name); `/regular
/// expression/` (RE2, no blanks inside); quotes; `=` before a value: the whole text, not a part.
///
/// Any thread. Time and memory linear in the text (at most kMaxFilterBytes); regular expressions
/// are bounded by RE2's own memory limit.
[[nodiscard]] ParsedFilter parseFilter(std::string_view text);

} // namespace rekey::finding
