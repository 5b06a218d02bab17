// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/deltascan.h"
#include "core/scan/findingstream.h"
#include "core/scan/occurrences.h"
#include "core/scan/secrettable.h"
#include "core/sources/blob.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::scan {

/// Scans the blobs of one worker and logs what it saw. The log outlives the visitor.
class ScanVisitor final : public sources::BlobVisitor
{
public:
    ScanVisitor(const ScanContext &context, SecretTable &table, FindingStream &stream,
                OccurrenceLog &log, ScanProgress &progress);

    [[nodiscard]] std::unique_ptr<sources::BlobMemo> visit(const sources::Blob &blob) override;

private:
    /// A blob that comes in pieces: what must be known of the pieces before.
    struct PieceState
    {
        std::uint64_t blob = 0;
        std::uint64_t accepted = 0; ///< matches that begin before this are done
        std::uint64_t lastEnd = 0; ///< end of the last secret taken
        LineCounter lines;
    };
    void visitPiece(const sources::Blob &blob);
    void log(std::uint64_t blob, std::uint64_t offset, std::string_view text, LineCounter &lines,
             std::span<const std::uint32_t> kept);
    std::uint32_t variantOf(std::uint64_t blob, Candidate &candidate, std::string_view text,
                            Occurrence &occurrence);

    SecretTable &m_table;
    FindingStream &m_stream;
    OccurrenceLog &m_log;
    ScanProgress &m_progress;
    DeltaScanner m_scanner;
    std::optional<PieceState> m_piece;
    std::vector<Occurrence> m_occurrences;
};

} // namespace rekey::scan
