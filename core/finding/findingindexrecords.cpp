// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindexrecords.h"

#include <string>

namespace rekey::finding {

namespace {

/// Everything but id, version and decision is as in a new record.
bool saysNothing(const Record &record)
{
    Record plain = Record();
    plain.id = record.id;
    plain.version = record.version;
    plain.triage.decision = record.triage.decision;
    plain.triage.closeReason = record.triage.closeReason;
    return record == plain;
}

void appendLine(std::string &lines, std::string_view line)
{
    if (!lines.empty())
        lines += '\n';
    lines += line;
}

} // namespace

RecordColumns::RecordColumns()
    : m_slots(1)
{
}

void RecordColumns::addRow()
{
    m_decisions.push_back(Decision::New);
    m_reasons.push_back(CloseReason::None);
    m_versions.push_back(0);
    m_slotOf.push_back(0);
}

void RecordColumns::put(IndexRow row, const Record &record)
{
    m_decisions[row] = record.triage.decision;
    m_reasons[row] = record.triage.closeReason;
    m_versions[row] = record.version;
    if (m_slotOf[row] == 0) {
        if (saysNothing(record))
            return;
        m_slotOf[row] = static_cast<std::uint32_t>(m_slots.size());
        m_slots.emplace_back();
    }
    Slot &slot = m_slots[m_slotOf[row]];
    putTriage(slot, record.triage);
    putClaims(slot, record.claims);
    slot.isValueAbsent = record.isValueAbsent;
    if (slot.evidence == 0 && record.evidence != Evidence()) {
        m_evidence.emplace_back();
        slot.evidence = static_cast<std::uint32_t>(m_evidence.size());
    }
    if (slot.evidence != 0)
        m_evidence[slot.evidence - 1] = record.evidence;
    if (slot.access == 0 && record.access) {
        m_access.emplace_back();
        slot.access = static_cast<std::uint32_t>(m_access.size());
    }
    slot.hasAccess = record.access.has_value();
    if (slot.access != 0)
        m_access[slot.access - 1] = record.access.value_or(Access());
    slot.account = m_accountPool.intern(record.access ? record.access->account : std::string());
}

void RecordColumns::putTriage(Slot &slot, const Triage &triage)
{
    std::string tags;
    for (const std::string &tag : triage.tags)
        appendLine(tags, tag);
    slot.tags = m_tagPool.intern(tags);
    slot.acceptedUntil = triage.acceptedUntil;
    slot.decidedAt = triage.decidedAt;
    slot.owner = m_ownerPool.intern(triage.owner);
    slot.incident = m_incidentPool.intern(triage.incident);
    slot.decidedBy = m_textPool.intern(triage.decidedBy);
    slot.why = m_textPool.intern(triage.why);
    slot.note = m_textPool.intern(triage.note);
    slot.severity = triage.severity;
    slot.isOverride = triage.isOverride;
}

void RecordColumns::putClaims(Slot &slot, const std::vector<Claim> &claims)
{
    std::string tools;
    slot.claims.clear();
    slot.claims.reserve(claims.size());
    for (const Claim &claim : claims) {
        appendLine(tools, claim.tool);
        slot.claims.push_back({claim.date, m_textPool.intern(claim.tool),
                               m_textPool.intern(claim.rule), m_textPool.intern(claim.words),
                               claim.verdict});
    }
    slot.tools = m_toolPool.intern(tools);
}

Record RecordColumns::record(IndexRow row) const
{
    const Slot &slot = at(row);
    Record record;
    record.version = m_versions[row];
    Triage &triage = record.triage;
    triage.decision = m_decisions[row];
    triage.closeReason = m_reasons[row];
    triage.acceptedUntil = slot.acceptedUntil;
    triage.why = m_textPool.at(slot.why);
    triage.isOverride = slot.isOverride;
    triage.decidedBy = m_textPool.at(slot.decidedBy);
    triage.decidedAt = slot.decidedAt;
    triage.owner = owner(row);
    triage.tags = splitLines(tags(row));
    triage.note = m_textPool.at(slot.note);
    triage.incident = incident(row);
    triage.severity = slot.severity;
    if (const Evidence *last = evidence(row))
        record.evidence = *last;
    if (const Access *known = access(row))
        record.access = *known;
    for (const ClaimCodes &claim : slot.claims) {
        record.claims.push_back({std::string(m_textPool.at(claim.tool)),
                                 std::string(m_textPool.at(claim.rule)), claim.verdict, claim.date,
                                 std::string(m_textPool.at(claim.words))});
    }
    record.isValueAbsent = slot.isValueAbsent;
    return record;
}

std::optional<std::uint8_t> RecordColumns::severity(IndexRow row) const
{
    return at(row).severity;
}

std::string_view RecordColumns::owner(IndexRow row) const
{
    return m_ownerPool.at(at(row).owner);
}

std::string_view RecordColumns::incident(IndexRow row) const
{
    return m_incidentPool.at(at(row).incident);
}

std::string_view RecordColumns::tags(IndexRow row) const
{
    return m_tagPool.at(at(row).tags);
}

std::string_view RecordColumns::tools(IndexRow row) const
{
    return m_toolPool.at(at(row).tools);
}

std::string_view RecordColumns::account(IndexRow row) const
{
    return m_accountPool.at(at(row).account);
}

const Evidence *RecordColumns::evidence(IndexRow row) const
{
    const std::uint32_t number = at(row).evidence;
    return number == 0 || m_evidence[number - 1] == Evidence() ? nullptr : &m_evidence[number - 1];
}

const Access *RecordColumns::access(IndexRow row) const
{
    const Slot &slot = at(row);
    return slot.hasAccess ? &m_access[slot.access - 1] : nullptr;
}

} // namespace rekey::finding
