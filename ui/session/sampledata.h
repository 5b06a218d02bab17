// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/engine.h"

namespace rekey::ui {

/// A made-up text with made-up secrets of several types, put together when it is asked for, to try
/// the program on. Each call makes other values; none was ever issued by anybody.
[[nodiscard]] ScanTarget sampleTarget();

} // namespace rekey::ui
