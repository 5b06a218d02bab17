// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

#include <cstdint>

namespace rekey::provider {

/// Who an address is for: one that is not public is not dialled without an AllowRule.
enum class AddressKind : std::uint8_t
{
    Public,
    Loopback,
    LinkLocal, ///< or a cloud's metadata service
    Private,
    Reserved,
    None, ///< it is no address
};

/// What refusalOf() says in words.
[[nodiscard]] AddressKind addressKind(const QHostAddress &address);

} // namespace rekey::provider
