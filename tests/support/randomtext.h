// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/blob.h"
#include "tests/support/madeup.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::test {

/// Random texts with secrets of test::madeUpRules() in them, and random deltas of such texts.
class RandomText
{
public:
    explicit RandomText(std::uint32_t seed)
        : m_random(seed)
        , m_madeUp(seed)
    {
    }

    std::uint32_t below(std::uint32_t end) { return m_random() % end; }

    /// Ordinary words, now and then something that is, or nearly is, a secret.
    std::string text(std::size_t atLeast)
    {
        std::string out;
        while (out.size() < atLeast) {
            if (below(12) == 0)
                out += secretish();
            else
                out += word();
            out += separator();
        }
        return out;
    }

    /// A secret, or a part of one, or its keyword or companion alone.
    std::string secretish()
    {
        std::string value = secret();
        switch (below(7)) {
        case 0:
            return value.substr(0, below(static_cast<std::uint32_t>(value.size())));
        case 3:
        case 4:
            return value.insert(below(static_cast<std::uint32_t>(value.size())), kFlaw);
        case 1:
            return value.substr(below(static_cast<std::uint32_t>(value.size())));
        case 2:
            return wide(value, below(2) == 0);
        default:
            return value;
        }
    }

    struct Delta
    {
        std::string text;
        std::vector<sources::CopyRun> copies;
    };

    /// `edits` places where the base is changed: something put in, left out, moved or doubled.
    Delta delta(const std::string &base, unsigned edits)
    {
        Delta made;
        std::size_t at = 0;
        for (unsigned i = 0; i < edits && at < base.size(); ++i) {
            const std::size_t next = nextEdit(base, at);
            copy(made, base, at, next);
            at = next;
            switch (below(6)) {
            case 0: // left out; a flaw in a secret just so
                at = base.compare(at, kFlaw.size(), kFlaw) == 0
                    ? at + kFlaw.size()
                    : std::min(base.size(), at + below(60));
                break;
            case 1: { // moved or doubled
                const std::size_t from = below(static_cast<std::uint32_t>(base.size()));
                copy(made, base, from, std::min(base.size(), from + below(400)));
                break;
            }
            case 2:
                made.text += secretish();
                break;
            case 3: // a single byte, or none: only a seam
                if (below(2) == 0)
                    made.text += "aT7_ \n\0-"[below(8)];
                break;
            default:
                made.text += text(below(80));
                break;
            }
            if (below(8) == 0)
                at = base.size();
        }
        copy(made, base, at, base.size());
        return made;
    }

    static std::string wide(std::string_view text, bool bigEndian)
    {
        std::string out;
        for (const char c : text) {
            if (bigEndian)
                out += '\0';
            out += c;
            if (!bigEndian)
                out += '\0';
        }
        return out;
    }

private:
    /// Put into secrets, so that an edit that takes it out makes one across a seam.
    static constexpr std::string_view kFlaw = "\x01#";

    /// Somewhere after `at`; often at a flaw, or in or beside a secret.
    std::size_t nextEdit(const std::string &base, std::size_t at)
    {
        static constexpr std::string_view marks[]
            = {kFlaw, kFlaw, "tst_", "tso_", "kwx", "TSID", "widget_key", "-----", "gadget"};
        const std::size_t anywhere = at + below(static_cast<std::uint32_t>(base.size() - at) + 1);
        if (below(3) == 0)
            return anywhere;
        const std::string_view mark = marks[below(std::size(marks))];
        const std::size_t found = base.find(mark, at + below(200));
        if (found == std::string::npos)
            return anywhere;
        if (mark == kFlaw)
            return found;
        return std::clamp<std::size_t>(found + below(50) - std::min<std::size_t>(found, 8), at,
                                       base.size());
    }

    static void copy(Delta &made, const std::string &base, std::size_t begin, std::size_t end)
    {
        if (begin >= end)
            return;
        made.copies.push_back({made.text.size(), begin, end - begin});
        made.text.append(base, begin, end - begin);
    }

    std::string secret()
    {
        switch (below(8)) {
        case 0:
        case 1:
            return "tst_" + m_madeUp.alphanumeric(24);
        case 2:
            return "tso_" + m_madeUp.hex(6 + below(70));
        case 3:
            return "gadget " + std::string(below(50), '.') + " kwx" + m_madeUp.hex(16);
        case 4:
            return std::string("-----BEGIN ") + "THING-----\n" + m_madeUp.hex(below(300))
                + "\n-----END " + "THING-----";
        case 5:
            return "TSID" + m_madeUp.characters("ABCDEFGH234567", 12) + std::string(below(90), ' ')
                + m_madeUp.alphanumeric(40) + (below(2) == 0 ? " north.invalid" : "");
        case 6:
            return "widget_key = \"" + m_madeUp.alphanumeric(8 + below(30)) + '"';
        default: // dense: hits that overlap
            return "tso_tso_tst_tst_tso_" + m_madeUp.hex(4 + below(20));
        }
    }

    std::string word()
    {
        static constexpr std::string_view words[]
            = {"return", "gadget",        "value",      "of",  "x",          "}",
               "{",      "if (a == b)",   "widget_key", "tst", "-----BEGIN", "\xc3\xa9t\xc3\xa9",
               "\xff",   "north.invalid", "0x1f"};
        return std::string(words[below(std::size(words))]);
    }

    std::string separator()
    {
        static constexpr std::string_view separators[]
            = {" ", " ", " ", "\n", "\r\n", "\r", "", ","};
        return std::string(separators[below(std::size(separators))]);
    }

    std::mt19937 m_random;
    MadeUp m_madeUp;
};

} // namespace rekey::test
