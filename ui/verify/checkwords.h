// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/checkplan.h"

#include <QString>

namespace rekey::ui {

/// "The secret itself is sent in the Authorization header." Escaped.
[[nodiscard]] QString secretUseText(const provider::SecretUse &use);

/// "Its region is missing; look for it in the same file." Escaped.
[[nodiscard]] QString notAskedText(const NotAsked &reason);

} // namespace rekey::ui
