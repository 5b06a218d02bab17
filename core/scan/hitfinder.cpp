// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/hitfinder.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/secret/secretbytes.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace rekey::scan {

namespace {

/// Parts up to this size are copied together; above it copying costs more than a call.
constexpr std::uint64_t kBatchedPartBytes = 4096;
constexpr std::size_t kBatchBytes = 64 * 1024;
/// Longest stretch for one call: keeps the hits of hostile text from piling up inside Vectorscan
/// and the length within its 32 bits.
constexpr std::uint64_t kChunkBytes = std::uint64_t{16} << 20;

std::uint64_t shifted(std::uint64_t position, std::int64_t by)
{
    if (by < 0 && position < static_cast<std::uint64_t>(-by))
        return 0;
    return position + static_cast<std::uint64_t>(by);
}

/// Of the same detector, and one goes on where the other ends or before.
template <typename Range> bool touches(const Range &left, const Range &right)
{
    return left.detector == right.detector && right.begin <= left.end && left.begin <= right.end;
}

template <typename Range> void widen(Range &range, const Range &by)
{
    range.begin = std::min(range.begin, by.begin);
    range.end = std::max(range.end, by.end);
}

template <typename Range> bool comesFirst(const Range &left, const Range &right)
{
    return std::tie(left.detector, left.begin, left.end)
        < std::tie(right.detector, right.begin, right.end);
}

/// Sorts, and makes one of those that touch.
template <typename Range> void mergeTouching(std::vector<Range> &ranges)
{
    if (ranges.size() < 2)
        return;
    std::ranges::sort(ranges, comesFirst<Range>);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        if (touches(ranges[kept], ranges[i]))
            widen(ranges[kept], ranges[i]);
        else
            ranges[++kept] = ranges[i];
    }
    ranges.resize(kept + 1);
}

} // namespace

WindowSet::WindowSet(const rules::CompiledRules::Engine &engine)
    : m_engine(engine)
    , m_last(engine.detectors.size(), 0)
{
}

void WindowSet::begin(std::uint64_t size, std::size_t limit)
{
    m_size = size;
    m_limit = limit;
    m_hits = 0;
    m_dense = false;
    m_zones.clear();
    m_windows.clear();
}

void WindowSet::add(std::uint64_t to, std::uint32_t anchor)
{
    if (++m_hits > m_limit && !m_dense)
        goDense();
    for (const rules::AnchorUse &use : m_engine.anchors[anchor].uses) {
        const Zone zone{use.detector, std::min(shifted(to, use.beginMin), m_size),
                        std::min(shifted(to, use.beginMax) + 1, m_size)};
        if (zone.begin >= zone.end)
            continue;
        if (m_dense)
            addWindow(windowOf(zone));
        else
            m_zones.push_back(zone);
    }
}

Window WindowSet::windowOf(const Zone &zone) const
{
    const std::uint64_t longest = m_engine.detectors[zone.detector].maxMatchBytes;
    return {zone.detector, zone.begin, std::min(zone.end - 1 + longest, m_size), 0, 0};
}

void WindowSet::goDense()
{
    m_dense = true;
    std::ranges::fill(m_last, 0);
    for (const Zone &zone : m_zones)
        addWindow(windowOf(zone));
    m_zones.clear();
}

void WindowSet::addWindow(const Window &window)
{
    std::size_t &last = m_last[window.detector];
    if (last != 0 && touches(m_windows[last - 1], window)) {
        widen(m_windows[last - 1], window);
        return;
    }
    m_windows.push_back(window);
    last = m_windows.size();
}

const std::vector<Window> &WindowSet::finish()
{
    if (m_dense) {
        mergeTouching(m_windows);
        return m_windows;
    }
    mergeTouching(m_zones);
    for (std::size_t i = 0; i < m_zones.size(); ++i) {
        Window window = windowOf(m_zones[i]);
        window.firstZone = i;
        window.zoneCount = 1;
        if (!m_windows.empty() && touches(m_windows.back(), window)) {
            widen(m_windows.back(), window);
            ++m_windows.back().zoneCount;
        } else {
            m_windows.push_back(window);
        }
    }
    return m_windows;
}

void HitFinder::ScratchDeleter::operator()(hs_scratch_t *scratch) const
{
    hs_free_scratch(scratch);
}

HitFinder::HitFinder(const rules::CompiledRules::Engine &engine)
    : m_engine(engine)
{
    for (const rules::Anchor &anchor : engine.anchors)
        m_reach = std::max<std::uint64_t>(m_reach, anchor.maxWidth);
    m_reach = std::max<std::uint64_t>(m_reach, engine.maxAnchorBytes) + 1;
    if (engine.database == nullptr)
        return;
    hs_scratch_t *scratch = nullptr;
    if (hs_alloc_scratch(engine.database, &scratch) != HS_SUCCESS) {
        qCCritical(rekeyScan, "no memory for the matcher");
        std::abort();
    }
    m_scratch.reset(scratch);
}

HitFinder::~HitFinder()
{
    secret::wipe({reinterpret_cast<std::byte *>(m_buffer.data()), m_buffer.size()});
}

void HitFinder::begin(std::string_view text, WindowSet &windows, std::vector<Hit> *hits,
                      std::size_t hitLimit)
{
    m_text = text;
    m_windows = &windows;
    m_hits = text.size() > UINT32_MAX ? nullptr : hits;
    m_hitLimit = hitLimit;
    m_overflowed = m_hits == nullptr;
    m_buffer.clear();
    m_parts.clear();
    m_work = {};
}

void HitFinder::find(std::uint64_t lo, std::uint64_t hi)
{
    if (lo >= hi || m_scratch == nullptr)
        return;
    if (hi - lo > kBatchedPartBytes) {
        flush();
        findDirectly(lo, hi);
        return;
    }
    // A part begins early enough for the longest anchor and ends late enough for \b. What shows up
    // across the joint of two parts ends outside (lo, hi] and is not taken.
    Part part;
    part.bufferBegin = m_buffer.size();
    part.textBegin = lo - std::min(lo, m_reach);
    part.lo = lo;
    part.hi = hi;
    const std::uint64_t textEnd = std::min<std::uint64_t>(hi + 2, m_text.size());
    m_buffer.append(m_text.substr(part.textBegin, textEnd - part.textBegin));
    m_parts.push_back(part);
    if (m_buffer.size() >= kBatchBytes)
        flush();
}

void HitFinder::end(ScanWork &work)
{
    flush();
    work.anchorBytes += m_work.anchorBytes;
    work.hits += m_work.hits;
}

void HitFinder::findDirectly(std::uint64_t lo, std::uint64_t hi)
{
    while (lo < hi) {
        const std::uint64_t chunkHi = std::min(hi, lo + kChunkBytes);
        Part part;
        part.textBegin = lo - std::min(lo, m_reach);
        part.lo = lo;
        part.hi = chunkHi;
        m_parts.assign(1, part);
        const std::uint64_t textEnd = std::min<std::uint64_t>(chunkHi + 2, m_text.size());
        run(m_text.substr(part.textBegin, textEnd - part.textBegin));
        lo = chunkHi;
    }
}

void HitFinder::flush()
{
    if (!m_parts.empty())
        run(m_buffer);
    m_buffer.clear();
}

void HitFinder::run(std::string_view buffer)
{
    m_part = 0;
    m_work.anchorBytes += buffer.size();
    const hs_error_t status
        = hs_scan(m_engine.database, buffer.data(), static_cast<unsigned int>(buffer.size()), 0,
                  m_scratch.get(), &HitFinder::onHit, this);
    if (status != HS_SUCCESS) {
        // Only misuse of the library can end here; going on would drop findings silently.
        qCCritical(rekeyScan, "the matcher failed with %d", status);
        std::abort();
    }
    m_parts.clear();
}

int HitFinder::onHit(unsigned int id, unsigned long long, unsigned long long to, unsigned int,
                     void *context)
{
    static_cast<HitFinder *>(context)->accept(to, id);
    return 0;
}

void HitFinder::accept(std::uint64_t bufferTo, std::uint32_t anchor)
{
    // Ends come nearly in order, so the part is the last one or a neighbour.
    while (m_part + 1 < m_parts.size() && m_parts[m_part + 1].bufferBegin < bufferTo)
        ++m_part;
    while (m_part > 0 && m_parts[m_part].bufferBegin >= bufferTo)
        --m_part;
    const Part &part = m_parts[m_part];
    const std::uint64_t to = bufferTo - part.bufferBegin + part.textBegin;
    if (to <= part.lo || to > part.hi)
        return;
    ++m_work.hits;
    m_windows->add(to, anchor);
    if (m_hits == nullptr)
        return;
    if (m_hits->size() >= m_hitLimit) {
        m_hits->clear();
        m_hits = nullptr;
        m_overflowed = true;
        return;
    }
    m_hits->push_back({static_cast<std::uint32_t>(to), anchor});
}

} // namespace rekey::scan
