// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/tomltext.h"

#include <algorithm>

namespace rekey::rules {

namespace {

/// Steps through strings and comments as TOML 1.0 delimits them.
class StrayFinder
{
public:
    explicit StrayFinder(std::string_view text)
        : m_text(text)
    {
    }

    std::size_t line()
    {
        // A byte-order mark may stand first.
        m_at = m_text.starts_with("\xef\xbb\xbf") ? 3 : 0;
        while (!m_found && m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '#')
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            else if ((c == '"' || c == '\'') && startsString())
                string(c);
            else
                plain();
        }
        if (!m_found)
            return 0;
        return 1 + std::size_t(std::ranges::count(m_text.substr(0, m_at), '\n'));
    }

private:
    /// A quote within a bare key or value does not start a string: toml++ reads on through it to
    /// the end of the value. So a bracket before it has to open something itself, and an equals
    /// sign has to follow a key.
    bool startsString() const
    {
        std::size_t at = m_at;
        while (at > 0 && (m_text[at - 1] == '[' || m_text[at - 1] == '{'))
            --at;
        if (at == 0)
            return true;
        if (m_text[at - 1] != '=')
            return kSeparators.find(m_text[at - 1]) != std::string_view::npos;
        const std::size_t before = m_text.find_last_of(kSeparators, at - 2);
        if (at == 1 || before == std::string_view::npos || before == at - 2)
            return true;
        const std::size_t last = m_text.find_last_not_of(" \t", before);
        return last == std::string_view::npos || m_text[last] != '=';
    }

    void plain()
    {
        const char c = m_text[m_at];
        m_found = static_cast<unsigned char>(c) >= 0x80 || c == '"' || c == '\'';
        m_at += m_found ? 0 : 1;
    }

    bool takeThree(char quote)
    {
        const bool three
            = m_text.substr(m_at, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''");
        m_at += three ? 3 : 0;
        return three;
    }

    void string(char quote)
    {
        const bool multiLine = takeThree(quote);
        m_at += multiLine ? 0 : 1;
        while (!m_found && m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '\\' && quote == '"') {
                escape();
            } else if (multiLine && c == quote) {
                if (takeThree(quote)) {
                    // Up to two quotes may stand before the closing three.
                    for (int more = 0; more < 2 && m_text.substr(m_at).starts_with(quote); ++more)
                        ++m_at;
                    return;
                }
                ++m_at;
            } else {
                ++m_at;
                if (!multiLine && (c == quote || c == '\n'))
                    return;
            }
        }
    }

    /// An escape; one of a line's end takes out blanks and line breaks behind it.
    void escape()
    {
        ++m_at;
        const std::size_t next = m_text.find_first_not_of(" \t\r\n", m_at);
        const bool joinsLines = next != m_at;
        m_at = std::min(next, m_text.size());
        m_found = m_at < m_text.size() && static_cast<unsigned char>(m_text[m_at]) >= 0x80;
        if (!joinsLines && !m_found)
            ++m_at;
    }

    static constexpr std::string_view kSeparators = " \t\r\n=,[{";

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_found = false;
};

} // namespace

std::size_t lineOfStrayCharacter(std::string_view text)
{
    return StrayFinder(text).line();
}

} // namespace rekey::rules
