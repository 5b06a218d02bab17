// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace rekey::ui {

/// Asks where to write, writes the whole file or nothing, and then calls `written` with its path.
/// Does not block; a failure is told in a message box. The dialog is called "saveDialog".
void saveFile(QWidget *window, const QString &suggestedName, const QByteArray &bytes,
              std::function<void(const QString &path)> written);

} // namespace rekey::ui
