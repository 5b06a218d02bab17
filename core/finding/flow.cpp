// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/flow.h"

#include "core/finding/filter.h"
#include "core/finding/triage.h"

#include <algorithm>

namespace rekey::finding {

namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kWeek = 7 * kDay;
// 1970-01-01 was a Thursday.
constexpr std::int64_t kFirstMonday = 4 * kDay;

std::int64_t weekOf(std::int64_t seconds)
{
    const std::int64_t past = seconds - kFirstMonday;
    return kFirstMonday + (past >= 0 ? past / kWeek : (past - kWeek + 1) / kWeek) * kWeek;
}

/// Different findings: how many, and which ones as long as a filter can name them.
class Tally
{
public:
    explicit Tally(std::size_t rows)
        : m_seen(rows)
    {
    }

    void add(IndexRow row, std::uint32_t number)
    {
        if (m_seen[row])
            return;
        m_seen[row] = true;
        ++m_count;
        if (m_numbers.size() <= kNameable)
            m_numbers.push_back(number);
    }

    [[nodiscard]] WeekBar::Count count()
    {
        WeekBar::Count count{m_count, {}};
        std::ranges::sort(m_numbers);
        for (const std::uint32_t number : m_numbers) {
            count.filter += (count.filter.empty() ? "id:" : "|") + std::to_string(number);
            if (count.filter.size() > kMaxFilterBytes)
                return {m_count, {}};
        }
        return count;
    }

private:
    static constexpr std::size_t kNameable = kMaxFilterBytes / 2; ///< a digit and a bar each

    std::vector<bool> m_seen; ///< by index row
    std::vector<std::uint32_t> m_numbers; ///< S-numbers, one more than can be named at most
    std::size_t m_count = 0;
};

struct Week
{
    explicit Week(std::size_t rows)
        : found(rows)
        , closed(rows)
        , reopened(rows)
    {
    }

    Tally found;
    Tally closed;
    Tally reopened;
};

/// What one finding went through.
struct Life
{
    std::int64_t foundAt = 0; ///< seconds since 1970 UTC
    std::int64_t deadAt = 0; ///< first time
};

std::optional<double> median(std::vector<double> &values)
{
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void note(Week &week, IndexRow row, std::uint32_t number, FlowEvent::Step step)
{
    switch (step) {
    case FlowEvent::Step::Found:
        week.found.add(row, number);
        break;
    case FlowEvent::Step::Closed:
        week.closed.add(row, number);
        break;
    case FlowEvent::Step::Reopened:
        week.reopened.add(row, number);
        break;
    case FlowEvent::Step::Dead:
        break;
    }
}

std::optional<FlowEvent::Step> stepOf(const Event &event)
{
    switch (event.kind) {
    case EventKind::Found:
        return FlowEvent::Step::Found;
    case EventKind::Reopened:
        return FlowEvent::Step::Reopened;
    case EventKind::Verified:
        if (event.to == verdictName(Verdict::Dead))
            return FlowEvent::Step::Dead;
        break;
    case EventKind::Decided:
        // "closed (test)": the reason may stand behind it.
        if (event.to.starts_with(decisionName(Decision::Closed)))
            return FlowEvent::Step::Closed;
        if (event.to.starts_with(decisionName(Decision::Reopened)))
            return FlowEvent::Step::Reopened;
        break;
    default:
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<FlowEvent> flowEventOf(const Event &event)
{
    const auto step = stepOf(event);
    return step ? std::optional(FlowEvent{event.finding, event.at / 1000, *step}) : std::nullopt;
}

Flow flowOf(const FindingIndex &index, std::span<const FlowEvent> events, std::int64_t now,
            std::size_t weeks)
{
    const std::int64_t last = weekOf(now);
    const std::int64_t first = last - static_cast<std::int64_t>(weeks - 1) * kWeek;
    std::vector<Week> counted(weeks, Week(index.size()));
    std::vector<Life> lives(index.size());
    for (const FlowEvent &event : events) {
        const auto row = index.rowOf(event.finding);
        if (!row || index.number(*row) == 0)
            continue;
        Life &life = lives[*row];
        if (event.step == FlowEvent::Step::Found && life.foundAt == 0)
            life.foundAt = event.at;
        if (event.step == FlowEvent::Step::Dead && life.deadAt == 0)
            life.deadAt = event.at;
        if (event.at >= first && event.at < last + kWeek)
            note(counted[static_cast<std::size_t>((event.at - first) / kWeek)], *row,
                 index.number(*row), event.step);
    }
    Flow flow;
    for (std::size_t i = 0; i < weeks; ++i) {
        flow.weeks.push_back({first + static_cast<std::int64_t>(i) * kWeek,
                              counted[i].found.count(), counted[i].closed.count(),
                              counted[i].reopened.count()});
    }
    std::vector<double> days;
    for (const Life &life : lives) {
        if (life.foundAt != 0 && life.deadAt >= life.foundAt)
            days.push_back(static_cast<double>(life.deadAt - life.foundAt) / kDay);
    }
    flow.dead = days.size();
    flow.medianDaysToDead = median(days);
    return flow;
}

} // namespace rekey::finding
