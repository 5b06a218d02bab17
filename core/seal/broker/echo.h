// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/lockedbuffer.h"
#include "core/seal/broker/replacer.h"

#include <string_view>
#include <vector>

namespace rekey::broker {

/// Blanks credentials in an answer that passes by. Upstreams repeat what they were sent, in error
/// texts or for tests, and their consumer is not to see it. Found as they were sent, byte by byte;
/// not in another encoding. The length stays. Credentials of less than eight bytes are left: those
/// are likely to be there by chance.
class EchoGuard
{
public:
    /// The credentials outlive it.
    explicit EchoGuard(const std::vector<std::string_view> &credentials);

    [[nodiscard]] bool isIdle() const { return m_finders.empty(); }
    /// Appends what can be passed on of the piece and of what was held back before.
    void feed(std::string_view piece, LockedBuffer &out);
    /// Appends what is held back; the next piece is of another text.
    void finish(LockedBuffer &out);
    /// Whether there was one.
    [[nodiscard]] bool hasFound() const { return m_hasFound; }

private:
    void feedFrom(std::size_t finder, std::string_view piece, LockedBuffer &out);

    std::vector<Finder> m_finders; ///< one behind the other
    std::vector<std::string_view> m_texts; ///< that they find
    bool m_hasFound = false;
};

} // namespace rekey::broker
