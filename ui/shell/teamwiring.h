// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::ui {

struct Shell;

/// Part of wireStores: another passphrase, and the members of a team's store.
void wireTeam(const Shell &shell);

} // namespace rekey::ui
