// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::report {

/// Reports for people, made from the templates in resources/reports.
enum class TextTemplate : std::uint8_t
{
    Incident, ///< everything: summary, timeline, places, evidence, access, open points, coverage
    Manager, ///< one page
    Ticket, ///< for the developer who mends it: places, links, steps
};

enum class TextFormat : std::uint8_t
{
    Markdown, ///< CommonMark with tables
    Html, ///< one file, no script, nothing loaded from elsewhere
};

struct TextRequest
{
    TextTemplate kind = TextTemplate::Incident;
    TextFormat format = TextFormat::Markdown;
    std::string title; ///< empty: the incident's name, else the template's own
    std::string scope; ///< what was chosen, in words; empty: everything
};

/// "incident", "manager", "ticket".
[[nodiscard]] std::optional<TextTemplate> textTemplateFromName(std::string_view name);

/// The whole report. Everything that is not the template's own is escaped for the format: names,
/// notes and answers are hostile. At most 2000 secrets, 20 places of each and 2000 lines of the
/// timeline are told one by one; the text says how many more there are. The report carries its own
/// SHA-256: of itself with the 64 digits as zeros. Errors: Internal (a template is broken).
[[nodiscard]] Result<std::string> textReport(const Report &report, const ReportOptions &options,
                                             const TextRequest &request);

/// True when the text carries its own SHA-256 and it is right; false when it is wrong; nothing when
/// it carries none.
[[nodiscard]] std::optional<bool> hasRightHash(std::string text);

/// Untrusted text inside Markdown and HTML: control characters visible, nothing left that the
/// format takes as its own.
[[nodiscard]] std::string escapeMarkdown(std::string_view text);
[[nodiscard]] std::string escapeHtml(std::string_view text);

} // namespace rekey::report
