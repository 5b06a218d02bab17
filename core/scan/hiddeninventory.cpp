// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/hiddeninventory.h"

namespace rekey::scan {

Result<finding::Inventory> readHiddenInventory(const MaskedText &list,
                                               finding::InventoryCsvOptions options,
                                               std::stop_token stop)
{
    // Lines of the masked text: a value may have had several lines of its own.
    const std::string_view text = list.text.view();
    std::uint64_t line = 1;
    std::size_t at = 0;
    for (const TextBar &bar : list.bars) {
        line += finding::countLineEnds(text.substr(at, bar.begin - at));
        at = bar.begin;
        options.hidden.push_back({line, list.findings[bar.finding].id});
    }
    return finding::readInventoryCsv(text, options, stop);
}

} // namespace rekey::scan
