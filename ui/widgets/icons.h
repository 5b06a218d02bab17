// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QIcon>
#include <QStringView>

#include <optional>

namespace rekey::ui {

/// One of the program's own drawings (`resources/icons/NAME.svg`) in the colour of the text round
/// it, also after the palette changed; with a tone, in that tone's colour. Null for an unknown
/// name.
[[nodiscard]] QIcon icon(QStringView name, std::optional<Tone> tone = std::nullopt);

} // namespace rekey::ui
