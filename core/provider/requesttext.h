// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::provider {

/// The values a request is made of, by the name their placeholder has: "secret" is the finding's
/// own value, the others are its companions (a detector's companion names).
using Parts = std::map<std::string, secret::SecretBytes, std::less<>>;
[[nodiscard]] Parts copyOf(const Parts &parts);

/// Text of a request with placeholders: `Bearer {secret}`, `{secret|base64}`,
/// `{body|hmac:signing_key}`. Filters are applied from left to right: base64 (RFC 4648, padded),
/// url (percent-encoded but for RFC 3986 unreserved), json (inside of a JSON string), sha256 and
/// hmac (HMAC-SHA256 under the part that is named; both as small hexadecimal digits). `{{` and
/// `}}` stand for braces. Immutable; any thread.
class RequestText
{
public:
    RequestText() = default;
    /// Errors: Malformed.
    [[nodiscard]] static Result<RequestText> parse(std::string_view text);

    /// As written in the file: placeholders instead of values. Fit for evidence, consent and logs.
    [[nodiscard]] const std::string &shown() const { return m_shown; }
    [[nodiscard]] bool isEmpty() const { return m_pieces.empty(); }
    /// Names of the parts it needs, keys of hmac too; each once, sorted.
    [[nodiscard]] std::vector<std::string> names() const;
    /// Every intermediate value lives in SecretBytes. Errors: NotFound (a part is missing; `where`
    /// is its name).
    [[nodiscard]] Result<secret::SecretBytes> render(const Parts &parts) const;

private:
    enum class Kind : std::uint8_t
    {
        Base64,
        Url,
        Json,
        Sha256,
        Hmac,
    };
    struct Filter
    {
        Kind kind = Kind::Base64;
        std::string key;
    };
    struct Piece
    {
        bool isPart = false;
        std::string text; ///< a part's name, or literal text
        std::vector<Filter> filters;
    };

    static Result<Piece> parsePart(std::string_view inside);
    static Result<Filter> parseFilter(std::string_view word);
    static Result<secret::SecretBytes> apply(const Filter &filter, std::string_view value,
                                             const Parts &parts);

    std::vector<Piece> m_pieces;
    std::string m_shown;
};

/// One value out of several.
[[nodiscard]] secret::SecretBytes joined(std::initializer_list<std::string_view> texts);
[[nodiscard]] secret::SecretBytes base64Of(std::string_view bytes);
/// RFC 4648 5, without padding.
[[nodiscard]] secret::SecretBytes base64UrlOf(std::string_view bytes);
/// Of padded base64 (RFC 4648 4); unused bits at the end may be anything. Errors: Malformed.
[[nodiscard]] Result<secret::SecretBytes> bytesOfBase64(std::string_view text);
/// Inside of a JSON string: without the quotation marks.
[[nodiscard]] secret::SecretBytes jsonTextOf(std::string_view text);
/// 64 small hexadecimal digits.
[[nodiscard]] std::string sha256Hex(std::string_view bytes);
/// 32 bytes.
[[nodiscard]] secret::SecretBytes hmacSha256(std::string_view key, std::string_view bytes);

} // namespace rekey::provider
