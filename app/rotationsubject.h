// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clirotate.h"
#include "core/finding/finding.h"
#include "core/rotate/keyacts.h"
#include "core/store/store.h"

#include <optional>
#include <string>
#include <vector>

namespace rekey::app {

/// What is to be rotated, and what is known of it.
struct RotationSubject
{
    std::string detector;
    std::string key = "OLD-KEY";
    bool isPublic = false;
    std::vector<std::string> consumers;
    std::optional<finding::Finding> finding; ///< of the store
};

/// True when it names a finding of the store rather than a detector.
[[nodiscard]] bool namesFinding(const RotateCommand &command, const provider::Catalog &catalog);
/// A finding of the store: who was given its seals, and every file it stands in.
[[nodiscard]] Result<RotationSubject> subjectIn(const store::Store &store,
                                                const RotateCommand &command,
                                                const provider::Catalog &catalog);
/// The same of one that was read already.
[[nodiscard]] Result<RotationSubject> subjectOf(const store::Store &store, finding::Finding found,
                                                const RotateCommand &command,
                                                const provider::Catalog &catalog);
[[nodiscard]] RotationSubject subjectOf(const RotateCommand &command);

/// Errors: Unsupported (no provider file says how), those of makePlan.
struct PlannedRotation
{
    rotate::Plan plan;
    rotate::RunbookFacts facts;
};
[[nodiscard]] Result<PlannedRotation> planFor(const RotationSubject &subject,
                                              const RotateCommand &command,
                                              const provider::Catalog &catalog);

} // namespace rekey::app
