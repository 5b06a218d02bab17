// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::ui {

/// Makes assistive tools see every FindingsTable through an interface of our own: a row reads as
/// one sentence, masks only; cells outside the table are empty, never null; few cells are kept.
/// Once for each program; more calls do nothing.
void installFindingsAccessibility();

} // namespace rekey::ui
