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
    std::uint64_t revision = 0;
    /// Versions that changes of this window have reached, while it does not know them yet.
    std::unordered_map<secret::SecretId, std::uint64_t> own;
    /// The same for incidents, by id.
    std::unordered_map<std::string, std::uint64_t> ownIncidents;
};

} // namespace rekey::ui
