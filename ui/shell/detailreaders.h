// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/detail/detailpane.h"

namespace rekey::ui {

class Ledger;
class Workspace;

/// Readers over the open sources and, for what an earlier run kept, over the sources' paths and the
/// ledger. Both outlive the readers.
[[nodiscard]] DetailReaders makeDetailReaders(const Workspace &workspace, Ledger &ledger);

} // namespace rekey::ui
