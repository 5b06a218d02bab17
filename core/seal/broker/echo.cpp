// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/echo.h"

#include <algorithm>
#include <string>

namespace rekey::broker {

EchoGuard::EchoGuard(const std::vector<std::string_view> &credentials)
{
    constexpr std::size_t kLeast = 8;
    for (const std::string_view credential : credentials) {
        if (credential.size() < kLeast || std::ranges::contains(m_texts, credential))
            continue;
        m_texts.push_back(credential);
        m_finders.emplace_back(credential);
    }
}

void EchoGuard::feedFrom(std::size_t finder, std::string_view piece, LockedBuffer &out)
{
    if (finder == m_finders.size()) {
        out.append(piece);
        return;
    }
    m_finders[finder].feed(
        piece, [&](std::string_view text) { feedFrom(finder + 1, text, out); },
        [&] {
            m_hasFound = true;
            feedFrom(finder + 1, std::string(m_texts[finder].size(), '*'), out);
        });
}

void EchoGuard::feed(std::string_view piece, LockedBuffer &out)
{
    feedFrom(0, piece, out);
}

void EchoGuard::finish(LockedBuffer &out)
{
    for (std::size_t i = 0; i < m_finders.size(); ++i) {
        feedFrom(i + 1, m_finders[i].rest(), out);
        m_finders[i].reset();
    }
}

} // namespace rekey::broker
