// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/outgoing.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::broker {

/// Finds a text in bytes that pass by, from left to right, without overlaps, also where it lies
/// across two pieces. Looks at each byte once, whatever text and bytes are (Knuth, Morris, Pratt):
/// both come from clients. The text outlives it and is not empty.
class Finder
{
public:
    explicit Finder(std::string_view text);

    /// Calls `plain` with stretches that hold no such text, and `found` for each. The last bytes
    /// are held back when it may begin in them.
    template <typename Plain, typename Found>
    void feed(std::string_view piece, Plain plain, Found found)
    {
        const std::size_t held = m_matched; // bytes from before, as the text begins
        std::size_t done = 0; // of what is held and the piece
        const auto emit = [&](std::size_t until) {
            if (done < held && done < until) {
                const std::size_t end = until < held ? until : held;
                plain(m_text.substr(done, end - done));
                done = end;
            }
            if (done < until)
                plain(piece.substr(done - held, until - done));
            done = until;
        };
        for (std::size_t at = 0; at < piece.size(); ++at) {
            if (m_matched == 0)
                at = piece.find(m_text.front(), at);
            if (at == std::string_view::npos)
                break;
            if (!step(piece[at]))
                continue;
            const std::size_t end = held + at + 1;
            emit(end - m_text.size());
            found();
            done = end;
        }
        emit(held + piece.size() - m_matched);
    }
    /// Begins anew.
    void reset() { m_matched = 0; }
    /// What was held back; it is no such text.
    [[nodiscard]] std::string_view rest() const { return m_text.substr(0, m_matched); }

private:
    /// Whether the text ends with this byte.
    bool step(char byte);

    std::string_view m_text;
    std::vector<std::uint32_t>
        m_fallback; ///< by bytes that match: how many still do without the last
    std::size_t m_matched = 0;
};

/// Replaces a placeholder in a body that passes by: from left to right, as bytes, without escaping.
class Replacer
{
public:
    /// The replacement outlives it.
    explicit Replacer(const Replacement &replacement)
        : m_replacement(replacement)
        , m_finder(replacement.placeholder)
    {
    }

    /// Bytes to give to feed() at once, so that what comes out stays small.
    [[nodiscard]] std::size_t pieceBytes() const;
    /// Calls `emit` with what can be sent now; the last bytes may be held back.
    template <typename Emit> void feed(std::string_view piece, Emit emit)
    {
        m_finder.feed(piece, emit, [&] { emit(m_replacement.credential->view()); });
    }
    /// The rest.
    [[nodiscard]] std::string_view finish() const { return m_finder.rest(); }

private:
    const Replacement &m_replacement;
    Finder m_finder;
};

/// Bodies that have to be read whole, and what becomes of them.
inline constexpr std::size_t kMostWholeBytes = std::size_t{8} * 1024 * 1024;

/// The same for a whole body. Refuses one that would become too big.
[[nodiscard]] Outcome<secret::SecretBytes> replacedAll(const secret::SecretBytes &body,
                                                       const Replacement &replacement);

} // namespace rekey::broker
