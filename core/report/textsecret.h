// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <kainjow/mustache.hpp>

namespace rekey::report {

/// The facts of one secret for the templates. `record` may be null.
[[nodiscard]] kainjow::mustache::data secretFacts(const finding::Finding &finding,
                                                  const finding::Record *record,
                                                  const Report &report,
                                                  const ReportOptions &options);

/// Still to be done for it, one sentence each.
[[nodiscard]] std::vector<std::string> openPointsOf(const finding::Finding &finding,
                                                    const finding::Record *record);

} // namespace rekey::report
