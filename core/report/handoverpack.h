// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/keypair.h"
#include "core/report/report.h"

#include <cstdint>
#include <functional>
#include <string>

namespace rekey::report {

/// The only export that holds values: encrypted to one person's public key. The file is the text
/// "REKEYHO1", a sealed box (libsodium crypto_box_seal) with a one-time key, the 24-byte header of
/// libsodium's secretstream (XChaCha20-Poly1305), and messages of a 4-byte little-endian length and
/// that many bytes. Each message is one secret: 4-byte length of its JSON as in our JSON Lines
/// report, the JSON, the value as it was found. The last message is empty and tagged as the end.

using ValueReader = std::function<Result<secret::SecretBytes>(const secret::SecretId &id)>;

/// Writes the pack, mode 0600, beside its place and renames it. A value that cannot be had ends it:
/// a pack is whole or not there. Errors: Invalid (exists), Denied, Io, and what `value` fails with.
[[nodiscard]] Result<void> writeHandoverPack(const std::string &path, const Report &report,
                                             const PublicKey &receiver, const ValueReader &value);

struct HandedOver
{
    finding::Finding finding;
    secret::SecretBytes value;
};

/// Opens a pack and gives its secrets one at a time. Errors: NotFound, Denied (for another key, or
/// altered, or cut short: then what came before is right, but more is missing), Malformed, TooBig.
[[nodiscard]] Result<void> openHandoverPack(const std::string &path, const KeyPair &key,
                                            const std::function<void(HandedOver)> &sink);

} // namespace rekey::report
