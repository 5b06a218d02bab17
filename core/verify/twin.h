// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <string_view>

namespace rekey::verify {

/// A value of the same form that nobody was given: the last letters and digits (up to twelve) are
/// each replaced by another of their kind (digit, small or capital letter; hexadecimal digits stay
/// such). Of a private key (PEM) it is a fresh one of its kind. Empty when it has fewer than eight
/// of them to change, or no key like it can be made.
[[nodiscard]] secret::SecretBytes twinOf(std::string_view value);

} // namespace rekey::verify
