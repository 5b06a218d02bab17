// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/scanvisitor.h"

#include "core/base/text.h"

#include <algorithm>

namespace rekey::scan {

ScanVisitor::ScanVisitor(const ScanContext &context, SecretTable &table, FindingStream &stream,
                         OccurrenceLog &log, ScanProgress &progress)
    : m_table(table)
    , m_stream(stream)
    , m_log(log)
    , m_progress(progress)
    , m_scanner(context.rules)
{
}

std::unique_ptr<sources::BlobMemo> ScanVisitor::visit(const sources::Blob &blob)
{
    if (blob.offset != 0 || !blob.last) {
        visitPiece(blob);
        return nullptr;
    }
    m_scanner.scan(blob);
    if (!m_scanner.kept().empty()) {
        const std::string_view text = asText(blob.bytes);
        LineCounter lines(encodingOf(text));
        log(blob.number, 0, text, lines, m_scanner.kept());
    }
    return blob.memoWanted ? m_scanner.takeMemo() : nullptr;
}

/// Of two pieces that overlap each takes what begins in its own half of the overlap: both have
/// then seen enough text on either side of every match they take.
void ScanVisitor::visitPiece(const sources::Blob &blob)
{
    const std::string_view text = asText(blob.bytes);
    if (!m_piece || m_piece->blob != blob.number || blob.offset == 0)
        m_piece = PieceState{blob.number, 0, 0, LineCounter(encodingOf(text))};
    const std::uint64_t end = blob.offset + text.size();
    const std::uint64_t acceptable = blob.last
        ? end + 1
        : end - std::min<std::uint64_t>(text.size(), sources::kPieceOverlapBytes / 2);
    m_scanner.scan(blob.bytes);
    std::vector<std::uint32_t> taken;
    for (const std::uint32_t index : m_scanner.kept()) {
        const ByteRange &secret = m_scanner.candidates()[index].match.secret;
        const std::uint64_t begin = blob.offset + secret.begin;
        if (begin < m_piece->accepted || begin >= acceptable || begin < m_piece->lastEnd)
            continue;
        taken.push_back(index);
    }
    if (!taken.empty()) {
        log(blob.number, blob.offset, text, m_piece->lines, taken);
        const Candidate &last = m_scanner.candidates()[taken.back()];
        m_piece->lastEnd = blob.offset + last.match.secret.end;
    }
    m_piece->accepted = acceptable;
    if (blob.last)
        m_piece.reset();
    else
        (void)m_piece->lines.at(text, blob.offset, acceptable);
}

void ScanVisitor::log(std::uint64_t blob, std::uint64_t offset, std::string_view text,
                      LineCounter &lines, std::span<const std::uint32_t> kept)
{
    m_occurrences.clear();
    for (const std::uint32_t index : kept) {
        Candidate &candidate = m_scanner.candidates()[index];
        Occurrence occurrence;
        occurrence.begin = offset + candidate.match.secret.begin;
        occurrence.end = offset + candidate.match.secret.end;
        occurrence.utf16 = candidate.match.utf16;
        occurrence.at = lines.at(text, offset, occurrence.begin);
        occurrence.variant = variantOf(blob, candidate, text, occurrence);
        m_occurrences.push_back(occurrence);
    }
    m_log.add(blob, m_occurrences);
}

/// Identity is computed where a match is new; along delta chains it is inherited with the match.
std::uint32_t ScanVisitor::variantOf(std::uint64_t blob, Candidate &candidate,
                                     std::string_view text, Occurrence &occurrence)
{
    if (candidate.tag != kNoTag)
        return candidate.tag;
    const SecretTable::Added added = m_table.add(candidate.match, text);
    candidate.tag = added.variant;
    occurrence.variant = added.variant;
    if (added.isNew)
        m_progress.findings.fetch_add(1, std::memory_order_relaxed);
    m_stream.offer(added.secret, blob, occurrence);
    return added.variant;
}

} // namespace rekey::scan
