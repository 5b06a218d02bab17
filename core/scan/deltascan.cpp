// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/deltascan.h"

#include "core/base/text.h"
#include "core/scan/overlap.h"
#include "core/scan/utf16.h"
#include "core/secret/secretbytes.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace rekey::scan {

namespace {

/// Above this share of bytes to look at, a full scan is as fast and needs no base.
constexpr std::uint64_t kWorthwhileTenths = 6;
constexpr std::uint64_t kSmallestDeltaText = 512;

std::size_t hitLimit(std::string_view text)
{
    return 4096 + text.size() / 16;
}

std::uint64_t endOf(const sources::CopyRun &run)
{
    return run.begin + run.size;
}

ByteRange shifted(const ByteRange &range, std::uint64_t by)
{
    return {range.begin + by, range.end + by}; // modulo 2^64, so "by" may stand for less
}

bool startsBoth(const sources::CopyRun &run)
{
    return run.begin == 0 && run.baseBegin == 0;
}

} // namespace

DeltaScanner::DeltaScanner(std::shared_ptr<const rules::CompiledRules> rules)
    : m_rules(std::move(rules))
    , m_finder(m_rules->engine())
    , m_windows(m_rules->engine())
    , m_confirmer(*m_rules)
{
}

DeltaScanner::~DeltaScanner()
{
    secret::wipe({reinterpret_cast<std::byte *>(m_narrow.data()), m_narrow.size()});
}

void DeltaScanner::scan(std::span<const std::byte> text)
{
    scanAgainst(asText(text), nullptr, false);
}

void DeltaScanner::scan(const sources::Blob &blob)
{
    const auto *base = static_cast<const ScanMemo *>(blob.base);
    if (base != nullptr && !useRuns(blob, *base))
        base = nullptr;
    scanAgainst(asText(blob.bytes), base, blob.memoWanted);
}

void DeltaScanner::scanAgainst(std::string_view text, const ScanMemo *base, bool hitsWanted)
{
    m_size = text.size();
    m_candidates.clear();
    m_hits.clear();
    findHits(text, base, hitsWanted);
    confirmWindows(text, base);
    m_plainCandidates = m_candidates.size();
    scanWide(text, base);
    m_kept = resolveOverlaps(*m_rules, m_candidates);
}

/// Joins the blob's copied runs; false when going by them is not worth it or not possible.
bool DeltaScanner::useRuns(const sources::Blob &blob, const ScanMemo &base)
{
    m_runs.clear();
    m_baseSize = base.size;
    if (!base.usable || blob.bytes.size() < kSmallestDeltaText)
        return false;
    std::uint64_t clean = 0;
    std::uint64_t end = 0;
    for (const sources::CopyRun &run : blob.copies) {
        const bool inside = run.begin >= end && run.size <= blob.bytes.size()
            && run.begin <= blob.bytes.size() - run.size && run.size <= base.size
            && run.baseBegin <= base.size - run.size;
        if (!inside)
            return false;
        end = endOf(run);
        if (!m_runs.empty() && endOf(m_runs.back()) == run.begin
            && m_runs.back().baseBegin + m_runs.back().size == run.baseBegin) {
            m_runs.back().size += run.size;
        } else {
            m_runs.push_back(run);
        }
    }
    for (const sources::CopyRun &run : m_runs)
        clean += run.size - std::min(run.size, 2 * m_finder.reach() + 2);
    return (blob.bytes.size() - clean) * 10 <= blob.bytes.size() * kWorthwhileTenths;
}

DeltaScanner::CleanEnds DeltaScanner::cleanEnds(const sources::CopyRun &run,
                                                std::uint64_t size) const
{
    const bool endsBoth = endOf(run) == size && run.baseBegin + run.size == m_baseSize;
    const std::uint64_t lo = startsBoth(run) ? 0 : run.begin + m_finder.reach();
    // The byte after a hit's end decides \b, so it must be copied too.
    const std::uint64_t hi
        = endsBoth ? endOf(run) : endOf(run) - std::min<std::uint64_t>(run.size, 1);
    return {lo, std::max(lo, hi)};
}

void DeltaScanner::findHits(std::string_view text, const ScanMemo *base, bool hitsWanted)
{
    m_windows.begin(text.size(), hitLimit(text));
    if (base != nullptr)
        inheritHits(*base, text.size());
    m_finder.begin(text, m_windows, hitsWanted ? &m_hits : nullptr, hitLimit(text));
    std::uint64_t looked = 0;
    if (base != nullptr) {
        for (const sources::CopyRun &run : m_runs) {
            const CleanEnds clean = cleanEnds(run, text.size());
            if (clean.lo == clean.hi)
                continue;
            m_finder.find(looked, clean.lo);
            looked = clean.hi;
        }
    }
    m_finder.find(looked, text.size());
    m_finder.end(m_work);
    m_hitsKept = !m_finder.overflowed() && !m_windows.isDense();
}

void DeltaScanner::inheritHits(const ScanMemo &base, std::uint64_t size)
{
    for (const sources::CopyRun &run : m_runs) {
        const CleanEnds clean = cleanEnds(run, size);
        const std::uint64_t shift = run.begin - run.baseBegin; // modulo 2^64
        auto hit = std::ranges::upper_bound(base.hits, clean.lo - shift, {},
                                            [](const Hit &h) { return std::uint64_t{h.to}; });
        for (; hit != base.hits.end() && hit->to + shift <= clean.hi; ++hit) {
            const std::uint64_t to = hit->to + shift;
            m_windows.add(to, hit->anchor);
            m_hits.push_back({static_cast<std::uint32_t>(to), hit->anchor});
        }
    }
}

void DeltaScanner::confirmWindows(std::string_view text, const ScanMemo *base)
{
    // A base never is dense: its windows are not those of a dense text.
    const bool inherits = base != nullptr && !m_windows.isDense();
    for (const Window &window : m_windows.finish()) {
        if (!inherits || !inheritWindow(window, *base, text.size())) {
            m_confirmer.confirm(text, window, m_windows.zonesOf(window), m_candidates, m_work,
                                m_observer);
        }
    }
}

/// Takes the window's candidates from the base when nothing that decides them has changed.
bool DeltaScanner::inheritWindow(const Window &window, const ScanMemo &base, std::uint64_t size)
{
    const std::uint64_t before = m_confirmer.reachBefore(window.detector);
    const std::uint64_t after = m_confirmer.reachAfter(window.detector);
    const std::uint64_t lo = window.begin - std::min(window.begin, before);
    const std::uint64_t hi = std::min(size, window.end + after);
    auto run = std::ranges::upper_bound(m_runs, lo, {}, &sources::CopyRun::begin);
    if (run == m_runs.begin())
        return false;
    --run;
    if (hi > endOf(*run) || (window.begin < before && !startsBoth(*run)))
        return false;
    const bool endsBoth = endOf(*run) == size && run->baseBegin + run->size == m_baseSize;
    if (window.end + after > size && !endsBoth)
        return false;

    const std::uint64_t shift = run->begin - run->baseBegin; // modulo 2^64
    const auto key
        = [](const Candidate &c) { return std::tuple(c.match.detector, c.match.whole.begin); };
    auto from = std::ranges::lower_bound(
        base.candidates, std::tuple(window.detector, window.begin - shift), {}, key);
    const auto end = std::tuple(window.detector, window.end - shift);
    for (; from != base.candidates.end() && key(*from) < end; ++from) {
        Candidate &candidate = m_candidates.emplace_back(*from);
        candidate.match.secret = shifted(candidate.match.secret, shift);
        candidate.match.whole = shifted(candidate.match.whole, shift);
        for (CompanionMatch &companion : candidate.match.companions)
            companion.range = shifted(companion.range, shift);
    }
    ++m_work.inherited;
    return true;
}

bool DeltaScanner::isZeroFree(std::string_view text, const ScanMemo *base) const
{
    if (base == nullptr || !base->zeroFree)
        return text.find('\0') == std::string_view::npos;
    std::uint64_t looked = 0;
    const auto free = [&](std::uint64_t end) {
        return text.substr(looked, end - looked).find('\0') == std::string_view::npos;
    };
    for (const sources::CopyRun &run : m_runs) {
        if (!free(run.begin))
            return false;
        looked = endOf(run);
    }
    return free(text.size());
}

/// UTF-16 is scanned narrowed and whole each time: it is rare, and its stretches are not bounded.
void DeltaScanner::scanWide(std::string_view text, const ScanMemo *base)
{
    m_zeroFree = isZeroFree(text, base);
    if (m_zeroFree)
        return;
    for (const WideStretch &stretch : wideStretches(text)) {
        narrow(text, stretch, m_narrow);
        m_windows.begin(m_narrow.size(), hitLimit(m_narrow));
        m_finder.begin(m_narrow, m_windows, nullptr, 0);
        m_finder.find(0, m_narrow.size());
        m_finder.end(m_work);
        const std::size_t first = m_candidates.size();
        if (m_observer != nullptr)
            m_observer->narrowed(stretch);
        for (const Window &window : m_windows.finish())
            m_confirmer.confirm(m_narrow, window, m_windows.zonesOf(window), m_candidates, m_work,
                                m_observer);
        const auto widen = [&](const ByteRange &range) {
            return ByteRange{stretch.begin + 2 * range.begin, stretch.begin + 2 * range.end};
        };
        for (std::size_t i = first; i < m_candidates.size(); ++i) {
            Match &match = m_candidates[i].match;
            match.utf16 = true;
            match.secret = widen(match.secret);
            match.whole = widen(match.whole);
            for (CompanionMatch &companion : match.companions)
                companion.range = widen(companion.range);
        }
    }
}

std::unique_ptr<ScanMemo> DeltaScanner::takeMemo()
{
    auto memo = std::make_unique<ScanMemo>();
    memo->size = m_size;
    memo->usable = m_hitsKept;
    memo->zeroFree = m_zeroFree;
    if (!memo->usable)
        return memo;
    std::ranges::sort(m_hits);
    memo->hits.assign(m_hits.begin(), m_hits.end());
    const auto plainEnd = m_candidates.begin() + static_cast<std::ptrdiff_t>(m_plainCandidates);
    memo->candidates.assign(std::make_move_iterator(m_candidates.begin()),
                            std::make_move_iterator(plainEnd));
    m_candidates.clear();
    m_kept.clear();
    return memo;
}

} // namespace rekey::scan
