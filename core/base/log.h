// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

/// Log categories. A message may name files, rules and hosts, never a scanned value.
Q_DECLARE_LOGGING_CATEGORY(rekeyScan)
Q_DECLARE_LOGGING_CATEGORY(rekeySources)
Q_DECLARE_LOGGING_CATEGORY(rekeyRules)
Q_DECLARE_LOGGING_CATEGORY(rekeyUi)
