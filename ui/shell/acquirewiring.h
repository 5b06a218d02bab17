// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::ui {

struct Shell;
class SealDesk;
class SealsPage;
class SealTesting;

/// Tokens by OAuth, their refresh and the reminder before they expire: on the page of seals, and in
/// the Seal menu. What it makes, the window owns.
void wireAcquire(const Shell &shell, SealDesk &desk, SealsPage &page, SealTesting &testing);

} // namespace rekey::ui
