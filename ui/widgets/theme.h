// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QStringView>

#include <cstdint>

class QApplication;

namespace rekey::ui {

/// What a colour says. Every tone reads at 4.5:1 as text, on the window, on a list and on its own
/// background, in light and in dark; at 7:1 in high contrast.
enum class Tone : std::uint8_t
{
    Danger,
    Warning,
    Good,
    Info,
    Masked,
    Neutral
};

/// For words and icons.
[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);
/// For badges and banners, beneath words in toneColor().
[[nodiscard]] QColor toneBackground(Tone tone, const QPalette &palette);
[[nodiscard]] bool isDark(const QPalette &palette);

/// Contrast of two opaque colours as WCAG 2.1 defines it, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &left, const QColor &right);

[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();
[[nodiscard]] QPalette contrastPalette();

enum class ThemeChoice : std::uint8_t
{
    System,
    Light,
    Dark,
    Contrast, ///< black and white, tones at 7:1 or more
};

/// "system", "light", "dark", "contrast"; System for anything else.
[[nodiscard]] ThemeChoice themeFromName(QStringView name);

/// How the whole program looks.
struct Look
{
    ThemeChoice theme = ThemeChoice::System;
    int fontPercent = 100; ///< of the system's size of text
    bool isStill = false; ///< nothing slides, fades or blinks
};

/// Dresses the whole program. With System the palette follows the desktop's colour scheme, now and
/// whenever it changes. GUI thread.
void applyLook(QApplication &application, const Look &look);

} // namespace rekey::ui
