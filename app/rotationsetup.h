// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rotationrun.h"
#include "app/rotationsubject.h"

#include <iosfwd>
#include <map>
#include <string>

namespace rekey::app {

/// A rotation that a command is to begin: planned, and, once equipped, all that it is done with.
struct NewRotation
{
    RotationSubject subject;
    PlannedRotation planned;
    RotationRun::Setup setup;
};

/// What the command gives: credentials, each asked for once, and the parts that are no secrets.
[[nodiscard]] Result<provider::Parts> givenParts(const RotateCommand &command,
                                                 const std::map<std::string, std::string> &with);

/// What the command says, of the parts that the old key has none yet.
[[nodiscard]] rotate::RotationContext contextOf(const RotationSubject &subject,
                                                const RotateCommand &command);

/// `found` is what the command names, where it was read already. Errors: those of the store and of
/// planFor.
[[nodiscard]] Result<NewRotation> newRotation(const RotateCommand &command,
                                              const provider::Catalog &catalog,
                                              const store::Store &store,
                                              const finding::Finding *found = nullptr);
/// `given` is copied: several may be equipped with it.
void equip(NewRotation &rotation, const RotateCommand &command, const provider::Catalog &catalog,
           const rules::RulePack &pack, const provider::Parts &given);

/// Numbered steps, each with what it changes and its call.
void printPlan(std::ostream &out, const PlannedRotation &planned);

} // namespace rekey::app
