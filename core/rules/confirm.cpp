// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/confirm.h"

#include "core/rules/engine.h"
#include "core/rules/entropy.h"
#include "core/rules/filters.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rekey::rules {

namespace {

/// Abseil's view, which on some distributions is not the standard one.
absl::string_view piece(std::string_view text)
{
    return {text.data(), text.size()};
}

struct Capture
{
    std::size_t wholeBegin = 0;
    std::size_t wholeEnd = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// A group that took no part, or matched nothing, gives way to the whole match.
std::optional<Capture> capture(const Expression &expression, std::string_view text,
                               std::size_t from, std::size_t to,
                               re2::RE2::Anchor anchor = re2::RE2::UNANCHORED)
{
    if (from > to || to > text.size())
        return std::nullopt;
    std::array<absl::string_view, kMaxGroup + 1> groups;
    const int wanted = std::min(expression.group(), kMaxGroup);
    if (!expression.get().Match(piece(text), from, to, anchor, groups.data(), wanted + 1))
        return std::nullopt;
    const auto offset = [&](const char *at) { return static_cast<std::size_t>(at - text.data()); };
    const absl::string_view whole = groups.front();
    absl::string_view value = groups[static_cast<std::size_t>(wanted)];
    if (value.empty())
        value = whole;
    return Capture{offset(whole.data()), offset(whole.data()) + whole.size(), offset(value.data()),
                   offset(value.data()) + value.size()};
}

std::optional<PatternMatch> matchOf(const std::optional<Capture> &found)
{
    if (!found || found->begin == found->end)
        return std::nullopt;
    return PatternMatch{found->wholeBegin, found->wholeEnd, found->begin, found->end};
}

} // namespace

std::optional<PatternMatch> findPattern(const CompiledRules &rules, std::size_t detector,
                                        std::string_view text, std::size_t from, std::size_t to)
{
    const CompiledDetector &compiled = rules.engine().detectors[detector];
    return matchOf(capture(compiled.pattern, text, from, to));
}

std::optional<PatternMatch> findPatternAt(const CompiledRules &rules, std::size_t detector,
                                          std::string_view text, std::size_t at, std::size_t to)
{
    const CompiledDetector &compiled = rules.engine().detectors[detector];
    return matchOf(capture(compiled.pattern, text, at, to, re2::RE2::ANCHOR_START));
}

Judgement judge(const CompiledRules &rules, std::size_t detector, std::string_view text,
                const PatternMatch &match)
{
    const Detector &rule = rules.detector(detector);
    const CompiledDetector &compiled = rules.engine().detectors[detector];
    const std::string_view value
        = text.substr(match.secretBegin, match.secretEnd - match.secretBegin);
    Judgement judgement;
    judgement.entropy = shannonEntropy(value);
    if (judgement.entropy < rule.minEntropy) {
        judgement.refusal = Refusal::Entropy;
        return judgement;
    }
    judgement.filter = rejectingFilter(compiled.filters, value);
    if (!judgement.filter.empty()) {
        judgement.refusal = Refusal::Filter;
        return judgement;
    }
    if (!hasKeywordNear(text, match.wholeBegin, match.wholeEnd, compiled.keywords,
                        rule.keywordDistanceBytes)) {
        judgement.refusal = Refusal::Keyword;
        return judgement;
    }
    if (std::ranges::any_of(compiled.deny, [&](const Expression &expression) {
            return re2::RE2::PartialMatch(piece(value), expression.get());
        })) {
        judgement.refusal = Refusal::Denied;
        return judgement;
    }
    // Only so much of the text round the value: time stays linear, and what is far off cannot
    // count.
    const std::size_t low = match.secretBegin - std::min(match.secretBegin, kStructureContextBytes);
    const std::size_t high = std::min(text.size(), match.secretEnd + kStructureContextBytes);
    judgement.structure = checkStructure(rule.checksum, value, text.substr(low, high - low));
    return judgement;
}

namespace {

/// In the match before its value, else right behind the value.
std::optional<CompanionValue> findAttached(const Expression &expression, const CompanionRule &rule,
                                           std::string_view text, const PatternMatch &match)
{
    const std::size_t high
        = std::min<std::size_t>(text.size(), match.secretEnd + rule.distanceBytes);
    const std::array<std::pair<std::size_t, std::size_t>, 2> places
        = {{{match.wholeBegin, match.secretBegin}, {match.secretEnd, high}}};
    for (const auto &[from, to] : places) {
        const std::optional<Capture> found
            = capture(expression, text, from, to, re2::RE2::ANCHOR_START);
        if (!found || found->begin == found->end)
            continue;
        // What runs into the end of the view may go on behind it.
        const bool isCut = from == match.secretEnd && found->wholeEnd == to && to < text.size();
        const std::string_view value = text.substr(found->begin, found->end - found->begin);
        if (!isCut && shannonEntropy(value) >= rule.minEntropy)
            return CompanionValue{found->begin, found->end};
    }
    return std::nullopt;
}

} // namespace

std::optional<CompanionValue> findCompanion(const CompiledRules &rules, std::size_t detector,
                                            std::size_t companion, std::string_view text,
                                            const PatternMatch &match)
{
    const CompanionRule &rule = rules.detector(detector).companions[companion];
    const Expression &expression = rules.engine().detectors[detector].companions[companion];
    if (rule.isAttached)
        return findAttached(expression, rule, text, match);
    const std::size_t low
        = match.wholeBegin - std::min<std::size_t>(match.wholeBegin, rule.distanceBytes);
    const std::size_t high = std::min(text.size(), match.wholeEnd + rule.distanceBytes);
    std::optional<CompanionValue> best;
    std::size_t bestGap = 0;
    for (std::size_t from = low; from < high;) {
        const std::optional<Capture> found = capture(expression, text, from, high);
        if (!found)
            break;
        from = std::max(found->wholeEnd, found->wholeBegin + 1);
        const bool before = found->end <= match.secretBegin;
        const bool after = found->begin >= match.secretEnd;
        if (found->begin == found->end || (!before && !after))
            continue; // overlaps the secret itself
        if (shannonEntropy(text.substr(found->begin, found->end - found->begin)) < rule.minEntropy)
            continue;
        const std::size_t gap
            = before ? match.secretBegin - found->end : found->begin - match.secretEnd;
        if (!best || gap < bestGap || (gap == bestGap && after)) {
            best = CompanionValue{found->begin, found->end};
            bestGap = gap;
        }
    }
    return best;
}

} // namespace rekey::rules
