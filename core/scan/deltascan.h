// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/compiledrules.h"
#include "core/scan/confirmer.h"
#include "core/scan/hitfinder.h"
#include "core/sources/blob.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::scan {

/// What is kept of a blob that others are stored as deltas of: its anchor hits and its confirmed
/// matches, no text. About 8 bytes a hit.
class ScanMemo final : public sources::BlobMemo
{
public:
    std::vector<Hit> hits; ///< ascending
    std::vector<Candidate> candidates; ///< of the bytes as they are; by detector, then whole match
    bool usable = false; ///< false when there were too many hits to keep
    bool zeroFree = false; ///< no zero byte, so no UTF-16
    std::uint64_t size = 0;
};

/// Scans a text, or only what a delta changed of its base: runs the anchors over inserted bytes and
/// the seams between copied runs, takes all other hits from the base, and confirms anew only the
/// windows that a change can have touched. The outcome is the same as that of a full scan, always:
/// hits depend on a bounded number of bytes round them, windows on hits, candidates on windows.
///
/// One per thread. Linear in the text; for a delta, in what changed and in the number of hits.
class DeltaScanner
{
public:
    explicit DeltaScanner(std::shared_ptr<const rules::CompiledRules> rules);
    ~DeltaScanner();
    DeltaScanner(const DeltaScanner &) = delete;
    DeltaScanner &operator=(const DeltaScanner &) = delete;

    /// Scans bytes whole. Afterwards candidates() and kept() hold the outcome, until the next call.
    void scan(std::span<const std::byte> text);
    /// Same for a blob that came in one piece, by its base's ScanMemo when it has one.
    void scan(const sources::Blob &blob);

    /// Every confirmed match. Tags may be set; memos hand them on.
    [[nodiscard]] std::vector<Candidate> &candidates() { return m_candidates; }
    /// Those that stay after overlaps are resolved: indices, by the secret's begin, then detector.
    [[nodiscard]] const std::vector<std::uint32_t> &kept() const { return m_kept; }
    /// Memo of the text last scanned as a blob with `memoWanted`; takes the candidates away.
    [[nodiscard]] std::unique_ptr<ScanMemo> takeMemo();

    [[nodiscard]] const rules::CompiledRules &rules() const { return *m_rules; }
    [[nodiscard]] const ScanWork &work() const { return m_work; }
    /// Explains refusals while set; not owned.
    void setObserver(RefusalObserver *observer) { m_observer = observer; }

private:
    void scanAgainst(std::string_view text, const ScanMemo *base, bool hitsWanted);
    bool useRuns(const sources::Blob &blob, const ScanMemo &base);
    void findHits(std::string_view text, const ScanMemo *base, bool hitsWanted);
    void inheritHits(const ScanMemo &base, std::uint64_t size);
    void confirmWindows(std::string_view text, const ScanMemo *base);
    bool inheritWindow(const Window &window, const ScanMemo &base, std::uint64_t size);
    void scanWide(std::string_view text, const ScanMemo *base);
    bool isZeroFree(std::string_view text, const ScanMemo *base) const;

    /// Where hits of one copied run may be taken from the base: ends in (lo, hi].
    struct CleanEnds
    {
        std::uint64_t lo = 0;
        std::uint64_t hi = 0;
    };
    [[nodiscard]] CleanEnds cleanEnds(const sources::CopyRun &run, std::uint64_t size) const;

    std::shared_ptr<const rules::CompiledRules> m_rules;
    HitFinder m_finder;
    WindowSet m_windows;
    Confirmer m_confirmer;
    RefusalObserver *m_observer = nullptr;
    std::uint64_t m_baseSize = 0;
    std::vector<sources::CopyRun> m_runs; ///< joined where they go on in both texts
    std::vector<Hit> m_hits;
    bool m_hitsKept = false; ///< m_hits holds every hit of the text as it is
    std::vector<Candidate> m_candidates;
    std::size_t m_plainCandidates = 0; ///< the rest are UTF-16
    std::vector<std::uint32_t> m_kept;
    std::string m_narrow;
    bool m_zeroFree = false;
    std::uint64_t m_size = 0;
    ScanWork m_work;
};

} // namespace rekey::scan
