// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::ui {

struct Shell;

// The features of the window, in the order they are wired. See Shell.

/// Keeps what scans find and shows what was kept.
void wireLedger(const Shell &shell);

} // namespace rekey::ui
