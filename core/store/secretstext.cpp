// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/findings.h"

#include <algorithm>
#include <cstring>

namespace rekey::store {

namespace {

using secret::SecretBytes;

constexpr std::size_t kLength = 4;

void putLength(std::byte *target, std::size_t length)
{
    for (std::size_t i = 0; i < kLength; ++i)
        target[i] = static_cast<std::byte>((length >> (8 * i)) & 0xff);
}

/// The next text, taken off the front; nothing when it is cut off.
std::optional<std::string_view> take(std::string_view &rest)
{
    if (rest.size() < kLength)
        return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = kLength; i-- > 0;)
        length = (length << 8) | static_cast<unsigned char>(rest[i]);
    if (length > rest.size() - kLength)
        return std::nullopt;
    const std::string_view text = rest.substr(kLength, length);
    rest.remove_prefix(kLength + length);
    return text;
}

} // namespace

void SecretsText::add(std::string_view name, const SecretBytes &value)
{
    const std::size_t needed = m_size + 2 * kLength + name.size() + value.size();
    if (needed > m_buffer.size()) {
        // One buffer for many findings: locked memory is slow to get.
        SecretBytes larger(std::max<std::size_t>(needed * 2, 4096));
        std::ranges::copy(std::as_const(m_buffer).bytes().first(m_size), larger.bytes().begin());
        m_buffer = std::move(larger);
    }
    for (const std::string_view text : {name, value.view()}) {
        std::byte *target = m_buffer.bytes().data() + m_size;
        putLength(target, text.size());
        if (!text.empty())
            std::memcpy(target + kLength, text.data(), text.size());
        m_size += kLength + text.size();
    }
}

Result<std::string_view> SecretsText::pack(const finding::Finding &finding,
                                           const secret::Vault &vault)
{
    m_size = 0;
    if (finding.value.isEmpty())
        return std::string_view();
    const auto value = vault.open(finding.value);
    if (!value)
        return std::unexpected(value.error());
    add({}, *value);
    for (const finding::Companion &companion : finding.companions) {
        if (companion.value.isEmpty())
            continue;
        const auto opened = vault.open(companion.value);
        if (!opened)
            return std::unexpected(opened.error());
        add(companion.name, *opened);
    }
    return std::as_const(m_buffer).view().substr(0, m_size);
}

Result<SecretBytes> SecretsText::part(const SecretBytes &text, std::string_view name)
{
    std::string_view rest = text.view();
    while (!rest.empty()) {
        const auto found = take(rest);
        const auto value = take(rest);
        if (!found || !value)
            return fail(ErrorKind::Malformed, "a kept value is cut off");
        if (*found == name)
            return SecretBytes::copyOf(*value);
    }
    return fail(ErrorKind::NotFound, "no such value is kept of this finding");
}

Result<SecretBytes> readValue(Store::State &state, const secret::SecretId &id,
                              std::string_view companion)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    auto query = state.database->prepare("SELECT number, secrets FROM finding WHERE id = ?");
    if (!query)
        return std::unexpected(query.error());
    if (auto found = query->bind(bytesOf(id)).one(); !found)
        return std::unexpected(found.error());
    const std::uint64_t number = query->count(0);
    const QByteArray sealed = query->bytes(1);
    query->finish();
    if (sealed.isNull())
        return fail(ErrorKind::NotFound, "the value of this finding is not kept");
    const auto text = state.sealer->openSecret(sealed, rowName('s', number));
    if (!text)
        return std::unexpected(text.error());
    return SecretsText::part(*text, companion);
}

} // namespace rekey::store
