// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importrow.h"

#include <algorithm>
#include <charconv>

namespace rekey::report {

namespace {

constexpr std::array<std::string_view, kImportFields> kFieldNames
    = {"value",  "around", "rule", "path",    "line",        "column", "commit",
       "author", "email",  "date", "verdict", "fingerprint", "tool",   "note"};

struct KnownColumn
{
    std::string_view name; ///< lower case, without blanks, '_' and '-'
    ImportField field;
};

constexpr KnownColumn kKnownColumns[] = {
    {"secret", ImportField::Value},       {"value", ImportField::Value},
    {"raw", ImportField::Value},          {"token", ImportField::Value},
    {"secretvalue", ImportField::Value},  {"match", ImportField::Around},
    {"context", ImportField::Around},     {"snippet", ImportField::Around},
    {"ruleid", ImportField::Rule},        {"rule", ImportField::Rule},
    {"type", ImportField::Rule},          {"secrettype", ImportField::Rule},
    {"detector", ImportField::Rule},      {"detectorname", ImportField::Rule},
    {"path", ImportField::Path},          {"file", ImportField::Path},
    {"filename", ImportField::Path},      {"filepath", ImportField::Path},
    {"line", ImportField::Line},          {"startline", ImportField::Line},
    {"linenumber", ImportField::Line},    {"column", ImportField::Column},
    {"startcolumn", ImportField::Column}, {"commit", ImportField::Commit},
    {"sha", ImportField::Commit},         {"commitsha", ImportField::Commit},
    {"author", ImportField::Author},      {"email", ImportField::Email},
    {"authoremail", ImportField::Email},  {"date", ImportField::Date},
    {"commitdate", ImportField::Date},    {"verdict", ImportField::Verdict},
    {"validity", ImportField::Verdict},   {"status", ImportField::Verdict},
    {"verified", ImportField::Verdict},   {"fingerprint", ImportField::Fingerprint},
    {"id", ImportField::Fingerprint},     {"tool", ImportField::Tool},
    {"scanner", ImportField::Tool},       {"note", ImportField::Note},
    {"comment", ImportField::Note},
};

std::string plain(std::string_view name)
{
    std::string out;
    for (const char character : name.substr(0, 64)) {
        if (character >= 'A' && character <= 'Z')
            out += static_cast<char>(character + 32);
        else if (std::string_view(" _-").find(character) == std::string_view::npos)
            out += character;
    }
    return out;
}

std::optional<std::int64_t> numberFrom(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                   : std::nullopt;
}

} // namespace

std::string_view importFieldName(ImportField field)
{
    return kFieldNames[static_cast<std::size_t>(field)];
}

std::optional<ImportField> importFieldFromName(std::string_view name)
{
    const auto found = std::ranges::find(kFieldNames, name);
    if (found == kFieldNames.end())
        return std::nullopt;
    return static_cast<ImportField>(found - kFieldNames.begin());
}

bool ImportMapping::isUsable() const
{
    return of(ImportField::Value) >= 0 || of(ImportField::Path) >= 0
        || of(ImportField::Fingerprint) >= 0;
}

ImportMapping guessMapping(std::span<const std::string_view> header)
{
    ImportMapping mapping;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto known = std::ranges::find(kKnownColumns, plain(header[i]), &KnownColumn::name);
        // Of several that may be one, the first stays.
        if (known != std::end(kKnownColumns) && mapping.of(known->field) < 0)
            mapping.set(known->field, static_cast<int>(i));
    }
    return mapping;
}

Result<ImportMapping> mappingFrom(std::span<const std::pair<std::string, std::string>> pairs,
                                  std::span<const std::string_view> header)
{
    ImportMapping mapping;
    for (const auto &[fieldName, column] : pairs) {
        const auto field = importFieldFromName(fieldName);
        if (!field) {
            return fail(ErrorKind::Invalid,
                        "a column cannot be \"" + fieldName
                            + "\"; it is one of value, around, rule, path, line, column, commit, "
                              "author, email, date, verdict, fingerprint, tool, note");
        }
        std::optional<std::int64_t> at;
        if (const auto found = std::ranges::find(header, std::string_view(column));
            found != header.end())
            at = found - header.begin();
        else if (column.starts_with('#'))
            at = numberFrom(std::string_view(column).substr(1)).value_or(0) - 1;
        if (!at || *at < 0 || *at >= static_cast<std::int64_t>(header.size())) {
            return fail(ErrorKind::Invalid,
                        "the table has no column \"" + column + "\" for " + fieldName);
        }
        mapping.set(*field, static_cast<int>(*at));
    }
    return mapping;
}

std::optional<ImportRow> rowOfCsv(std::span<const std::string_view> fields,
                                  const ImportMapping &mapping)
{
    const auto at = [&](ImportField field) {
        const int column = mapping.of(field);
        return column >= 0 && static_cast<std::size_t>(column) < fields.size()
            ? fields[static_cast<std::size_t>(column)]
            : std::string_view();
    };
    ImportRow row;
    row.value = at(ImportField::Value);
    row.around = at(ImportField::Around);
    row.tool = at(ImportField::Tool).empty() ? "csv" : bounded(at(ImportField::Tool), 64);
    row.rule = bounded(at(ImportField::Rule));
    row.fingerprint = bounded(at(ImportField::Fingerprint));
    row.verdict = verdictFromWords(at(ImportField::Verdict)).value_or(finding::Verdict::Unknown);
    row.words = bounded(at(ImportField::Note));
    if (!at(ImportField::Path).empty()) {
        finding::Place place = placeIn(at(ImportField::Path), numberFrom(at(ImportField::Line)),
                                       numberFrom(at(ImportField::Column)));
        setCommit(place, at(ImportField::Commit), at(ImportField::Author), at(ImportField::Email),
                  timeFromText(at(ImportField::Date)));
        row.places.push_back(std::move(place));
    }
    if (row.value.empty() && row.places.empty() && row.fingerprint.empty())
        return std::nullopt;
    return row;
}

} // namespace rekey::report
