// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/scanjob.h"
#include "core/scan/scanner.h"

#include <memory>
#include <optional>
#include <string_view>

namespace rekey::scan {

/// Says what a value from elsewhere is by our own rules, so that it is the same finding as the one
/// a scan makes of it. Holds scratch memory: one thread at a time.
class Recogniser
{
public:
    explicit Recogniser(ScanContext context);

    /// `around` is text the value stands in (its line, its match), or empty: rules that ask for a
    /// keyword or a second value need it. Without places and number. Nothing when no rule knows the
    /// value: of those that match, the one that is it wins, then one within it, then one it is
    /// within. Costs some microseconds.
    [[nodiscard]] std::optional<finding::Finding> recognise(std::string_view value,
                                                            std::string_view around);

private:
    [[nodiscard]] std::optional<finding::Finding> look(std::string_view text,
                                                       std::string_view value);

    ScanContext m_context;
    Scanner m_scanner;
};

} // namespace rekey::scan
