// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/proxysecret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::seal {

/// What a format is filled with.
enum class FormatValue : std::uint8_t
{
    Text, ///< "%s"
    Binary, ///< "%x" or "%X"
};

/// One bare directive and literal text around it: what the proxy takes as a format.
[[nodiscard]] bool isFormat(std::string_view format, FormatValue value);

/// The format of one request: its parameter if it has one, else what is sealed, else the first
/// allowed, else "Bearer %s" or "Bearer %x". Nothing when the proxy answers "bad fmt".
[[nodiscard]] std::optional<std::string>
chosenFormat(const Pinned &sealed, const std::optional<std::string> &parameter, FormatValue value);

/// The header's name as it is sent: each word begins in upper case and goes on in lower. A name
/// with a character that no header may have stays as it is.
[[nodiscard]] std::string canonicalHeader(std::string_view name);
[[nodiscard]] bool isHeaderName(std::string_view name);

/// The header of one request, canonical; default "Authorization". Nothing for "bad dst".
[[nodiscard]] std::optional<std::string>
chosenDestination(const Pinned &sealed, const std::optional<std::string> &parameter);

/// A header that the proxy removes or never writes: the request would go out without the
/// credential and without an error.
[[nodiscard]] bool isUselessDestination(std::string_view name);

} // namespace rekey::seal
