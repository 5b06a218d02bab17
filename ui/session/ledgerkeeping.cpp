// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ledger.h"
#include "ui/session/ledgerhome.h"

#include <utility>

namespace rekey::ui {

void Ledger::keepScan(std::shared_ptr<const std::vector<finding::Finding>> findings,
                      std::vector<finding::SourceRecord> sources,
                      std::shared_ptr<const secret::Vault> vault, bool isComplete)
{
    if (!isKeeping())
        return;
    Home *home = m_home.get();
    post([this, home, findings = std::move(findings), sources = std::move(sources),
          vault = std::move(vault), isComplete](finding::Keeper &keeper) {
        const auto keepAll = [&]() -> Result<finding::KeepOutcome> {
            std::vector<std::uint32_t> numbers;
            for (const finding::SourceRecord &source : sources) {
                const auto number = keeper.keepSource(source);
                if (!number)
                    return std::unexpected(number.error());
                numbers.push_back(*number);
            }
            return keeper.keep(*findings, numbers, *vault, isComplete);
        };
        const Result<finding::KeepOutcome> outcome = keepAll();
        if (outcome && keeper.state() != finding::KeeperState::Locked)
            static_cast<void>(home->look(keeper));
        QMetaObject::invokeMethod(
            this,
            [this, outcome] {
                if (!outcome) {
                    Q_EMIT scanNotKept();
                    Q_EMIT failed(outcome.error());
                    return;
                }
                if (!outcome->reopened.empty())
                    Q_EMIT recordsChanged(outcome->reopened);
                Q_EMIT scanKept(*outcome);
            },
            Qt::QueuedConnection);
    });
}

void Ledger::keepChecks(std::vector<CheckResult> results)
{
    if (!canChange()) {
        Q_EMIT checksNotKept(results);
        return;
    }
    post([this, generation = m_generation, results = std::move(results)](finding::Keeper &keeper) {
        std::vector<finding::Record> kept;
        std::vector<CheckResult> unknown;
        std::optional<Error> error;
        for (const CheckResult &result : results) {
            auto record = keeper.keepEvidence(result.id, result.evidence, result.access);
            if (record)
                kept.push_back(std::move(*record));
            else
                unknown.push_back(result);
            if (!record && record.error().kind != ErrorKind::NotFound)
                error = record.error();
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, kept = std::move(kept), unknown = std::move(unknown), error] {
                if (generation != m_generation) {
                    // They are the closed store's, and no other one's.
                    if (!unknown.empty())
                        Q_EMIT failed(error.value_or(Error{
                            ErrorKind::NotFound,
                            "Another store was opened: the last answers of providers were not "
                            "kept in the one before.",
                            {}}));
                    return;
                }
                takeChanges(kept);
                if (!unknown.empty())
                    Q_EMIT checksNotKept(unknown);
                if (error)
                    Q_EMIT failed(*error);
            },
            Qt::QueuedConnection);
    });
}

} // namespace rekey::ui
