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

/// Where the run of characters that starts at `pos` ends: at a blank outside quotes and brackets.
std::size_t pieceEnd(std::string_view text, std::size_t pos)
{
    std::size_t depth = 0;
    bool isQuoted = false;
    for (; pos < text.size(); ++pos) {
        const char c = text[pos];
        if (isQuoted) {
            if (c == '\\')
                ++pos;
            else if (c == '"')
                isQuoted = false;
        } else if (c == '"') {
            isQuoted = true;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')' && depth > 0) {
            --depth;
        } else if (isBlank(c) && depth == 0) {
            break;
        }
    }
    return std::min(pos, text.size());
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
    const std::string folded = foldAscii(piece.substr(0, 4));
    return folded == "or" || folded == "not" || folded == "and";
}

/// A single blank between two pieces stays what it is: it may be escaped in a pattern.
std::string joined(std::string_view text, const std::vector<Piece> &pieces)
{
    std::string out;
    std::size_t end = 0;
    for (const Piece piece : pieces) {
        if (!out.empty())
            out += piece.begin == end + 1 ? text[end] : ' ';
        out += pieceText(text, piece);
        end = piece.end;
    }
    return out;
}

std::string opposite(std::string_view term)
{
    return term.starts_with('-') ? std::string(term.substr(1)) : "-" + std::string(term);
}

std::string addTerm(std::string_view text, const std::string &term)
{
    std::vector<Piece> pieces = piecesOf(text);
    const bool hasKeyword = std::ranges::any_of(
        pieces, [&](Piece piece) { return isKeyword(pieceText(text, piece)); });
    if (hasKeyword) {
        // A bracket within a word must not take the closing one for its own.
        const std::string all = joined(text, pieces);
        return "(" + all + (all.contains('(') ? " ) " : ") ") + term;
    }
    const std::string other = opposite(term);
    std::erase_if(pieces, [&](Piece piece) { return pieceText(text, piece) == other; });
    if (std::ranges::any_of(pieces, [&](Piece piece) { return pieceText(text, piece) == term; }))
        return joined(text, pieces);
    const std::string rest = joined(text, pieces);
    return rest.empty() ? term : rest + ' ' + term;
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
    return addTerm(text, std::string(term));
}

std::string filterExcluding(std::string_view text, std::string_view term)
{
    return addTerm(text, opposite(term));
}

std::string filterWithoutLastTerm(std::string_view text)
{
    std::vector<Piece> pieces = piecesOf(text);
    if (!pieces.empty())
        pieces.pop_back();
    while (!pieces.empty() && isKeyword(pieceText(text, pieces.back())))
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
