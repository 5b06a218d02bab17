// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

namespace rekey::report {

void writeTable(std::ostream &out, const Report &report, const ReportOptions &options);
void writeJson(std::ostream &out, const Report &report, const ReportOptions &options);
void writeJsonLines(std::ostream &out, const Report &report, const ReportOptions &options);
void writeSarif(std::ostream &out, const Report &report, const ReportOptions &options);
void writeCsv(std::ostream &out, const Report &report, const ReportOptions &options);

} // namespace rekey::report
