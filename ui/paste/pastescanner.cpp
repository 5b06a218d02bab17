// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paste/pastescanner.h"

#include <utility>

namespace rekey::ui {

PasteScanner makePasteScanner(scan::ScanContext context, std::function<std::uint32_t()> nextNumber)
{
    // Made once: it holds the scratch memory of all rules. The dialog never scans two at once.
    auto scanner = std::make_shared<scan::Scanner>(context.rules);
    return [context = std::move(context), scanner, nextNumber = std::move(nextNumber)](
               const std::shared_ptr<const secret::SecretBytes> &text) -> Result<scan::MaskedText> {
        return scan::maskText(context, *scanner, text->bytes(), nextNumber());
    };
}

} // namespace rekey::ui
