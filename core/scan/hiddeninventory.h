// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/inventorycsv.h"
#include "core/scan/masktext.h"

#include <stop_token>

namespace rekey::scan {

/// Reads a list of tokens whose values were hidden before, since some lists hold them: a token
/// remembers the identity of the value that stood in its row. Errors: as readInventoryCsv.
[[nodiscard]] Result<finding::Inventory> readHiddenInventory(const MaskedText &list,
                                                             finding::InventoryCsvOptions options,
                                                             std::stop_token stop);

} // namespace rekey::scan
