// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filter.h"

#include "core/finding/filtervalue.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace rekey::finding {

namespace {

using Kind = FilterProblem::Kind;

constexpr std::array kWords = {
    FilterWordInfo{FilterWord::Verdict, "verdict", FilterValueKind::Choice},
    FilterWordInfo{FilterWord::Decision, "decision", FilterValueKind::Choice},
    FilterWordInfo{FilterWord::Severity, "severity", FilterValueKind::Severity},
    FilterWordInfo{FilterWord::In, "in", FilterValueKind::Choice},
    FilterWordInfo{FilterWord::Type, "type", FilterValueKind::Text},
    FilterWordInfo{FilterWord::Provider, "provider", FilterValueKind::Name},
    FilterWordInfo{FilterWord::Certainty, "confidence", FilterValueKind::Choice},
    FilterWordInfo{FilterWord::Path, "path", FilterValueKind::Text},
    FilterWordInfo{FilterWord::File, "file", FilterValueKind::Name},
    FilterWordInfo{FilterWord::Author, "author", FilterValueKind::Text},
    FilterWordInfo{FilterWord::Email, "email", FilterValueKind::Text},
    FilterWordInfo{FilterWord::Age, "age", FilterValueKind::Age},
    FilterWordInfo{FilterWord::First, "first", FilterValueKind::Date},
    FilterWordInfo{FilterWord::Last, "last", FilterValueKind::Date},
    FilterWordInfo{FilterWord::Exposed, "exposed", FilterValueKind::Age},
    FilterWordInfo{FilterWord::Places, "places", FilterValueKind::Count},
    FilterWordInfo{FilterWord::Owner, "owner", FilterValueKind::Text},
    FilterWordInfo{FilterWord::Tag, "tag", FilterValueKind::Name},
    FilterWordInfo{FilterWord::Incident, "incident", FilterValueKind::Name},
    FilterWordInfo{FilterWord::Rotation, "rotation", FilterValueKind::Run},
    FilterWordInfo{FilterWord::Seal, "seal", FilterValueKind::Name},
    FilterWordInfo{FilterWord::Until, "until", FilterValueKind::Ahead},
    FilterWordInfo{FilterWord::Scope, "scope", FilterValueKind::Choice},
    FilterWordInfo{FilterWord::Account, "account", FilterValueKind::Text},
    FilterWordInfo{FilterWord::Used, "used", FilterValueKind::Ago},
    FilterWordInfo{FilterWord::Expires, "expires", FilterValueKind::Ahead},
    FilterWordInfo{FilterWord::Checked, "checked", FilterValueKind::Ago},
    FilterWordInfo{FilterWord::Repo, "repo", FilterValueKind::Text},
    FilterWordInfo{FilterWord::Source, "source", FilterValueKind::Text},
    FilterWordInfo{FilterWord::Tool, "tool", FilterValueKind::Name},
    FilterWordInfo{FilterWord::Ref, "ref", FilterValueKind::Name},
    FilterWordInfo{FilterWord::Commit, "commit", FilterValueKind::Hex},
    FilterWordInfo{FilterWord::Rule, "rule", FilterValueKind::Name},
    FilterWordInfo{FilterWord::Has, "has", FilterValueKind::Choice},
    FilterWordInfo{FilterWord::Id, "id", FilterValueKind::Id},
    FilterWordInfo{FilterWord::Secret, "secret", FilterValueKind::Id},
};

/// Names that other tools use for the same, and that were ours: they work, with a hint.
struct OldName
{
    std::string_view name;
    FilterWord word;
};

constexpr std::array kOldNames = {
    OldName{"status", FilterWord::Decision},  OldName{"state", FilterWord::Decision},
    OldName{"validity", FilterWord::Verdict}, OldName{"detector", FilterWord::Rule},
    OldName{"repository", FilterWord::Repo},  OldName{"branch", FilterWord::Ref},
    OldName{"reach", FilterWord::In},         OldName{"kind", FilterWord::Type},
    OldName{"assignee", FilterWord::Owner},   OldName{"label", FilterWord::Tag},
    OldName{"case", FilterWord::Incident},    OldName{"scopes", FilterWord::Scope},
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Recursive descent over the bytes of the text. The first problem met is the one told.
class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    {
    }

    ParsedFilter parse()
    {
        ParsedFilter result;
        if (m_text.size() > kMaxFilterBytes) {
            report(Kind::TooLong, kMaxFilterBytes, m_text.size());
        } else {
            skipBlanks();
            if (!atEnd()) {
                result.root = parseOr(0);
                if (!failed() && !atEnd())
                    report(Kind::ExtraBracket, m_pos, m_pos + 1, {}, {}, true);
            }
        }
        if (failed()) {
            result.root = {};
            result.state = m_isIncomplete ? FilterState::Incomplete : FilterState::Error;
            result.problem = std::move(m_problem);
        } else if (m_oldWord.kind != Kind::None) {
            result.state = FilterState::Deprecated;
            result.problem = std::move(m_oldWord);
        }
        return result;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_pos >= m_text.size(); }
    [[nodiscard]] bool failed() const { return m_problem.kind != Kind::None; }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_pos]; }

    void skipBlanks()
    {
        while (!atEnd() && isBlank(m_text[m_pos]))
            ++m_pos;
    }

    void report(Kind kind, std::size_t begin, std::size_t end, std::string found = {},
                std::string suggestion = {}, bool isFixable = false)
    {
        if (failed())
            return;
        m_problem = {kind, begin, end, std::move(found), std::move(suggestion), {}};
        if (isFixable || !m_problem.suggestion.empty()) {
            m_problem.fixed = std::string(m_text.substr(0, begin)) + m_problem.suggestion
                + std::string(m_text.substr(end));
        }
    }

    void reportIncomplete(Kind kind, std::size_t begin, std::string suggestion = {})
    {
        if (failed())
            return;
        report(kind, begin, m_text.size(), {}, std::move(suggestion));
        m_isIncomplete = true;
    }

    /// Takes `word` when it stands here by itself.
    bool takeKeyword(std::string_view word)
    {
        if (m_text.size() - m_pos < word.size()
            || foldAscii(m_text.substr(m_pos, word.size())) != word)
            return false;
        const std::size_t end = m_pos + word.size();
        if (end < m_text.size() && !isBlank(m_text[end]) && m_text[end] != '('
            && m_text[end] != ')')
            return false;
        m_pos = end;
        return true;
    }

    bool seesKeyword(std::string_view word)
    {
        const std::size_t here = m_pos;
        const bool seen = takeKeyword(word);
        m_pos = here;
        return seen;
    }

    FilterNode parseOr(std::size_t depth)
    {
        std::vector<FilterNode> parts;
        parts.push_back(parseAnd(depth));
        while (!failed() && takeKeyword("or"))
            parts.push_back(parseAnd(depth));
        return join(FilterNode::Kind::Or, std::move(parts));
    }

    FilterNode parseAnd(std::size_t depth)
    {
        std::vector<FilterNode> parts;
        skipBlanks();
        while (!failed() && !atEnd() && peek() != ')' && !seesKeyword("or")) {
            if (!takeKeyword("and"))
                parts.push_back(parseNot(depth));
            skipBlanks();
        }
        if (parts.empty() && !failed())
            reportMissingTerm();
        return join(FilterNode::Kind::And, std::move(parts));
    }

    FilterNode parseNot(std::size_t depth)
    {
        bool isNegated = false;
        while (!atEnd()) {
            if (takeKeyword("not")) {
                isNegated = !isNegated;
            } else if (peek() == '-') {
                ++m_pos;
                isNegated = !isNegated;
            } else {
                break;
            }
            skipBlanks();
        }
        if (atEnd() || peek() == ')' || seesKeyword("or")) {
            reportMissingTerm();
            return {};
        }
        FilterNode node = peek() == '(' ? parseBracket(depth) : parseTerm();
        if (!isNegated)
            return node;
        FilterNode negated;
        negated.kind = FilterNode::Kind::Not;
        negated.children.push_back(std::move(node));
        return negated;
    }

    FilterNode parseBracket(std::size_t depth)
    {
        const std::size_t open = m_pos;
        if (depth + 1 > kMaxFilterDepth) {
            report(Kind::TooDeep, open, open + 1);
            return {};
        }
        ++m_pos;
        FilterNode node = parseOr(depth + 1);
        if (failed())
            return {};
        if (peek() != ')') {
            reportIncomplete(Kind::OpenBracket, open, std::string(m_text.substr(open)) + ")");
            return {};
        }
        ++m_pos;
        return node;
    }

    void reportMissingTerm()
    {
        if (atEnd())
            reportIncomplete(Kind::MissingTerm, m_pos);
        else
            report(Kind::MissingTerm, m_pos, m_pos + 1);
    }

    static FilterNode join(FilterNode::Kind kind, std::vector<FilterNode> parts)
    {
        if (parts.empty())
            return {};
        if (parts.size() == 1)
            return std::move(parts.front());
        FilterNode node;
        node.kind = kind;
        node.children = std::move(parts);
        return node;
    }

    FilterNode parseTerm()
    {
        FilterNode node;
        node.kind = FilterNode::Kind::Term;
        const std::size_t begin = m_pos;
        std::size_t colon = begin;
        while (colon < m_text.size() && isLetter(m_text[colon]))
            ++colon;
        const FilterWordInfo *info = nullptr;
        if (colon > begin && colon < m_text.size() && m_text[colon] == ':') {
            info = filterWordNamed(m_text.substr(begin, colon - begin));
            if (!info)
                info = takeOldWord(begin, colon);
            if (!info) {
                reportUnknownWord(begin, colon);
                return {};
            }
            node.word = info->word;
            m_pos = colon + 1;
        }
        do {
            parseValue(info, node);
        } while (!failed() && takeBar());
        return node;
    }

    bool takeBar()
    {
        if (peek() != '|')
            return false;
        ++m_pos;
        return true;
    }

    const FilterWordInfo *takeOldWord(std::size_t begin, std::size_t colon)
    {
        const std::string word(m_text.substr(begin, colon - begin));
        const FilterWordInfo *info = filterWordOnceNamed(word);
        if (info && m_oldWord.kind == Kind::None) {
            m_oldWord = {Kind::OldWord, begin, colon, word, std::string(info->name), {}};
            m_oldWord.fixed = std::string(m_text.substr(0, begin)) + m_oldWord.suggestion
                + std::string(m_text.substr(colon));
        }
        return info;
    }

    void reportUnknownWord(std::size_t begin, std::size_t colon)
    {
        const std::string word(m_text.substr(begin, colon - begin));
        std::vector<std::string_view> names;
        for (const FilterWordInfo &info : kWords)
            names.push_back(info.name);
        if (const auto nearest = nearestName(word, names)) {
            report(Kind::UnknownWord, begin, colon, word, std::string(*nearest));
            return;
        }
        // Most likely text with a colon in it (an address, a drive): quotes make it text.
        m_pos = begin;
        const RawValue raw = readRawValue(m_text, m_pos, true);
        report(Kind::UnknownWord, begin, raw.end, word, quoteFilterText(raw.text));
    }

    void parseValue(const FilterWordInfo *info, FilterNode &node)
    {
        const std::size_t begin = m_pos;
        const RawValue raw = readRawValue(m_text, m_pos, info == nullptr);
        m_pos = raw.end;
        if (raw.isOpen) {
            reportIncomplete(Kind::OpenQuote, begin, std::string(m_text.substr(begin)) + "\"");
            return;
        }
        if (raw.text.empty()) {
            if (atEnd())
                reportIncomplete(Kind::MissingValue, begin);
            else
                report(Kind::MissingValue, begin, std::max(raw.end, begin + 1));
            return;
        }
        const FilterValueKind kind = info ? info->kind : FilterValueKind::Text;
        if (kind == FilterValueKind::Choice) {
            parseChoice(raw, begin, node);
            return;
        }
        ValueProblem problem;
        if (auto value = makeFilterValue(node.word, kind, raw, problem)) {
            node.values.push_back(std::move(*value));
        } else if (problem.mayGrow && atEnd()) {
            reportIncomplete(problem.kind, begin, std::move(problem.suggestion));
            m_problem.found = std::move(problem.found);
        } else {
            report(problem.kind, begin, raw.end, std::move(problem.found),
                   std::move(problem.suggestion));
        }
    }

    void parseChoice(const RawValue &raw, std::size_t begin, FilterNode &node)
    {
        const std::string text = foldAscii(raw.text);
        const auto choices = filterChoices(node.word);
        const auto found = std::ranges::find(choices, text);
        if (found != choices.end()) {
            node.choices |= 1U << static_cast<unsigned>(found - choices.begin());
            return;
        }
        const bool isBeginning = std::ranges::any_of(
            choices, [&](std::string_view choice) { return choice.starts_with(text); });
        const auto nearest = nearestName(text, choices);
        const std::string suggestion(nearest.value_or(std::string_view()));
        if (isBeginning && atEnd() && !raw.isQuoted) {
            reportIncomplete(Kind::UnknownValue, begin, suggestion);
            m_problem.found = text;
        } else {
            report(Kind::UnknownValue, begin, raw.end, text, suggestion);
        }
    }

    std::string_view m_text;
    std::size_t m_pos = 0;
    FilterProblem m_problem;
    FilterProblem m_oldWord; ///< the first one met
    bool m_isIncomplete = false;
};

} // namespace

std::span<const FilterWordInfo> filterWords()
{
    return kWords;
}

const FilterWordInfo *filterWordInfo(FilterWord word)
{
    const auto *found = std::ranges::find(kWords, word, &FilterWordInfo::word);
    return found == kWords.end() ? nullptr : &*found;
}

const FilterWordInfo *filterWordNamed(std::string_view name)
{
    if (name.size() > 16)
        return nullptr;
    const auto *found = std::ranges::find(kWords, foldAscii(name), &FilterWordInfo::name);
    return found == kWords.end() ? nullptr : &*found;
}

const FilterWordInfo *filterWordOnceNamed(std::string_view name)
{
    if (name.size() > 16)
        return nullptr;
    const auto *found = std::ranges::find(kOldNames, foldAscii(name), &OldName::name);
    return found == kOldNames.end() ? nullptr : filterWordInfo(found->word);
}

bool hasFilterWord(const FilterNode &filter, FilterWord word)
{
    return (filter.kind == FilterNode::Kind::Term && filter.word == word)
        || std::ranges::any_of(filter.children, [word](const FilterNode &child) {
               return hasFilterWord(child, word);
           });
}

ParsedFilter parseFilter(std::string_view text)
{
    return Parser(text).parse();
}

} // namespace rekey::finding
