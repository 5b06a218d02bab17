// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/proxysecret.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::seal {

/// The day of a deployment's version. There is no way to ask it.
using Day = std::chrono::year_month_day;

/// "2026-05-01"; nothing for anything else.
[[nodiscard]] std::optional<Day> dayFromText(std::string_view text);
[[nodiscard]] std::string textOfDay(Day day);

/// What a deployment of that day does not understand of this secret, one sentence each. Dates are
/// those of the first commit on github.com/superfly/tokenizer's main branch.
[[nodiscard]] std::vector<std::string> unknownTo(Day deployed, const ProxySecret &secret);

} // namespace rekey::seal
