// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace re2 {
class RE2;
}

namespace rekey::rules {

/// Highest number the group of a value may have.
inline constexpr int kMaxGroup = 31;

/// One RE2 expression over bytes: Latin-1, so one character is one byte, any bytes may be searched
/// and offsets are bytes. It is compiled when it is first asked for: of the hundreds of a pack a
/// scan needs few. Any thread may ask.
class Expression
{
public:
    explicit Expression(std::string pattern);
    ~Expression();
    Expression(Expression &&) noexcept;
    Expression &operator=(Expression &&) noexcept;

    /// The compiled expression; one that RE2 refuses is there too, and matches nothing.
    [[nodiscard]] const re2::RE2 &get() const;
    /// Why RE2 refuses the pattern; empty when it does not. Compiles it.
    [[nodiscard]] std::string error() const;
    /// Submatch that is the value: the group named `secret`, else the first one, else 0, the whole
    /// match. Compiles it.
    [[nodiscard]] int group() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace rekey::rules
