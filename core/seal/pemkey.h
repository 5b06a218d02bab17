// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <cstdint>

namespace rekey::seal {

enum class PemKeyType : std::uint8_t
{
    RsaPkcs1,
    RsaPkcs8,
    EcPkcs8,
    EcSec1,
    Ed25519,
};

/// What kind of private key the first PEM block holds, by its own structure (RFC 8017 A.1.2,
/// RFC 5958, RFC 5915): the proxy looks at that block only and ignores its label. Errors: Malformed
/// with the reason why the proxy could not use it (encrypted, parameters first, backslash-n instead
/// of line breaks, a curve it does not know ...).
[[nodiscard]] Result<PemKeyType> pemKeyType(const secret::SecretBytes &pem);

/// What stands between the lines of that block, decoded: a key in DER, unless pemKeyType() refuses
/// it. Errors: Malformed.
[[nodiscard]] Result<secret::SecretBytes> derOfPem(const secret::SecretBytes &pem);

[[nodiscard]] inline bool isRsa(PemKeyType type)
{
    return type == PemKeyType::RsaPkcs1 || type == PemKeyType::RsaPkcs8;
}

} // namespace rekey::seal
