// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clistorelook.h"

#include "app/cliseal.h"
#include "core/base/text.h"
#include "core/finding/findingindex.h"
#include "core/finding/findingindexfilter.h"
#include "core/rotate/rotationbook.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <map>
#include <memory>

namespace rekey::app {

using finding::Finding;
using finding::KeptFinding;
using finding::SourceRecord;

finding::Verdict verdictOf(const finding::KeptFinding &kept)
{
    return kept.record.evidence.checkedAt != 0 ? kept.record.evidence.verdict
                                               : kept.finding.verdict;
}

std::string stateOf(const finding::Triage &triage)
{
    std::string text(finding::decisionName(triage.decision));
    if (triage.decision == finding::Decision::Closed)
        text += ": " + std::string(finding::closeReasonName(triage.closeReason));
    return text;
}

Result<finding::FilterNode> readFilter(const std::string &text)
{
    finding::ParsedFilter filter = finding::parseFilter(text);
    if (filter.state == finding::FilterState::Valid)
        return std::move(filter.root);
    return fail(ErrorKind::Invalid,
                "this filter cannot be read; in quotes, words with a colon in them are text"
                    + (filter.problem.fixed.empty()
                           ? std::string()
                           : ". Did you mean " + escapeControl(filter.problem.fixed)));
}

std::string rotationText(const finding::FindingRotation &rotation)
{
    if (!rotation.isOpen())
        return std::format("{} {}", rotation.run, finding::rotationStateName(rotation.state));
    return std::format("{} {} {} step {} of {}", rotation.run,
                       finding::rotationStateName(rotation.state),
                       rotation.stepsDone == 0 ? "before" : "after",
                       std::max(rotation.stepsDone, 1U), rotation.steps);
}

Result<std::vector<KeptFinding>>
matching(const finding::Keeper &store, finding::FilterNode filter,
         std::span<const SourceRecord> sources,
         std::shared_ptr<const finding::FindingRotations> rotations)
{
    if (!rotations && finding::hasFilterWord(filter, finding::FilterWord::Rotation)) {
        auto kept = rotate::keptRotations(store);
        if (!kept)
            return std::unexpected(kept.error());
        rotations = std::make_shared<const finding::FindingRotations>(*std::move(kept));
    }
    std::map<std::uint32_t, std::uint32_t> indexOf;
    std::vector<finding::IndexSource> known;
    for (const SourceRecord &source : sources) {
        indexOf.emplace(source.number, static_cast<std::uint32_t>(known.size()));
        known.push_back({source.title.empty() ? source.path : source.title, source.exposure,
                         source.kind == "report"});
    }
    const auto seals = keptRegister(store);
    if (!seals)
        return std::unexpected(seals.error());
    const auto holders = std::make_shared<const finding::FindingIndex::SealHolders>(
        seal::holdersByFinding(seals->records()));
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    std::vector<KeptFinding> found;
    auto loaded = store.load(
        [&](std::vector<KeptFinding> batch) {
            // An index for each batch: of a million findings only those that match stay.
            finding::FindingIndex index;
            index.setSources(known);
            index.setNow(now);
            index.setSeals(holders);
            index.setRotations(rotations);
            std::vector<Finding> findings;
            std::vector<finding::Record> records;
            for (KeptFinding &kept : batch) {
                for (finding::Place &place : kept.finding.places)
                    place.source = indexOf[place.source];
                kept.finding.verdict = verdictOf(kept);
                findings.push_back(kept.finding);
                records.push_back(kept.record);
            }
            index.upsert(findings);
            index.putRecords(records);
            finding::RowFilter rows(filter, now);
            for (const finding::IndexRow row : rows.rows(index))
                found.push_back(std::move(batch[row]));
        },
        {});
    return loaded.transform([&] { return std::move(found); });
}

} // namespace rekey::app
