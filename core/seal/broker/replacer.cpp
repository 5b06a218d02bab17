// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/replacer.h"

#include "core/base/text.h"

#include <algorithm>

namespace rekey::broker {

namespace {

using secret::SecretBytes;

std::size_t countOf(std::string_view text, std::string_view placeholder)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(placeholder); at != std::string_view::npos;
         at = text.find(placeholder, at + placeholder.size()))
        ++count;
    return count;
}

/// No placeholder reaches over the end of the text.
SecretBytes replaced(std::string_view text, const Replacement &replacement)
{
    const std::string_view placeholder = replacement.placeholder;
    const auto credential = replacement.credential->bytes();
    const std::size_t count = countOf(text, placeholder);
    SecretBytes out(text.size() - count * placeholder.size() + count * credential.size());
    auto target = out.bytes().begin();
    while (!text.empty()) {
        const std::size_t at = std::min(text.find(placeholder), text.size());
        target = std::ranges::copy(asBytes(text.substr(0, at)), target).out;
        text.remove_prefix(at);
        if (text.empty())
            break;
        target = std::ranges::copy(credential, target).out;
        text.remove_prefix(placeholder.size());
    }
    return out;
}

} // namespace

std::size_t Replacer::pieceBytes() const
{
    constexpr std::size_t kMostOut = std::size_t{64} * 1024;
    const std::size_t credential = std::max<std::size_t>(m_replacement.credential->size(), 1);
    const std::size_t placeholders = std::max<std::size_t>(kMostOut / credential, 1);
    return std::min(placeholders * m_replacement.placeholder.size(), kMostOut);
}

SecretBytes Replacer::feed(std::string_view piece)
{
    const std::string_view placeholder = m_replacement.placeholder;
    const std::string text = m_held.append(piece);
    std::size_t after = 0; // the last placeholder
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, after))
        after = at + placeholder.size();
    const std::size_t end
        = std::max(after, text.size() - std::min(text.size(), placeholder.size() - 1));
    m_held = text.substr(end);
    return replaced(std::string_view(text).substr(0, end), m_replacement);
}

Outcome<SecretBytes> replacedAll(const SecretBytes &body, const Replacement &replacement)
{
    const std::size_t count = countOf(body.view(), replacement.placeholder);
    if (body.size() + count * replacement.credential->size() > kMostWholeBytes)
        return refuse(413, Reason::BodyTooLarge, "the body is too large to put a secret into it");
    return replaced(body.view(), replacement);
}

} // namespace rekey::broker
