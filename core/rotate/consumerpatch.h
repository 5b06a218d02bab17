// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/rotate/literalpatch.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// A file of a working tree that a secret stands in, as a scan saw it.
struct PatchPlace
{
    std::string file; ///< absolute
    std::string shown; ///< the place's path, for people; not escaped
    std::vector<std::uint32_t> lines; ///< from 1
};

/// What would be changed in one file. Holds no known value.
struct PatchOffer
{
    std::string language; ///< for people; empty: none that is known
    std::string diff; ///< unified, masked; empty: nothing can be replaced
    std::vector<PatchRest> rest;
    std::string why; ///< why nothing can be replaced; one sentence
    std::size_t values = 0; ///< how many are replaced
    std::string digest; ///< of the file as it was read
};

/// Gives a text with every known secret hidden, in as many lines where it can.
using TextMasker = std::function<secret::SecretBytes(std::string_view text)>;

/// Reads the file and shows what replacing the values by reads would change. Writes nothing.
/// Blocks. Errors: NotFound, Denied, Io, TooBig (above 4 MiB), Unsupported (a link, no regular
/// file, or not UTF-8), Invalid (it has changed since the scan: a value stands no more where it
/// was).
[[nodiscard]] Result<PatchOffer> offerPatch(const PatchPlace &place,
                                            std::span<const PatchValue> values,
                                            std::string_view style, const TextMasker &masker);

/// Does it, whole or not at all: the file keeps its mode and owner, and nothing is committed.
/// Errors: those of offerPatch; Invalid (it is not the file any more that was shown), Unsupported
/// (nothing can be replaced).
[[nodiscard]] Result<void> applyPatch(const PatchPlace &place, std::span<const PatchValue> values,
                                      std::string_view style, const std::string &digest);

} // namespace rekey::rotate
