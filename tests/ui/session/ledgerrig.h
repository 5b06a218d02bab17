// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakekeeper.h"
#include "ui/session/ledger.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <unordered_map>
#include <vector>

namespace rekey::test {

inline secret::SecretId idOf(unsigned number)
{
    secret::SecretId id;
    id.bytes[0] = std::byte(number & 0xff);
    id.bytes[1] = std::byte(number >> 8 & 0xff);
    id.bytes[2] = std::byte(number >> 16 & 0xff);
    id.bytes[15] = std::byte{1};
    return id;
}

inline std::vector<secret::SecretId> idsTo(unsigned count)
{
    std::vector<secret::SecretId> ids;
    for (unsigned i = 0; i < count; ++i)
        ids.push_back(idOf(i));
    return ids;
}

inline ui::TriageEdit mark(finding::Decision decision,
                           finding::CloseReason reason = finding::CloseReason::None)
{
    return {.text = QStringLiteral("mark"),
            .kind = finding::EventKind::Decided,
            .detail = {},
            .apply = [decision, reason](finding::Triage &triage, const finding::Evidence &) {
                triage.decision = decision;
                triage.closeReason = reason;
            }};
}

/// A ledger over a fake keeper, and a stand-in for the window's index.
struct LedgerRig
{
    LedgerRig()
    {
        ledger.setIntakeCheck([this] { return !isBusy; });
        ledger.setRecordReader([this](const secret::SecretId &id) {
            const auto found = shown.find(id);
            finding::Record record;
            record.id = id;
            return found == shown.end() ? record : found->second;
        });
        QObject::connect(&ledger, &ui::Ledger::recordsChanged, &ledger,
                         [this](const std::vector<finding::Record> &records) {
                             for (const finding::Record &record : records) {
                                 if (!isBusy && !isCleared)
                                     shown[record.id] = record;
                             }
                         });
        open();
    }
    void open()
    {
        QSignalSpy loaded(&ledger, &ui::Ledger::loaded);
        ledger.open([shelf = shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
            return std::make_unique<FakeKeeper>(shelf);
        });
        QVERIFY(loaded.wait());
    }
    finding::Decision decision(unsigned number) { return shown[idOf(number)].triage.decision; }
    finding::Decision kept(unsigned number)
    {
        const std::scoped_lock lock(shelf->mutex);
        return shelf->record(idOf(number)).triage.decision;
    }
    void settle() { QTRY_VERIFY(ledger.isAtRest()); }

    std::shared_ptr<FakeShelf> shelf = std::make_shared<FakeShelf>();
    std::unordered_map<secret::SecretId, finding::Record> shown;
    bool isBusy = false; ///< the index is being read, and takes nothing in
    bool isCleared = false; ///< it holds no finding
    ui::Ledger ledger;
};

/// A hundred findings, ten at a time.
inline void fillShelf(FakeShelf &shelf)
{
    const std::scoped_lock lock(shelf.mutex);
    shelf.batchSize = 10;
    for (const secret::SecretId &id : idsTo(100)) {
        shelf.findings.emplace_back();
        shelf.findings.back().finding.id = id;
    }
}

} // namespace rekey::test
