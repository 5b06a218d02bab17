// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::seal {

/// More than this before the end of the headers is refused; a sealed token in it has up to 16 KiB.
inline constexpr std::size_t kMostRedirectBytes = std::size_t{32} * 1024;
inline constexpr std::size_t kMostRedirectParameters = 32;

/// What a browser brought back: parameters of the query by name, percent-decoded. Of two of one
/// name the redirect is refused (RFC 6749 3.1).
using RedirectQuery = std::map<std::string, secret::SecretBytes, std::less<>>;

/// What the loopback port answers, as a small page without scripts.
enum class RedirectPage : std::uint8_t
{
    Taken,
    Refused, ///< it was for us and is not what was asked for
    NotHere, ///< another path
    NotSo, ///< another method, a request that is none
};

/// Whether the head of a request is here in full.
[[nodiscard]] bool isRedirectWhole(std::string_view bytes);

/// Reads the request by which a browser follows a redirect to http://HOST:PORT/PATH. The bytes are
/// anybody's: every page that is open in a browser can send to loopback. Errors: Invalid (another
/// method or no HTTP), NotFound (another path), Denied (a Host that is not ours, as after DNS
/// rebinding), Malformed (parameters), TooBig.
[[nodiscard]] Result<RedirectQuery> parseRedirect(std::string_view bytes, std::uint16_t port,
                                                  std::string_view path);

/// Status line, headers and page.
[[nodiscard]] std::string redirectAnswer(RedirectPage page);
[[nodiscard]] RedirectPage redirectPageFor(const Error &error);

/// Empty when there is none.
[[nodiscard]] std::string_view parameterOf(const RedirectQuery &query, std::string_view name);

/// Equal length and bytes, in a time that does not tell where they differ.
[[nodiscard]] bool isSameText(std::string_view a, std::string_view b);

/// Of RFC 3986: everything but unreserved characters becomes %XX.
[[nodiscard]] std::string percentEncoded(std::string_view text);

/// "The provider refused: ..." for `error` of RFC 6749 4.1.2.1 and 5.2, RFC 8628 3.5 and of an
/// ssokenizer. Unknown codes are quoted when they look like codes; nothing else of an answer is.
[[nodiscard]] std::string wordsOfOAuthError(std::string_view code);

} // namespace rekey::seal
