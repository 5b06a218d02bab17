// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/ledger.h"

#include <stop_token>
#include <string>

namespace rekey::ui {

/// What lives on the keeper's thread.
struct Ledger::Home : QObject
{
    std::unique_ptr<finding::Keeper> keeper;
    std::stop_source stop;
    int generation = 0; ///< of the keeper; Ledger::m_generation once it is open
    std::uint64_t revision = 0;
    /// Versions that changes of this window have reached, while it does not know them yet.
    std::unordered_map<secret::SecretId, std::uint64_t> own;
    /// Versions of an incident with nobody else's change in between.
    struct Run
    {
        std::uint64_t from = 0; ///< what the first of these changes was made on
        std::uint64_t to = 0;
    };
    /// Of this window's changes, by incident.
    std::unordered_map<std::string, Run> ownIncidents;

    /// Notes a change of this window.
    void noteIncident(const std::string &id, std::uint64_t base, std::uint64_t version)
    {
        Run &run = ownIncidents[id];
        if (run.to == 0 || run.to != base)
            run.from = base;
        run.to = version;
    }
};

} // namespace rekey::ui
