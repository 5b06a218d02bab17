// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/compiledrules.h"
#include "core/scan/scanjob.h"

#include <memory>

namespace rekey::test {

/// The rules that come with the program, compiled once for each test program.
[[nodiscard]] std::shared_ptr<const rules::CompiledRules> builtinRules();

/// Made-up rules of every shape the scanner must handle, so that its tests do not hang on
/// providers: bounded and unbounded expressions, keywords, a block over lines, companions,
/// overlapping detectors.
///   testing-token        tst_ and 24 characters, high
///   testing-open         tso_ and 8 or more of [a-z0-9], at most 64 bytes
///   testing-keyword      kwx and 16 hex digits, "gadget" within 40 bytes
///   testing-block        BEGIN THING ... END THING, up to 2000 bytes
///   testing-pair         TSID and 12 characters, with a required secret and an optional host
///   testing-assignment   low confidence: widget_key = "..." with entropy 3
[[nodiscard]] std::shared_ptr<const rules::CompiledRules> madeUpRules();

/// Fresh keys over the given rules.
[[nodiscard]] scan::ScanContext makeContext(std::shared_ptr<const rules::CompiledRules> rules);

} // namespace rekey::test
