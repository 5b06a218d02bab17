// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

Q_LOGGING_CATEGORY(rekeyScan, "rekey.scan", QtWarningMsg)
Q_LOGGING_CATEGORY(rekeySources, "rekey.sources", QtWarningMsg)
Q_LOGGING_CATEGORY(rekeyRules, "rekey.rules", QtWarningMsg)
Q_LOGGING_CATEGORY(rekeyUi, "rekey.ui", QtWarningMsg)
