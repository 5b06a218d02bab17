// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/catalog.h"
#include "core/provider/reader.h"
#include "core/rotate/ports.h"

#include <string_view>
#include <vector>

namespace rekey::rotate {

/// How an act's answer is read for that name; null when the provider file does not say.
[[nodiscard]] const provider::Reader *readerOf(const provider::Act &act, std::string_view name);

/// The keys in a provider's answer to the act that lists them. Errors: Unsupported (it tells no
/// ids), Malformed, TooBig (the list goes on elsewhere).
[[nodiscard]] Result<std::vector<KeyInfo>> readKeyList(const provider::Act &act,
                                                       const provider::AnswerReader &answer);

} // namespace rekey::rotate
