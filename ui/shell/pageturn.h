// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>
#include <QTabWidget>

namespace rekey::ui {

/// Shows one of the window's pages, also where a start page stands in place of them.
inline void turnTo(QTabWidget &pages, QWidget *page)
{
    if (auto *stack = qobject_cast<QStackedWidget *>(pages.parentWidget()))
        stack->setCurrentWidget(&pages);
    pages.setCurrentWidget(page);
}

} // namespace rekey::ui
