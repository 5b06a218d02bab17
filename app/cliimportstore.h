// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cliimport.h"
#include "app/cliopenstore.h"
#include "core/report/importkeep.h"
#include "core/scan/scanjob.h"

#include <memory>
#include <span>

class QCoreApplication;

namespace rekey::app {

/// The store that an import goes into, when one is named.
class ImportStore
{
public:
    /// Opens and unlocks it before the import, whose ids then come from the store's key. Errors:
    /// those of openUnlocked.
    [[nodiscard]] static Result<ImportStore> open(const ImportCommand &command,
                                                  scan::ScanContext &context);
    ~ImportStore();
    ImportStore(ImportStore &&) noexcept;
    ImportStore &operator=(ImportStore &&) = delete;

    [[nodiscard]] bool isNamed() const { return m_store != nullptr; }

    struct Outcome
    {
        std::size_t added = 0; ///< findings that the store did not have
        std::size_t decided = 0; ///< of them and of those it had, by the reports
    };
    /// Keeps the rows and gives the findings the store's numbers. Errors: those of keepImported.
    [[nodiscard]] Result<Outcome> keep(report::ImportedRows &rows,
                                       std::span<const finding::SourceRecord> reports,
                                       const secret::Vault &vault);
    /// What keep() would come to; changes nothing.
    [[nodiscard]] Result<Outcome> tryOut(const report::ImportedRows &rows) const;
    /// What stands of the findings now, in their order.
    [[nodiscard]] Result<std::vector<finding::Record>>
    records(const report::ImportedRows &rows) const;

private:
    ImportStore();

    std::unique_ptr<QCoreApplication> m_application; ///< outlives the store
    std::unique_ptr<store::Store> m_store;
};

} // namespace rekey::app
