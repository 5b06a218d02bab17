// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/statistics.h"

#include "core/finding/filter.h"
#include "core/finding/filtertext.h"
#include "core/finding/filtervalue.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace rekey::finding {

namespace {

using Code = StringPool::Code;
using Groups = std::array<std::size_t, kVerdictGroups>;

constexpr std::int64_t kDay = 86'400;

struct AgeBand
{
    std::string_view key;
    std::string_view filter;
    std::int64_t below; ///< seconds
};

// In the words of the filter: m is 30 days, y is 365.
constexpr std::array<AgeBand, 6> kAgeBands = {{
    {"30d", "age:<30d", 30 * kDay},
    {"90d", "age:>=30d age:<90d", 90 * kDay},
    {"1y", "age:>=90d age:<1y", 365 * kDay},
    {"3y", "age:>=1y age:<3y", 3 * 365 * kDay},
    {"older", "age:>=3y", std::numeric_limits<std::int64_t>::max()},
    {"undated", "-(age:<1d or age:>=1d)", 0},
}};
constexpr std::size_t kUndated = kAgeBands.size() - 1;

/// By the most that a key may do; a filter matches any of its scopes, so the greater are left out.
struct RiskBand
{
    std::string_view key;
    std::string_view filter;
};
constexpr std::array<RiskBand, 5> kRiskBands = {{
    {"admin", "verdict:live|limited scope:admin"},
    {"can-gain-more", "verdict:live|limited scope:can-gain-more -scope:admin"},
    {"risky", "verdict:live|limited scope:risky -scope:admin|can-gain-more"},
    {"read-only", "verdict:live|limited scope:read-only -scope:admin|can-gain-more|risky"},
    {"unknown", "verdict:live|limited -scope:admin|can-gain-more|risky|read-only"},
}};

std::size_t riskBand(const Access *access)
{
    const auto risk = access ? access->highestRisk() : std::nullopt;
    if (!risk)
        return kRiskBands.size() - 1;
    return static_cast<std::size_t>(ScopeRisk::Admin) - static_cast<std::size_t>(*risk);
}

std::size_t ageBand(std::int64_t first, std::int64_t now)
{
    if (first == 0)
        return kUndated;
    std::size_t band = 0;
    while (now - first >= kAgeBands[band].below)
        ++band;
    return band;
}

/// `word:="a"|="b"`, or nothing when that is longer than a filter may be.
std::string listTerm(FilterWord word, std::span<const std::string> values)
{
    std::string term(filterWordInfo(word)->name);
    char before = ':';
    for (const std::string &value : values) {
        term.append(1, before).append("=").append(quotedFilterValue(value));
        before = '|';
    }
    // Room for a verdict beside it.
    return term.size() + 64 > kMaxFilterBytes ? std::string() : term;
}

std::size_t sum(const Groups &groups)
{
    return std::accumulate(groups.begin(), groups.end(), std::size_t{0});
}

bool isBigger(const CountBar &left, const CountBar &right)
{
    if (left.live() != right.live())
        return left.live() > right.live();
    if (left.count() != right.count())
        return left.count() > right.count();
    return left.key < right.key;
}

} // namespace

/// Counts by dictionary codes in one walk over the columns.
class StatisticsCounter
{
public:
    StatisticsCounter(const FindingIndex &index, std::span<const StatisticsSource> sources,
                      const StatisticsOptions &options)
        : m_index(index)
        , m_sources(sources)
        , m_options(options)
        , m_types(index.m_typePool)
        , m_files(index.m_filePool)
        , m_authors(index.m_authorPool, options.withAuthors)
    {
        readSources();
    }

    Statistics count()
    {
        for (IndexRow row = 0; row < m_index.size(); ++row)
            countRow(row);
        Statistics statistics;
        statistics.findings = m_index.size();
        statistics.kinds = kindBars();
        statistics.types = m_types.bars(FilterWord::Type, m_options.top);
        statistics.files = m_files.bars(FilterWord::File, m_options.top);
        statistics.authors = m_authors.bars(FilterWord::Author, m_options.top);
        for (std::size_t band = 0; band < kAgeBands.size(); ++band) {
            CountBar bar;
            bar.key = kAgeBands[band].key;
            bar.filter = kAgeBands[band].filter;
            bar.groups = m_ages[band];
            statistics.ages.push_back(std::move(bar));
        }
        for (std::size_t band = 0; band < kRiskBands.size(); ++band) {
            CountBar bar;
            bar.key = kRiskBands[band].key;
            bar.filter = kRiskBands[band].filter;
            bar.groups[0] = m_risks[band];
            statistics.risks.push_back(std::move(bar));
        }
        return statistics;
    }

private:
    /// Counts of one dictionary's texts; texts that differ only in case are one, as in a filter.
    class Tally
    {
    public:
        explicit Tally(const StringPool &pool, bool isWanted = true)
            : m_pool(pool)
        {
            if (!isWanted)
                return;
            m_same.resize(pool.size());
            m_counts.resize(pool.size());
            m_countedFor.resize(pool.size(), 0);
            std::unordered_map<std::string_view, Code> seen;
            seen.reserve(pool.size());
            for (Code code = 0; code < pool.size(); ++code)
                m_same[code] = seen.try_emplace(pool.foldedAt(code), code).first->second;
        }

        [[nodiscard]] bool isWanted() const { return !m_same.empty(); }
        void add(Code text, IndexRow row, std::size_t group)
        {
            const Code code = m_same[text];
            if (m_countedFor[code] == row + 1)
                return;
            m_countedFor[code] = row + 1;
            ++m_counts[code][group];
        }

        [[nodiscard]] std::vector<CountBar> bars(FilterWord word, std::size_t top) const
        {
            // The empty text, code 0, is none.
            std::vector<Code> codes;
            for (Code code = 1; code < m_counts.size(); ++code) {
                if (sum(m_counts[code]) > 0)
                    codes.push_back(code);
            }
            const auto end
                = codes.begin() + static_cast<std::ptrdiff_t>(std::min(top, codes.size()));
            std::partial_sort(codes.begin(), end, codes.end(), [this](Code left, Code right) {
                return std::pair(m_counts[left][0], sum(m_counts[left]))
                    > std::pair(m_counts[right][0], sum(m_counts[right]));
            });
            std::vector<CountBar> bars;
            for (auto code = codes.begin(); code != end; ++code) {
                CountBar bar;
                bar.key = m_pool.at(*code);
                bar.groups = m_counts[*code];
                bar.filter = listTerm(word, std::span(&bar.key, 1));
                bars.push_back(std::move(bar));
            }
            std::ranges::sort(bars, isBigger);
            return bars;
        }

    private:
        const StringPool &m_pool;
        std::vector<Code> m_same; ///< first code with the same folded text
        std::vector<Groups> m_counts;
        std::vector<IndexRow> m_countedFor; ///< row + 1 that was counted last
    };

    struct Kind
    {
        CountBar bar;
        std::vector<std::string> names;
    };

    void readSources()
    {
        std::unordered_map<std::string, std::uint64_t> kindsOfName;
        for (const StatisticsSource &source : m_sources) {
            const std::size_t at = kindNamed(source.kind);
            if (at >= 64)
                continue;
            Kind &kind = m_kinds[at];
            kind.bar.files += source.files;
            kind.bar.commits += source.commits;
            if (!std::ranges::contains(kind.names, source.name))
                kind.names.push_back(source.name);
            kindsOfName[foldAscii(source.name)] |= std::uint64_t{1} << at;
        }
        // A filter knows sources by name without regard to case, so those of one name go together.
        m_kindsOfSource.resize(m_sources.size());
        for (std::size_t i = 0; i < m_sources.size(); ++i)
            m_kindsOfSource[i] = kindsOfName[foldAscii(m_sources[i].name)];
    }

    std::size_t kindNamed(const std::string &name)
    {
        const auto found
            = std::ranges::find(m_kinds, name, [](const Kind &kind) { return kind.bar.key; });
        if (found != m_kinds.end())
            return static_cast<std::size_t>(found - m_kinds.begin());
        if (m_kinds.size() < 64) {
            m_kinds.emplace_back();
            m_kinds.back().bar.key = name;
            return m_kinds.size() - 1;
        }
        return 64;
    }

    void countRow(IndexRow row)
    {
        const auto group = static_cast<std::size_t>(verdictGroup(m_index.m_verdicts[row]));
        m_types.add(m_index.m_types[row], row, group);
        ++m_ages[ageBand(m_index.m_firsts[row], m_options.now)][group];
        if (group == 0)
            ++m_risks[riskBand(m_index.records().access(row))];
        std::uint64_t kinds = 0;
        const std::size_t begin = m_index.m_placeBegins[row];
        const std::size_t end = begin + m_index.m_placeCounts[row];
        for (std::size_t at = begin; at < end; ++at) {
            m_files.add(m_index.m_fileOfPath[m_index.m_placePaths[at]], row, group);
            if (m_authors.isWanted())
                m_authors.add(m_index.m_placeAuthors[at], row, group);
            const std::uint32_t source = m_index.m_placeDetails[at].source;
            if (source < m_kindsOfSource.size())
                kinds |= m_kindsOfSource[source];
        }
        for (std::size_t kind = 0; kinds != 0; ++kind, kinds >>= 1) {
            if ((kinds & 1U) != 0)
                ++m_kinds[kind].bar.groups[group];
        }
    }

    [[nodiscard]] std::vector<CountBar> kindBars() const
    {
        std::vector<CountBar> bars;
        for (const Kind &kind : m_kinds) {
            bars.push_back(kind.bar);
            bars.back().filter = listTerm(FilterWord::Source, kind.names);
        }
        std::ranges::sort(bars, [](const CountBar &left, const CountBar &right) {
            return left.count() != right.count() ? left.count() > right.count()
                                                 : left.key < right.key;
        });
        return bars;
    }

    const FindingIndex &m_index;
    std::span<const StatisticsSource> m_sources;
    const StatisticsOptions &m_options;
    std::vector<Kind> m_kinds; ///< at most 64
    std::vector<std::uint64_t> m_kindsOfSource; ///< bit n: of kind n
    Tally m_types;
    Tally m_files;
    Tally m_authors;
    std::array<Groups, kAgeBands.size()> m_ages{};
    std::array<std::size_t, kRiskBands.size()> m_risks{};
};

VerdictGroup verdictGroup(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Live:
    case Verdict::LiveLimited:
        return VerdictGroup::Live;
    case Verdict::Disabled:
        return VerdictGroup::Disabled;
    case Verdict::Dead:
        return VerdictGroup::Dead;
    case Verdict::NotASecret:
        return VerdictGroup::NotASecret;
    case Verdict::NotChecked:
    case Verdict::Unknown:
    case Verdict::NoChecker:
        break;
    }
    return VerdictGroup::NotKnown;
}

std::string_view verdictGroupTerm(VerdictGroup group)
{
    constexpr std::array<std::string_view, kVerdictGroups> terms
        = {"verdict:live|limited", "verdict:disabled", "verdict:dead",
           "verdict:not-checked|unknown|no-checker", "verdict:not-a-secret"};
    return terms[static_cast<std::size_t>(group)];
}

std::size_t CountBar::count() const
{
    return sum(groups);
}

std::string CountBar::filterOf(VerdictGroup group) const
{
    return filter.empty() ? std::string() : filter + ' ' + std::string(verdictGroupTerm(group));
}

Statistics countStatistics(const FindingIndex &index, std::span<const StatisticsSource> sources,
                           const StatisticsOptions &options)
{
    return StatisticsCounter(index, sources, options).count();
}

} // namespace rekey::finding
