// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clireportsource.h"

#include "app/cliopenstore.h"
#include "app/clistorelook.h"
#include "core/report/jsonreader.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <unordered_set>

namespace rekey::app {

namespace {

template <typename Unit> std::int64_t now()
{
    return std::chrono::duration_cast<Unit>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// Both, where both are given.
std::string filterOf(const ReportCommand &command)
{
    if (command.incident.empty())
        return command.filter;
    const std::string incident = "incident:=\"" + command.incident + '"';
    return command.filter.empty() ? incident : '(' + command.filter + ") " + incident;
}

} // namespace

ReportSource::ReportSource() = default;
ReportSource::~ReportSource() = default;
ReportSource::ReportSource(ReportSource &&) noexcept = default;

Result<ReportSource> ReportSource::open(const ReportCommand &command)
{
    ReportSource source;
    auto read = command.from.empty() ? source.readStore(command) : source.readFile(command.from);
    if (!read)
        return std::unexpected(read.error());
    return source;
}

Result<void> ReportSource::readFile(const std::string &path)
{
    auto read = report::readReport(path);
    if (!read)
        return std::unexpected(read.error());
    m_findings = std::move(read->findings);
    m_records = std::move(read->records);
    m_coverage = std::move(read->coverage);
    m_events = std::move(read->events);
    m_isComplete = read->complete;
    m_elapsedMs = read->elapsedMs;
    m_rules = read->rules;
    return {};
}

Result<void> ReportSource::chooseIncident(const std::string &id)
{
    const auto incidents = m_store->incidents();
    if (!incidents)
        return std::unexpected(incidents.error());
    const auto found = std::ranges::find(*incidents, id, &finding::Incident::id);
    if (found == incidents->end())
        return fail(ErrorKind::NotFound, "the store has no incident of this name, such as INC-1",
                    id);
    m_incident = *found;
    return {};
}

Result<void> ReportSource::readStore(const ReportCommand &command)
{
    auto filter = readFilter(filterOf(command));
    if (!filter)
        return std::unexpected(filter.error());
    m_application = makeApplication();
    auto store = openUnlocked(command.store);
    if (!store)
        return std::unexpected(store.error());
    m_store = std::move(*store);
    if (!command.incident.empty()) {
        if (auto chosen = chooseIncident(command.incident); !chosen)
            return chosen;
    }
    const auto sources = m_store->sources();
    if (!sources)
        return std::unexpected(sources.error());
    auto found = matching(*m_store, std::move(*filter), *sources);
    if (!found)
        return std::unexpected(found.error());
    std::unordered_set<secret::SecretId> ids;
    for (finding::KeptFinding &kept : *found) {
        ids.insert(kept.finding.id);
        kept.record.id = kept.finding.id;
        m_findings.push_back(std::move(kept.finding));
        m_records.push_back(std::move(kept.record));
    }
    for (const finding::SourceRecord &source : *sources) {
        m_coverage.push_back(source.coverage);
        m_isComplete = m_isComplete && source.coverage.complete;
        m_rules = std::max(m_rules, source.rules);
    }
    auto events = finding::jointTimeline(*m_store, ids, command.incident);
    if (!events)
        return std::unexpected(events.error());
    m_events = std::move(*events);
    return {};
}

report::Report ReportSource::report() const
{
    return {.findings = m_findings,
            .coverage = m_coverage,
            .rules = nullptr,
            .complete = m_isComplete,
            .elapsedMs = m_elapsedMs,
            .version = REKEY_VERSION,
            .records = m_records,
            .events = m_events,
            .incident = incident(),
            .madeAt = now<std::chrono::seconds>(),
            .ruleCount = m_rules};
}

Result<void> ReportSource::noteExport(const std::string &what)
{
    if (m_store == nullptr || m_store->state() != finding::KeeperState::Open)
        return {};
    std::vector<finding::Event> events;
    for (const finding::Finding &finding : m_findings) {
        finding::Event &event = events.emplace_back();
        event.finding = finding.id;
        event.kind = finding::EventKind::Exported;
        event.at = now<std::chrono::milliseconds>();
        event.detail = what;
    }
    return m_store->note(events);
}

} // namespace rekey::app
