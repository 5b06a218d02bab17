// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::seal {

/// Walks through one JSON text as the proxy's decoder does, and puts strings into SecretBytes: a
/// library that keeps a document would leave values in ordinary memory. Every function returns
/// false after the first thing that is wrong, which problem() then names.
class JsonCursor
{
public:
    static constexpr int kMaxDepth = 32;

    explicit JsonCursor(std::string_view text)
        : m_text(text)
    {
    }

    [[nodiscard]] const std::string &problem() const { return m_problem; }
    bool refuse(std::string problem);

    /// Takes `null` if that is next.
    [[nodiscard]] bool takeNull();
    /// Calls `member` with each name; it must take the value.
    template <typename Member> bool object(Member member)
    {
        if (!open('{', "an object"))
            return false;
        for (bool isFirst = true; !close('}'); isFirst = false) {
            std::string name;
            if (!separate(isFirst) || !text(name) || !expect(':') || !member(name))
                return refuse("bad object");
        }
        return leave();
    }
    template <typename Element> bool array(Element element)
    {
        if (!open('[', "an array"))
            return false;
        for (bool isFirst = true; !close(']'); isFirst = false) {
            if (!separate(isFirst) || !element())
                return refuse("bad array");
        }
        return leave();
    }
    /// Takes a value of any kind.
    bool skip();
    bool text(std::string &value);
    bool text(secret::SecretBytes &value);
    /// Base64 in a string, or an array of numbers 0..255.
    bool bytes(secret::SecretBytes &value);
    bool flag(bool &value);
    bool number(std::uint64_t &value);
    /// Nothing but white space is left.
    bool end();

private:
    char next();
    bool open(char bracket, std::string_view what);
    [[nodiscard]] bool close(char bracket);
    bool separate(bool isFirst);
    bool leave();
    bool expect(char character);
    bool literal(std::string_view word);
    template <typename Emit> bool string(Emit emit);
    template <typename Emit> bool escape(std::size_t &at, Emit emit);
    [[nodiscard]] std::optional<std::uint32_t> hexUnit(std::size_t at) const;
    bool skipNumber();
    bool byteArray(secret::SecretBytes &value);

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::string m_problem;
};

} // namespace rekey::seal
