// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliopenstore.h"
#include "app/clistore.h"
#include "app/clistorelook.h"
#include "core/base/text.h"
#include "core/rotate/rotationbook.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <format>
#include <iostream>
#include <memory>

namespace rekey::app {

namespace {

using finding::Finding;
using finding::KeptFinding;
using finding::SourceRecord;
using nlohmann::ordered_json;

void printTable(const std::vector<KeptFinding> &findings,
                const finding::FindingRotations &rotations)
{
    for (const KeptFinding &kept : findings) {
        const finding::Place *place = kept.finding.nearest();
        std::string words;
        for (const std::string &tag : kept.record.triage.tags)
            words += " #" + escapeControl(tag);
        if (!kept.record.triage.owner.empty())
            words += " @" + escapeControl(kept.record.triage.owner);
        if (const auto found = rotations.find(kept.finding.id); found != rotations.end())
            words += "  " + rotationText(found->second);
        std::cout << std::format(
            "{:7} {:23} {:12} {:20} {}  {}{}\n", kept.finding.label(), stateOf(kept.record.triage),
            finding::verdictName(verdictOf(kept)), escapeControl(kept.finding.masked),
            escapeControl(kept.finding.type),
            place != nullptr ? std::format("{}:{}", escapeControl(place->path), place->line)
                             : std::string("no place any more"),
            words);
    }
}

ordered_json rotationJson(const finding::FindingRotations &rotations, const secret::SecretId &id)
{
    const auto found = rotations.find(id);
    if (found == rotations.end())
        return nullptr;
    const finding::FindingRotation &rotation = found->second;
    return {{"run", rotation.run},
            {"state", finding::rotationStateName(rotation.state)},
            {"stepsDone", rotation.stepsDone},
            {"steps", rotation.steps},
            {"others", rotation.others}};
}

void printJson(const std::vector<KeptFinding> &findings, const std::vector<SourceRecord> &sources,
               const finding::FindingRotations &rotations)
{
    auto list = ordered_json::array();
    for (const KeptFinding &kept : findings) {
        auto places = ordered_json::array();
        for (const finding::Place &place : kept.finding.places)
            places.push_back(
                {{"source",
                  place.source < sources.size() ? escapeControl(sources[place.source].path)
                                                : std::string()},
                 {"path", escapeControl(place.path)},
                 {"line", place.line},
                 {"reach", sources::reachName(place.reach)},
                 {"commit", place.commit},
                 {"date", report::isoTime(place.date)}});
        const finding::Triage &triage = kept.record.triage;
        auto tags = ordered_json::array();
        for (const std::string &tag : triage.tags)
            tags.push_back(escapeControl(tag));
        list.push_back({{"id", kept.finding.id.hex()},
                        {"number", kept.finding.label()},
                        {"rule", kept.finding.rule},
                        {"type", escapeControl(kept.finding.type)},
                        {"provider", kept.finding.provider},
                        {"masked", kept.finding.masked},
                        {"confidence", finding::confidenceName(kept.finding.confidence)},
                        {"verdict", finding::verdictName(verdictOf(kept))},
                        {"checked", report::isoTime(kept.record.evidence.checkedAt)},
                        {"decision", finding::decisionName(triage.decision)},
                        {"closeReason", finding::closeReasonName(triage.closeReason)},
                        {"acceptedUntil", report::isoTime(triage.acceptedUntil)},
                        {"why", escapeControl(triage.why)},
                        {"decidedBy", escapeControl(triage.decidedBy)},
                        {"owner", escapeControl(triage.owner)},
                        {"tags", std::move(tags)},
                        {"note", escapeControl(triage.note)},
                        {"incident", triage.incident},
                        {"rotation", rotationJson(rotations, kept.finding.id)},
                        {"version", kept.record.version},
                        {"places", std::move(places)}});
    }
    std::cout << list.dump(1) << '\n';
}

void printReport(const ListCommand &command, const std::vector<KeptFinding> &found,
                 const std::vector<SourceRecord> &sources)
{
    std::vector<Finding> findings;
    for (const KeptFinding &kept : found)
        findings.push_back(kept.finding);
    std::vector<sources::Coverage> coverage;
    for (const SourceRecord &source : sources)
        coverage.push_back(source.coverage);
    const report::Report report{
        .findings = findings, .coverage = coverage, .rules = nullptr, .version = REKEY_VERSION};
    report::write(std::cout, *report::formatFromName(command.format), report, {});
}

} // namespace

int runListCommand(const ListCommand &command)
{
    const auto application = makeApplication();
    auto filter = readFilter(command.filter);
    if (!filter)
        return fails(filter.error());
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    const auto sources = (*store)->sources();
    if (!sources)
        return fails(sources.error());
    std::shared_ptr<const finding::FindingRotations> rotations;
    if (command.format == "table" || command.format == "json") {
        auto kept = rotate::keptRotations(**store);
        if (!kept)
            return fails(kept.error());
        rotations = std::make_shared<const finding::FindingRotations>(*std::move(kept));
    }
    const auto found = matching(**store, std::move(*filter), *sources, rotations);
    if (!found)
        return fails(found.error());
    if (command.format == "table")
        printTable(*found, *rotations);
    else if (command.format == "json")
        printJson(*found, *sources, *rotations);
    else
        printReport(command, *found, *sources);
    std::cout.flush();
    say(report::groupedNumber(found->size()) + (found->size() == 1 ? " finding" : " findings"));
    return std::cout.good() ? ExitNothing : ExitIncomplete;
}

} // namespace rekey::app
