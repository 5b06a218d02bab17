// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/keptrun.h"

#include "core/rotate/plan.h"

#include <format>

namespace rekey::rotate {

namespace {

std::string oldName(std::string_view part)
{
    return std::format("old {}", part);
}

std::string newName(std::string_view keyId)
{
    return std::format("new {}", keyId);
}

} // namespace

KeptJournal::KeptJournal(finding::RunKeeper &keeper, const secret::SecretId &finding)
    : m_keeper(keeper)
    , m_finding(finding)
{
}

Result<void> KeptJournal::append(const std::string &run, const Entry &entry)
{
    if (run != m_run) {
        if (const auto read = entries(run); !read)
            return std::unexpected(read.error());
    }
    const std::vector<finding::Event> events = eventsOf(run, entry);
    auto kept = m_keeper.appendRunEntry(run, m_count, entryJson(entry), events);
    if (kept)
        take(entry);
    return kept;
}

Result<std::vector<Entry>> KeptJournal::entries(const std::string &run) const
{
    const auto texts = m_keeper.runEntries(run);
    if (!texts)
        return std::unexpected(texts.error());
    m_run = run;
    m_count = 0;
    m_steps.clear();
    std::vector<Entry> entries;
    for (const std::string &text : *texts) {
        auto entry = parseEntry(text);
        if (!entry)
            return std::unexpected(entry.error());
        take(*entry);
        entries.push_back(std::move(*entry));
    }
    return entries;
}

void KeptJournal::take(const Entry &entry) const
{
    ++m_count;
    if (entry.phase != Phase::Begun || entry.facts.empty())
        return;
    if (const auto plan = parsePlan(entry.facts.front())) {
        for (const Step &step : plan->steps)
            m_steps.emplace_back(stepName(step.kind));
    }
}

std::vector<finding::Event> KeptJournal::eventsOf(const std::string &run, const Entry &entry) const
{
    if (entry.phase == Phase::Before || entry.phase == Phase::Undoing)
        return {};
    finding::Event event;
    event.finding = m_finding;
    event.kind = finding::EventKind::RotationStep;
    event.to = phaseName(entry.phase);
    event.detail = run;
    if (entry.phase != Phase::Begun && entry.phase != Phase::Ended && entry.step < m_steps.size())
        event.detail += ' ' + m_steps[entry.step];
    if (entry.phase != Phase::Begun && !entry.facts.empty())
        event.detail += ": " + entry.facts.front();
    return {event};
}

KeptCustody::KeptCustody(finding::RunKeeper &keeper, std::string valuePart)
    : m_keeper(keeper)
    , m_valuePart(std::move(valuePart))
{
}

Result<void> KeptCustody::keepOld(const std::string &run, const provider::Parts &parts)
{
    for (const auto &[name, value] : parts) {
        if (auto kept = m_keeper.keepRunValue(run, oldName(name), value); !kept)
            return kept;
    }
    return {};
}

Result<provider::Parts> KeptCustody::oldParts(const std::string &run,
                                              const std::vector<std::string> &names) const
{
    provider::Parts parts;
    for (const std::string &name : names) {
        auto value = m_keeper.runValue(run, oldName(name));
        if (!value)
            return std::unexpected(value.error());
        if (*value)
            parts.emplace(name, std::move(**value));
    }
    return parts;
}

Result<void> KeptCustody::dropOld(const std::string &run, const std::vector<std::string> &names)
{
    for (const std::string &name : names) {
        if (auto dropped = m_keeper.dropRunValue(run, oldName(name)); !dropped)
            return dropped;
    }
    return {};
}

Result<std::optional<secret::SecretBytes>> KeptCustody::keptPart(const std::string &run,
                                                                 const std::string &keyId,
                                                                 const std::string &part) const
{
    return kept(run, partName(keyId, part));
}

Result<secret::SecretBytes> KeptCustody::oldValue(const std::string &run) const
{
    auto value = m_keeper.runValue(run, oldName(m_valuePart));
    if (!value)
        return std::unexpected(value.error());
    if (!*value)
        return fail(ErrorKind::NotFound, "the old key's value is not kept", run);
    return std::move(**value);
}

Result<void> KeptCustody::keep(const std::string &run, const std::string &keyId,
                               const secret::SecretBytes &value)
{
    return m_keeper.keepRunValue(run, newName(keyId), value);
}

Result<std::optional<secret::SecretBytes>> KeptCustody::kept(const std::string &run,
                                                             const std::string &keyId) const
{
    return m_keeper.runValue(run, newName(keyId));
}

Result<void> KeptCustody::drop(const std::string &run, const std::string &keyId)
{
    return m_keeper.dropRunValue(run, newName(keyId));
}

} // namespace rekey::rotate
