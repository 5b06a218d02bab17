// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace rekey::ui {

class Workspace;

/// Tells the types of the secrets in a text somebody typed, so that none is stored in a note; each
/// once. Empty while the rules are being made ready. GUI thread; the workspace outlives it.
[[nodiscard]] std::function<QStringList(const QByteArray &)>
makeSecretCheck(const Workspace &workspace);

} // namespace rekey::ui
