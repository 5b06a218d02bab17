// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/proxysecret.h"

#include <cstddef>
#include <string_view>

namespace rekey::seal {

inline constexpr std::size_t kMaxSecretJsonBytes = std::size_t{256} * 1024;

/// Reads the JSON of a sealed secret as the proxy does: member names in any case and order, unknown
/// members passed over, `null` for absent, a repeated member merges into the first, text that is
/// not UTF-8 becomes U+FFFD. Accepts what the proxy accepts, also what fails at use. Errors:
/// Malformed ("bad secret json: ..." as the proxy says it; also for a pattern that is not RE2, and
/// for none or several processors or authorizers), TooBig.
[[nodiscard]] Result<ProxySecret> readSecretJson(std::string_view json);

/// A value as it stands between the quotes of a JSON string, with its escapes undone. Errors:
/// Malformed.
[[nodiscard]] Result<secret::SecretBytes> unescapedJson(const secret::SecretBytes &text);

} // namespace rekey::seal
