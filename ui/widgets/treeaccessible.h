// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::ui {

/// Makes assistive tools see every tree of the program through an interface of our own: Qt's (6.8)
/// tells no level, and its children are those from before the tree was filled, unfolded or folded.
/// A row's first cell reads as one sentence: what its model says for Qt::AccessibleTextRole, else
/// the texts of all its columns. Once for each program; more calls do nothing.
void installTreeAccessibility();

} // namespace rekey::ui
