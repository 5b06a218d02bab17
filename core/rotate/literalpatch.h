// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/patchlanguage.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// A value that is taken out of files, and what it is called where it is read from.
struct PatchValue
{
    secret::SecretBytes value;
    std::string name; ///< "GITHUB_TOKEN"
};

/// Takes the place of bytes [begin, end) of a file. Its text holds no value.
struct PatchEdit
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;

    friend bool operator==(const PatchEdit &, const PatchEdit &) = default;
};

/// Where a value stands that nothing here can replace.
struct PatchRest
{
    std::uint32_t line = 1; ///< from 1
    std::string why; ///< one sentence
};

struct LiteralPatch
{
    std::vector<PatchEdit> edits; ///< ascending, disjoint
    std::vector<PatchRest> rest;
    std::size_t values = 0; ///< how many are replaced
};

/// The values' literals in a file of that language, replaced by reads, with the import that those
/// need. Linear in the text for each value.
[[nodiscard]] LiteralPatch makePatch(std::string_view text, const PatchLanguage &language,
                                     const PatchStyle &style, std::span<const PatchValue> values);
/// The file as it is with the edits.
[[nodiscard]] secret::SecretBytes patched(std::string_view text, std::span<const PatchEdit> edits);

/// Upper-case letters, digits and _, as environments take it.
[[nodiscard]] bool isVariableName(std::string_view name);

} // namespace rekey::rotate
