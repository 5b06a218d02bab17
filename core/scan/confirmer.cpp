// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/confirmer.h"

#include <algorithm>
#include <optional>

namespace rekey::scan {

namespace {

/// A try at one byte costs about as much as a search over this many.
constexpr std::uint64_t kTryBytes = 64;
/// A search looks at this many longest matches at once: far enough that going on costs little twice
/// over, near enough that an expression with a far-looking tail cannot make a window quadratic.
constexpr std::uint64_t kStepMatches = 4;
constexpr std::uint64_t kSmallestStep = 4096;
/// How often a window's bytes may be looked at, at worst, before coarser ways are taken: one search
/// over all of it instead of tries, then skipping refused matches whole.
constexpr std::uint64_t kPatience = 32;

using Found = std::optional<rules::PatternMatch>;

std::uint64_t matchSize(const rules::PatternMatch &match)
{
    return match.wholeEnd - match.wholeBegin;
}

/// One pass of a detector's expression over one window. What it finds, and which way it takes,
/// depends on the window's bytes and zones only.
class WindowSearch
{
public:
    WindowSearch(const rules::CompiledRules &rules, std::string_view text, const Window &window,
                 std::span<const Zone> zones)
        : m_rules(rules)
        , m_text(text)
        , m_window(window)
        , m_zones(zones)
        , m_longest(rules.engine().detectors[window.detector].maxMatchBytes)
        , m_step(std::max(kStepMatches * m_longest, kSmallestStep))
        , m_from(window.begin)
        , m_anywhere(zones.empty())
    {
    }

    /// Next match no longer than the detector allows.
    Found next(RefusalObserver *observer)
    {
        const Found match = m_anywhere ? nextAnywhere(observer) : nextInZones(observer);
        if (match)
            m_from = std::max(match->secretEnd, match->wholeBegin + 1);
        return match;
    }

    std::uint64_t looked() const { return m_looked; }
    /// Something matched, but was too long.
    bool refused() const { return m_refused; }

private:
    bool isPatient() const { return m_looked < kPatience * (m_window.end - m_window.begin); }

    Found nextInZones(RefusalObserver *observer)
    {
        while (!m_zones.empty()) {
            const Zone &zone = m_zones.front();
            m_from = std::max(m_from, zone.begin);
            if (const Found match = inZone(zone, observer))
                return match;
            if (!isPatient()) {
                m_anywhere = true;
                return nextAnywhere(observer);
            }
            m_zones = m_zones.subspan(1);
        }
        return std::nullopt;
    }

    Found inZone(const Zone &zone, RefusalObserver *observer)
    {
        const std::uint64_t width = zone.end - zone.begin;
        if (width > 1 && width * kTryBytes > width + m_longest) {
            while (m_from < zone.end && isPatient()) {
                const Found match = find(m_from, std::min(m_window.end, zone.end - 1 + m_longest));
                if (!match || match->wholeBegin >= zone.end)
                    return std::nullopt;
                if (const Found fitting = fit(*match))
                    return fitting;
                refuseLength(observer);
                m_from = match->wholeBegin + 1;
            }
            return std::nullopt;
        }
        for (; m_from < zone.end; ++m_from) {
            if (const Found match = findAt(m_from))
                return match;
            if (observer != nullptr
                && rules::findPatternAt(m_rules, m_window.detector, m_text, m_from,
                                        std::min(m_text.size(), m_from + m_step)))
                refuseLength(observer);
            if (!isPatient())
                return std::nullopt;
        }
        return std::nullopt;
    }

    Found nextAnywhere(RefusalObserver *observer)
    {
        while (m_from < m_window.end) {
            const std::uint64_t to = std::min(m_window.end, m_from + m_step);
            const Found match = find(m_from, to);
            // What begins too near the end of the view may have been cut by it.
            if (to < m_window.end && (!match || match->wholeBegin + m_longest > to)) {
                m_from = to - m_longest;
                continue;
            }
            if (!match)
                return std::nullopt;
            if (const Found fitting = fit(*match))
                return fitting;
            refuseLength(observer);
            m_from = isPatient() ? match->wholeBegin + 1 : match->wholeEnd;
        }
        return std::nullopt;
    }

    void refuseLength(RefusalObserver *observer)
    {
        m_refused = true;
        if (observer != nullptr)
            observer->tooLong(m_window);
    }

    Found find(std::uint64_t from, std::uint64_t to)
    {
        const Found match = rules::findPattern(m_rules, m_window.detector, m_text, from, to);
        m_looked += match ? match->wholeEnd - from : to - from;
        return match;
    }

    Found findAt(std::uint64_t at)
    {
        const std::uint64_t to = std::min(m_window.end, at + m_longest);
        const Found match = rules::findPatternAt(m_rules, m_window.detector, m_text, at, to);
        m_looked += match ? matchSize(*match) : to - at;
        return match;
    }

    Found fit(const rules::PatternMatch &match)
    {
        return matchSize(match) <= m_longest ? match : findAt(match.wholeBegin);
    }

    const rules::CompiledRules &m_rules;
    std::string_view m_text;
    const Window &m_window;
    std::span<const Zone> m_zones; ///< still to come
    std::uint64_t m_longest;
    std::uint64_t m_step;
    std::uint64_t m_from;
    bool m_anywhere; ///< no zones, or no more patience with them
    bool m_refused = false;
    std::uint64_t m_looked = 0; ///< bytes at most
};

} // namespace

Confirmer::Confirmer(const rules::CompiledRules &rules)
    : m_rules(rules)
    , m_reach(rules.detectorCount())
{
    const auto &engine = rules.engine();
    for (std::size_t i = 0; i < m_reach.size(); ++i) {
        const rules::Detector &detector = rules.detector(i);
        std::uint64_t judged = detector.keywords.empty() ? 0 : detector.keywordDistanceBytes;
        if (detector.checksum != rules::Checksum::None)
            judged = std::max<std::uint64_t>(judged, rules::kStructureContextBytes);
        for (const rules::CompanionRule &companion : detector.companions)
            judged = std::max<std::uint64_t>(judged, companion.distanceBytes);
        m_reach[i] = {judged + 2, judged + 2};
    }
    // A hit whose window would have touched this one must be seen to be there or not.
    for (const rules::Anchor &anchor : engine.anchors) {
        for (const rules::AnchorUse &use : anchor.uses) {
            Reach &reach = m_reach[use.detector];
            const auto longest
                = static_cast<std::int64_t>(engine.detectors[use.detector].maxMatchBytes);
            const std::int64_t before = std::max(use.beginMax, 0) + longest
                + static_cast<std::int64_t>(std::max(anchor.maxWidth, engine.maxAnchorBytes)) + 2;
            const std::int64_t after = std::max(-use.beginMin, 0) + 2;
            reach.before = std::max(reach.before, static_cast<std::uint64_t>(before));
            reach.after = std::max(reach.after, static_cast<std::uint64_t>(after));
        }
    }
}

void Confirmer::confirm(std::string_view text, const Window &window, std::span<const Zone> zones,
                        std::vector<Candidate> &found, ScanWork &work,
                        RefusalObserver *observer) const
{
    WindowSearch search(m_rules, text, window, zones);
    bool any = false;
    while (const auto match = search.next(observer)) {
        any = true;
        accept(text, window, *match, found, observer);
    }
    if (!any && !search.refused() && observer != nullptr)
        observer->noMatch(window);
    ++work.windows;
    work.confirmBytes += search.looked();
}

bool Confirmer::accept(std::string_view text, const Window &window,
                       const rules::PatternMatch &match, std::vector<Candidate> &found,
                       RefusalObserver *observer) const
{
    const rules::Judgement judgement = rules::judge(m_rules, window.detector, text, match);
    if (judgement.refusal != rules::Refusal::None) {
        if (observer != nullptr)
            observer->refused(window, match, judgement);
        return false;
    }
    Candidate candidate;
    const auto &companions = m_rules.detector(window.detector).companions;
    for (std::uint32_t i = 0; i < companions.size(); ++i) {
        const auto value = rules::findCompanion(m_rules, window.detector, i, text, match);
        if (value) {
            candidate.match.companions.push_back({i, {value->begin, value->end}});
        } else if (companions[i].required) {
            if (observer != nullptr)
                observer->companionMissing(window, match, i);
            return false;
        }
    }
    candidate.match.detector = window.detector;
    candidate.match.secret = {match.secretBegin, match.secretEnd};
    candidate.match.whole = {match.wholeBegin, match.wholeEnd};
    candidate.match.structure = judgement.structure;
    candidate.match.entropy = static_cast<float>(judgement.entropy);
    found.push_back(std::move(candidate));
    return true;
}

} // namespace rekey::scan
