// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/reader.h"

#include <QDateTime>
#include <QTimeZone>
#include <QXmlStreamReader>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace rekey::provider {

namespace {

using Json = nlohmann::json;

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

void add(std::vector<std::string> &out, std::string_view text)
{
    if (!text.empty() && out.size() < kMaxReadValues)
        out.emplace_back(text.substr(0, kMaxReadValueBytes));
}

void addScalar(std::vector<std::string> &out, const Json &value, const std::string &split)
{
    if (value.is_string()) {
        std::string_view text = value.get_ref<const std::string &>();
        while (!split.empty() && text.contains(split)) {
            const std::size_t end = text.find(split);
            add(out, text.substr(0, end));
            text.remove_prefix(end + split.size());
        }
        add(out, text);
    } else if (value.is_boolean() || value.is_number()) {
        add(out, value.dump());
    }
}

const Json *at(const Json &value, const std::string &pointer)
{
    const Json::json_pointer path(pointer);
    return value.contains(path) ? &value.at(path) : nullptr;
}

/// Separated by `split`, blanks round them taken off.
std::vector<std::string> pieces(std::string_view text, const std::string &split)
{
    std::vector<std::string> result;
    while (!text.empty()) {
        const std::size_t end
            = split.empty() ? text.size() : std::min(text.find(split), text.size());
        std::string_view piece = text.substr(0, end);
        while (!piece.empty() && piece.front() == ' ')
            piece.remove_prefix(1);
        while (!piece.empty() && piece.back() == ' ')
            piece.remove_suffix(1);
        add(result, piece);
        text.remove_prefix(std::min(end + std::max<std::size_t>(split.size(), 1), text.size()));
    }
    return result;
}

} // namespace

struct AnswerReader::Parsed
{
    Json json;
};

AnswerReader::AnswerReader(const Answer &answer)
    : m_answer(answer)
{
}

AnswerReader::~AnswerReader() = default;

std::vector<std::string> AnswerReader::readJson(const Reader &reader) const
{
    if (!m_parsed) {
        m_parsed = std::make_unique<Parsed>();
        m_parsed->json = Json::parse(m_answer.body.view(), nullptr, false);
    }
    std::vector<std::string> result;
    if (m_parsed->json.is_discarded())
        return result;
    const Json *found = at(m_parsed->json, reader.path);
    if (found == nullptr)
        return result;
    if (!found->is_array()) {
        addScalar(result, *found, reader.split);
        return result;
    }
    for (const Json &element : *found) {
        const Json *inner = reader.each.empty() ? &element : at(element, reader.each);
        if (inner != nullptr)
            addScalar(result, *inner, {});
    }
    return result;
}

std::vector<std::string> AnswerReader::readXml(const Reader &reader) const
{
    const std::string_view body = m_answer.body.view();
    QXmlStreamReader xml(QByteArray::fromRawData(body.data(), static_cast<qsizetype>(body.size())));
    std::string path;
    std::vector<std::string> result;
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::StartElement:
            path += (path.empty() ? "" : "/") + xml.name().toUtf8().toStdString();
            break;
        case QXmlStreamReader::EndElement:
            path.resize(path.contains('/') ? path.rfind('/') : 0);
            break;
        case QXmlStreamReader::Characters:
            if (path == reader.path && !xml.isWhitespace())
                add(result, xml.text().toUtf8().toStdString());
            break;
        default:
            break;
        }
        if (path.size() > kMaxReadValueBytes)
            return {};
    }
    return result;
}

std::vector<std::string> AnswerReader::read(const Reader &reader) const
{
    switch (reader.kind) {
    case Reader::Kind::None:
        return {};
    case Reader::Kind::Json:
        return readJson(reader);
    case Reader::Kind::Xml:
        return readXml(reader);
    case Reader::Kind::Header:
        break;
    }
    return pieces(m_answer.header(reader.path).value_or(std::string_view()), reader.split);
}

std::string AnswerReader::first(const Reader &reader) const
{
    const std::vector<std::string> values = read(reader);
    return values.empty() ? std::string() : values.front();
}

bool AnswerReader::holds(const Condition &condition) const
{
    if (condition.status != 0 && condition.status != m_answer.status)
        return false;
    if (!condition.body.empty() && !holdsText(m_answer.body.view(), condition.body))
        return false;
    if (condition.value.kind == Reader::Kind::None)
        return true;
    const std::vector<std::string> values = read(condition.value);
    return std::ranges::any_of(values, [&](const std::string &value) {
        return (condition.is.empty() || std::ranges::contains(condition.is, value))
            && holdsText(value, condition.contains);
    });
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
