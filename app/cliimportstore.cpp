// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliimportstore.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_set>

namespace rekey::app {

ImportStore::ImportStore() = default;
ImportStore::~ImportStore() = default;
ImportStore::ImportStore(ImportStore &&) noexcept = default;

Result<ImportStore> ImportStore::open(const ImportCommand &command, scan::ScanContext &context)
{
    ImportStore opened;
    if (!namesStore(command.store))
        return opened;
    opened.m_application = makeApplication();
    auto store = openUnlocked(command.store);
    if (!store)
        return std::unexpected(store.error());
    opened.m_store = std::move(*store);
    auto identity = opened.m_store->identityKey();
    if (!identity)
        return std::unexpected(identity.error());
    context.identity = std::make_shared<const secret::IdentityKey>(std::move(*identity));
    return opened;
}

Result<ImportStore::Outcome> ImportStore::keep(report::ImportedRows &rows,
                                               std::span<const finding::SourceRecord> reports,
                                               const secret::Vault &vault)
{
    const auto decisions = report::importedDecisions(*m_store, rows.triages);
    if (!decisions)
        return std::unexpected(decisions.error());
    const auto kept = report::keepImported(*m_store, rows, reports, vault);
    if (!kept)
        return std::unexpected(kept.error());
    for (std::size_t i = 0; i < rows.findings.size(); ++i)
        rows.findings[i].number = kept->numbers[i];
    return Outcome{kept->added, decisions->size()};
}

Result<ImportStore::Outcome> ImportStore::tryOut(const report::ImportedRows &rows) const
{
    std::unordered_set<secret::SecretId> known;
    const auto loaded = m_store->load(
        [&](const std::vector<finding::KeptFinding> &batch) {
            for (const finding::KeptFinding &kept : batch)
                known.insert(kept.finding.id);
        },
        {});
    if (!loaded)
        return std::unexpected(loaded.error());
    const auto decisions = report::importedDecisions(*m_store, rows.triages);
    if (!decisions)
        return std::unexpected(decisions.error());
    const auto isNew = [&](const finding::Finding &found) { return !known.contains(found.id); };
    return Outcome{static_cast<std::size_t>(std::ranges::count_if(rows.findings, isNew)),
                   decisions->size()};
}

Result<std::vector<finding::Record>> ImportStore::records(const report::ImportedRows &rows) const
{
    std::vector<secret::SecretId> ids;
    for (const finding::Finding &found : rows.findings)
        ids.push_back(found.id);
    return m_store->records(ids);
}

} // namespace rekey::app
