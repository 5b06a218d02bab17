// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::ui {

struct Shell;

// The features of the window, in the order they are wired. See Shell.

/// Keeps what scans find and shows what was kept.
void wireLedger(const Shell &shell);
/// Decisions, tags, notes and owners, by key, menu and toolbar, with undo.
void wireTriage(const Shell &shell);
/// Figures and charts as a page.
void wireDashboard(const Shell &shell);
/// Lists of tokens as a page.
void wireHygiene(const Shell &shell);

} // namespace rekey::ui
