// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/ordinarytext.h"

#include "core/rules/sample.h"
#include "core/rules/subwords.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace rekey {

namespace {

constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase64
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

class TextMaker
{
public:
    TextMaker()
        : m_random(20260723)
    {
        std::string_view rest = rules::subwordText();
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            if (end > 0 && rest.front() != '#')
                m_words.push_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        // Some words are far commoner than others; which ones is drawn once.
        for (int i = 0; i < 400; ++i)
            m_common.push_back(m_words[below(std::uint32_t(m_words.size()))]);
        for (const std::string_view word : {"the", "http", "secret", "token", "password", "key"})
            m_common.push_back(word);
    }

    std::string make(std::size_t bytes)
    {
        while (m_out.size() < bytes)
            line(below(100));
        return std::move(m_out);
    }

private:
    std::uint32_t below(std::uint32_t bound) { return m_random.below(bound); }

    void line(std::uint32_t percent)
    {
        if (percent < 25)
            prose();
        else if (percent < 69)
            code();
        else if (percent < 79)
            setting();
        else if (percent < 80)
            markup();
        else if (percent < 85)
            constant();
        else if (percent < 90)
            lockEntry();
        else if (percent < 94)
            numbers();
        else if (percent < 97)
            commit();
        else
            data();
        m_out += '\n';
    }

    std::string_view word()
    {
        const auto &list = below(10) < 7 ? m_common : m_words;
        return list[below(std::uint32_t(list.size()))];
    }

    void capital()
    {
        const std::size_t at = m_out.size();
        m_out += word();
        m_out[at] = static_cast<char>(m_out[at] - 'a' + 'A');
    }

    void upper()
    {
        for (const char c : word())
            m_out += static_cast<char>(c - 'a' + 'A');
    }

    void characters(std::string_view alphabet, std::uint32_t count)
    {
        for (std::uint32_t i = 0; i < count; ++i)
            m_out += alphabet[below(std::uint32_t(alphabet.size()))];
    }

    void name()
    {
        m_out += word();
        for (std::uint32_t more = below(3); more > 0; --more) {
            if (below(2) == 0) {
                capital();
            } else {
                m_out += '_';
                m_out += word();
            }
        }
    }

    void prose()
    {
        capital();
        for (std::uint32_t i = 4 + below(10); i > 0; --i) {
            m_out += below(12) == 0 ? ", " : " ";
            m_out += word();
        }
        m_out += '.';
    }

    void code()
    {
        constexpr std::string_view kOperators[] = {" = ", "(", ".", "->", " == ", ": ", "::"};
        m_out.append(4 * below(5), ' ');
        for (std::uint32_t i = 1 + below(4); i > 0; --i) {
            name();
            m_out += kOperators[below(std::size(kOperators))];
        }
        if (below(3) == 0) {
            m_out += '"';
            name();
            m_out += '"';
        } else {
            name();
        }
        m_out += below(2) == 0 ? ");" : ";";
    }

    void setting()
    {
        constexpr std::string_view kBetween[] = {": ", "=", " = ", "\": \"", ": '"};
        name();
        m_out += kBetween[below(std::size(kBetween))];
        name();
    }

    void markup()
    {
        m_out += below(2) == 0 ? "<a href=\"https://" : "[link](https://";
        m_out += word();
        m_out += below(3) == 0 ? ".org/" : ".com/";
        m_out += word();
        m_out += '/';
        characters(kLower, below(6));
        m_out += below(2) == 0 ? "\">" : ") ";
        m_out += word();
    }

    void constant()
    {
        m_out += "#define ";
        upper();
        m_out += '_';
        upper();
        m_out += " 0x";
        characters(kHex, 8);
    }

    void lockEntry()
    {
        m_out += "  \"integrity\": \"sha512-";
        characters(kBase64, 86);
        m_out += "==\",";
    }

    void numbers()
    {
        for (int i = 0; i < 8; ++i) {
            characters("0123456789", 1 + below(6));
            m_out += ", ";
        }
    }

    void commit()
    {
        m_out += "commit ";
        characters(kHex, 40);
        m_out += ' ';
        characters(kHex, 8);
        for (const int part : {4, 4, 4, 12}) {
            m_out += '-';
            characters(kHex, static_cast<std::uint32_t>(part));
        }
    }

    void data() { characters(kBase64, 76); }

    rules::PatternSampler m_random;
    std::vector<std::string_view> m_words;
    std::vector<std::string_view> m_common;
    std::string m_out;
};

} // namespace

std::string ordinaryText(std::size_t bytes)
{
    return TextMaker().make(bytes);
}

} // namespace rekey
