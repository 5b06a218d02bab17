// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// A dictionary: every different text once, known by a small code. Code 0 is the empty text. Only
/// grows. Keeps a lower-cased twin of all texts in one piece, so that searching a part of a text in
/// the whole dictionary is one pass over memory.
///
/// Views are valid until the next `intern`. Const functions from any thread while nobody interns.
class StringPool
{
public:
    using Code = std::uint32_t;

    StringPool();

    Code intern(std::string_view text);
    [[nodiscard]] std::string_view at(Code code) const
    {
        return std::string_view(m_text).substr(m_begin[code],
                                               m_begin[code + 1] - m_begin[code] - 1);
    }
    /// ASCII letters in lower case.
    [[nodiscard]] std::string_view foldedAt(Code code) const
    {
        return std::string_view(m_folded).substr(m_begin[code],
                                                 m_begin[code + 1] - m_begin[code] - 1);
    }
    /// Number of codes; they run from 0.
    [[nodiscard]] Code size() const { return static_cast<Code>(m_begin.size() - 1); }

    /// Sets matches[code] for every code from `from` on whose folded text holds `needle`.
    void markContaining(std::string_view needle, Code from,
                        std::vector<std::uint8_t> &matches) const;

    /// Position of each code in the order of the folded texts (then of the texts themselves).
    [[nodiscard]] std::vector<std::uint32_t> ranks() const;
    /// The same order for two codes.
    [[nodiscard]] int compare(Code left, Code right) const;

    void clear();

private:
    void grow();

    std::string m_text; ///< texts, each followed by a NUL
    std::string m_folded; ///< the same length
    std::vector<std::size_t> m_begin; ///< one more than there are codes
    std::vector<Code> m_slots; ///< open hash table of code + 1; 0 is free
};

/// The lines of a text, without their ends.
[[nodiscard]] std::vector<std::string> splitLines(std::string_view text);

} // namespace rekey::finding
