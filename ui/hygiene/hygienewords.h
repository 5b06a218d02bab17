// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/hygienebook.h"
#include "ui/widgets/chart.h"

#include <QDate>
#include <QString>

#include <span>

namespace rekey::ui {

/// "Leaked", "Orphaned" ...
[[nodiscard]] QString flagWord(finding::TokenFlag flag, int unusedDays);
[[nodiscard]] Tone flagTone(finding::TokenFlag flag);
/// "Revoke", "Tell the owner", or nothing.
[[nodiscard]] QString adviceWord(finding::TokenAdvice advice);
/// "Never", a short date, or nothing when unknown.
[[nodiscard]] QString dateWord(const finding::TokenDate &date);
[[nodiscard]] QString dayWord(std::int64_t seconds);
/// What was done: "Told 26/11/2026, look again 10/12/2026"; empty when nothing was.
[[nodiscard]] QString careWord(const finding::TokenCare &care, std::int64_t now);
[[nodiscard]] QString proofWord(finding::LeakProof proof);

/// One token with what is known of it.
struct FlaggedToken
{
    const finding::InventoryToken *token = nullptr;
    finding::TokenFlags flags;
    finding::TokenAdvice advice = finding::TokenAdvice::Nothing;
};

/// A letter for each creator of the tokens, one after the other: which, why, and until when. Holds
/// names and ids, no values.
[[nodiscard]] QString noticeText(std::span<const FlaggedToken> tokens, int unusedDays,
                                 const QDate &due);

[[nodiscard]] Chart noticeChart(const finding::NoticeCounts &counts);

} // namespace rekey::ui
