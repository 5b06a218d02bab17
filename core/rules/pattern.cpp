// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/pattern.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace rekey::rules {

using namespace byteset;

namespace {

constexpr int kMaxDepth = 100;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isOctal(char c)
{
    return c >= '0' && c <= '7';
}

class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    {
    }

    Result<PatternNode> parse()
    {
        PatternNode node = alternation(0);
        if (m_error.empty() && !atEnd())
            refuse("an unmatched )");
        if (!m_error.empty())
            return fail(m_tooBig ? ErrorKind::TooBig : ErrorKind::Unsupported, m_error);
        return node;
    }

private:
    struct Flags
    {
        bool fold = false;
        bool dotAll = false;
    };

    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return m_text[m_at]; }
    bool take(std::string_view literal)
    {
        if (!m_text.substr(m_at).starts_with(literal))
            return false;
        m_at += literal.size();
        return true;
    }

    void refuse(std::string_view what)
    {
        if (m_error.empty())
            m_error
                = "the expression holds " + std::string(what) + " at byte " + std::to_string(m_at);
        m_at = m_text.size();
    }

    PatternNode alternation(int depth)
    {
        if (depth > kMaxDepth) {
            m_tooBig = true;
            refuse("too many nested groups");
            return {};
        }
        const Flags outer = m_flags;
        std::vector<PatternNode> branches;
        branches.push_back(concatenation(depth));
        while (take("|"))
            branches.push_back(concatenation(depth));
        m_flags = outer;
        if (branches.size() == 1)
            return std::move(branches.front());
        PatternNode node;
        node.kind = PatternNode::Kind::Alt;
        node.children = std::move(branches);
        return node;
    }

    PatternNode concatenation(int depth)
    {
        PatternNode node;
        node.kind = PatternNode::Kind::Cat;
        while (!atEnd() && peek() != '|' && peek() != ')')
            item(depth, node.children);
        if (node.children.empty())
            return {};
        if (node.children.size() == 1)
            return std::move(node.children.front());
        return node;
    }

    void item(int depth, std::vector<PatternNode> &out)
    {
        if (take("\\Q")) {
            while (!atEnd() && !take("\\E"))
                out.push_back(literal(m_text[m_at++]));
            // A repeat after \E binds to the last character.
            if (!out.empty())
                repeats(out.back());
            return;
        }
        std::optional<PatternNode> node = atom(depth);
        if (!node)
            return;
        repeats(*node);
        out.push_back(std::move(*node));
    }

    void repeats(PatternNode &node)
    {
        while (!atEnd()) {
            std::uint32_t min = 0;
            std::uint32_t max = 0;
            if (take("*")) {
                max = kUnbounded;
            } else if (take("+")) {
                min = 1;
                max = kUnbounded;
            } else if (take("?")) {
                max = 1;
            } else if (peek() != '{' || !counts(min, max)) {
                return;
            }
            take("?");
            node = PatternNode::repeat(std::move(node), min, max);
        }
    }

    /// {n}, {n,} or {n,m}; anything else stays where it is and is literal.
    bool counts(std::uint32_t &min, std::uint32_t &max)
    {
        const std::size_t start = m_at++;
        const std::optional<std::uint32_t> first = number();
        bool ok = first.has_value();
        if (ok) {
            min = max = *first;
            if (take(",")) {
                max = kUnbounded;
                if (const std::optional<std::uint32_t> second = number())
                    max = *second;
            }
            ok = take("}") && min <= max;
        }
        if (!ok)
            m_at = start;
        return ok;
    }

    std::optional<std::uint32_t> number()
    {
        const std::size_t start = m_at;
        std::uint32_t value = 0;
        while (!atEnd() && peek() >= '0' && peek() <= '9' && m_at - start < 4)
            value = value * 10 + static_cast<std::uint32_t>(m_text[m_at++] - '0');
        if (m_at == start)
            return std::nullopt;
        return value;
    }

    PatternNode literal(char c) const
    {
        const ByteSet set = single(static_cast<unsigned char>(c));
        return PatternNode::ofSet(m_flags.fold ? folded(set) : set);
    }

    static PatternNode zeroWidth(PatternNode::Kind kind)
    {
        PatternNode node;
        node.kind = kind;
        return node;
    }

    /// Nothing when only flags were read.
    std::optional<PatternNode> atom(int depth)
    {
        const char c = m_text[m_at++];
        switch (c) {
        case '(':
            return group(depth);
        case '[':
            return characterClass();
        case '.':
            return PatternNode::ofSet(m_flags.dotAll ? anyByte() : ~single('\n'));
        case '^':
        case '$':
            return zeroWidth(PatternNode::Kind::Assertion);
        case '\\':
            return escape();
        default:
            return literal(c);
        }
    }

    std::optional<PatternNode> group(int depth)
    {
        const Flags outer = m_flags;
        if (take("?")) {
            if (take("P<") || take("<")) {
                const std::size_t close = m_text.find('>', m_at);
                if (close == std::string_view::npos) {
                    refuse("an unfinished group name");
                    return std::nullopt;
                }
                m_at = close + 1;
            } else if (!flags()) {
                return std::nullopt; // (?i): holds to the end of the enclosing group
            }
        }
        PatternNode node = alternation(depth + 1);
        if (!take(")"))
            refuse("an unfinished group");
        m_flags = outer;
        return node;
    }

    /// Reads flags up to ':' (true: a group follows) or ')'.
    bool flags()
    {
        bool on = true;
        while (!atEnd()) {
            switch (m_text[m_at++]) {
            case ':':
                return true;
            case ')':
                return false;
            case '-':
                on = false;
                break;
            case 'i':
                m_flags.fold = on;
                break;
            case 's':
                m_flags.dotAll = on;
                break;
            case 'm':
            case 'U':
                break;
            default:
                refuse("an unknown group");
                return false;
            }
        }
        refuse("an unfinished group");
        return false;
    }

    PatternNode escape()
    {
        if (atEnd()) {
            refuse("a trailing backslash");
            return {};
        }
        switch (peek()) {
        case 'b':
            ++m_at;
            return zeroWidth(PatternNode::Kind::WordBoundary);
        case 'B':
        case 'A':
        case 'z':
            ++m_at;
            return zeroWidth(PatternNode::Kind::Assertion);
        case 'C':
            ++m_at;
            return PatternNode::ofSet(anyByte());
        default:
            break;
        }
        const ByteSet set = escapedSet();
        return PatternNode::ofSet(m_flags.fold ? folded(set) : set);
    }

    /// What an escape stands for, inside or outside a class; the backslash has been read.
    ByteSet escapedSet()
    {
        const char c = m_text[m_at++];
        switch (c) {
        case 'd':
            return digits();
        case 'D':
            return ~digits();
        case 's':
            return perlSpace();
        case 'S':
            return ~perlSpace();
        case 'w':
            return word();
        case 'W':
            return ~word();
        case 'p':
        case 'P':
            if (take("{"))
                m_at = std::min(m_text.find('}', m_at), m_text.size() - 1) + 1;
            else if (!atEnd())
                ++m_at;
            return inexact(); // Unicode classes
        default:
            return escapedByte(c);
        }
    }

    ByteSet escapedByte(char c)
    {
        switch (c) {
        case 'a':
            return single('\a');
        case 'f':
            return single('\f');
        case 'n':
            return single('\n');
        case 'r':
            return single('\r');
        case 't':
            return single('\t');
        case 'v':
            return single('\v');
        case 'x':
            return hexByte();
        default:
            break;
        }
        if (isOctal(c)) {
            int value = c - '0';
            for (int more = 0; more < 2 && !atEnd() && isOctal(peek()); ++more)
                value = value * 8 + (m_text[m_at++] - '0');
            return value < 256 ? single(static_cast<unsigned char>(value)) : inexact();
        }
        if (word()[static_cast<unsigned char>(c)])
            refuse("an unknown escape");
        return single(static_cast<unsigned char>(c));
    }

    ByteSet hexByte()
    {
        const bool braced = take("{");
        unsigned value = 0;
        int count = 0;
        while (!atEnd() && hexValue(peek()) >= 0 && (braced ? count < 6 : count < 2)) {
            value = value * 16 + static_cast<unsigned>(hexValue(m_text[m_at++]));
            ++count;
        }
        if (count == 0 || (braced && !take("}")))
            refuse("an unknown escape");
        return value < 256 ? single(static_cast<unsigned char>(value)) : inexact();
    }

    /// A set this parser does not know byte for byte: any byte is a superset of it, and of the
    /// complement of a class that holds it.
    ByteSet inexact()
    {
        m_inexact = true;
        return anyByte();
    }

    PatternNode characterClass()
    {
        m_inexact = false;
        const bool negated = take("^");
        ByteSet set;
        bool first = true;
        while (m_error.empty()) {
            if (atEnd()) {
                refuse("an unfinished class");
                break;
            }
            if (!first && take("]"))
                break;
            first = false;
            set |= classItem();
        }
        if (m_flags.fold)
            set = folded(set);
        return PatternNode::ofSet(m_inexact ? anyByte() : negated ? ~set : set);
    }

    ByteSet classItem()
    {
        if (m_text.substr(m_at).starts_with("[:")) {
            const std::size_t close = m_text.find(":]", m_at);
            if (close != std::string_view::npos) {
                std::string_view name = m_text.substr(m_at + 2, close - m_at - 2);
                const bool negated = name.starts_with('^');
                name.remove_prefix(negated ? 1 : 0);
                if (const std::optional<ByteSet> set = posixSet(name)) {
                    m_at = close + 2;
                    return negated ? ~*set : *set;
                }
            }
        }
        const ByteSet low = classByte();
        if (low.count() != 1 || m_at + 1 >= m_text.size() || peek() != '-'
            || m_text[m_at + 1] == ']')
            return low;
        ++m_at;
        const ByteSet high = classByte();
        if (high.count() != 1)
            return low | high | single('-');
        const unsigned char begin = byteOf(low);
        const unsigned char end = byteOf(high);
        if (end < begin)
            refuse("a range that runs backwards");
        return range(begin, end);
    }

    ByteSet classByte()
    {
        if (atEnd()) {
            refuse("an unfinished class");
            return {};
        }
        const char c = m_text[m_at++];
        if (c != '\\')
            return single(static_cast<unsigned char>(c));
        if (atEnd()) {
            refuse("a trailing backslash");
            return {};
        }
        return escapedSet();
    }

    static unsigned char byteOf(const ByteSet &set)
    {
        return static_cast<unsigned char>(set._Find_first());
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    Flags m_flags;
    std::string m_error;
    bool m_tooBig = false;
    bool m_inexact = false; ///< the class being read is a superset of what RE2 matches
};

} // namespace

PatternNode PatternNode::ofSet(const ByteSet &set)
{
    PatternNode node;
    node.kind = Kind::Set;
    node.set = set;
    return node;
}

PatternNode PatternNode::repeat(PatternNode child, std::uint32_t min, std::uint32_t max)
{
    PatternNode node;
    node.kind = Kind::Repeat;
    node.min = min;
    node.max = max;
    node.children.push_back(std::move(child));
    return node;
}

Result<PatternNode> parsePattern(std::string_view pattern)
{
    return Parser(pattern).parse();
}

} // namespace rekey::rules
