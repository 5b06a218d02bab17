// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/transport.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace rekey::provider {

inline constexpr std::size_t kMaxHeadBytes = 64 * 1024;

/// Its target is an absolute URL (RFC 9112 3.2.2): the endpoint is a proxy that is asked for
/// somebody else.
[[nodiscard]] bool isForProxy(const Request &request);

/// Request line and headers as RFC 9112 has them, with Host, Content-Length and Connection: close.
/// A request with a Host of its own goes to a proxy and has no Connection.
[[nodiscard]] secret::SecretBytes requestHead(const Request &request, std::string_view userAgent);

/// Reads what came so far; nothing while more is needed. `isEnd`: nothing more will come. Interim
/// answers (1xx) are passed over. Errors: Malformed, TooBig (the head), Io (it ended too early).
[[nodiscard]] Result<std::optional<Answer>> parseResponse(std::string_view bytes, bool isEnd);

} // namespace rekey::provider
