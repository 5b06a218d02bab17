// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/rotate/plan.h"
#include "core/rotate/rotationcontext.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// What a second person agrees to: one plan for one key at these servers. No values. How a consumer
/// gets the new value, and by which administrator it is done, is not part of it.
struct AgreedPlan
{
    std::string finding; ///< "S-0421"; empty: not of the store
    std::string detector;
    std::map<std::string, std::string> baseUrls; ///< by provider, where they are not the usual
    std::map<std::string, std::string> with; ///< what calls are filled with: scopes, grants ...
    Plan plan;

    friend bool operator==(const AgreedPlan &, const AgreedPlan &) = default;
};

/// Of the parts that are no secrets those that count: all but the administrator's.
[[nodiscard]] std::map<std::string, std::string>
agreedParts(const std::map<std::string, std::string> &with);
/// `context` as the person who plans it has given it: what a provider tells comes later.
[[nodiscard]] AgreedPlan agreedPlanOf(const RotationContext &context, Plan plan);
/// The same plan gives the same text, and any other plan another one.
[[nodiscard]] std::string agreedText(const AgreedPlan &agreed);
/// A file of them, for the second person to read and agree to. parseAgreedPlans errors: Malformed.
[[nodiscard]] std::string agreedFile(std::span<const AgreedPlan> plans);
[[nodiscard]] Result<std::vector<AgreedPlan>> parseAgreedPlans(std::string_view file);
/// "rotation of S-0421 (AKIA..., aws), two-keys", for people; not escaped.
[[nodiscard]] std::string agreedTitle(const AgreedPlan &agreed);

} // namespace rekey::rotate
