// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/settling.h"

#include "core/rotate/keptrun.h"
#include "core/rotate/rotationbook.h"
#include "core/rotate/rotationcontext.h"

#include <span>
#include <utility>
#include <vector>

namespace rekey::rotate {

std::optional<RunDecision> decisionAtEnd(const History &history)
{
    if (history.end.empty())
        return std::nullopt;
    if (history.end != "done")
        return RunDecision{finding::Decision::Confirmed, finding::CloseReason::None};
    if (history.unprovenBy())
        return std::nullopt;
    return RunDecision{finding::Decision::Closed,
                       history.plan.method == Method::RevokeNow ? finding::CloseReason::Revoked
                                                                : finding::CloseReason::Rotated};
}

bool applyDecision(RunDecision wanted, finding::Verdict verdict, const std::string &author,
                   std::int64_t now, finding::Triage &triage)
{
    const bool isTheirs = wanted.decision == finding::Decision::Confirmed
        && triage.decision != finding::Decision::Rotating;
    if (isTheirs || (triage.decision == wanted.decision && triage.closeReason == wanted.reason))
        return false;
    finding::Triage changed = triage;
    changed.decision = wanted.decision;
    changed.closeReason = wanted.reason;
    changed.decidedBy = author;
    changed.decidedAt = now;
    if (finding::problemOf(changed, verdict, now) != finding::TriageProblem::None)
        return false;
    triage = std::move(changed);
    return true;
}

Result<bool> decide(finding::Keeper &keeper, const secret::SecretId &finding,
                    const std::string &run, RunDecision wanted, const std::string &author,
                    std::int64_t now)
{
    const auto records = keeper.records(std::span(&finding, 1));
    if (!records)
        return std::unexpected(records.error());
    const finding::Record &record = records->front();
    finding::TriageChange change;
    change.id = finding;
    change.version = record.version;
    change.triage = record.triage;
    if (!applyDecision(wanted, record.evidence.verdict, author, now, change.triage))
        return false;
    change.event.kind = finding::EventKind::Decided;
    change.event.from = finding::decisionName(record.triage.decision);
    change.event.to = finding::decisionName(wanted.decision);
    change.event.detail = run;
    return keeper.change(std::span(&change, 1)).transform([](const auto &outcomes) {
        return outcomes.front().isKept;
    });
}

Result<std::vector<EndedRun>> unsettledRuns(const finding::Keeper &keeper, const RotationBook &book)
{
    std::vector<EndedRun> unsettled;
    for (EndedRun &ended : book.ended()) {
        const auto records = keeper.records(std::span(&ended.finding, 1));
        if (!records)
            return std::unexpected(records.error());
        if (records->front().triage.decision == finding::Decision::Rotating)
            unsettled.push_back(std::move(ended));
    }
    return unsettled;
}

Result<std::size_t> settleEnded(finding::Keeper &keeper, finding::RunKeeper &runs,
                                const RotationBook &book, const std::string &author,
                                std::int64_t now)
{
    const auto unsettled = unsettledRuns(keeper, book);
    if (!unsettled)
        return std::unexpected(unsettled.error());
    std::size_t settled = 0;
    for (const EndedRun &ended : *unsettled) {
        if (ended.isOldValueNeedless) {
            const auto context = keptContext(keeper, ended.run);
            if (!context)
                return std::unexpected(context.error());
            if (auto gone = KeptCustody(runs, {}).dropOld(ended.run, context->parts); !gone)
                return std::unexpected(gone.error());
        }
        // Last: until then the finding tells whoever comes next that something is left to do.
        const auto isDecided
            = decide(keeper, ended.finding, ended.run, ended.decision, author, now);
        if (!isDecided)
            return std::unexpected(isDecided.error());
        settled += *isDecided ? 1U : 0U;
    }
    return settled;
}

} // namespace rekey::rotate
