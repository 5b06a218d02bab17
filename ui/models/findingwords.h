// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/filter.h"
#include "core/finding/finding.h"

#include <QString>

#include <string_view>

namespace rekey::ui {

/// Bytes from a source as text that is safe to show: controls and bidi characters are escapes.
[[nodiscard]] QString escapedText(std::string_view text);

/// "Not checked", "Live" ...
[[nodiscard]] QString verdictWord(finding::Verdict verdict);
/// "Low", "Medium", "High".
[[nodiscard]] QString confidenceWord(finding::Confidence confidence);
/// For a badge: "HEAD", "History" ...
[[nodiscard]] QString reachWord(sources::Reach reach);
/// For a sentence: "in HEAD", "in history only" ...
[[nodiscard]] QString reachPhrase(sources::Reach reach);
/// For a sentence: "ends 4f7a" when the mask shows an end, else "hidden value".
[[nodiscard]] QString maskPhrase(std::string_view masked);

/// Title of a group of facets: "Verdict", "Author" ...
[[nodiscard]] QString facetTitle(finding::FilterWord word);
/// Label of one value of a facet.
[[nodiscard]] QString facetLabel(finding::FilterWord word, const std::string &value,
                                 const std::string &label);

/// What is wrong with a filter, one sentence; empty when nothing is.
[[nodiscard]] QString filterProblemText(const finding::FilterProblem &problem);

} // namespace rekey::ui
