// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paste/pastedialog.h"

namespace rekey::ui {

/// Looks with the context's rules and seals with its vault. `nextNumber` gives the number of the
/// first finding (S-0421), so that labels stay true when findings are kept; it is called on the
/// worker thread.
[[nodiscard]] PasteScanner makePasteScanner(scan::ScanContext context,
                                            std::function<std::uint32_t()> nextNumber);

} // namespace rekey::ui
