// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/scanjob.h"
#include "core/scan/scanner.h"

#include <cstdint>
#include <optional>
#include <string>

namespace rekey::scan {

/// Finds again, in its source, what a report names only by its place: reads the file as its commit
/// has it and looks with our own rules. A scanner's line may be some lines off, so the nearest
/// match within kLinesOff lines counts. Holds scratch memory: one thread at a time.
class Relocator
{
public:
    static constexpr std::uint32_t kLinesOff = 5;

    /// `repository`: top of a working tree or a bare repository.
    Relocator(ScanContext context, std::string repository);

    /// The finding as a scan would make it, with this one place, `source` and commit as given; line
    /// and column as they are. Errors: NotFound (no such commit or file, or no rule of ours finds
    /// anything there), TooBig, Malformed.
    [[nodiscard]] Result<finding::Finding> relocate(const finding::Place &place);

private:
    ScanContext m_context;
    Scanner m_scanner;
    std::string m_repository;
};

} // namespace rekey::scan
