// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importmerge.h"

#include <algorithm>
#include <bitset>
#include <utility>

namespace rekey::report {

namespace {

bool isSamePlace(const finding::Place &left, const finding::Place &right)
{
    return left.line == right.line && left.path == right.path
        && (left.commit == right.commit || left.commit.empty() || right.commit.empty());
}

/// Everything but the order of places; true when some were added.
bool addTo(finding::Finding &into, const finding::Finding &from)
{
    if (into.value.isEmpty() && !from.value.isEmpty()) {
        std::vector<finding::Place> places = std::move(into.places);
        const std::uint32_t number = into.number;
        into = from;
        into.number = number;
        into.places = std::move(places);
    }
    if (into.companions.empty() && !from.companions.empty()) {
        into.companions = from.companions;
        into.missing = from.missing;
    }
    const std::size_t before = into.places.size();
    for (const finding::Place &place : from.places) {
        if (into.places.size() >= kMaxImportedPlaces)
            break;
        const bool isKnown = std::ranges::any_of(
            into.places, [&](const finding::Place &known) { return isSamePlace(known, place); });
        if (!isKnown)
            into.places.push_back(place);
    }
    return into.places.size() != before;
}

/// How much a claim says: what a tool looked at outweighs what it did not.
int weightOf(finding::Verdict verdict)
{
    using finding::Verdict;
    switch (verdict) {
    case Verdict::Live:
        return 7;
    case Verdict::LiveLimited:
        return 6;
    case Verdict::Disabled:
        return 5;
    case Verdict::Dead:
        return 4;
    case Verdict::NotASecret:
        return 3;
    case Verdict::Unknown:
        return 2;
    case Verdict::NoChecker:
        return 1;
    case Verdict::NotChecked:
        break;
    }
    return 0;
}

} // namespace

void mergeFinding(finding::Finding &into, const finding::Finding &from)
{
    if (addTo(into, from))
        std::ranges::stable_sort(into.places, finding::placeLess);
}

bool outweighs(const finding::Claim &claim, const finding::Claim &other)
{
    return weightOf(claim.verdict) > weightOf(other.verdict);
}

ImportMerger::ImportMerger(std::unordered_set<secret::SecretId> known, std::uint32_t firstNumber)
    : m_known(std::move(known))
    , m_nextNumber(firstNumber)
{
}

MergedBatch ImportMerger::merge(std::vector<ImportedFinding> rows, std::uint32_t source)
{
    MergedBatch batch;
    std::unordered_map<secret::SecretId, std::size_t> at; // into batch.findings
    std::unordered_map<secret::SecretId, std::vector<std::size_t>> claimsOf;
    for (ImportedFinding &row : rows) {
        for (finding::Place &place : row.finding.places)
            place.source = source;
        const secret::SecretId id = row.finding.id;
        if (row.isValueAbsent)
            ++m_counts.withoutValue;
        const auto [entry, isFirst] = at.try_emplace(id, batch.findings.size());
        if (isFirst) {
            const auto known = m_index.rowOf(id);
            if (known)
                batch.findings.push_back(m_index.finding(*known));
            if (known || m_known.contains(id))
                ++m_counts.merged;
            else
                ++m_counts.added;
            if (!known && m_nextNumber != 0 && !m_known.contains(id))
                row.finding.number = m_nextNumber++;
            if (known)
                addTo(batch.findings.back(), row.finding);
            else
                batch.findings.push_back(std::move(row.finding));
        } else {
            ++m_counts.merged;
            addTo(batch.findings[entry->second], row.finding);
        }
        std::vector<std::size_t> &claims = claimsOf[id];
        const auto same = std::ranges::find_if(claims, [&](std::size_t claim) {
            return batch.claims[claim].second.tool == row.claim.tool;
        });
        if (same == claims.end()) {
            claims.push_back(batch.claims.size());
            batch.claims.emplace_back(id, std::move(row.claim));
        } else if (outweighs(row.claim, batch.claims[*same].second)) {
            batch.claims[*same].second = std::move(row.claim);
        }
        if (row.triage)
            batch.triages.emplace_back(id, std::move(*row.triage));
    }
    for (finding::Finding &finding : batch.findings) {
        std::ranges::stable_sort(finding.places, finding::placeLess);
        if (finding.value.isEmpty())
            batch.withoutValue.push_back(finding.id);
    }
    m_index.upsert(batch.findings);
    return batch;
}

bool CompareTable::add(const secret::SecretId &id, std::string_view tool)
{
    auto known = std::ranges::find(m_tools, tool);
    if (known == m_tools.end()) {
        if (m_tools.size() == kMaxTools)
            return false;
        m_tools.emplace_back(tool);
        known = m_tools.end() - 1;
    }
    const auto [entry, isNew] = m_rowOf.try_emplace(id, m_ids.size());
    if (isNew) {
        m_ids.push_back(id);
        m_found.push_back(0);
    }
    m_found[entry->second] |= 1U << (known - m_tools.begin());
    return true;
}

std::size_t CompareTable::finders(std::size_t row) const
{
    return std::bitset<kMaxTools>(m_found[row]).count();
}

CompareTable::Count CompareTable::countOf(std::size_t tool) const
{
    Count count;
    for (std::size_t row = 0; row < m_ids.size(); ++row) {
        if (!hasFound(row, tool)) {
            ++count.missed;
            continue;
        }
        ++count.found;
        if (finders(row) == 1)
            ++count.alone;
    }
    return count;
}

} // namespace rekey::report
