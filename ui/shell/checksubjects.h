// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindex.h"
#include "ui/session/checkplan.h"

namespace rekey::ui {

class Ledger;
class Workspace;

/// Opens values from this session's vault, or from the store that is open. Both outlive it.
[[nodiscard]] PartsReader partsReader(const Workspace &workspace, Ledger &ledger);

/// What checking has to know of a finding.
[[nodiscard]] CheckSubject subjectOf(const finding::FindingIndex &index, finding::IndexRow row);

} // namespace rekey::ui
