// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

namespace rekey::app {

/// One line of words on standard error.
void say(const std::string &text);

/// Writes to a file (mode 0600, whole or not at all), to a pipe or device, or to standard output
/// when the path is empty. Says what went wrong.
[[nodiscard]] bool writeOutput(const std::string &path,
                               const std::function<void(std::ostream &)> &content);

/// What a person types; nothing without a terminal.
[[nodiscard]] std::string answerTo(const std::string &question);

} // namespace rekey::app
