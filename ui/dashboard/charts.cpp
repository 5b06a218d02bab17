// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/charts.h"

#include "ui/models/findingwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using finding::CountBar;
using finding::VerdictGroup;

struct Charts
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::Charts)
};

QString number(std::size_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString decimal(double value)
{
    return QLocale().toString(value, 'f', value < 10 ? 1 : 0);
}

QString percent(std::size_t part, std::size_t whole)
{
    if (whole == 0)
        return u"–"_s;
    const double share = static_cast<double>(part) * 100 / static_cast<double>(whole);
    return Charts::tr("%1%").arg(QLocale().toString(share, 'f', share > 0 && share < 10 ? 1 : 0));
}

QString text(const std::string &text)
{
    return QString::fromStdString(text);
}

std::vector<ChartSeries> verdictSeries()
{
    return {{Charts::tr("Live or limited"), {Tone::Danger, Qt::SolidPattern}},
            {Charts::tr("Disabled"), {Tone::Warning, Qt::Dense4Pattern}},
            {Charts::tr("Dead"), {Tone::Good, Qt::BDiagPattern}},
            {Charts::tr("Not known"), {Tone::Neutral, Qt::Dense6Pattern}},
            {Charts::tr("Not a secret"), {Tone::Masked, Qt::HorPattern}}};
}

std::vector<ChartPart> verdictParts(const CountBar &bar)
{
    std::vector<ChartPart> parts;
    for (std::size_t i = 0; i < finding::kVerdictGroups; ++i) {
        if (bar.groups[i] > 0)
            parts.push_back({static_cast<int>(i), static_cast<double>(bar.groups[i]),
                             text(bar.filterOf(static_cast<VerdictGroup>(i)))});
    }
    return parts;
}

QString verdictSentence(const CountBar &bar)
{
    const std::vector<ChartSeries> series = verdictSeries();
    QStringList words;
    for (std::size_t i = 0; i < finding::kVerdictGroups; ++i) {
        if (bar.groups[i] > 0)
            words.append(Charts::tr("%1 %2").arg(number(bar.groups[i]), series[i].name.toLower()));
    }
    return Charts::tr("%1 found: %2").arg(number(bar.count()), words.join(u", "_s));
}

/// A bar of counts by verdict.
ChartBar verdictBar(const QString &label, const CountBar &bar)
{
    return {label, number(bar.count()), verdictSentence(bar), text(bar.filter), verdictParts(bar)};
}

Chart kindChart(const finding::Statistics &statistics)
{
    Chart chart{u"kinds"_s,
                Charts::tr("Secrets by source"),
                {},
                Charts::tr("No source yet."),
                verdictSeries(),
                {},
                Charts::tr("Secrets")};
    for (const CountBar &bar : statistics.kinds)
        chart.bars.push_back(verdictBar(sourceKindWord(bar.key), bar));
    return chart;
}

Chart liveShareChart(const finding::Statistics &statistics)
{
    Chart chart{u"liveShare"_s,
                Charts::tr("Live share by source"),
                Charts::tr("Live or limited, of all secrets found there"),
                Charts::tr("No source yet."),
                {{Charts::tr("Live or limited"), {Tone::Danger, Qt::SolidPattern}},
                 {Charts::tr("All others"), {Tone::Neutral, Qt::Dense6Pattern}}},
                {},
                Charts::tr("Share")};
    for (const CountBar &bar : statistics.kinds) {
        if (bar.count() == 0)
            continue;
        const double share = static_cast<double>(bar.live()) / static_cast<double>(bar.count());
        const QString live = text(bar.filterOf(VerdictGroup::Live));
        ChartBar drawn{
            sourceKindWord(bar.key),
            percent(bar.live(), bar.count()),
            Charts::tr("%1 of %2 live or limited").arg(number(bar.live()), number(bar.count())),
            live,
            {}};
        if (bar.live() > 0)
            drawn.parts.push_back({0, share, live});
        if (bar.live() < bar.count())
            drawn.parts.push_back(
                {1, 1 - share,
                 bar.filter.empty() ? QString() : text(bar.filter) + u" -verdict:live|limited"_s});
        chart.bars.push_back(std::move(drawn));
    }
    return chart;
}

Chart rateChart(const finding::Statistics &statistics)
{
    Chart chart{u"rate"_s,
                Charts::tr("Secrets per 1,000 files or commits"),
                Charts::tr("Commits of repositories, files of everything else"),
                Charts::tr("Nothing was scanned yet."),
                {{Charts::tr("Secrets"), {Tone::Info, Qt::SolidPattern}}},
                {},
                Charts::tr("Per 1,000")};
    for (const CountBar &bar : statistics.kinds) {
        const bool isByCommit = bar.commits > 0;
        const std::uint64_t scanned = isByCommit ? bar.commits : bar.files;
        if (scanned == 0)
            continue;
        const double rate = static_cast<double>(bar.count()) * 1000 / static_cast<double>(scanned);
        const QString sentence = isByCommit
            ? Charts::tr("%1 found in %2 commits").arg(number(bar.count()), number(scanned))
            : Charts::tr("%1 found in %2 files").arg(number(bar.count()), number(scanned));
        ChartBar drawn{sourceKindWord(bar.key), decimal(rate), sentence, text(bar.filter), {}};
        if (rate > 0)
            drawn.parts.push_back({0, rate, text(bar.filter)});
        chart.bars.push_back(std::move(drawn));
    }
    return chart;
}

Chart listChart(const QString &id, const QString &title, const QString &note, const QString &empty,
                const std::vector<CountBar> &bars)
{
    Chart chart{id, title, note, empty, verdictSeries(), {}, Charts::tr("Secrets")};
    for (const CountBar &bar : bars)
        chart.bars.push_back(verdictBar(escapedText(bar.key), bar));
    return chart;
}

QString ageWord(const std::string &key)
{
    static constexpr std::array<std::pair<std::string_view, const char *>, 6> words
        = {{{"30d", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Under 30 days")},
            {"90d", QT_TRANSLATE_NOOP("rekey::ui::Charts", "30 to 90 days")},
            {"1y", QT_TRANSLATE_NOOP("rekey::ui::Charts", "90 days to a year")},
            {"3y", QT_TRANSLATE_NOOP("rekey::ui::Charts", "1 to 3 years")},
            {"older", QT_TRANSLATE_NOOP("rekey::ui::Charts", "3 years and older")},
            {"undated", QT_TRANSLATE_NOOP("rekey::ui::Charts", "No date known")}}};
    const auto found = std::ranges::find(words, key, [](const auto &word) { return word.first; });
    return found == words.end() ? text(key) : Charts::tr(found->second);
}

QString riskWord(const std::string &key)
{
    static constexpr std::array<std::pair<std::string_view, const char *>, 5> words
        = {{{"admin", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Admin")},
            {"can-gain-more", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Can gain more")},
            {"risky", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Risky")},
            {"read-only", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Read only")},
            {"unknown", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Not known")}}};
    const auto found = std::ranges::find(words, key, [](const auto &word) { return word.first; });
    return found == words.end() ? text(key) : Charts::tr(found->second);
}

bool isEmpty(const std::vector<CountBar> &bars)
{
    return std::ranges::all_of(bars, [](const CountBar &bar) { return bar.count() == 0; });
}

Chart ageChart(const finding::Statistics &statistics)
{
    Chart chart{u"ages"_s,
                Charts::tr("Age by verdict"),
                Charts::tr("Since the oldest commit or file that holds it"),
                Charts::tr("No secret yet."),
                verdictSeries(),
                {},
                Charts::tr("Secrets")};
    if (isEmpty(statistics.ages))
        return chart;
    for (const CountBar &bar : statistics.ages)
        chart.bars.push_back(verdictBar(ageWord(bar.key), bar));
    return chart;
}

std::size_t liveCount(const std::vector<CountBar> &risks)
{
    std::size_t live = 0;
    for (const CountBar &bar : risks)
        live += bar.count();
    return live;
}

Chart riskChart(const finding::Statistics &statistics)
{
    const std::size_t live = liveCount(statistics.risks);
    Chart chart{u"risks"_s,
                Charts::tr("Live keys by scope"),
                Charts::tr("The most that each may do, as its provider told"),
                Charts::tr("No key is known to be live."),
                {{Charts::tr("Admin"), {Tone::Danger, Qt::SolidPattern}},
                 {Charts::tr("Can gain more"), {Tone::Warning, Qt::Dense4Pattern}},
                 {Charts::tr("Risky"), {Tone::Info, Qt::BDiagPattern}},
                 {Charts::tr("Read only"), {Tone::Good, Qt::HorPattern}},
                 {Charts::tr("Not known"), {Tone::Neutral, Qt::Dense6Pattern}}},
                {},
                Charts::tr("Live keys")};
    if (live == 0)
        return chart;
    int series = 0;
    for (const CountBar &bar : statistics.risks) {
        ChartBar drawn{riskWord(bar.key),
                       Charts::tr("%1 (%2)").arg(number(bar.count()), percent(bar.count(), live)),
                       Charts::tr("%1 of %2 live keys").arg(number(bar.count()), number(live)),
                       text(bar.filter),
                       {}};
        if (bar.count() > 0)
            drawn.parts.push_back({series, static_cast<double>(bar.count()), text(bar.filter)});
        chart.bars.push_back(std::move(drawn));
        ++series;
    }
    return chart;
}

QString weekWord(std::int64_t begin)
{
    const QDate day = QDateTime::fromSecsSinceEpoch(begin, QTimeZone::UTC).date();
    return Charts::tr("Week of %1").arg(QLocale().toString(day, QLocale::ShortFormat));
}

Chart flowChart(const finding::Flow &flow)
{
    Chart chart{
        u"flow"_s,
        Charts::tr("Found, closed and reopened by week"),
        {},
        Charts::tr("Nothing was kept in these weeks. An open store remembers what happened when."),
        {{Charts::tr("Found"), {Tone::Info, Qt::SolidPattern}},
         {Charts::tr("Closed"), {Tone::Good, Qt::BDiagPattern}},
         {Charts::tr("Reopened"), {Tone::Warning, Qt::Dense4Pattern}}},
        {},
        Charts::tr("Found, closed, reopened")};
    chart.note = flow.medianDaysToDead
        ? Charts::tr("Median from found to dead: %1 days, of %2 dead")
              .arg(decimal(*flow.medianDaysToDead), number(flow.dead))
        : Charts::tr("No key is known to have died yet");
    bool any = false;
    for (const finding::WeekBar &week : flow.weeks) {
        ChartBar bar;
        bar.label = weekWord(week.begin);
        bar.value = Charts::tr("%1 / %2 / %3", "found, closed, reopened")
                        .arg(number(week.found.count), number(week.closed.count),
                             number(week.reopened.count));
        bar.sentence = Charts::tr("%1 found, %2 closed, %3 reopened")
                           .arg(number(week.found.count), number(week.closed.count),
                                number(week.reopened.count));
        int series = 0;
        for (const finding::WeekBar::Count *count : {&week.found, &week.closed, &week.reopened}) {
            if (count->count > 0)
                bar.parts.push_back(
                    {series, static_cast<double>(count->count), text(count->filter)});
            ++series;
        }
        any = any || !bar.parts.empty();
        // What a whole week is about: what was found in it, or else what was done.
        bar.filter = bar.parts.empty() ? QString() : bar.parts.front().filter;
        chart.bars.push_back(std::move(bar));
    }
    if (!any)
        chart.bars.clear();
    return chart;
}

} // namespace

QString sourceKindWord(const std::string &kind)
{
    static constexpr std::array<std::pair<std::string_view, const char *>, 6> words
        = {{{"git repository", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Git repositories")},
            {"folder", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Folders")},
            {"file", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Files")},
            {"text", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Pasted text")},
            {"standard input", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Standard input")},
            {"report", QT_TRANSLATE_NOOP("rekey::ui::Charts", "Imported reports")}}};
    const auto found = std::ranges::find(words, kind, [](const auto &word) { return word.first; });
    return found == words.end() ? escapedText(kind) : Charts::tr(found->second);
}

std::vector<Figure> figuresOf(const finding::Statistics &statistics, const finding::Flow &flow)
{
    std::size_t live = 0;
    std::size_t dead = 0;
    for (const CountBar &bar : statistics.ages) {
        live += bar.live();
        dead += bar.groups[static_cast<std::size_t>(VerdictGroup::Dead)];
    }
    const bool hasRisks = !statistics.risks.empty();
    const std::size_t admin = hasRisks ? statistics.risks.front().count() : 0;
    return {{u"all"_s,
             Charts::tr("Secrets"),
             number(statistics.findings),
             Charts::tr("one for each value"),
             {}},
            {u"live"_s, Charts::tr("Live or limited"), number(live),
             Charts::tr("%1 of all").arg(percent(live, statistics.findings)),
             u"verdict:live|limited"_s},
            {u"admin"_s, Charts::tr("Live with admin scope"), number(admin),
             Charts::tr("%1 of the live ones").arg(percent(admin, live)),
             hasRisks ? text(statistics.risks.front().filter) : QString()},
            {u"dead"_s, Charts::tr("Dead"), number(dead),
             Charts::tr("%1 of all").arg(percent(dead, statistics.findings)), u"verdict:dead"_s},
            {u"median"_s, Charts::tr("Found to dead"),
             flow.medianDaysToDead ? Charts::tr("%1 days").arg(decimal(*flow.medianDaysToDead))
                                   : u"–"_s,
             Charts::tr("median of %1").arg(number(flow.dead)),
             flow.dead > 0 ? u"verdict:dead"_s : QString()}};
}

std::vector<Chart> chartsOf(const finding::Statistics &statistics, const finding::Flow &flow)
{
    std::vector<Chart> charts = {kindChart(statistics),
                                 liveShareChart(statistics),
                                 listChart(u"types"_s, Charts::tr("Types, live against dead"),
                                           Charts::tr("Those with most live ones first"),
                                           Charts::tr("No secret yet."), statistics.types),
                                 listChart(u"files"_s, Charts::tr("File names"),
                                           Charts::tr("Those with most live ones first"),
                                           Charts::tr("No file name is known."), statistics.files),
                                 ageChart(statistics),
                                 riskChart(statistics),
                                 rateChart(statistics),
                                 flowChart(flow)};
    if (!statistics.authors.empty())
        charts.push_back(listChart(u"authors"_s, Charts::tr("Authors"),
                                   Charts::tr("Who committed it first; not who is at fault"),
                                   Charts::tr("No author is known."), statistics.authors));
    return charts;
}

} // namespace rekey::ui
