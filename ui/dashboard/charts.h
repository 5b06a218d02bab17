// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/flow.h"
#include "core/finding/statistics.h"
#include "ui/widgets/chart.h"

#include <QString>

#include <vector>

namespace rekey::ui {

/// "Git repositories", "Folders" ... for Coverage::kind.
[[nodiscard]] QString sourceKindWord(const std::string &kind);

[[nodiscard]] std::vector<Figure> figuresOf(const finding::Statistics &statistics,
                                            const finding::Flow &flow);
/// The charts in the order they stand on the page.
[[nodiscard]] std::vector<Chart> chartsOf(const finding::Statistics &statistics,
                                          const finding::Flow &flow);

} // namespace rekey::ui
