// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace rekey::app {

/// `rekey-cli completion bash|zsh|fish`: writes the shell's completion script, made from the same
/// tables that parse the options.
[[nodiscard]] int runCompletionCommand(const std::vector<std::string> &arguments);

} // namespace rekey::app
