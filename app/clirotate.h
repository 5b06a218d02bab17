// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clinetwork.h"
#include "app/clioptions.h"
#include "core/rotate/plan.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rekey::app {

/// `rekey-cli rotate`.
struct RotateCommand
{
    enum class Verb : std::uint8_t
    {
        Plan, ///< what a rotation would do, step by step; sends nothing
        Run,
        Resume,
        RollBack,
        GiveUp, ///< ends it as it stands
        Take, ///< puts values that are kept for it into files
        Approve, ///< a second person agrees to a plan
        Patch, ///< shows how files would read the value from elsewhere, and changes those named
        Status,
    };
    Verb verb = Verb::Plan;
    std::string what; ///< a finding of the store ("S-0421") or a detector's id; a run ("R-0001")
    std::vector<std::string> all; ///< of Plan and Run: findings, `what` among them, in their order
    StoreAccess access;

    std::optional<rotate::Method> method; ///< unset: what fits the reach
    std::string key; ///< id of the old key, where the store does not tell it
    std::vector<std::string> consumers; ///< beside those that the store knows
    bool isPublic = false;
    std::size_t quietHours = 24;
    std::string output;
    std::string agreeFile; ///< where the plans go that a second person is to agree to
    bool isAgreed = false; ///< without being asked
    bool json = false;

    NetworkAccess network;
    std::map<std::string, std::string> credentials; ///< part to where it comes from
    std::map<std::string, std::string> with; ///< parts that are no secrets: "user" ...
    bool usesLeakedKey = false;
    bool yesCanaries = false;
    bool isDryRun = false;
    std::map<std::string, std::string> files; ///< consumer to the file that its value is put into
    std::map<std::string, std::string> commands; ///< consumer to what gets it on standard input
    std::map<std::string, std::string> checks; ///< consumer to what tells whether it works
    std::vector<std::string> confirmed; ///< consumers that were seen working
    std::vector<std::string> approvals; ///< ends of the ids of keys that may be deleted
    std::vector<std::string> lostKeys; ///< that may be deleted
    std::optional<rotate::StepKind> skipStep; ///< the next step, when it is of that kind ...
    std::string skipReason; ///< ... is left out for this reason
    std::string reason; ///< of giving up
    std::size_t waitSeconds = 120;
    std::string style = "env"; ///< of patches: where the value is read from
    std::string variable; ///< its name there; empty: one that fits the provider
    std::vector<std::string> applied; ///< files that are patched
};

[[nodiscard]] Result<RotateCommand> parseRotate(std::vector<std::string> arguments);
[[nodiscard]] VerbWords rotateWords();
[[nodiscard]] std::string rotateUsage();
[[nodiscard]] int runRotateCommand(const RotateCommand &command);

} // namespace rekey::app
