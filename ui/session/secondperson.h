// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "core/rotate/agreedplan.h"
#include "core/secret/secretbytes.h"

#include <QByteArray>

#include <cstdint>
#include <string>
#include <vector>

namespace rekey::ui {

/// Whether a store wants a second member's word, and who gave it; for the ledger's thread. A keeper
/// that is no store of core/store wants none.
struct SecondPerson
{
    bool isNeeded = false;
    std::vector<std::string> others; ///< who can give it here: by passphrase, as the store has them
    std::string given; ///< by whom, for all that was asked for; empty: nobody yet
};

/// What it agrees to, and what the timeline calls that.
struct Subject
{
    std::string text;
    std::string title;
};
using Subjects = std::vector<Subject>;

/// For rekey-cli rotate approve.
[[nodiscard]] QByteArray agreedFileOf(const std::vector<rotate::AgreedPlan> &plans);
[[nodiscard]] Subjects subjectsOf(const std::vector<rotate::AgreedPlan> &plans);
[[nodiscard]] Result<SecondPerson> secondPersonFor(finding::Keeper &keeper,
                                                   const Subjects &subjects);
/// Errors: see store::Store::agreeAs.
[[nodiscard]] Result<void> agreeAs(finding::Keeper &keeper, const std::string &member,
                                   const secret::SecretBytes &passphrase, const Subjects &subjects);
/// Errors: Denied (the store wants a second person, and nobody else has agreed to it).
[[nodiscard]] Result<void> needSecondPerson(const finding::Keeper &keeper,
                                            const rotate::AgreedPlan &plan);
/// The same, and the word is taken: it was for this rotation.
[[nodiscard]] Result<void> takeSecondPerson(finding::Keeper &keeper,
                                            const rotate::AgreedPlan &plan);

/// That one person is enough again.
[[nodiscard]] Subjects onePersonSubjects();
[[nodiscard]] Result<bool> isTwoPerson(finding::Keeper &keeper);
/// Errors: see store::Store::setTwoPerson.
[[nodiscard]] Result<void> setTwoPerson(finding::Keeper &keeper, bool isWanted);

} // namespace rekey::ui
