// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/literalpatch.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

namespace rekey::rotate {

namespace {

using secret::SecretBytes;

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

/// A literal, or a comment, where `rule` is null.
struct Region
{
    std::size_t begin = 0; ///< with the prefix
    std::size_t end = 0;
    std::size_t inner = 0; ///< where its text begins
    std::size_t innerEnd = 0;
    const LiteralRule *rule = nullptr;
    bool isOdd = false; ///< what stands before it makes it mean something else
};

/// Finds literals and comments, from the file's begin to its end.
class Reading
{
public:
    Reading(std::string_view text, const PatchLanguage &language)
        : m_text(text)
        , m_language(language)
    {
        while (m_at < m_text.size()) {
            if (!takeComment() && !takeLiteral())
                ++m_at;
        }
    }

    [[nodiscard]] const Region *regionOf(std::size_t begin, std::size_t end) const
    {
        const auto after = std::ranges::upper_bound(m_regions, begin, {}, &Region::begin);
        if (after == m_regions.begin())
            return nullptr;
        const Region &region = *(after - 1);
        return end <= region.end ? &region : nullptr;
    }

private:
    [[nodiscard]] bool isAt(std::string_view word) const
    {
        return !word.empty() && m_text.substr(m_at).starts_with(word);
    }

    bool takeComment()
    {
        const bool isApart
            = !m_language.needsSpaceBeforeComment || m_at == 0 || isBlank(m_text[m_at - 1]);
        const auto take = [this](std::size_t end) {
            m_regions.push_back({m_at, end, m_at, end, nullptr, false});
            m_at = end;
            return true;
        };
        for (const std::string &word : m_language.lineComments) {
            if (isApart && isAt(word))
                return take(std::min(m_text.find('\n', m_at), m_text.size()));
        }
        for (std::size_t i = 0; i + 1 < m_language.blockComments.size(); i += 2) {
            const std::string &open = m_language.blockComments[i];
            const std::string &close = m_language.blockComments[i + 1];
            if (!isAt(open))
                continue;
            const std::size_t end = m_text.find(close, m_at + open.size());
            return take(end == std::string_view::npos ? m_text.size() : end + close.size());
        }
        return false;
    }

    bool takeLiteral()
    {
        for (const LiteralRule &rule : m_language.literals) {
            if (!isAt(rule.open))
                continue;
            const std::size_t inner = m_at + rule.open.size();
            const std::optional<std::size_t> innerEnd = endOf(rule, inner);
            if (!innerEnd)
                return false; // not closed: no literal, or not of this kind
            Region region{m_at, *innerEnd + rule.close.size(), inner, *innerEnd, &rule, false};
            while (region.begin > 0 && isWord(m_text[region.begin - 1]))
                --region.begin;
            const std::string_view prefix = m_text.substr(region.begin, m_at - region.begin);
            if (m_language.canTouch)
                region.begin = m_at;
            else
                region.isOdd
                    = !prefix.empty() && !std::ranges::contains(m_language.prefixes, prefix);
            m_at = region.end;
            m_regions.push_back(region);
            return true;
        }
        return false;
    }

    [[nodiscard]] std::optional<std::size_t> endOf(const LiteralRule &rule, std::size_t at) const
    {
        for (; at < m_text.size(); ++at) {
            if (!rule.escape.empty() && m_text[at] == rule.escape.front()) {
                ++at;
                continue;
            }
            if (m_text.substr(at).starts_with(rule.close))
                return at;
            if (m_text[at] == '\n' && !rule.isMultiline)
                return std::nullopt;
        }
        return std::nullopt;
    }

    std::string_view m_text;
    const PatchLanguage &m_language;
    std::size_t m_at = 0;
    std::vector<Region> m_regions; ///< ascending, disjoint
};

class Maker
{
public:
    Maker(std::string_view text, const PatchLanguage &language, const PatchStyle &style)
        : m_text(text)
        , m_language(language)
        , m_style(style)
        , m_reading(text, language)
    {
        for (const PatchRefusal &refusal : language.refusals) {
            m_lines.push_back(std::make_unique<RE2>(
                refusal.line.empty() ? refusal.after : refusal.line, RE2::Quiet));
        }
    }

    void replace(const PatchValue &wanted)
    {
        const std::string_view value = wanted.value.view();
        if (value.empty())
            return;
        for (std::size_t at = m_text.find(value); at != std::string_view::npos;
             at = m_text.find(value, at + value.size())) {
            const std::size_t end = at + value.size();
            // A longer word that holds it is something else.
            const bool isInWord = (at > 0 && isWord(m_text[at - 1]) && isWord(value.front()))
                || (end < m_text.size() && isWord(m_text[end]) && isWord(value.back()));
            if (isInWord)
                continue;
            if (const std::string why = replaceAt(at, end, wanted.name); !why.empty())
                m_made.rest.push_back({lineOf(at), why});
            else
                ++m_made.values;
        }
    }

    [[nodiscard]] LiteralPatch take()
    {
        if (m_made.values > 0 && !m_style.import.empty())
            addImport();
        std::ranges::stable_sort(m_made.edits, {}, &PatchEdit::begin);
        std::ranges::stable_sort(m_made.rest, {}, &PatchRest::line);
        return std::move(m_made);
    }

private:
    [[nodiscard]] std::uint32_t lineOf(std::size_t at) const
    {
        return 1 + static_cast<std::uint32_t>(std::ranges::count(m_text.substr(0, at), '\n'));
    }

    [[nodiscard]] std::string refusalAt(std::size_t at) const
    {
        const std::size_t newline = m_text.rfind('\n', at == 0 ? 0 : at - 1);
        const std::size_t begin = newline == std::string_view::npos || at == 0 ? 0 : newline + 1;
        const std::string_view line
            = m_text.substr(begin, std::min(m_text.find('\n', at), m_text.size()) - begin);
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const PatchRefusal &refusal = m_language.refusals[i];
            const std::string_view where = refusal.line.empty() ? m_text.substr(0, begin) : line;
            if (RE2::PartialMatch({where.data(), where.size()}, *m_lines[i]))
                return refusal.why;
        }
        return {};
    }

    [[nodiscard]] bool touches(const Region &region) const
    {
        const auto isQuote = [this](char c) {
            return std::ranges::any_of(m_language.literals, [c](const LiteralRule &rule) {
                return rule.open.front() == c;
            });
        };
        std::size_t before = region.begin;
        while (before > 0 && isBlank(m_text[before - 1]))
            --before;
        std::size_t after = region.end;
        while (after < m_text.size() && isBlank(m_text[after]))
            ++after;
        return (before > 0 && isQuote(m_text[before - 1]))
            || (after < m_text.size() && isQuote(m_text[after]));
    }

    /// Empty when it was done, else why not.
    std::string replaceAt(std::size_t at, std::size_t end, const std::string &name)
    {
        if (std::string why = refusalAt(at); !why.empty())
            return why;
        const std::string read = replaced(m_style.read, "@NAME@", name);
        const Region *region = m_reading.regionOf(at, end);
        if (region == nullptr) {
            if (m_language.bare.empty())
                return "It stands outside of a literal: put a read there by hand.";
            add(at, end, replaced(m_language.bare, "@READ@", read));
            return {};
        }
        if (region->rule == nullptr)
            return "It stands in a comment: take it out by hand.";
        const LiteralRule &rule = *region->rule;
        if (rule.isByHand || region->isOdd || at < region->inner || end > region->innerEnd)
            return "It stands in a literal of a kind that is not replaced here: do it by hand.";
        if (!rule.splice.empty()) {
            add(at, end, replaced(rule.splice, "@READ@", read));
            return {};
        }
        if (!m_language.canTouch && touches(*region))
            return "Its literal stands beside another one: join them by hand.";
        if (std::ranges::contains(m_joined, region->begin))
            return "Its literal holds several values: replace this one by hand.";
        m_joined.push_back(region->begin);
        join(*region, at, end, read);
        return {};
    }

    void join(const Region &region, std::size_t at, std::size_t end, const std::string &read)
    {
        const LiteralRule &rule = *region.rule;
        const bool isFirst = at == region.inner;
        const bool isLast = end == region.innerEnd;
        if (isFirst && isLast)
            return add(region.begin, region.end, read);
        const std::string open(m_text.substr(region.begin, region.inner - region.begin));
        std::size_t next = region.end;
        while (next < m_text.size() && (m_text[next] == ' ' || m_text[next] == '\t'))
            ++next;
        // What binds closer than the join would take the last part alone.
        const bool isBound
            = next < m_text.size() && std::string_view(".[%*").contains(m_text[next]);
        std::string text = read;
        if (!isFirst)
            text = rule.close + rule.join + text;
        if (!isLast)
            text += rule.join + open;
        if (isBound && !isFirst)
            add(region.begin, region.begin, "(");
        if (isBound && isFirst)
            text.insert(0, "(");
        if (isBound && isLast)
            text += ')';
        add(isFirst ? region.begin : at, isLast ? region.end : end, text);
        if (isBound && !isLast)
            add(region.end, region.end, ")");
    }

    void add(std::size_t begin, std::size_t end, std::string text)
    {
        m_made.edits.push_back({begin, end, std::move(text)});
    }

    void addImport()
    {
        if (!m_style.imported.empty()
            && RE2::PartialMatch({m_text.data(), m_text.size()}, RE2(m_style.imported, RE2::Quiet)))
            return;
        re2::StringPiece rest(m_text.data(), m_text.size());
        if (!m_language.header.empty())
            RE2::Consume(&rest, RE2(m_language.header, RE2::Quiet));
        const std::size_t at = m_text.size() - rest.size();
        const std::size_t newline = m_text.find('\n');
        const bool isDos
            = newline != std::string_view::npos && newline > 0 && m_text[newline - 1] == '\r';
        add(at, at, m_style.import + (isDos ? "\r\n" : "\n"));
    }

    std::string_view m_text;
    const PatchLanguage &m_language;
    const PatchStyle &m_style;
    Reading m_reading;
    std::vector<std::unique_ptr<RE2>> m_lines; ///< of the refusals
    std::vector<std::size_t> m_joined; ///< literals that were replaced
    LiteralPatch m_made;
};

} // namespace

LiteralPatch makePatch(std::string_view text, const PatchLanguage &language,
                       const PatchStyle &style, std::span<const PatchValue> values)
{
    Maker maker(text, language, style);
    for (const PatchValue &value : values)
        maker.replace(value);
    return maker.take();
}

SecretBytes patched(std::string_view text, std::span<const PatchEdit> edits)
{
    std::size_t size = text.size();
    for (const PatchEdit &edit : edits)
        size = size - (edit.end - edit.begin) + edit.text.size();
    SecretBytes made(size);
    std::byte *out = made.bytes().data();
    std::size_t at = 0;
    const auto put = [&out](std::string_view part) {
        if (!part.empty())
            std::memcpy(out, part.data(), part.size());
        out += part.size();
    };
    for (const PatchEdit &edit : edits) {
        put(text.substr(at, edit.begin - at));
        put(edit.text);
        at = edit.end;
    }
    put(text.substr(at));
    return made;
}

bool isVariableName(std::string_view name)
{
    return !name.empty() && name.size() <= 100 && !(name.front() >= '0' && name.front() <= '9')
        && std::ranges::all_of(name, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
           });
}

} // namespace rekey::rotate
