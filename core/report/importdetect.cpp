// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"
#include "core/report/importrow.h"

#include <algorithm>

namespace rekey::report {

namespace {

struct FormatFacts
{
    ImportFormat format;
    std::string_view name;
    std::string_view tool;
};

constexpr FormatFacts kFacts[] = {
    {ImportFormat::Unknown, "unknown", ""},
    {ImportFormat::Empty, "JSON without rows", ""},
    {ImportFormat::RekeyJson, "Rekey JSON", "rekey"},
    {ImportFormat::RekeyJsonLines, "Rekey JSON lines", "rekey"},
    {ImportFormat::GitleaksJson, "gitleaks JSON", "gitleaks"},
    {ImportFormat::BetterleaksJson, "betterleaks JSON", "betterleaks"},
    {ImportFormat::BetterleaksJsonLines, "betterleaks JSON lines", "betterleaks"},
    {ImportFormat::TrufflehogJson, "TruffleHog JSON", "trufflehog"},
    {ImportFormat::TrufflehogJsonLines, "TruffleHog JSON lines", "trufflehog"},
    {ImportFormat::KingfisherJson, "Kingfisher JSON", "kingfisher"},
    {ImportFormat::KingfisherJsonLines, "Kingfisher JSON lines", "kingfisher"},
    {ImportFormat::TitusJson, "Titus JSON", "titus"},
    {ImportFormat::TitusJsonLines, "Titus JSON lines", "titus"},
    {ImportFormat::NoseyParkerJson, "Nosey Parker JSON", "noseyparker"},
    {ImportFormat::NoseyParkerJsonLines, "Nosey Parker JSON lines", "noseyparker"},
    {ImportFormat::DetectSecrets, "detect-secrets baseline", "detect-secrets"},
    {ImportFormat::Ggshield, "ggshield JSON", "ggshield"},
    {ImportFormat::GithubAlerts, "GitHub secret scanning alerts", "github"},
    {ImportFormat::GitlabReport, "GitLab secret detection report", "gitlab"},
    {ImportFormat::GitlabAlerts, "GitLab vulnerabilities", "gitlab"},
    {ImportFormat::Sarif, "SARIF 2.1.0", "sarif"},
    {ImportFormat::Csv, "CSV", "csv"},
};

const FormatFacts &factsOf(ImportFormat format)
{
    return *std::ranges::find(kFacts, format, &FormatFacts::format);
}

std::string_view withoutBlanks(std::string_view text)
{
    const std::size_t at = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    return text.substr(at);
}

/// Whether `text` has this key with a value that begins so. A quoted key cannot stand inside a JSON
/// string, for its quotes would be escaped there.
bool hasKey(std::string_view text, std::string_view key, std::string_view beginning = {})
{
    const std::string quoted = '"' + std::string(key) + '"';
    for (std::size_t at = text.find(quoted); at != std::string_view::npos;
         at = text.find(quoted, at + 1)) {
        const std::string_view behind = withoutBlanks(text.substr(at + quoted.size()));
        if (behind.starts_with(':') && withoutBlanks(behind.substr(1)).starts_with(beginning))
            return true;
    }
    return false;
}

bool hasKeys(std::string_view text, std::initializer_list<std::string_view> keys)
{
    return std::ranges::all_of(keys, [&](std::string_view key) { return hasKey(text, key); });
}

/// The format of rows that stand in an array, or by themselves on lines.
ImportFormat rowFormat(std::string_view text, bool onLines)
{
    const auto either
        = [onLines](ImportFormat array, ImportFormat lines) { return onLines ? lines : array; };
    if (hasKeys(text, {"rule_text_id", "matches"}))
        return either(ImportFormat::NoseyParkerJson, ImportFormat::NoseyParkerJsonLines);
    if (hasKeys(text, {"RuleID", "Groups"}))
        return either(ImportFormat::TitusJson, ImportFormat::TitusJsonLines);
    if (hasKeys(text, {"ruleID", "secret"}) || hasKeys(text, {"rule_id", "rule_hash", "match"}))
        return either(ImportFormat::BetterleaksJson, ImportFormat::BetterleaksJsonLines);
    if (hasKeys(text, {"DetectorName", "SourceMetadata"}))
        return either(ImportFormat::TrufflehogJson, ImportFormat::TrufflehogJsonLines);
    if (hasKeys(text, {"rule", "finding", "snippet"}))
        return either(ImportFormat::KingfisherJson, ImportFormat::KingfisherJsonLines);
    // betterleaks 1 writes the same rows as gitleaks; it has JSON lines, gitleaks has not.
    if (hasKeys(text, {"RuleID", "File"}) && (hasKey(text, "Secret") || hasKey(text, "Match")))
        return either(ImportFormat::GitleaksJson, ImportFormat::BetterleaksJsonLines);
    if (hasKeys(text, {"id", "rule", "masked", "places"}))
        return either(ImportFormat::RekeyJson, ImportFormat::RekeyJsonLines);
    return ImportFormat::Unknown;
}

ImportFormat arrayFormat(std::string_view text)
{
    if (hasKey(text, "secret_type"))
        return ImportFormat::GithubAlerts;
    if (hasKey(text, "report_type")
        && (hasKey(text, "state") || hasKey(text, "project_fingerprint") || hasKey(text, "uuid")))
        return ImportFormat::GitlabAlerts;
    if (const ImportFormat format = rowFormat(text, false); format != ImportFormat::Unknown)
        return format;
    return withoutBlanks(text.substr(1)).starts_with(']') ? ImportFormat::Empty
                                                          : ImportFormat::Unknown;
}

/// The first line that is a row of a known tool; others, such as a log, may stand before it.
ImportFormat lineFormat(std::string_view text)
{
    constexpr int mostLines = 200;
    for (int i = 0; i < mostLines && !text.empty(); ++i) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = withoutBlanks(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.starts_with('{'))
            continue;
        if (const ImportFormat format = rowFormat(line, true); format != ImportFormat::Unknown)
            return format;
    }
    return ImportFormat::Unknown;
}

ImportFormat objectFormat(std::string_view text)
{
    if (hasKey(text, "runs") && (hasKey(text, "$schema") || hasKey(text, "version")))
        return ImportFormat::Sarif;
    if (hasKey(text, "plugins_used"))
        return ImportFormat::DetectSecrets;
    if (hasKey(text, "vulnerabilities") && (hasKey(text, "scan") || hasKey(text, "version")))
        return ImportFormat::GitlabReport;
    if (hasKey(text, "total_incidents") || hasKey(text, "secrets_engine_version")
        || hasKey(text, "entities_with_incidents"))
        return ImportFormat::Ggshield;
    if (hasKey(text, "findings", "[") && hasKey(text, "schema_version"))
        return ImportFormat::BetterleaksJson;
    if (hasKey(text, "findings", "[")) { // a number of them ends Kingfisher's lines
        const bool isOurs = hasKey(text, "masked") || hasKey(text, "coverage");
        return isOurs ? ImportFormat::RekeyJson : ImportFormat::KingfisherJson;
    }
    const ImportFormat format = lineFormat(text);
    if (format == ImportFormat::Unknown && text.starts_with("{\"coverage\":"))
        return ImportFormat::RekeyJsonLines; // nothing was found
    return format;
}

bool looksLikeTable(std::string_view text)
{
    const std::string_view line = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
    const bool isText = std::ranges::none_of(line, [](char character) {
        return static_cast<unsigned char>(character) < 0x20 && character != '\t';
    });
    return isText && line.find(csvSeparatorOf(text)) != std::string_view::npos;
}

} // namespace

std::string_view importFormatName(ImportFormat format)
{
    return factsOf(format).name;
}

std::string_view importToolName(ImportFormat format)
{
    return factsOf(format).tool;
}

ImportFormat detectImportFormat(std::string_view head)
{
    head = head.substr(0, kDetectBytes);
    constexpr std::string_view mark = "\xef\xbb\xbf";
    if (head.starts_with(mark))
        head.remove_prefix(mark.size());
    head = withoutBlanks(head);
    if (head.starts_with('['))
        return arrayFormat(head);
    if (head.starts_with('{'))
        return objectFormat(head);
    if (const ImportFormat format = lineFormat(head); format != ImportFormat::Unknown)
        return format;
    return looksLikeTable(head) ? ImportFormat::Csv : ImportFormat::Unknown;
}

FormatReader readerOf(ImportFormat format)
{
    switch (format) {
    case ImportFormat::RekeyJson:
        return {{"findings[]", "[]"}, readRekey};
    case ImportFormat::RekeyJsonLines:
        return {{}, readRekey};
    case ImportFormat::GitleaksJson:
        return {{"[]"}, readGitleaks};
    case ImportFormat::BetterleaksJson:
        return {{"findings[]", "[]"}, readBetterleaks};
    case ImportFormat::BetterleaksJsonLines:
        return {{}, readBetterleaks};
    case ImportFormat::TrufflehogJson:
        return {{"[]"}, readTrufflehog};
    case ImportFormat::TrufflehogJsonLines:
        return {{}, readTrufflehog};
    case ImportFormat::KingfisherJson:
        return {{"findings[]", "[]"}, readKingfisher};
    case ImportFormat::KingfisherJsonLines:
        return {{}, readKingfisher};
    case ImportFormat::TitusJson:
        return {{"[]"}, readTitus};
    case ImportFormat::TitusJsonLines:
        return {{}, readTitus};
    case ImportFormat::NoseyParkerJson:
        return {{"[]"}, readNoseyParker};
    case ImportFormat::NoseyParkerJsonLines:
        return {{}, readNoseyParker};
    case ImportFormat::DetectSecrets:
        return {{"results.*[]"}, readDetectSecrets};
    case ImportFormat::Ggshield:
        return {{"results[]", "entities_with_incidents[]", "scans[].results[]",
                 "scans[].entities_with_incidents[]", "scans[].id", "scans[].extra_info"},
                readGgshield};
    case ImportFormat::GithubAlerts:
        return {{"[]"}, readGithub};
    case ImportFormat::GitlabReport:
        return {{"vulnerabilities[]", "scan"}, readGitlabReport};
    case ImportFormat::GitlabAlerts:
        return {{"[]"}, readGitlabAlert};
    case ImportFormat::Sarif:
        return {{"runs[].tool", "runs[].results[]"}, readSarif};
    case ImportFormat::Unknown:
    case ImportFormat::Empty:
    case ImportFormat::Csv:
        break;
    }
    return {};
}

} // namespace rekey::report
