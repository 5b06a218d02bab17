// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace rekey::ui {

/// "Never", a day, or day and time when it is less than two days away. Seconds since 1970 UTC.
[[nodiscard]] QString expiryText(std::int64_t expiresAt, std::int64_t now);

} // namespace rekey::ui
