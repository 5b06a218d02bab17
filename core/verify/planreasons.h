// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/verify/verifier.h"

namespace rekey::verify {

/// Whether keys of this rule are passwords, which are never tried by themselves.
[[nodiscard]] bool isPassword(const rules::RulePack &pack, std::string_view rule);

/// The server that stands beside a key, as its part `host`, when that is another than the one of a
/// plan that is Ready; else empty. belongsElsewhere() says it in words.
[[nodiscard]] std::string serverBeside(const Planned &planned, const provider::Parts &parts);

} // namespace rekey::verify
