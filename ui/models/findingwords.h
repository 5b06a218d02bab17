// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/filter.h"
#include "core/finding/finding.h"
#include "core/finding/findingindexgroups.h"
#include "core/finding/severity.h"
#include "core/finding/triage.h"

#include <QString>

#include <span>
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
/// For a sentence: "ends 4 f 7 a" when the mask shows an end, else "hidden value".
[[nodiscard]] QString maskPhrase(std::string_view masked);

/// "New", "Confirmed" ...
[[nodiscard]] QString decisionWord(finding::Decision decision);
/// "Rotated", "False positive" ...; empty for None.
[[nodiscard]] QString closeReasonWord(finding::CloseReason reason);
/// A decision with its reason: "Test value" for a closed one.
[[nodiscard]] QString decisionText(finding::Decision decision, finding::CloseReason reason);
/// "Critical", "High", "Medium", "Low".
[[nodiscard]] QString severityWord(finding::SeverityBand band);
/// "Admin", "Can gain more", "Risky", "Read only".
[[nodiscard]] QString scopeRiskWord(finding::ScopeRisk risk);

/// "R-0003 stopped after step 3 of 9", "R-0003 done" ...
[[nodiscard]] QString rotationPhrase(const finding::FindingRotation &rotation);

/// Title of a group of facets: "Verdict", "Author" ...
[[nodiscard]] QString facetTitle(finding::FilterWord word);
/// Label of one value of a facet.
[[nodiscard]] QString facetLabel(finding::FilterWord word, const std::string &value,
                                 const std::string &label);

/// "File name", "Age" ...; empty for None.
[[nodiscard]] QString groupTitle(finding::GroupKey key);
/// Value of a group: "GitHub", "Live", "30 to 90 days", "No author" ...
[[nodiscard]] QString groupLabel(const finding::FindingIndex &index,
                                 const finding::RowGroup &group);
/// What counts most of a group's verdicts: "12 live, 4 unknown"; empty when there is nothing.
[[nodiscard]] QString groupVerdictsText(std::span<const int> counts);
/// A group's row for assistive tools.
[[nodiscard]] QString groupSentence(const finding::FindingIndex &index,
                                    const finding::RowGroup &group, bool isOpen);

/// What is wrong with a filter, one sentence; empty when nothing is.
[[nodiscard]] QString filterProblemText(const finding::FilterProblem &problem);

} // namespace rekey::ui
