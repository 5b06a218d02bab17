// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/coverage.h"
#include "ui/session/scanqueue.h"
#include "ui/widgets/theme.h"

#include <QString>

#include <span>
#include <vector>

namespace rekey::ui {

/// Bytes of a scanned name made safe to show.
[[nodiscard]] QString safeText(std::string_view text);

/// Digits in the user's locale.
[[nodiscard]] QString numberText(std::uint64_t number);

/// "Scanning", "Reading the list of objects" ...
[[nodiscard]] QString stageText(ScanSnapshot::Stage stage);

/// "61% · 1,204 of 9,000 · 3 found"; never empty.
[[nodiscard]] QString progressText(const ScanSnapshot &snapshot);

/// Percent done, 0..100; -1 while the total is unknown.
[[nodiscard]] int percentOf(const ScanSnapshot &snapshot);

struct StateBadge
{
    QString text;
    Tone tone = Tone::Neutral;
};
[[nodiscard]] StateBadge badgeOf(const ScanJob &job);
/// "OK", "12 skipped" or "Incomplete".
[[nodiscard]] StateBadge badgeOf(const sources::Coverage &coverage);

/// How many things a source skipped.
[[nodiscard]] std::uint64_t skippedOf(const sources::Coverage &coverage);

/// "0 findings in 14,839 files, 1,842 commits; 12 skipped; 124 rules". Says what was looked at,
/// never that it is safe.
[[nodiscard]] QString emptyResultText(std::span<const sources::Coverage> coverage,
                                      std::size_t rules);

/// An error for people: what happened, and why with what to do.
struct ErrorWords
{
    QString what;
    QString more;
};
[[nodiscard]] ErrorWords wordsFor(const Error &error);

} // namespace rekey::ui
