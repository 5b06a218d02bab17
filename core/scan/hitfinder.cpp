// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/hitfinder.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/secret/secretbytes.h"

#include <algorithm>
#include <cstdlib>

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

bool touches(const Window &left, const Window &right)
{
    return left.detector == right.detector && right.begin <= left.end && left.begin <= right.end;
}

void widen(Window &window, const Window &by)
{
    window.begin = std::min(window.begin, by.begin);
    window.end = std::max(window.end, by.end);
}

} // namespace

WindowSet::WindowSet(const rules::CompiledRules::Engine &engine)
    : m_engine(engine)
    , m_last(engine.detectors.size(), 0)
{
}

void WindowSet::clear()
{
    for (const Window &window : m_windows)
        m_last[window.detector] = 0;
    m_windows.clear();
}

void WindowSet::add(std::uint64_t to, std::uint32_t anchor, std::uint64_t size)
{
    for (const rules::AnchorUse &use : m_engine.anchors[anchor].uses) {
        const std::uint64_t longest = m_engine.detectors[use.detector].maxMatchBytes;
        Window window;
        window.detector = use.detector;
        window.begin = std::min(shifted(to, use.beginMin), size);
        window.end = std::min(shifted(to, use.beginMax) + longest, size);
        if (window.begin < window.end)
            addWindow(window);
    }
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

const std::vector<Window> &WindowSet::merged()
{
    if (m_windows.size() < 2)
        return m_windows;
    std::ranges::sort(m_windows);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < m_windows.size(); ++i) {
        if (touches(m_windows[kept], m_windows[i]))
            widen(m_windows[kept], m_windows[i]);
        else
            m_windows[++kept] = m_windows[i];
    }
    m_windows.resize(kept + 1);
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
    m_windows->add(to, anchor, m_text.size());
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
