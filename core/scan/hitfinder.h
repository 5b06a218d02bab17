// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/engine.h"
#include "core/scan/scanner.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::scan {

/// One anchor's hit: where it ends in the text. Compact, for it is kept with delta bases.
struct Hit
{
    std::uint32_t to = 0; ///< bytes; texts of 4 GiB and more keep no hits
    std::uint32_t anchor = 0; ///< index into Engine::anchors

    friend auto operator<=>(const Hit &, const Hit &) = default;
};

/// Where matches of one detector may begin: [begin, end).
struct Zone
{
    std::uint32_t detector = 0;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    friend auto operator<=>(const Zone &, const Zone &) = default;
};

/// Stretch of the text in which matches of one detector may stand: its zones, each as far as the
/// longest match reaches, where these touch.
struct Window
{
    std::uint32_t detector = 0;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::size_t firstZone = 0; ///< index into WindowSet::zones
    std::size_t zoneCount = 0; ///< 0: a match may begin anywhere
};

/// Makes windows of hits. When there are more than `limit` it stops keeping zones and merges
/// windows as they come in, so that its size is bounded by the text and not by the number of hits.
/// The outcome depends on the hits, not on their order.
class WindowSet
{
public:
    explicit WindowSet(const rules::CompiledRules::Engine &engine);

    /// Starts a text of `size` bytes.
    void begin(std::uint64_t size, std::size_t limit);
    /// A hit that ends at `to`.
    void add(std::uint64_t to, std::uint32_t anchor);
    /// Sorted by detector and begin; disjoint and not touching within a detector.
    [[nodiscard]] const std::vector<Window> &finish();
    [[nodiscard]] std::span<const Zone> zonesOf(const Window &window) const
    {
        return std::span(m_zones).subspan(window.firstZone, window.zoneCount);
    }

    /// Zones were given up.
    [[nodiscard]] bool isDense() const { return m_dense; }

private:
    [[nodiscard]] Window windowOf(const Zone &zone) const;
    void addWindow(const Window &window);
    void goDense();

    const rules::CompiledRules::Engine &m_engine;
    std::uint64_t m_size = 0;
    std::size_t m_limit = 0;
    std::size_t m_hits = 0;
    bool m_dense = false;
    std::vector<Zone> m_zones;
    std::vector<Window> m_windows;
    std::vector<std::size_t> m_last; ///< per detector: its newest window, plus one; 0: none
};

/// Runs the anchors over chosen parts of a text. Holds the Vectorscan scratch: one per thread.
class HitFinder
{
public:
    explicit HitFinder(const rules::CompiledRules::Engine &engine);
    ~HitFinder();
    HitFinder(const HitFinder &) = delete;
    HitFinder &operator=(const HitFinder &) = delete;

    /// How many bytes before a hit's end may decide whether there is one, and one after.
    [[nodiscard]] std::uint64_t reach() const { return m_reach; }

    /// Starts a text. Hits are put into `windows`, which has been begun, and into `hits` while it
    /// is not null and they stay within `hitLimit`; beyond it `hits` is cleared and `overflowed`
    /// true.
    void begin(std::string_view text, WindowSet &windows, std::vector<Hit> *hits,
               std::size_t hitLimit);
    /// Finds the hits that end in (lo, hi]. Calls must come in ascending order; short parts are
    /// put together and looked at in one go.
    void find(std::uint64_t lo, std::uint64_t hi);
    /// Looks at what is still put by.
    void end(ScanWork &work);
    [[nodiscard]] bool overflowed() const { return m_overflowed; }

private:
    struct Part ///< of the batch
    {
        std::size_t bufferBegin = 0;
        std::uint64_t textBegin = 0; ///< position of bufferBegin in the text
        std::uint64_t lo = 0;
        std::uint64_t hi = 0;
    };
    static int onHit(unsigned int id, unsigned long long from, unsigned long long to,
                     unsigned int flags, void *context);
    void accept(std::uint64_t bufferTo, std::uint32_t anchor);
    void run(std::string_view buffer);
    void flush();
    void findDirectly(std::uint64_t lo, std::uint64_t hi);

    const rules::CompiledRules::Engine &m_engine;
    struct ScratchDeleter
    {
        void operator()(hs_scratch_t *scratch) const;
    };
    std::unique_ptr<hs_scratch_t, ScratchDeleter> m_scratch;
    std::uint64_t m_reach = 0;

    std::string_view m_text;
    WindowSet *m_windows = nullptr;
    std::vector<Hit> *m_hits = nullptr;
    std::size_t m_hitLimit = 0;
    bool m_overflowed = false;
    std::string m_buffer;
    std::vector<Part> m_parts;
    std::size_t m_part = 0; ///< the part the last hit fell into
    ScanWork m_work;
};

} // namespace rekey::scan
