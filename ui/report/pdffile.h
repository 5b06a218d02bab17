// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>

namespace rekey::ui {

/// Lays an HTML page of ours out on A4 and writes it as PDF, mode 0600, whole or not at all. Loads
/// nothing that the page names. Any thread, while a QGuiApplication lives. Errors: Invalid (the
/// file exists), Io.
[[nodiscard]] Result<void> writePdf(const std::string &path, const std::string &html);

} // namespace rekey::ui
