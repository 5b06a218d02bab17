// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliscanstore.h"

#include "core/base/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace rekey::app {

namespace {

using finding::CloseReason;
using finding::KeeperState;

std::int64_t nowSeconds()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

finding::SourceRecord sourceOf(const std::string &path, const sources::Coverage &coverage,
                               std::size_t rules)
{
    std::error_code code;
    const auto absolute = std::filesystem::weakly_canonical(path, code);
    finding::SourceRecord source;
    source.kind = coverage.kind;
    source.path = path == "-" || code ? coverage.source : absolute.string();
    source.title = coverage.source;
    source.coverage = coverage;
    source.scannedAt = nowSeconds();
    source.rules = rules;
    return source;
}

bool needsNoLook(const finding::Triage &triage)
{
    return triage.closeReason == CloseReason::FalsePositive
        || triage.closeReason == CloseReason::TestValue
        || (triage.closeReason == CloseReason::Accepted && triage.acceptedUntil > nowSeconds());
}

/// Everything that the source holds was looked at, so what was not found is gone.
bool sawEverything(const ScanCommand &command, const scan::ScanResult &result)
{
    return result.complete && command.history && !command.ignored && command.ruleFiles.empty();
}

} // namespace

ScanStore::ScanStore() = default;
ScanStore::~ScanStore() = default;
ScanStore::ScanStore(ScanStore &&) noexcept = default;

Result<ScanStore> ScanStore::open(const ScanCommand &command, scan::ScanContext &context)
{
    ScanStore opened;
    if (!namesStore(command.store))
        return opened;
    opened.m_application = makeApplication();
    auto store = openStore(command.store);
    if (!store)
        return std::unexpected(store.error());
    opened.m_store = std::move(*store);
    if (auto unlocked = unlockStore(*opened.m_store, command.store); !unlocked) {
        // A wrong passphrase is a mistake; none at all is what scans on servers have.
        const bool wasGiven
            = command.store.passphraseFd >= 0 || !command.store.passphraseFile.empty();
        if (wasGiven || unlocked.error().kind != ErrorKind::Denied)
            return std::unexpected(unlocked.error());
        say("the store is locked: what is found waits in it, sealed, until somebody unlocks it, "
            "and "
            "decisions are not heeded");
        return opened;
    }
    auto identity = opened.m_store->identityKey();
    if (!identity)
        return std::unexpected(identity.error());
    context.identity = std::make_shared<const secret::IdentityKey>(std::move(*identity));
    return opened;
}

Result<void> ScanStore::keep(const ScanCommand &command, scan::ScanResult &result,
                             const scan::ScanContext &context)
{
    if (m_store == nullptr)
        return {};
    const bool isLocked = m_store->state() == KeeperState::Locked;
    if (m_store->state() == KeeperState::Open) {
        if (auto reopened = m_store->reopenExpired(nowSeconds()); !reopened)
            return std::unexpected(reopened.error());
    }
    if (!command.staged && m_store->state() != KeeperState::ReadOnly) {
        if (auto kept = keepResult(command, result, context); !kept)
            return kept;
    }
    return isLocked ? Result<void>() : heedDecisions(command, result);
}

Result<void> ScanStore::keepResult(const ScanCommand &command, scan::ScanResult &result,
                                   const scan::ScanContext &context)
{
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < result.coverage.size(); ++i) {
        const std::string path = i < command.paths.size() ? command.paths[i] : "-";
        const auto number = m_store->keepSource(sourceOf(path, result.coverage[i], result.rules));
        if (!number)
            return std::unexpected(number.error());
        numbers.push_back(*number);
    }
    const auto outcome
        = m_store->keep(result.findings, numbers, *context.vault, sawEverything(command, result));
    if (!outcome)
        return std::unexpected(outcome.error());
    for (std::size_t i = 0; i < result.findings.size(); ++i)
        result.findings[i].number = outcome->numbers[i];
    for (const finding::Record &record : outcome->reopened) {
        const auto found = std::ranges::find(result.findings, record.id, &finding::Finding::id);
        if (found != result.findings.end())
            say(found->label() + " was closed and is open again: it stands in a new place");
    }
    return {};
}

Result<void> ScanStore::heedDecisions(const ScanCommand &command, scan::ScanResult &result) const
{
    std::vector<secret::SecretId> ids;
    for (const finding::Finding &finding : result.findings)
        ids.push_back(finding.id);
    const auto records = m_store->records(ids);
    if (!records)
        return std::unexpected(records.error());
    std::vector<finding::Finding> left;
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        if (command.all || !needsNoLook((*records)[i].triage))
            left.push_back(std::move(result.findings[i]));
    }
    if (left.size() < result.findings.size() && !command.quiet)
        say(report::groupedNumber(result.findings.size() - left.size())
            + " left out that are closed as false positive, test value or accepted; --all shows "
              "them");
    result.findings = std::move(left);
    return {};
}

} // namespace rekey::app
