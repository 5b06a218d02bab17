// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filtertext.h"

#include "core/finding/filtervalue.h"

#include <algorithm>
#include <vector>

namespace rekey::finding {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Byte range of one piece of a filter that stands outside brackets.
struct Piece
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Length of the keyword that stands at `pos` by itself; 0 for none.
std::size_t keywordAt(std::string_view text, std::size_t pos)
{
    for (const std::string_view word : {"or", "and", "not"}) {
        const std::size_t end = pos + word.size();
        if (foldAscii(text.substr(pos, word.size())) == word
            && (end == text.size() || isBlank(text[end]) || text[end] == '(' || text[end] == ')'))
            return word.size();
    }
    return 0;
}

/// Where the term that starts at `pos` ends, read as the parser reads it; past `pos`.
std::size_t termEnd(std::string_view text, std::size_t pos)
{
    const std::size_t colon = std::min(text.find(':', pos), text.size());
    const std::string_view name = text.substr(pos, colon - pos);
    const bool hasWord
        = colon < text.size() && (filterWordNamed(name) || filterWordOnceNamed(name));
    std::size_t end = readRawValue(text, hasWord ? colon + 1 : pos, !hasWord).end;
    while (end < text.size() && text[end] == '|')
        end = readRawValue(text, end + 1, !hasWord).end;
    return std::max(end, pos + 1);
}

/// Past the run of minuses at `pos`, and past the blanks behind each: what they negate follows, or
/// else the last minus ends it.
std::size_t minusesEnd(std::string_view text, std::size_t pos)
{
    std::size_t end = pos;
    for (; pos < text.size() && (text[pos] == '-' || isBlank(text[pos])); ++pos) {
        if (text[pos] == '-')
            end = pos + 1;
    }
    return pos < text.size() && keywordAt(text, pos) == 0 ? pos : end;
}

/// Where the piece that starts at `pos` ends: a keyword, or all up to a blank or a keyword outside
/// quotes and brackets. A minus goes with what it negates.
std::size_t pieceEnd(std::string_view text, std::size_t pos)
{
    if (const std::size_t length = keywordAt(text, pos))
        return pos + length;
    std::size_t depth = 0;
    while (pos < text.size()) {
        const char c = text[pos];
        if (depth == 0 && (isBlank(c) || keywordAt(text, pos) > 0))
            break;
        if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        if (c == '-')
            pos = minusesEnd(text, pos);
        else
            pos = isBlank(c) || c == '(' || c == ')' ? pos + 1 : termEnd(text, pos);
    }
    return pos;
}

std::vector<Piece> piecesOf(std::string_view text)
{
    std::vector<Piece> pieces;
    for (std::size_t pos = 0; pos < text.size();) {
        if (isBlank(text[pos])) {
            ++pos;
            continue;
        }
        const std::size_t end = pieceEnd(text, pos);
        pieces.push_back({pos, end});
        pos = end;
    }
    return pieces;
}

std::string_view pieceText(std::string_view text, Piece piece)
{
    return text.substr(piece.begin, piece.end - piece.begin);
}

bool isKeyword(std::string_view piece)
{
    return keywordAt(piece, 0) == piece.size();
}

/// What stood between two pieces stays, unless a piece was taken out there: it may be part of a
/// value whose quote is still open.
std::string joined(std::string_view text, const std::vector<Piece> &pieces)
{
    std::string out;
    std::size_t end = pieces.empty() ? 0 : pieces.front().begin;
    for (const Piece piece : pieces) {
        const std::string_view gap = text.substr(end, piece.begin - end);
        out += std::ranges::all_of(gap, isBlank) ? gap : " ";
        out += pieceText(text, piece);
        end = piece.end;
    }
    return out;
}

/// A piece apart from the minuses before it; with nothing left for minuses alone.
struct SignedTerm
{
    bool isNegated = false;
    std::string_view text;

    bool operator==(const SignedTerm &) const = default;
};

SignedTerm signedTerm(std::string_view piece)
{
    SignedTerm term;
    for (; !piece.empty() && (piece.front() == '-' || isBlank(piece.front()));
         piece.remove_prefix(1))
        term.isNegated ^= piece.front() == '-';
    term.text = piece;
    return term;
}

std::string addTerm(std::string_view text, SignedTerm term)
{
    const std::string added = (term.isNegated ? "-" : "") + std::string(term.text);
    std::vector<Piece> pieces = piecesOf(text);
    const bool hasKeyword = std::ranges::any_of(
        pieces, [&](Piece piece) { return isKeyword(pieceText(text, piece)); });
    if (hasKeyword) {
        // A bracket within a word must not take the closing one for its own.
        const std::string all = joined(text, pieces);
        return "(" + all + (all.contains('(') ? " ) " : ") ") + added;
    }
    const SignedTerm other{!term.isNegated, term.text};
    std::erase_if(pieces, [&](Piece piece) {
        const SignedTerm here = signedTerm(pieceText(text, piece));
        return here.text.empty() || here == other;
    });
    const bool isThere = std::ranges::any_of(
        pieces, [&](Piece piece) { return signedTerm(pieceText(text, piece)) == term; });
    std::string rest = joined(text, pieces);
    if (isThere)
        return rest;
    return rest.empty() ? added : rest + ' ' + added;
}

} // namespace

std::string quotedFilterValue(std::string_view value)
{
    constexpr std::string_view special = " \t\r\n\"\\()|*";
    const bool isOdd = value.empty() || value.find_first_of(special) != std::string_view::npos
        || std::string_view("/=<>").contains(value.front());
    return isOdd ? quoteFilterText(value) : std::string(value);
}

std::string filterTerm(FilterWord word, std::string_view value)
{
    const FilterWordInfo *info = filterWordInfo(word);
    if (!info)
        return quotedFilterValue(value);
    std::string term(info->name);
    term += ':';
    if (info->kind == FilterValueKind::Text)
        term += '=';
    return term + quotedFilterValue(value);
}

std::string filterWith(std::string_view text, std::string_view term)
{
    return addTerm(text, signedTerm(term));
}

std::string filterExcluding(std::string_view text, std::string_view term)
{
    const SignedTerm wanted = signedTerm(term);
    return addTerm(text, {!wanted.isNegated, wanted.text});
}

std::string filterWithoutLastTerm(std::string_view text)
{
    std::vector<Piece> pieces = piecesOf(text);
    if (!pieces.empty())
        pieces.pop_back();
    const auto joinsNothing = [&](Piece piece) {
        const std::string_view left = pieceText(text, piece);
        return isKeyword(left) || signedTerm(left).text.empty();
    };
    while (!pieces.empty() && joinsNothing(pieces.back()))
        pieces.pop_back();
    return joined(text, pieces);
}

FilterCompletion filterCompletionAt(std::string_view text, std::size_t cursor)
{
    cursor = std::min(cursor, text.size());
    FilterCompletion completion;
    // The token the cursor stands in; a bracket opens a new one.
    std::size_t begin = 0;
    bool isQuoted = false;
    for (std::size_t at = 0; at < cursor; ++at) {
        const char c = text[at];
        if (isQuoted) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                isQuoted = false;
        } else if (c == '"') {
            isQuoted = true;
        } else if (isBlank(c) || (c == '(' && at == begin) || (c == '-' && at == begin)) {
            begin = at + 1;
        }
    }
    begin = std::min(begin, cursor);
    completion.begin = begin;
    completion.end = cursor;
    const std::string_view token = text.substr(begin, cursor - begin);
    const std::size_t colon = token.find(':');
    const FilterWordInfo *info
        = colon == std::string_view::npos ? nullptr : filterWordNamed(token.substr(0, colon));
    std::string_view typed = token;
    if (info) {
        completion.word = info->word;
        typed = token.substr(colon + 1);
        const std::size_t bar = isQuoted ? typed.rfind("|\"") : typed.rfind('|');
        if (bar != std::string_view::npos)
            typed.remove_prefix(bar + 1);
        completion.begin = cursor - typed.size();
        if (typed.starts_with('='))
            typed.remove_prefix(1);
        if (typed.starts_with('"'))
            typed.remove_prefix(1);
    }
    completion.prefix = typed;
    return completion;
}

} // namespace rekey::finding
