// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cliopenstore.h"
#include "app/cliverifyoptions.h"
#include "core/finding/filter.h"
#include "core/finding/keeper.h"
#include "core/provider/requesttext.h"

#include <memory>
#include <string>
#include <vector>

class QCoreApplication;

namespace rekey::app {

/// What `rekey-cli verify` asks about: findings of a store or of a scan, and their values, opened
/// one finding at a time.
class VerifySubjects
{
public:
    /// Errors: those of the store, the scan and the filter.
    [[nodiscard]] static Result<VerifySubjects> gather(const VerifyCommand &command);
    ~VerifySubjects();
    VerifySubjects(VerifySubjects &&) noexcept;
    VerifySubjects &operator=(VerifySubjects &&) = delete;

    [[nodiscard]] const std::vector<finding::KeptFinding> &findings() const { return m_findings; }
    /// The value as "secret", and the companions.
    [[nodiscard]] Result<provider::Parts> partsOf(const finding::KeptFinding &kept) const;
    /// Does nothing when there is no store.
    [[nodiscard]] Result<void> keep(const finding::KeptFinding &kept,
                                    const finding::Evidence &evidence,
                                    const std::optional<finding::Access> &access);

private:
    VerifySubjects();
    [[nodiscard]] Result<void> load(const VerifyCommand &command, finding::FilterNode filter);
    [[nodiscard]] Result<void> scan(const VerifyCommand &command, finding::FilterNode filter);

    std::unique_ptr<QCoreApplication> m_application; ///< outlives the store
    std::unique_ptr<store::Store> m_store;
    std::shared_ptr<const secret::Vault> m_vault;
    std::vector<finding::KeptFinding> m_findings;
};

} // namespace rekey::app
