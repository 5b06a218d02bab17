// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/checksubjects.h"

#include "ui/session/ledger.h"
#include "ui/session/workspace.h"

#include <utility>

namespace rekey::ui {

PartsReader partsReader(const Workspace &workspace, Ledger &ledger)
{
    return [&workspace, &ledger](const CheckSubject &subject) -> Result<provider::Parts> {
        const auto open = [&](const secret::SealedValue &value, const std::string &companion) {
            return value.isEmpty() ? ledger.value(subject.id, companion)
                                   : workspace.context().vault->open(value);
        };
        provider::Parts parts;
        auto value = open(subject.value, {});
        if (!value)
            return std::unexpected(value.error());
        parts.emplace("secret", std::move(*value));
        for (const finding::Companion &companion : subject.companions) {
            auto part = open(companion.value, companion.name);
            if (!part)
                return std::unexpected(part.error());
            parts.emplace(companion.name, std::move(*part));
        }
        return parts;
    };
}

CheckSubject subjectOf(const finding::FindingIndex &index, finding::IndexRow row)
{
    finding::Finding found = index.finding(row);
    CheckSubject subject;
    subject.id = found.id;
    subject.rule = std::move(found.rule);
    subject.verdict = index.verdict(row);
    subject.value = std::move(found.value);
    subject.companions = std::move(found.companions);
    subject.isValueAbsent = index.records().isValueAbsent(row);
    if (const finding::Evidence *evidence = index.records().evidence(row))
        subject.evidence = *evidence;
    subject.hasAccess = index.records().access(row) != nullptr;
    return subject;
}

} // namespace rekey::ui
