// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cliopenstore.h"
#include "app/clioptions.h"
#include "core/scan/scanjob.h"

#include <memory>

class QCoreApplication;

namespace rekey::app {

/// The store beside a scan, when one is named: keeps the result and heeds what was decided.
class ScanStore
{
public:
    /// Opens it before the scan, whose ids then come from the store's key. A locked one whose
    /// passphrase is not given takes the result sealed. Errors: those of openStore.
    [[nodiscard]] static Result<ScanStore> open(const ScanCommand &command,
                                                scan::ScanContext &context);
    ~ScanStore();
    ScanStore(ScanStore &&) noexcept;
    ScanStore &operator=(ScanStore &&) = delete;

    /// Keeps the result (not that of a staged scan, which sees lines only), gives the findings
    /// their numbers, and takes out those that are closed as false positive, test value or
    /// accepted, unless the command wants all.
    [[nodiscard]] Result<void> keep(const ScanCommand &command, scan::ScanResult &result,
                                    const scan::ScanContext &context);

private:
    ScanStore();
    [[nodiscard]] Result<void> keepResult(const ScanCommand &command, scan::ScanResult &result,
                                          const scan::ScanContext &context);
    [[nodiscard]] Result<void> heedDecisions(const ScanCommand &command,
                                             scan::ScanResult &result) const;

    std::unique_ptr<QCoreApplication> m_application; ///< outlives the store
    std::unique_ptr<store::Store> m_store;
};

} // namespace rekey::app
