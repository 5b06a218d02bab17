// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindexfilter.h"

#include "core/finding/filtervalue.h"

#include <re2/re2.h>

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

namespace rekey::finding {

namespace {

using Code = StringPool::Code;
using Match = FilterValue::Match;

/// One bit for each row looked at.
struct Bits
{
    std::vector<std::uint64_t> words;

    void combineAnd(const Bits &other)
    {
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] &= other.words[i];
    }
    void combineOr(const Bits &other)
    {
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] |= other.words[i];
    }
    void invert(std::size_t count)
    {
        for (std::uint64_t &word : words)
            word = ~word;
        if (count % 64 != 0)
            words.back() &= (std::uint64_t{1} << count % 64) - 1;
    }
};

/// Which texts of one dictionary match a term; grows with the dictionary.
class CodeSet
{
public:
    /// `isList`: the texts are lists, one item a line, and any item will do.
    void extend(const StringPool &pool, std::span<const FilterValue> values, bool isList = false)
    {
        const Code known = static_cast<Code>(m_matches.size());
        if (known >= pool.size())
            return;
        m_matches.resize(pool.size(), 0);
        for (const FilterValue &value : values) {
            if (isList)
                extendList(pool, known, value);
            else
                extendBy(pool, known, value);
        }
    }

    [[nodiscard]] bool contains(Code code) const { return m_matches[code] != 0; }

    static bool matchesText(std::string_view text, std::string_view folded,
                            const FilterValue &value)
    {
        switch (value.match) {
        case Match::Whole:
            return folded == value.text;
        case Match::Prefix:
            return folded.starts_with(value.text);
        case Match::Pattern:
            return re2::RE2::PartialMatch(absl::string_view(text.data(), text.size()),
                                          *value.pattern);
        case Match::Contains:
            return folded.contains(value.text);
        default:
            return false;
        }
    }

private:
    void extendBy(const StringPool &pool, Code from, const FilterValue &value)
    {
        if (value.match == Match::Contains) {
            pool.markContaining(value.text, from, m_matches);
            return;
        }
        if (value.match == Match::Pattern && !value.literal.empty()) {
            std::vector<std::uint8_t> candidates(m_matches.size(), 0);
            pool.markContaining(value.literal, from, candidates);
            for (Code code = from; code < pool.size(); ++code) {
                if (candidates[code] != 0 && !contains(code))
                    m_matches[code] = matches(pool, code, value) ? 1 : 0;
            }
            return;
        }
        for (Code code = from; code < pool.size(); ++code) {
            if (!contains(code) && matches(pool, code, value))
                m_matches[code] = 1;
        }
    }

    void extendList(const StringPool &pool, Code from, const FilterValue &value)
    {
        for (Code code = from; code < pool.size(); ++code) {
            std::string_view rest = pool.at(code);
            std::string_view folded = pool.foldedAt(code);
            while (!rest.empty() && !contains(code)) {
                const std::size_t end = std::min(rest.find('\n'), rest.size());
                if (matchesText(rest.substr(0, end), folded.substr(0, end), value))
                    m_matches[code] = 1;
                rest.remove_prefix(std::min(end + 1, rest.size()));
                folded.remove_prefix(std::min(end + 1, folded.size()));
            }
        }
    }

    static bool matches(const StringPool &pool, Code code, const FilterValue &value)
    {
        return matchesText(pool.at(code), pool.foldedAt(code), value);
    }

    std::vector<std::uint8_t> m_matches;
};

bool inRange(std::span<const FilterValue> values, std::int64_t number)
{
    return std::ranges::any_of(values, [number](const FilterValue &value) {
        return number >= value.low && number <= value.high;
    });
}

/// `seconds`: since 1970, 0 for no such time. `distance`: seconds from or to now.
bool momentMatches(std::span<const FilterValue> values, std::int64_t seconds, std::int64_t distance)
{
    return std::ranges::any_of(values, [&](const FilterValue &value) {
        if (value.match == Match::Absent || seconds == 0)
            return value.match == Match::Absent && seconds == 0;
        const std::int64_t number = value.match == Match::Moment ? seconds : distance;
        return number >= value.low && number <= value.high;
    });
}

bool idMatches(const FilterValue &value, std::uint32_t number, const secret::SecretId &id)
{
    if (value.match == Match::Number)
        return number == static_cast<std::uint64_t>(value.low);
    for (std::size_t i = 0; i < value.text.size(); ++i) {
        const unsigned byte = std::to_integer<unsigned>(id.bytes[i / 2]);
        const unsigned digit = i % 2 == 0 ? byte >> 4 : byte & 15U;
        if ("0123456789abcdef"[digit] != value.text[i])
            return false;
    }
    return true;
}

/// A bare `s-0421` is a label, too.
std::optional<std::uint32_t> labelNumber(const FilterValue &value)
{
    if (value.match != Match::Contains || !value.text.starts_with("s-"))
        return std::nullopt;
    ValueProblem problem;
    RawValue raw;
    raw.text = value.text;
    const auto id = makeFilterValue(FilterWord::Id, FilterValueKind::Id, raw, problem);
    return id ? std::optional(static_cast<std::uint32_t>(id->low)) : std::nullopt;
}

} // namespace

struct RowFilter::Node
{
    FilterNode term; ///< without children
    std::vector<Node> children;
    CodeSet texts; ///< matches of the term's own dictionary
    // A bare word looks into several.
    CodeSet rules;
    CodeSet types;
    CodeSet providers;
    CodeSet providerNames;
    CodeSet masks;

    explicit Node(FilterNode node)
    {
        for (FilterNode &child : node.children)
            children.emplace_back(std::move(child));
        node.children.clear();
        term = std::move(node);
    }
};

/// One pass over some rows of an index. `Rows` is a function from position to row.
class RowFilter::Evaluation
{
public:
    Evaluation(const FindingIndex &index, std::int64_t now)
        : m_index(index)
        , m_now(now)
    {
    }

    template <typename Rows> Bits evaluate(Node &node, std::size_t count, const Rows &rows)
    {
        switch (node.term.kind) {
        case FilterNode::Kind::All:
            return fill(count, rows, [](IndexRow) { return true; });
        case FilterNode::Kind::Not: {
            Bits bits = evaluate(node.children.front(), count, rows);
            if (count > 0)
                bits.invert(count);
            return bits;
        }
        case FilterNode::Kind::And:
        case FilterNode::Kind::Or: {
            Bits bits = evaluate(node.children.front(), count, rows);
            for (std::size_t i = 1; i < node.children.size(); ++i) {
                const Bits other = evaluate(node.children[i], count, rows);
                if (node.term.kind == FilterNode::Kind::And)
                    bits.combineAnd(other);
                else
                    bits.combineOr(other);
            }
            return bits;
        }
        case FilterNode::Kind::Term:
            break;
        }
        return evaluateTerm(node, count, rows);
    }

private:
    template <typename Rows, typename Predicate>
    static Bits fill(std::size_t count, const Rows &rows, const Predicate &predicate)
    {
        Bits bits;
        bits.words.resize((count + 63) / 64);
        for (std::size_t at = 0; at < count; ++at) {
            const std::uint64_t bit = predicate(rows(at)) ? 1 : 0;
            bits.words[at / 64] |= bit << at % 64;
        }
        return bits;
    }

    /// True for a finding when `predicate` holds for any position of its places.
    template <typename Rows, typename Predicate>
    Bits fillByPlace(std::size_t count, const Rows &rows, const Predicate &predicate) const
    {
        return fill(count, rows, [&](IndexRow row) {
            const std::size_t begin = m_index.m_placeBegins[row];
            const std::size_t end = begin + m_index.m_placeCounts[row];
            for (std::size_t at = begin; at < end; ++at) {
                if (predicate(at))
                    return true;
            }
            return false;
        });
    }

    template <typename Rows>
    Bits fillByCode(Node &node, std::size_t count, const Rows &rows, const StringPool &pool,
                    const std::vector<Code> &codes) const
    {
        node.texts.extend(pool, node.term.values);
        return fill(count, rows, [&](IndexRow row) { return node.texts.contains(codes[row]); });
    }

    template <typename Rows>
    Bits fillByPlaceCode(Node &node, std::size_t count, const Rows &rows, const StringPool &pool,
                         const std::vector<Code> &codes) const
    {
        node.texts.extend(pool, node.term.values);
        return fillByPlace(count, rows,
                           [&](std::size_t at) { return node.texts.contains(codes[at]); });
    }

    template <typename Rows> Bits evaluateTerm(Node &node, std::size_t count, const Rows &rows)
    {
        const FilterNode &term = node.term;
        switch (term.word) {
        case FilterWord::Any:
            return evaluateBare(node, count, rows);
        case FilterWord::Verdict:
            return fill(count, rows, [&](IndexRow row) {
                return (term.choices >> static_cast<unsigned>(m_index.m_verdicts[row]) & 1U) != 0;
            });
        case FilterWord::Certainty:
            return fill(count, rows, [&](IndexRow row) {
                return (term.choices >> static_cast<unsigned>(m_index.m_confidences[row]) & 1U)
                    != 0;
            });
        case FilterWord::Decision:
            return fill(count, rows, [&](IndexRow row) {
                const auto reason = static_cast<unsigned>(m_index.m_records.closeReason(row));
                const unsigned bits = 1U << static_cast<unsigned>(m_index.m_records.decision(row))
                    | (reason == 0 ? 0U : 1U << (reason + 4));
                return (term.choices & bits) != 0;
            });
        case FilterWord::In:
            return fill(count, rows, [&](IndexRow row) {
                return (term.choices & m_index.m_reachSets[row]) != 0;
            });
        case FilterWord::Has:
            return fill(count, rows,
                        [&](IndexRow row) { return (term.choices & m_index.m_hasSets[row]) != 0; });
        case FilterWord::Type:
            return fillByCode(node, count, rows, m_index.m_typePool, m_index.m_types);
        case FilterWord::Rule:
            return fillByCode(node, count, rows, m_index.m_rulePool, m_index.m_rules);
        case FilterWord::Provider:
            return evaluateProvider(node, count, rows);
        case FilterWord::Seal:
            node.texts.extend(m_index.m_sealPool, term.values, true);
            return fill(count, rows,
                        [&](IndexRow row) { return node.texts.contains(m_index.m_seals[row]); });
        case FilterWord::Rotation:
            return evaluateRotation(node, count, rows);
        case FilterWord::Owner:
        case FilterWord::Incident:
        case FilterWord::Account:
        case FilterWord::Tag:
        case FilterWord::Tool:
        case FilterWord::Scope:
        case FilterWord::Used:
        case FilterWord::Expires:
        case FilterWord::Until:
        case FilterWord::Checked:
            return evaluateRecord(node, count, rows);
        case FilterWord::Path:
            return fillByPlaceCode(node, count, rows, m_index.m_pathPool, m_index.m_placePaths);
        case FilterWord::Commit:
            return fillByPlaceCode(node, count, rows, m_index.m_commitPool, m_index.m_placeCommits);
        case FilterWord::Author:
            return fillByPlaceCode(node, count, rows, m_index.m_authorPool, m_index.m_placeAuthors);
        case FilterWord::Email:
            return fillByPlaceCode(node, count, rows, m_index.m_emailPool, m_index.m_placeEmails);
        case FilterWord::File:
            node.texts.extend(m_index.m_filePool, term.values);
            return fillByPlace(count, rows, [&](std::size_t at) {
                return node.texts.contains(m_index.m_fileOfPath[m_index.m_placePaths[at]]);
            });
        case FilterWord::Repo:
        case FilterWord::Source:
            node.texts.extend(m_index.m_sourcePool, term.values);
            return fillByPlace(count, rows, [&](std::size_t at) {
                return node.texts.contains(m_index.codeOfSource(m_index.m_placeDetails[at].source));
            });
        case FilterWord::Ref:
            node.texts.extend(m_index.m_refPool, term.values, true);
            return fillByPlace(count, rows, [&](std::size_t at) {
                const auto &detail = m_index.m_placeDetails[at];
                return node.texts.contains(detail.branches) || node.texts.contains(detail.tags);
            });
        default:
            return evaluateNumber(term, count, rows);
        }
    }

    template <typename Rows>
    Bits evaluateNumber(const FilterNode &term, std::size_t count, const Rows &rows) const
    {
        switch (term.word) {
        case FilterWord::First:
            return fill(count, rows, [&](IndexRow row) {
                return m_index.m_firsts[row] != 0 && inRange(term.values, m_index.m_firsts[row]);
            });
        case FilterWord::Last:
            return fill(count, rows, [&](IndexRow row) {
                return m_index.m_lasts[row] != 0 && inRange(term.values, m_index.m_lasts[row]);
            });
        case FilterWord::Age:
            return fill(count, rows, [&](IndexRow row) {
                return m_index.m_firsts[row] != 0
                    && inRange(term.values, m_now - m_index.m_firsts[row]);
            });
        case FilterWord::Exposed:
            return fill(count, rows, [&](IndexRow row) {
                return m_index.m_exposed[row] != 0 && inRange(term.values, m_index.m_exposed[row]);
            });
        case FilterWord::Severity:
            return fill(count, rows, [&](IndexRow row) { return severityMatches(term, row); });
        case FilterWord::Places:
            return fill(count, rows, [&](IndexRow row) {
                return inRange(term.values, m_index.m_placeCounts[row]);
            });
        default: // Id, Secret
            return fill(count, rows, [&](IndexRow row) {
                return std::ranges::any_of(term.values, [&](const FilterValue &value) {
                    return idMatches(value, m_index.m_numbers[row], m_index.m_ids[row]);
                });
            });
        }
    }

    template <typename Rows>
    Bits evaluateRotation(Node &node, std::size_t count, const Rows &rows) const
    {
        node.texts.extend(m_index.m_rotationPool, node.term.values, true);
        const bool takesNone
            = std::ranges::contains(node.term.values, Match::Absent, &FilterValue::match);
        return fill(count, rows, [&](IndexRow row) {
            const Code code = m_index.m_rotations[row];
            return code == 0 ? takesNone : node.texts.contains(code);
        });
    }

    [[nodiscard]] bool severityMatches(const FilterNode &term, IndexRow row) const
    {
        const std::int64_t severity = m_index.m_severities[row];
        return std::ranges::any_of(term.values, [&](const FilterValue &value) {
            if (value.match == Match::Band)
                return value.low == static_cast<std::int64_t>(m_index.band(row));
            return severity >= value.low && severity <= value.high;
        });
    }

    template <typename Rows>
    Bits evaluateRecord(Node &node, std::size_t count, const Rows &rows) const
    {
        const RecordColumns &records = m_index.m_records;
        const std::span<const FilterValue> values = node.term.values;
        switch (node.term.word) {
        case FilterWord::Owner:
            node.texts.extend(records.m_ownerPool, values);
            return fill(count, rows,
                        [&](IndexRow row) { return node.texts.contains(records.at(row).owner); });
        case FilterWord::Incident:
            node.texts.extend(records.m_incidentPool, values);
            return fill(count, rows, [&](IndexRow row) {
                return node.texts.contains(records.at(row).incident);
            });
        case FilterWord::Account:
            node.texts.extend(records.m_accountPool, values);
            return fill(count, rows,
                        [&](IndexRow row) { return node.texts.contains(records.at(row).account); });
        case FilterWord::Tag:
            node.texts.extend(records.m_tagPool, values, true);
            return fill(count, rows,
                        [&](IndexRow row) { return node.texts.contains(records.at(row).tags); });
        case FilterWord::Tool: {
            node.texts.extend(records.m_toolPool, values, true);
            const bool isOurs = std::ranges::any_of(values, [](const FilterValue &value) {
                return CodeSet::matchesText(kOwnTool, kOwnTool, value);
            });
            return fill(count, rows, [&](IndexRow row) {
                return node.texts.contains(records.at(row).tools)
                    || (isOurs && m_index.m_seenByUs[row] != 0);
            });
        }
        default:
            return evaluateAccess(node.term, count, rows);
        }
    }

    template <typename Rows>
    Bits evaluateAccess(const FilterNode &term, std::size_t count, const Rows &rows) const
    {
        const RecordColumns &records = m_index.m_records;
        switch (term.word) {
        case FilterWord::Scope:
            return fill(count, rows, [&](IndexRow row) {
                const Access *access = records.access(row);
                return access && std::ranges::any_of(access->scopes, [&](const Scope &scope) {
                           return (term.choices >> static_cast<unsigned>(scope.risk) & 1U) != 0;
                       });
            });
        case FilterWord::Used:
            return fill(count, rows, [&](IndexRow row) {
                const Access *access = records.access(row);
                return access
                    && momentMatches(term.values, access->lastUsedAt, m_now - access->lastUsedAt);
            });
        case FilterWord::Expires:
            return fill(count, rows, [&](IndexRow row) {
                const Access *access = records.access(row);
                return access
                    && momentMatches(term.values, access->expiresAt, access->expiresAt - m_now);
            });
        case FilterWord::Checked:
            return fill(count, rows, [&](IndexRow row) {
                const Evidence *evidence = records.evidence(row);
                const std::int64_t at = evidence ? evidence->checkedAt : 0;
                return momentMatches(term.values, at, m_now - at);
            });
        default: // Until
            return fill(count, rows, [&](IndexRow row) {
                const std::int64_t until = records.acceptedUntil(row);
                return records.closeReason(row) == CloseReason::Accepted
                    && momentMatches(term.values, until, until - m_now);
            });
        }
    }

    template <typename Rows>
    Bits evaluateProvider(Node &node, std::size_t count, const Rows &rows) const
    {
        node.providers.extend(m_index.m_providerPool, node.term.values);
        node.providerNames.extend(m_index.m_providerNamePool, node.term.values);
        return fill(count, rows, [&](IndexRow row) {
            const Code code = m_index.m_providers[row];
            return node.providers.contains(code)
                || node.providerNames.contains(m_index.m_providerNames[code]);
        });
    }

    template <typename Rows>
    Bits evaluateBare(Node &node, std::size_t count, const Rows &rows) const
    {
        const std::span<const FilterValue> values = node.term.values;
        std::vector<std::uint32_t> labels;
        for (const FilterValue &value : values) {
            if (const auto number = labelNumber(value))
                labels.push_back(*number);
        }
        node.texts.extend(m_index.m_pathPool, values);
        node.rules.extend(m_index.m_rulePool, values);
        node.types.extend(m_index.m_typePool, values);
        node.providers.extend(m_index.m_providerPool, values);
        node.providerNames.extend(m_index.m_providerNamePool, values);
        node.masks.extend(m_index.m_maskPool, values);
        Bits bits = fill(count, rows, [&](IndexRow row) {
            const Code provider = m_index.m_providers[row];
            return node.types.contains(m_index.m_types[row])
                || node.rules.contains(m_index.m_rules[row]) || node.providers.contains(provider)
                || node.providerNames.contains(m_index.m_providerNames[provider])
                || node.masks.contains(m_index.m_masks[row])
                || std::ranges::contains(labels, m_index.m_numbers[row]);
        });
        bits.combineOr(fillByPlace(count, rows, [&](std::size_t at) {
            return node.texts.contains(m_index.m_placePaths[at]);
        }));
        return bits;
    }

    const FindingIndex &m_index;
    std::int64_t m_now = 0;
};

RowFilter::RowFilter(FilterNode root, std::int64_t now)
    : m_root(std::make_unique<Node>(std::move(root)))
    , m_now(now)
{
}

RowFilter::~RowFilter() = default;
RowFilter::RowFilter(RowFilter &&) noexcept = default;
RowFilter &RowFilter::operator=(RowFilter &&) noexcept = default;

bool RowFilter::matchesAll() const
{
    return m_root->term.kind == FilterNode::Kind::All;
}

std::vector<IndexRow> RowFilter::rows(const FindingIndex &index)
{
    const std::size_t count = index.size();
    const Bits bits = Evaluation(index, m_now).evaluate(*m_root, count, [](std::size_t at) {
        return static_cast<IndexRow>(at);
    });
    std::vector<IndexRow> matching;
    std::size_t total = 0;
    for (const std::uint64_t word : bits.words)
        total += static_cast<std::size_t>(std::popcount(word));
    matching.reserve(total);
    for (std::size_t i = 0; i < bits.words.size(); ++i) {
        for (std::uint64_t word = bits.words[i]; word != 0; word &= word - 1)
            matching.push_back(
                static_cast<IndexRow>(i * 64 + static_cast<unsigned>(std::countr_zero(word))));
    }
    return matching;
}

std::vector<IndexRow> RowFilter::among(const FindingIndex &index, std::span<const IndexRow> rows)
{
    const Bits bits = Evaluation(index, m_now).evaluate(*m_root, rows.size(), [&](std::size_t at) {
        return rows[at];
    });
    std::vector<IndexRow> matching;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if ((bits.words[at / 64] >> at % 64 & 1U) != 0)
            matching.push_back(rows[at]);
    }
    return matching;
}

std::size_t RowFilter::count(const FindingIndex &index)
{
    const Bits bits = Evaluation(index, m_now).evaluate(*m_root, index.size(), [](std::size_t at) {
        return static_cast<IndexRow>(at);
    });
    std::size_t total = 0;
    for (const std::uint64_t word : bits.words)
        total += static_cast<std::size_t>(std::popcount(word));
    return total;
}

} // namespace rekey::finding
