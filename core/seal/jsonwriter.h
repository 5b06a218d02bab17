// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/proxysecret.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <string>

namespace rekey::seal {

/// The JSON that is sealed: minified, members in the proxy's own order, its escapes, hosts sorted;
/// byte for byte what the proxy's encoder writes. The value goes from SecretBytes to SecretBytes.
[[nodiscard]] secret::SecretBytes canonicalJson(const ProxySecret &secret);

/// The same text with "REDACTED" for values and digests: the form the proxy logs.
[[nodiscard]] std::string redactedJson(const ProxySecret &secret);

/// The same text with empty values and the digest as it is: what is kept of a seal, to make it
/// again for another value. A macaroon's key is empty too.
[[nodiscard]] std::string templateJson(const ProxySecret &secret);

/// Any JSON text with line breaks and two blanks for each level; a text that is no JSON comes back
/// as some text.
[[nodiscard]] std::string indentedJson(std::string_view json);

} // namespace rekey::seal
