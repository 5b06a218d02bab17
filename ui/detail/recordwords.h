// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/event.h"
#include "core/finding/severity.h"
#include "core/finding/triage.h"

#include <QString>

#include <optional>

namespace rekey::ui {

// What people and providers said of a finding, in words. Everything that people typed or that came
// from a provider is escaped.

/// "New", "Closed: test value", "Accepted until 3/1/26".
[[nodiscard]] QString decisionText(const finding::Triage &triage);
/// "By ada on 12/1/25: no longer in use"; empty when nobody decided.
[[nodiscard]] QString decidedText(const finding::Triage &triage);
/// "Checked today 14:02 by api.github.com, 401"; empty when nobody asked.
[[nodiscard]] QString checkedText(const finding::Evidence &evidence);
/// "70: verdict 50 + scope 10 + in HEAD 5"; with an override both numbers.
[[nodiscard]] QString severityText(const finding::Severity &parts,
                                   std::optional<std::uint8_t> override);
/// "gitleaks says live, 12/1/25".
[[nodiscard]] QString claimText(const finding::Claim &claim);

[[nodiscard]] QString eventTitle(finding::EventKind kind);
/// "New to closed: test", then the detail.
[[nodiscard]] QString eventText(const finding::Event &event);

[[nodiscard]] QString scopeRiskText(finding::ScopeRisk risk);

/// Date and time in the user's locale and zone; empty for 0.
[[nodiscard]] QString momentText(std::int64_t millisecondsUtc);

} // namespace rekey::ui
