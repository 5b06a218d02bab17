// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/rotationbook.h"

#include "core/rotate/history.h"
#include "core/rotate/rotationcontext.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace rekey::rotate {

namespace {

using finding::FindingRotation;
using finding::RotationState;

/// 421 of "S-0421"; 0 of another text.
std::uint32_t numberOf(std::string_view label)
{
    std::uint32_t number = 0;
    if (!label.starts_with("S-"))
        return 0;
    const auto [end, error]
        = std::from_chars(label.data() + 2, label.data() + label.size(), number);
    return error == std::errc() && end == label.data() + label.size() ? number : 0;
}

RotationState stateOf(const History &history)
{
    if (history.end.empty())
        return RotationState::Stopped;
    if (history.end == "done")
        return RotationState::Done;
    return history.end == "rolled back" ? RotationState::RolledBack : RotationState::GivenUp;
}

FindingRotation standOf(const std::string &run, const History &history)
{
    FindingRotation stand;
    stand.run = run;
    stand.state = stateOf(history);
    stand.steps = static_cast<std::uint32_t>(history.steps.size());
    const auto next = history.next();
    stand.stepsDone = next ? static_cast<std::uint32_t>(*next) : stand.steps;
    if (next && history.end.empty() && history.steps[*next].state == StepState::Failed)
        stand.why = history.steps[*next].why;
    return stand;
}

/// Errors: Malformed too.
Result<History> historyOf(const std::vector<std::string> &texts)
{
    std::vector<Entry> entries;
    for (const std::string &text : texts) {
        auto entry = parseEntry(text);
        if (!entry)
            return std::unexpected(entry.error());
        entries.push_back(*std::move(entry));
    }
    return replay(entries);
}

bool isOnlyThisRun(const Error &error)
{
    return error.kind == ErrorKind::Malformed || error.kind == ErrorKind::NotFound;
}

} // namespace

Result<bool> RotationBook::read(const finding::Keeper &keeper, const finding::RunKeeper &runs)
{
    const auto counts = runs.runEntryCounts();
    if (!counts)
        return std::unexpected(counts.error());
    std::map<std::string, Known, finding::RunOrder> gone;
    gone.swap(m_runs);
    for (const auto &[run, entries] : *counts) {
        if (auto known = gone.extract(run))
            m_runs.insert(std::move(known));
    }
    m_hasNews = m_hasNews || !gone.empty();
    for (const auto &[run, entries] : *counts) {
        Known &known = m_runs[run];
        if (known.entries == entries)
            continue;
        auto read = readRun(keeper, runs, run);
        if (!read && !isOnlyThisRun(read.error()))
            return std::unexpected(read.error());
        known = {entries, read ? *std::move(read) : std::nullopt};
        m_hasNews = true;
    }
    return std::exchange(m_hasNews, false);
}

Result<std::optional<RotationBook::Kept>> RotationBook::readRun(const finding::Keeper &keeper,
                                                                const finding::RunKeeper &runs,
                                                                const std::string &run)
{
    const auto entries = runs.runEntries(run);
    if (!entries)
        return std::unexpected(entries.error());
    const auto history = historyOf(*entries);
    if (!history)
        return std::unexpected(history.error());
    const auto context = keptContext(keeper, run);
    if (!context)
        return std::unexpected(context.error());
    const auto id = runs.findingOf(numberOf(context->finding));
    if (!id)
        return std::unexpected(id.error());
    if (!*id)
        return std::nullopt;
    return Kept{**id, standOf(run, *history), decisionAtEnd(*history),
                history->isOldValueNeedless()};
}

finding::FindingRotations RotationBook::byFinding(const std::set<std::string> &running) const
{
    finding::FindingRotations found;
    for (const auto &[run, known] : m_runs) {
        if (!known.kept)
            continue;
        FindingRotation rotation = known.kept->rotation;
        if (rotation.state == RotationState::Stopped && running.contains(run))
            rotation.state = RotationState::Running;
        const auto [at, isFirst] = found.try_emplace(known.kept->finding, rotation);
        if (isFirst)
            continue;
        FindingRotation &shown = at->second;
        std::vector<std::string> others = std::move(shown.others);
        if (shown.isOpen() && !rotation.isOpen()) {
            others.push_back(run);
        } else {
            others.push_back(std::exchange(shown, std::move(rotation)).run);
        }
        std::ranges::sort(others, finding::RunOrder());
        shown.others = std::move(others);
    }
    return found;
}

std::vector<EndedRun> RotationBook::ended() const
{
    std::vector<EndedRun> all;
    for (const auto &[id, rotation] : byFinding()) {
        const auto known = m_runs.find(rotation.run);
        if (known == m_runs.end() || !known->second.kept || !known->second.kept->decision)
            continue;
        const Kept &kept = *known->second.kept;
        all.push_back({rotation.run, id, *kept.decision, kept.isOldValueNeedless});
    }
    return all;
}

Result<finding::FindingRotations> keptRotations(const finding::Keeper &keeper)
{
    RotationBook book;
    if (const auto *runs = dynamic_cast<const finding::RunKeeper *>(&keeper)) {
        if (const auto read = book.read(keeper, *runs); !read)
            return std::unexpected(read.error());
    }
    return book.byFinding();
}

} // namespace rekey::rotate
