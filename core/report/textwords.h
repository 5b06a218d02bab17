// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/event.h"
#include "core/finding/triage.h"
#include "core/sources/source.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace rekey::report {

// Words of the reports for people.

[[nodiscard]] std::string_view verdictWords(finding::Verdict verdict);
[[nodiscard]] std::string_view reachWords(sources::Reach reach);
/// "Closed: accepted until 2026-01-31".
[[nodiscard]] std::string decisionWords(const finding::Triage &triage);
/// "Decided: new > confirmed".
[[nodiscard]] std::string eventWords(const finding::Event &event);
/// "3 places"; the singular for 1.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

} // namespace rekey::report
