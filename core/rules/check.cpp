// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/check.h"

#include "core/rules/anchor.h"
#include "core/rules/confirm.h"
#include "core/rules/engine.h"
#include "core/rules/pattern.h"
#include "core/rules/sample.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace rekey::rules {

namespace {

struct Hit
{
    std::uint32_t anchor = 0;
    std::size_t to = 0;
};

/// The anchor database with scratch of its own.
class AnchorScan
{
public:
    explicit AnchorScan(const CompiledRules &rules)
        : m_rules(rules)
    {
        if (rules.engine().database != nullptr)
            hs_alloc_scratch(rules.engine().database, &m_scratch);
    }
    ~AnchorScan() { hs_free_scratch(m_scratch); }
    AnchorScan(const AnchorScan &) = delete;
    AnchorScan &operator=(const AnchorScan &) = delete;

    /// Calls `seen` for each hit.
    void scan(std::string_view text, const std::function<void(Hit)> &seen)
    {
        if (m_scratch == nullptr)
            return;
        const auto forward
            = [](unsigned id, unsigned long long, unsigned long long to, unsigned, void *context) {
                  (*static_cast<const std::function<void(Hit)> *>(context))({id, to});
                  return 0;
              };
        auto *context = const_cast<std::function<void(Hit)> *>(&seen);
        hs_scan(m_rules.engine().database, text.data(), static_cast<unsigned>(text.size()), 0,
                m_scratch, forward, context);
    }

    /// Whether some hit announces a match of the detector that begins at `begin`.
    bool announces(std::size_t detector, std::string_view text, std::size_t begin)
    {
        bool found = false;
        scan(text, [&](Hit hit) {
            for (const AnchorUse &use : m_rules.engine().anchors[hit.anchor].uses) {
                const auto at
                    = static_cast<std::int64_t>(begin) - static_cast<std::int64_t>(hit.to);
                found = found
                    || (use.detector == detector && at >= use.beginMin && at <= use.beginMax);
            }
        });
        return found;
    }

private:
    const CompiledRules &m_rules;
    hs_scratch_t *m_scratch = nullptr;
};

/// Why the best match is not a finding, in words; empty when there is a finding.
std::string whyNotFound(const CompiledRules &rules, std::size_t detector, std::string_view text)
{
    std::string why = "the pattern does not match";
    const Detector &rule = rules.detector(detector);
    std::size_t from = 0;
    while (const auto match = findPattern(rules, detector, text, from, text.size())) {
        from = std::max(match->wholeEnd, match->wholeBegin + 1);
        if (match->wholeEnd - match->wholeBegin
            > rules.engine().detectors[detector].maxMatchBytes) {
            why = "the match is longer than max_length";
            continue;
        }
        const Judgement judgement = judge(rules, detector, text, *match);
        switch (judgement.refusal) {
        case Refusal::Keyword:
            why = "no keyword is near";
            continue;
        case Refusal::Entropy:
            why = "the entropy is " + std::to_string(judgement.entropy).substr(0, 4);
            continue;
        case Refusal::Filter:
            why = "the filter " + std::string(judgement.filter) + " refuses the value";
            continue;
        case Refusal::Denied:
            why = "deny matches the value";
            continue;
        case Refusal::None:
            break;
        }
        if (judgement.structure == Structure::Invalid) {
            why = "the checksum fails";
            continue;
        }
        std::string missing;
        for (std::size_t i = 0; i < rule.companions.size(); ++i) {
            if (rule.companions[i].required && !findCompanion(rules, detector, i, text, *match))
                missing = rule.companions[i].name;
        }
        if (missing.empty())
            return {};
        why = "the required companion " + missing + " is missing";
    }
    return why;
}

class PackCheck
{
public:
    PackCheck(const CompiledRules &rules, const CheckOptions &options,
              std::vector<RuleProblem> &problems)
        : m_rules(rules)
        , m_options(options)
        , m_problems(problems)
        , m_anchors(rules)
    {
    }

    void run()
    {
        for (std::size_t i = 0; i < m_rules.detectorCount(); ++i) {
            checkExamples(i);
            checkSamples(i);
        }
        if (!m_options.corpus.empty())
            checkRates();
    }

private:
    void report(std::size_t detector, std::string reason)
    {
        m_problems.push_back({m_rules.detector(detector).id, std::move(reason)});
    }

    void checkExamples(std::size_t detector)
    {
        const Detector &rule = m_rules.detector(detector);
        for (std::size_t i = 0; i < rule.examples.size(); ++i) {
            const std::string why = whyNotFound(m_rules, detector, rule.examples[i]);
            if (!why.empty())
                report(detector, "example " + std::to_string(i + 1) + " is not found: " + why);
            else if (!isAnnounced(detector, rule.examples[i]))
                report(detector, "no anchor announces example " + std::to_string(i + 1));
        }
        for (std::size_t i = 0; i < rule.counterExamples.size(); ++i) {
            if (findsSecret(m_rules, detector, rule.counterExamples[i]))
                report(detector, "counter-example " + std::to_string(i + 1) + " is found");
        }
        if (rule.counterExamples.empty())
            report(detector, "there is no counter-example");
    }

    /// True as well when the expression does not match, or longer than is looked for.
    bool isAnnounced(std::size_t detector, std::string_view text)
    {
        const auto match = findPattern(m_rules, detector, text, 0, text.size());
        return !match
            || match->wholeEnd - match->wholeBegin
            > m_rules.engine().detectors[detector].maxMatchBytes
            || m_anchors.announces(detector, text, match->wholeBegin);
    }

    void checkSamples(std::size_t detector)
    {
        const Detector &rule = m_rules.detector(detector);
        const Result<PatternNode> tree = parsePattern(rule.pattern);
        if (!tree)
            return;
        PatternSampler sampler(detector + 1);
        for (int i = 0; i < m_options.samples; ++i) {
            std::string text = sampler.sample(*tree);
            // Keyword anchors stand outside of the match.
            const std::string keyword = rule.keywords.empty() || i % 2 == 0
                ? std::string()
                : rule.keywords[sampler.below(static_cast<std::uint32_t>(rule.keywords.size()))];
            text = keyword.empty() ? "\n" + text + "\n" : "\n" + keyword + " " + text + "\n";
            if (!rule.keywords.empty() && !judgedNear(detector, text))
                continue;
            if (!isAnnounced(detector, text)) {
                report(detector,
                       "no anchor announces a text made from the pattern (sample "
                           + std::to_string(i) + ")");
                return;
            }
        }
    }

    bool judgedNear(std::size_t detector, std::string_view text)
    {
        const auto match = findPattern(m_rules, detector, text, 0, text.size());
        return match && judge(m_rules, detector, text, *match).refusal != Refusal::Keyword;
    }

    void checkRates()
    {
        std::vector<double> costs(m_rules.detectorCount());
        m_anchors.scan(m_options.corpus, [&](Hit hit) {
            for (const AnchorUse &use : m_rules.engine().anchors[hit.anchor].uses)
                costs[use.detector] += hitCost(use);
        });
        const double size = static_cast<double>(m_options.corpus.size()) / (1024 * 1024);
        for (std::size_t i = 0; i < costs.size(); ++i) {
            if (costs[i] / size > m_options.maxHitsPerMiB)
                report(i,
                       "its anchors hit ordinary text too often: a cost of "
                           + std::to_string(static_cast<long>(costs[i] / size)) + " for each MiB, "
                           + std::to_string(static_cast<long>(m_options.maxHitsPerMiB))
                           + " is allowed:" + anchorsOf(i));
        }
    }

    /// A hit that says where the match begins is tried at once; one that does not is searched for.
    static double hitCost(const AnchorUse &use)
    {
        constexpr std::int32_t kNear = 32;
        return use.beginMax - use.beginMin <= kNear ? 0.1 : 1.0;
    }

    std::string anchorsOf(std::size_t detector) const
    {
        std::string patterns;
        for (const Anchor &anchor : m_rules.engine().anchors) {
            if (std::ranges::find(anchor.uses, detector, &AnchorUse::detector) != anchor.uses.end())
                patterns += " " + anchor.pattern;
        }
        return patterns;
    }

    const CompiledRules &m_rules;
    const CheckOptions &m_options;
    std::vector<RuleProblem> &m_problems;
    AnchorScan m_anchors;
};

/// The detectors whose expressions and anchors are in order; the others become problems.
RulePack compilable(const RulePack &pack, std::vector<RuleProblem> &problems)
{
    RulePack good;
    good.providers = pack.providers;
    for (const Detector &detector : pack.detectors) {
        const Result<void> tried = tryDetector(detector);
        if (tried)
            good.detectors.push_back(detector);
        else
            problems.push_back({detector.id, tried.error().detail});
    }
    return good;
}

} // namespace

bool findsSecret(const CompiledRules &rules, std::size_t detector, std::string_view text)
{
    return whyNotFound(rules, detector, text).empty();
}

std::vector<RuleProblem> checkPack(const RulePack &pack, const CheckOptions &options)
{
    std::vector<RuleProblem> problems;
    const auto rules = CompiledRules::compile(compilable(pack, problems));
    if (!rules)
        problems.push_back({{}, rules.error().text()});
    else
        PackCheck(**rules, options, problems).run();
    return problems;
}

std::vector<AnchorRate> anchorRates(const CompiledRules &rules, std::string_view text)
{
    std::vector<AnchorRate> rates;
    for (const Anchor &anchor : rules.engine().anchors) {
        AnchorRate rate;
        rate.pattern = anchor.pattern;
        for (const AnchorUse &use : anchor.uses)
            rate.detectors.push_back(rules.detector(use.detector).id);
        rates.push_back(std::move(rate));
    }
    AnchorScan(rules).scan(text, [&](Hit hit) { ++rates[hit.anchor].hits; });
    std::ranges::stable_sort(rates, std::greater(), &AnchorRate::hits);
    return rates;
}

} // namespace rekey::rules
