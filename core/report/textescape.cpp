// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/report/textreport.h"

namespace rekey::report {

std::string escapeMarkdown(std::string_view text)
{
    // CommonMark 0.31, 2.4: a backslash takes the meaning from any ASCII punctuation. The rest is
    // left alone so that paths stay readable in the source.
    constexpr std::string_view marks = "\\`*_[]<>#|~&!@$^";
    const std::string safe = escapeControl(text);
    std::string out;
    for (std::size_t i = 0; i < safe.size(); ++i) {
        const char character = safe[i];
        const std::string_view rest = std::string_view(safe).substr(i);
        const bool startsBlock = i == 0 && std::string_view("-+=").contains(character);
        // Bare addresses become links (GitHub Flavored Markdown 6.9).
        const bool startsLink = rest.starts_with("://")
            || (character == '.' && std::string_view(safe).substr(0, i).ends_with("www"));
        const bool endsNumber = (character == '.' || character == ')') && i != 0 && i < 10
            && safe.find_first_not_of("0123456789") == i;
        if (marks.contains(character) || startsBlock || startsLink || endsNumber)
            out += '\\';
        out += character;
    }
    return out;
}

std::string escapeHtml(std::string_view text)
{
    std::string out;
    for (const char character : escapeControl(text)) {
        switch (character) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += character;
        }
    }
    return out;
}

} // namespace rekey::report
