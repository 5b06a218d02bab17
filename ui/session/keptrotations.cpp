// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/keptrotations.h"

#include "core/rotate/keptrun.h"

namespace rekey::ui {

namespace {

/// Nothing for a name that was reserved and never used.
Result<std::optional<KeptRotation>> keptRotation(finding::Keeper &keeper, finding::RunKeeper &runs,
                                                 const std::string &run)
{
    const auto entries = rotate::KeptJournal(runs, {}).entries(run);
    if (!entries)
        return std::unexpected(entries.error());
    if (entries->empty())
        return std::nullopt;
    auto history = rotate::replay(*entries);
    auto context = rotate::keptContext(keeper, run);
    if (!history || !context)
        return std::unexpected(history ? context.error() : history.error());
    KeptRotation kept;
    kept.order = {run, {}, *std::move(context), history->plan};
    kept.history = *std::move(history);
    kept.at = entries->back().at;
    return kept;
}

} // namespace

Result<std::vector<KeptRotation>> keptRotations(finding::Keeper &keeper, std::size_t &unreadable)
{
    std::vector<KeptRotation> rotations;
    auto *runs = dynamic_cast<finding::RunKeeper *>(&keeper);
    if (runs == nullptr)
        return rotations;
    const auto names = runs->runs();
    if (!names)
        return std::unexpected(names.error());
    for (const std::string &name : *names) {
        auto kept = keptRotation(keeper, *runs, name);
        const bool isOnlyThisOne = !kept
            && (kept.error().kind == ErrorKind::Malformed
                || kept.error().kind == ErrorKind::NotFound);
        if (isOnlyThisOne)
            ++unreadable;
        else if (!kept)
            return std::unexpected(kept.error());
        else if (*kept)
            rotations.push_back(std::move(**kept));
    }
    return rotations;
}

} // namespace rekey::ui
