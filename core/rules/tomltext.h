// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace rekey::rules {

/// Line, from 1, of the first byte beyond ASCII that stands outside of strings and comments, where
/// TOML 1.0 allows none, or right behind a line break that a backslash takes out of a string; 0
/// when there is none. toml++ 3.4 reaches code it calls unreachable when it asks whether such a
/// character is a blank (found by fuzzing), so texts are looked through before it sees them. Linear
/// time.
[[nodiscard]] std::size_t lineOfStrayCharacter(std::string_view text);

} // namespace rekey::rules
