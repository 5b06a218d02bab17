// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/reader.h"

#include "core/provider/jsonview.h"
#include "core/provider/xmlview.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <charconv>

namespace rekey::provider {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool holdsText(std::string_view text, std::string_view part)
{
    return part.empty() || !std::ranges::search(text, part, [](char a, char b) {
                                return lower(a) == lower(b);
                            }).empty();
}

/// Separated by `split`, blanks round them taken off.
void visitPieces(std::string_view text, const std::string &split,
                 const std::function<bool(std::string_view)> &visit)
{
    while (!text.empty()) {
        const std::size_t end
            = split.empty() ? text.size() : std::min(text.find(split), text.size());
        std::string_view piece = text.substr(0, end);
        while (piece.starts_with(' '))
            piece.remove_prefix(1);
        while (piece.ends_with(' '))
            piece.remove_suffix(1);
        if (!piece.empty() && !visit(piece))
            return;
        text.remove_prefix(std::min(end + split.size(), text.size()));
    }
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace

AnswerReader::AnswerReader(const Answer &answer)
    : m_answer(answer)
{
}

void AnswerReader::eachJson(const Reader &reader, const Visit &visit) const
{
    const std::string_view body = m_answer.body.view();
    if (!m_isJson)
        m_isJson = isJson(body);
    const auto found = *m_isJson ? jsonAt(body, reader.path) : std::nullopt;
    if (!found)
        return;
    const auto elements = jsonElements(*found);
    if (!elements) {
        const auto plain = jsonPlain(*found, m_scratch.bytes());
        if (plain && found->starts_with('"') && !reader.split.empty())
            visitPieces(*plain, reader.split, visit);
        else if (plain && !plain->empty())
            visit(*plain);
        return;
    }
    for (const std::string_view element : *elements) {
        const auto inner = jsonAt(element, reader.each);
        const auto plain = inner ? jsonPlain(*inner, m_scratch.bytes()) : std::nullopt;
        if (plain && !plain->empty() && !visit(*plain))
            return;
    }
}

void AnswerReader::eachXml(const Reader &reader, const Visit &visit) const
{
    for (const std::string_view inner : xmlAt(m_answer.body.view(), reader.path)) {
        const auto plain = xmlPlain(inner, m_scratch.bytes());
        if (plain && !isBlank(*plain) && !visit(*plain))
            return;
    }
}

void AnswerReader::each(const Reader &reader, const Visit &visit) const
{
    if (m_scratch.isEmpty())
        m_scratch = secret::SecretBytes(m_answer.body.size());
    switch (reader.kind) {
    case Reader::Kind::None:
        return;
    case Reader::Kind::Json:
        return eachJson(reader, visit);
    case Reader::Kind::Xml:
        return eachXml(reader, visit);
    case Reader::Kind::Header:
        visitPieces(m_answer.header(reader.path).value_or(std::string_view()), reader.split, visit);
    }
}

std::vector<std::string> AnswerReader::read(const Reader &reader) const
{
    std::vector<std::string> values;
    each(reader, [&](std::string_view value) {
        values.emplace_back(value.substr(0, kMaxReadValueBytes));
        return values.size() < kMaxReadValues;
    });
    return values;
}

std::string AnswerReader::first(const Reader &reader) const
{
    std::string first;
    each(reader, [&](std::string_view value) {
        first = value.substr(0, kMaxReadValueBytes);
        return false;
    });
    return first;
}

std::optional<secret::SecretBytes> AnswerReader::firstSecret(const Reader &reader) const
{
    std::optional<secret::SecretBytes> first;
    each(reader, [&](std::string_view value) {
        first = secret::SecretBytes::copyOf(value);
        return false;
    });
    return first;
}

bool AnswerReader::holds(const Condition &condition) const
{
    if (condition.status != 0 && condition.status != m_answer.status)
        return false;
    if (!condition.body.empty() && !holdsText(m_answer.body.view(), condition.body))
        return false;
    if (!condition.wholeBody.empty() && trimmed(m_answer.body.view()) != condition.wholeBody)
        return false;
    if (condition.value.kind == Reader::Kind::None)
        return true;
    bool isFound = false;
    each(condition.value, [&](std::string_view value) {
        isFound = (condition.is.empty() || std::ranges::contains(condition.is, value))
            && holdsText(value, condition.contains);
        return !isFound;
    });
    return isFound;
}

std::int64_t timeOf(std::string_view text)
{
    std::int64_t number = 0;
    const char *last = text.data() + text.size();
    if (const auto [end, error] = std::from_chars(text.data(), last, number);
        error == std::errc() && end == last) {
        constexpr std::int64_t kMilliseconds = 100'000'000'000;
        constexpr std::int64_t kFarFuture = 253'402'300'800;
        number = number > kMilliseconds ? number / 1000 : number;
        return number > 0 && number < kFarFuture ? number : 0;
    }
    QString iso = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
    if (iso.endsWith(QLatin1StringView(" UTC")))
        iso = iso.chopped(4) + u'Z';
    if (iso.size() > 10 && iso.at(10) == u' ')
        iso[10] = u'T';
    iso.remove(u' ');
    QDateTime date = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (date.isValid() && date.timeSpec() == Qt::LocalTime)
        date.setTimeZone(QTimeZone::utc());
    return date.isValid() ? std::max<std::int64_t>(date.toSecsSinceEpoch(), 0) : 0;
}

} // namespace rekey::provider
