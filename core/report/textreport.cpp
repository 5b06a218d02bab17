// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/textreport.h"

#include "core/base/text.h"
#include "core/report/textfacts.h"

#include <QFile>

#include <sodium.h>

#include <array>
#include <utility>

namespace rekey::report {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using kainjow::mustache::partial;

constexpr std::array<std::pair<std::string_view, TextTemplate>, 3> kTemplates = {{
    {"incident", TextTemplate::Incident},
    {"manager", TextTemplate::Manager},
    {"ticket", TextTemplate::Ticket},
}};
constexpr std::string_view kHashMark = "SHA-256 of this report: ";
constexpr std::size_t kHashDigits = 2 * crypto_hash_sha256_BYTES;

std::string resource(const std::string &name)
{
    QFile file(QString::fromStdString(":/rekey/reports/" + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::string templateName(TextTemplate kind)
{
    return std::string(kTemplates[static_cast<std::size_t>(kind)].first);
}

std::string sha256Of(std::string_view text)
{
    std::array<std::byte, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(reinterpret_cast<unsigned char *>(digest.data()),
                       reinterpret_cast<const unsigned char *>(text.data()), text.size());
    return toHex(digest);
}

/// A section that shows nothing leaves its lines empty.
std::string withoutGaps(const std::string &text)
{
    std::string out;
    for (const char character : text) {
        if (character != '\n' || !out.ends_with("\n\n"))
            out += character;
    }
    return out;
}

/// Where the digits stand: after the last mark, for the mark before it may be somebody's note.
std::size_t hashAt(std::string_view text)
{
    const std::size_t mark = text.rfind(kHashMark);
    if (mark == std::string_view::npos || text.size() - mark - kHashMark.size() < kHashDigits)
        return std::string_view::npos;
    return mark + kHashMark.size();
}

} // namespace

std::optional<TextTemplate> textTemplateFromName(std::string_view name)
{
    for (const auto &[known, kind] : kTemplates) {
        if (known == name)
            return kind;
    }
    return std::nullopt;
}

Result<std::string> textReport(const Report &report, const ReportOptions &options,
                               const TextRequest &request)
{
    const bool isHtml = request.format == TextFormat::Html;
    const std::string ending = isHtml ? ".html" : ".md";
    mustache page(resource(templateName(request.kind) + ending));
    page.set_custom_escape([isHtml](const std::string &text) {
        return isHtml ? escapeHtml(text) : escapeMarkdown(text);
    });
    data facts = textFacts(report, options, request);
    for (const char *part : {"head", "gaps", "foot"})
        facts.set(std::string(part) + "Part",
                  data(partial([name = part + ending] { return resource(name); })));
    std::string text = withoutGaps(page.render(facts));
    const std::size_t hash = hashAt(text);
    if (!page.is_valid() || hash == std::string::npos)
        return fail(ErrorKind::Internal, "the report template is broken: " + page.error_message());
    text.replace(hash, kHashDigits, kHashDigits, '0');
    text.replace(hash, kHashDigits, sha256Of(text));
    return text;
}

std::optional<bool> hasRightHash(std::string text)
{
    const std::size_t hash = hashAt(text);
    if (hash == std::string::npos)
        return std::nullopt;
    const std::string told = text.substr(hash, kHashDigits);
    text.replace(hash, kHashDigits, kHashDigits, '0');
    return told == sha256Of(text);
}

} // namespace rekey::report
