// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret/secretbytes.h"

#include "core/base/text.h"

#include <sodium.h>

#include <cstdlib>
#include <cstring>

namespace rekey::secret {

SecretBytes::SecretBytes(std::size_t size)
    : m_size(size)
{
    if (size == 0)
        return;
    if (sodium_init() < 0)
        std::abort();
    // Also locks the pages where the system's limit allows it, and keeps them out of core dumps.
    m_data = static_cast<std::byte *>(sodium_malloc(size));
    if (m_data == nullptr)
        std::abort();
    sodium_memzero(m_data, size);
}

SecretBytes SecretBytes::copyOf(std::span<const std::byte> bytes)
{
    SecretBytes copy(bytes.size());
    if (!bytes.empty())
        std::memcpy(copy.m_data, bytes.data(), bytes.size());
    return copy;
}

SecretBytes SecretBytes::copyOf(std::string_view text)
{
    return copyOf(asBytes(text));
}

SecretBytes::~SecretBytes()
{
    clear();
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

bool SecretBytes::equals(const SecretBytes &other) const
{
    return m_size == other.m_size
        && (m_size == 0 || sodium_memcmp(m_data, other.m_data, m_size) == 0);
}

void SecretBytes::clear()
{
    if (m_data != nullptr)
        sodium_free(m_data); // wipes first
    m_data = nullptr;
    m_size = 0;
}

void wipe(std::span<std::byte> bytes)
{
    if (!bytes.empty())
        sodium_memzero(bytes.data(), bytes.size());
}

} // namespace rekey::secret
