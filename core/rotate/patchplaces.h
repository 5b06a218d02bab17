// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/provider/requesttext.h"
#include "core/rotate/consumerpatch.h"
#include "core/rotate/keyacts.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// The path of what was scanned under a place's source number; nothing when it is no folder, file
/// or repository.
using SourcePath = std::function<std::optional<std::string>(std::uint32_t source)>;

/// A place whose file cannot be found.
struct LostPlace
{
    std::string shown;
    Error error;
};

/// The files of working trees that a finding stands in now, each once. A version that is not
/// committed goes before the committed one.
struct PatchPlaces
{
    std::vector<PatchPlace> places;
    std::vector<LostPlace> lost;
};
[[nodiscard]] PatchPlaces patchPlaces(const finding::Finding &finding, const SourcePath &pathOf);

/// The names of the finding's parts.
[[nodiscard]] std::vector<std::string> patchParts(const finding::Finding &finding);
/// What files must not hold, its value and companions that are not public, with the names they are
/// read under: "GITHUB_TOKEN", or `name` for the key's value when it is not empty;
/// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
[[nodiscard]] std::vector<PatchValue> patchValues(const finding::Finding &finding,
                                                  const KeyActs &acts, const provider::Parts &parts,
                                                  std::string_view name);

} // namespace rekey::rotate
