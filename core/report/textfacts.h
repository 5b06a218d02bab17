// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/report/textreport.h"

#include <kainjow/mustache.hpp>

namespace rekey::report {

/// What the templates name, made from a report: unescaped texts, lists and flags. The names are
/// listed in resources/reports/README.md.
[[nodiscard]] kainjow::mustache::data textFacts(const Report &report, const ReportOptions &options,
                                                const TextRequest &request);

} // namespace rekey::report
