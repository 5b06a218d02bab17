// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/textwords.h"

#include "core/report/report.h"

namespace rekey::report {

std::string_view verdictWords(finding::Verdict verdict)
{
    using finding::Verdict;
    switch (verdict) {
    case Verdict::NotChecked:
        return "Not checked";
    case Verdict::Live:
        return "Live";
    case Verdict::LiveLimited:
        return "Live but limited";
    case Verdict::Disabled:
        return "Disabled";
    case Verdict::Dead:
        return "Dead";
    case Verdict::NotASecret:
        return "Not a secret";
    case Verdict::Unknown:
        return "Unknown";
    case Verdict::NoChecker:
        return "No checker";
    }
    return {};
}

std::string_view reachWords(sources::Reach reach)
{
    using sources::Reach;
    switch (reach) {
    case Reach::Head:
        return "in HEAD";
    case Reach::Branch:
        return "at the tip of a branch";
    case Reach::Tag:
        return "in a tag";
    case Reach::History:
        return "in older commits";
    case Reach::Stash:
        return "in a stash";
    case Reach::Reflog:
        return "in commits that only the reflog names";
    case Reach::Unreachable:
        return "in the object database, named by nothing";
    case Reach::Index:
        return "staged, not committed";
    case Reach::Worktree:
        return "in the working tree";
    case Reach::File:
        return "in a file";
    case Reach::Text:
        return "in a pasted text";
    }
    return {};
}

std::string decisionWords(const finding::Triage &triage)
{
    using finding::CloseReason;
    switch (triage.decision) {
    case finding::Decision::New:
        return "New";
    case finding::Decision::Confirmed:
        return "Confirmed";
    case finding::Decision::Rotating:
        return "Rotating";
    case finding::Decision::Reopened:
        return "Reopened";
    case finding::Decision::Closed:
        break;
    }
    switch (triage.closeReason) {
    case CloseReason::Rotated:
        return triage.isOverride ? "Closed: rotated, without the provider's word"
                                 : "Closed: rotated";
    case CloseReason::Revoked:
        return triage.isOverride ? "Closed: revoked, without the provider's word"
                                 : "Closed: revoked";
    case CloseReason::FalsePositive:
        return "Closed: false positive";
    case CloseReason::TestValue:
        return "Closed: test value";
    case CloseReason::Accepted:
        return "Closed: accepted until " + isoTime(triage.acceptedUntil).substr(0, 10);
    case CloseReason::ServiceGone:
        return "Closed: the service is gone";
    case CloseReason::None:
        break;
    }
    return "Closed";
}

std::string eventWords(const finding::Event &event)
{
    std::string text(finding::eventKindName(event.kind));
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (!event.from.empty() || !event.to.empty())
        text += ": " + event.from + (event.from.empty() ? "" : " to ") + event.to;
    if (!event.detail.empty())
        text += (event.from.empty() && event.to.empty() ? ": " : ", ") + event.detail;
    return text;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many)
{
    return groupedNumber(count) + ' ' + std::string(count == 1 ? one : many);
}

} // namespace rekey::report
