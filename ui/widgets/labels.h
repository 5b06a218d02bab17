// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QString>

class QLabel;
class QWidget;

namespace rekey::ui {

/// A label of plain text that wraps and can be selected: for texts from outside. Owned by `parent`.
[[nodiscard]] QLabel *plainLabel(const QString &text, const QString &name, QWidget *parent);

/// Gives the widget's words a tone, by its palette as it is now.
void setTextTone(QWidget *widget, Tone tone);

/// Forms that stand one below the other: their fields begin at one edge.
void alignFormLabels(const QWidget &box);

/// A name from outside on a button or in a menu: an ampersand would underline.
[[nodiscard]] QString onButton(QString text);

} // namespace rekey::ui
