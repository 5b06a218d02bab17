// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/outgoing.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace rekey::broker {

/// Replaces a placeholder in a body that passes by, also where it lies across two pieces: from left
/// to right, as bytes, without escaping.
class Replacer
{
public:
    explicit Replacer(Replacement replacement)
        : m_replacement(std::move(replacement))
    {
    }

    /// Bytes to give to feed() at once, so that what comes out stays small.
    [[nodiscard]] std::size_t pieceBytes() const;
    /// What can be sent now; the last bytes are held back, for a placeholder may begin in them.
    [[nodiscard]] secret::SecretBytes feed(std::string_view piece);
    /// The rest.
    [[nodiscard]] std::string finish() { return std::move(m_held); }

private:
    Replacement m_replacement;
    std::string m_held;
};

/// Bodies that have to be read whole, and what becomes of them.
inline constexpr std::size_t kMostWholeBytes = std::size_t{8} * 1024 * 1024;

/// The same for a whole body. Refuses one that would become too big.
[[nodiscard]] Outcome<secret::SecretBytes> replacedAll(const secret::SecretBytes &body,
                                                       const Replacement &replacement);

} // namespace rekey::broker
