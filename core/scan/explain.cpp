// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/explain.h"

#include "core/base/text.h"
#include "core/scan/deltascan.h"

#include <algorithm>
#include <array>
#include <format>
#include <optional>
#include <tuple>

namespace rekey::scan {

namespace {

constexpr std::array<std::string_view, 10> kStageNames
    = {"expression", "length",    "entropy", "filter",    "keyword",
       "denied",     "companion", "overlap", "structure", "found"};

struct Spot
{
    std::uint32_t detector = 0;
    Stage stage = Stage::Expression;
    std::uint64_t begin = 0;
    std::string words;
};

std::string keywordWords(const rules::Detector &detector)
{
    std::string list;
    for (const std::string &keyword : detector.keywords)
        list += (list.empty() ? "" : ", ") + keyword;
    return std::format("no keyword within {} bytes of it (one of: {})",
                       detector.keywordDistanceBytes, list);
}

std::string refusalWords(const rules::Detector &detector, const rules::Judgement &judgement)
{
    switch (judgement.refusal) {
    case rules::Refusal::Entropy:
        return std::format("entropy {:.1f} under {:.1f} bits per character", judgement.entropy,
                           detector.minEntropy);
    case rules::Refusal::Filter:
        return std::format("the filter \"{}\" takes it for no secret", judgement.filter);
    case rules::Refusal::Keyword:
        return keywordWords(detector);
    case rules::Refusal::Denied:
        return "the rule's deny list names such values";
    case rules::Refusal::None:
        break;
    }
    return {};
}

Stage stageOf(rules::Refusal refusal)
{
    switch (refusal) {
    case rules::Refusal::Entropy:
        return Stage::Entropy;
    case rules::Refusal::Filter:
        return Stage::Filter;
    case rules::Refusal::Keyword:
        return Stage::Keyword;
    case rules::Refusal::Denied:
        return Stage::Denied;
    case rules::Refusal::None:
        break;
    }
    return Stage::Found;
}

class SpotCollector final : public RefusalObserver
{
public:
    explicit SpotCollector(const rules::CompiledRules &rules)
        : m_rules(rules)
    {
    }

    void narrowed(const WideStretch &stretch) override { m_stretch = stretch; }
    void noMatch(const Window &window) override
    {
        spots.push_back({window.detector, Stage::Expression, inText(window.begin),
                         "begins like one, but the whole expression does not match"});
    }
    void tooLong(const Window &window) override
    {
        spots.push_back({window.detector, Stage::Length, inText(window.begin),
                         std::format("matches only with more than {} bytes",
                                     m_rules.detector(window.detector).maxLengthBytes)});
    }
    void refused(const Window &window, const rules::PatternMatch &match,
                 const rules::Judgement &judgement) override
    {
        spots.push_back({window.detector, stageOf(judgement.refusal), inText(match.secretBegin),
                         refusalWords(m_rules.detector(window.detector), judgement)});
    }
    void companionMissing(const Window &window, const rules::PatternMatch &match,
                          std::uint32_t companion) override
    {
        const auto &rule = m_rules.detector(window.detector).companions[companion];
        spots.push_back(
            {window.detector, Stage::Companion, inText(match.secretBegin),
             std::format("no {} within {} bytes of it", rule.name, rule.distanceBytes)});
    }

    std::vector<Spot> spots;

private:
    [[nodiscard]] std::uint64_t inText(std::uint64_t at) const
    {
        return m_stretch ? m_stretch->begin + 2 * at : at;
    }

    const rules::CompiledRules &m_rules;
    std::optional<WideStretch> m_stretch; ///< unset while the text itself is looked at
};

/// The kept candidate that another gave way to.
const Candidate *winnerOver(DeltaScanner &scanner, const Match &loser)
{
    for (const std::uint32_t index : scanner.kept()) {
        const Candidate &kept = scanner.candidates()[index];
        const auto touches = [&](const ByteRange &range) {
            return range.begin < loser.secret.end && loser.secret.begin < range.end;
        };
        if (touches(kept.match.secret)
            || std::ranges::any_of(kept.match.companions, [&](const CompanionMatch &companion) {
                   return touches(companion.range);
               }))
            return &kept;
    }
    return nullptr;
}

void addCandidates(DeltaScanner &scanner, std::vector<Spot> &spots)
{
    std::vector<bool> kept(scanner.candidates().size(), false);
    for (const std::uint32_t index : scanner.kept())
        kept[index] = true;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const Match &match = scanner.candidates()[i].match;
        Spot spot{match.detector, Stage::Found, match.secret.begin, "found"};
        if (!kept[i]) {
            const Candidate *winner = winnerOver(scanner, match);
            spot.stage = Stage::Overlap;
            spot.words = "gives way to a more specific rule";
            if (winner != nullptr)
                spot.words += ": " + scanner.rules().detector(winner->match.detector).id;
        } else if (match.structure == Structure::Invalid) {
            spot.stage = Stage::Structure;
            spot.words = "found, but its own structure or checksum says it is not a secret";
        } else if (match.structure == Structure::Valid) {
            spot.words = "found; its own structure or checksum is right";
        }
        spots.push_back(std::move(spot));
    }
}

/// Whether the same was already said of the same line.
bool isRepeated(std::span<const Explanation> said, const Explanation &next)
{
    for (std::size_t i = said.size(); i-- > 0 && said[i].at.line == next.at.line;) {
        if (said[i].stage == next.stage && said[i].rule == next.rule)
            return true;
    }
    return false;
}

} // namespace

std::string_view stageName(Stage stage)
{
    return kStageNames[static_cast<std::size_t>(stage)];
}

std::vector<Explanation> explain(std::span<const std::byte> text,
                                 const std::shared_ptr<const rules::CompiledRules> &rules)
{
    SpotCollector collector(*rules);
    DeltaScanner scanner(rules);
    scanner.setObserver(&collector);
    scanner.scan(text);
    std::vector<Spot> spots = std::move(collector.spots);
    addCandidates(scanner, spots);
    std::ranges::sort(spots, {}, [](const Spot &s) {
        return std::tuple(s.begin, s.detector, s.stage, std::string_view(s.words));
    });
    LineCounter lines(encodingOf(asText(text)));
    std::vector<Explanation> explanations;
    for (Spot &spot : spots) {
        Explanation explanation{rules->detector(spot.detector).id, spot.stage,
                                lines.at(asText(text), 0, spot.begin), std::move(spot.words)};
        const bool again = spot.stage == Stage::Expression && isRepeated(explanations, explanation);
        if (!again)
            explanations.push_back(std::move(explanation));
    }
    return explanations;
}

} // namespace rekey::scan
