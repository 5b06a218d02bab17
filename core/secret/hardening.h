// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::secret {

/// First line of main: initialises libsodium, switches core dumps off and makes the process
/// unreadable to other processes of the same user where the system can (Linux: PR_SET_DUMPABLE).
/// False when libsodium cannot start or a core dump is still possible; the program must then stop.
[[nodiscard]] bool hardenProcess();

} // namespace rekey::secret
