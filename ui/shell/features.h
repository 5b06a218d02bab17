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
/// Which store is open: at the start, made, changed, copied; and the questions of the first run.
void wireStores(const Shell &shell);
/// Presentation and read-only mode, and the clipboard that forgets a copied value.
void wireGuards(const Shell &shell);
/// Locking by key, by idle time and with the desktop.
void wireLock(const Shell &shell);
/// Layouts for triage, incidents and hygiene. After the features that add pages.
void wirePerspectives(const Shell &shell);
/// The settings dialog, its palette source, and what settings change in the window. The last of
/// all: every action has been added by then.
void wireSettings(const Shell &shell);

/// Reports of other tools: importing, comparing, finding hidden values in their source.
void wireImport(const Shell &shell);
/// Figures and charts as a page.
void wireDashboard(const Shell &shell);
/// Lists of tokens as a page.
void wireHygiene(const Shell &shell);
/// Shows what is kept of the current finding: record, timeline, steps of the fix.
void wireDetail(const Shell &shell);
/// Cases that hold secrets.
void wireIncidents(const Shell &shell);
/// Asking providers about secrets, with consent (keys v and V).
void wireVerify(const Shell &shell);
/// The light that says whether anything leaves this machine. After the checks.
void wireNetwork(const Shell &shell);
/// Planning rotations (key r).
void wireRotate(const Shell &shell);
/// Sealing for the proxy, the page of seals, profiles (key s).
void wireSeal(const Shell &shell);
/// Starting and watching a broker of one's own. After the detail.
void wireBroker(const Shell &shell);
/// Writes reports and packs (key e).
void wireReport(const Shell &shell);

} // namespace rekey::ui
