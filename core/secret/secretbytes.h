// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace rekey::secret {

/// Bytes of a secret on locked memory with guard pages, wiped on destruction. Move-only; never
/// prints, never converts to a string type by itself. Costs at least one page each: hold many
/// values sealed (see Vault) and open one at a time.
class SecretBytes
{
public:
    SecretBytes() = default;
    /// `size` zeroed bytes. Aborts when the system has no memory left.
    explicit SecretBytes(std::size_t size);
    /// Copies the bytes; the caller still owns, and should wipe, its own copy.
    [[nodiscard]] static SecretBytes copyOf(std::span<const std::byte> bytes);
    [[nodiscard]] static SecretBytes copyOf(std::string_view text);

    ~SecretBytes();
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;

    [[nodiscard]] std::span<std::byte> bytes() { return {m_data, m_size}; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return {m_data, m_size}; }
    /// The same bytes seen as text; valid as long as this object.
    [[nodiscard]] std::string_view view() const
    {
        return {reinterpret_cast<const char *>(m_data), m_size};
    }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    /// Constant-time comparison of equal-length values.
    [[nodiscard]] bool equals(const SecretBytes &other) const;

    void clear();

private:
    std::byte *m_data = nullptr;
    std::size_t m_size = 0;
};

/// Overwrites memory in a way the compiler keeps.
void wipe(std::span<std::byte> bytes);

} // namespace rekey::secret
