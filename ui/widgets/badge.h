// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QFont>
#include <QRect>
#include <QSize>
#include <QString>

class QPainter;

namespace rekey::ui {

/// Size of a badge with this text.
[[nodiscard]] QSize badgeSize(const QString &text, const QFont &font);

/// A word on a rounded ground in the colours of `tone`, at the left of `rect` and in its middle
/// height; elided when it does not fit.
void paintBadge(QPainter *painter, const QRect &rect, const QString &text, Tone tone,
                const QPalette &palette, const QFont &font);

} // namespace rekey::ui
