// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/confirm.h"
#include "core/scan/hitfinder.h"
#include "core/scan/scanner.h"
#include "core/scan/utf16.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::scan {

inline constexpr std::uint32_t kNoTag = UINT32_MAX;

/// A confirmed match before overlaps are resolved.
struct Candidate
{
    Match match;
    std::uint32_t tag = kNoTag; ///< what the caller ties to it; inherited along delta chains
};

/// Is told of every stage that refuses; for explaining.
class RefusalObserver
{
public:
    virtual ~RefusalObserver() = default;
    RefusalObserver() = default;
    RefusalObserver(const RefusalObserver &) = delete;
    RefusalObserver &operator=(const RefusalObserver &) = delete;

    /// The windows that follow are of this stretch, narrowed: byte i stands at begin + 2 * i.
    virtual void narrowed(const WideStretch &stretch) = 0;
    virtual void noMatch(const Window &window) = 0;
    virtual void tooLong(const Window &window) = 0;
    virtual void refused(const Window &window, const rules::PatternMatch &match,
                         const rules::Judgement &judgement)
        = 0;
    virtual void companionMissing(const Window &window, const rules::PatternMatch &match,
                                  std::uint32_t companion)
        = 0;
};

/// Confirms windows with the detectors' own expressions. What it finds in a window depends on the
/// window's bytes and on `reachBefore`/`reachAfter` bytes round it, on nothing else; delta-aware
/// scanning stands on that. No state but counters: one per thread.
class Confirmer
{
public:
    explicit Confirmer(const rules::CompiledRules &rules);

    /// Appends the candidates of one window in ascending order of their whole matches. Each begins
    /// in one of the window's zones; with no zones anywhere in it.
    void confirm(std::string_view text, const Window &window, std::span<const Zone> zones,
                 std::vector<Candidate> &found, ScanWork &work,
                 RefusalObserver *observer = nullptr) const;

    /// How far before a window's begin, or after its end, bytes may change what is found in it, or
    /// whether it is this window at all.
    [[nodiscard]] std::uint64_t reachBefore(std::uint32_t detector) const
    {
        return m_reach[detector].before;
    }
    [[nodiscard]] std::uint64_t reachAfter(std::uint32_t detector) const
    {
        return m_reach[detector].after;
    }

private:
    struct Reach
    {
        std::uint64_t before = 0;
        std::uint64_t after = 0;
    };
    bool accept(std::string_view text, const Window &window, const rules::PatternMatch &match,
                std::vector<Candidate> &found, RefusalObserver *observer) const;

    const rules::CompiledRules &m_rules;
    std::vector<Reach> m_reach;
};

} // namespace rekey::scan
