// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/replacer.h"

#include "core/base/text.h"

#include <algorithm>

namespace rekey::broker {

using secret::SecretBytes;

Finder::Finder(std::string_view text)
    : m_text(text)
    , m_fallback(text.size())
{
    for (std::size_t at = 1, matched = 0; at < text.size(); ++at) {
        while (matched > 0 && text[at] != text[matched])
            matched = m_fallback[matched - 1];
        if (text[at] == text[matched])
            ++matched;
        m_fallback[at] = static_cast<std::uint32_t>(matched);
    }
}

bool Finder::step(char byte)
{
    while (m_matched > 0 && byte != m_text[m_matched])
        m_matched = m_fallback[m_matched - 1];
    if (byte == m_text[m_matched])
        ++m_matched;
    if (m_matched < m_text.size())
        return false;
    m_matched = 0;
    return true;
}

std::size_t Replacer::pieceBytes() const
{
    constexpr std::size_t kMostOut = std::size_t{64} * 1024;
    const std::size_t credential = std::max<std::size_t>(m_replacement.credential->size(), 1);
    const std::size_t placeholders = std::max<std::size_t>(kMostOut / credential, 1);
    return std::min(placeholders * m_replacement.placeholder.size(), kMostOut);
}

Outcome<SecretBytes> replacedAll(const SecretBytes &body, const Replacement &replacement)
{
    std::size_t size = 0;
    const auto count = [&size](std::string_view text) { size += text.size(); };
    Replacer counter(replacement);
    counter.feed(body.view(), count);
    count(counter.finish());
    if (size > kMostWholeBytes)
        return refuse(413, Reason::BodyTooLarge, "the body is too large to put a secret into it");
    SecretBytes out(size);
    auto target = out.bytes().begin();
    const auto put = [&target](std::string_view text) {
        target = std::ranges::copy(asBytes(text), target).out;
    };
    Replacer replacer(replacement);
    replacer.feed(body.view(), put);
    put(replacer.finish());
    return out;
}

} // namespace rekey::broker
