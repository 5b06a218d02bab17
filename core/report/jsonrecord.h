// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/event.h"
#include "core/finding/triage.h"
#include "core/report/jsonvalues.h"
#include "core/report/report.h"

namespace rekey::report {

// What is kept of a finding, as our JSON has it. Times are ISO 8601 in UTC; what is empty is left
// out; people's names too when ReportOptions says so.

/// Adds "decision" (always), "evidence", "access" and "claims" to a finding's object.
void addRecord(JsonValue &json, const finding::Record &record, const ReportOptions &options);
[[nodiscard]] JsonValue eventJson(const finding::Event &event, const ReportOptions &options);

/// Reads back what addRecord wrote; what is missing or of the wrong kind stays as it is by default.
[[nodiscard]] finding::Record recordOf(const JsonValue &json);

/// Seconds since 1970 UTC of "2023-04-02T10:20:30Z"; 0 when it is not of that form.
[[nodiscard]] std::int64_t secondsOf(const std::string &isoTime);

} // namespace rekey::report
