// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakeprovider.h"
#include "tests/support/madeup.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <string>
#include <vector>

namespace rekey::test {

/// Providers whose check is one request and one answer, from tests/data/provider/answers.json. It
/// is written from their documentation, not from the provider files, so that a mistake in one of
/// them shows. "@40" stands for so many letters and digits that nobody was given; {NAME} for the
/// value of that name, "basic:USER:NAME" for such a header. A refusal stands under "dead",
/// "if_known" (only of a key that was let in before) or "unclear".
class DocumentedAnswers
{
public:
    static std::vector<FakeProvider> read()
    {
        QFile file(QStringLiteral(REKEY_TEST_DATA "/provider/answers.json"));
        std::vector<FakeProvider> list;
        if (!file.open(QIODevice::ReadOnly))
            return list;
        MadeUp made(11);
        for (const QJsonValue &row : QJsonDocument::fromJson(file.readAll()).array())
            list.push_back(providerOf(row.toObject(), made));
        return list;
    }

private:
    using Seen = LoopbackServer::Seen;
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    static std::string text(const QJsonObject &row, const char *key)
    {
        return row.value(QLatin1String(key)).toString().toStdString();
    }

    static Pairs pairs(const QJsonObject &row, const char *key)
    {
        const QJsonObject object = row.value(QLatin1String(key)).toObject();
        Pairs result;
        for (auto at = object.begin(); at != object.end(); ++at)
            result.emplace_back(at.key().toStdString(), at.value().toString().toStdString());
        return result;
    }

    static std::string made(const std::string &form, MadeUp &source)
    {
        if (!form.starts_with('@'))
            return form;
        std::size_t end = 1;
        while (end < form.size() && form[end] >= '0' && form[end] <= '9')
            ++end;
        return source.alphanumeric(std::stoul(form.substr(1, end - 1))) + form.substr(end);
    }

    static std::string filled(std::string form, const Pairs &values)
    {
        for (const auto &[name, value] : values) {
            const std::string hole = '{' + name + '}';
            for (auto at = form.find(hole); at != std::string::npos; at = form.find(hole))
                form.replace(at, hole.size(), value);
        }
        if (!form.starts_with("basic:"))
            return form;
        const std::size_t colon = form.find(':', 6);
        return basicHeader(form.substr(6, colon - 6), form.substr(colon + 1));
    }

    static LoopbackServer::Reply replyOf(const QJsonValue &value)
    {
        const QJsonArray pair = value.toArray();
        return reply(pair.at(0).toInt(), pair.at(1).toString().toStdString());
    }

    static FakeProvider providerOf(const QJsonObject &row, MadeUp &source)
    {
        FakeProvider fake;
        fake.provider = text(row, "provider");
        fake.rule = text(row, "detector");
        fake.parts = pairs(row, "values");
        for (auto &[name, value] : fake.parts)
            value = made(value, source);
        Pairs headers = pairs(row, "headers");
        for (auto &[name, value] : headers)
            value = filled(value, fake.parts);
        fake.isRight = [line = filled(text(row, "line"), fake.parts), headers,
                        body = text(row, "body")](const Seen &seen) {
            bool isRight = seen.method + ' ' + seen.target == line && seen.body.contains(body);
            for (const auto &[name, value] : headers)
                isRight = isRight && seen.header(name) == value;
            return isRight;
        };
        fake.live = replyOf(row.value(QLatin1String("live")));
        fake.isRefusedDead = row.contains(QLatin1String("dead"));
        fake.isDeadIfKnown = row.contains(QLatin1String("if_known"));
        fake.refused = replyOf(row.value(QLatin1String(fake.isRefusedDead       ? "dead"
                                                           : fake.isDeadIfKnown ? "if_known"
                                                                                : "unclear")));
        fake.identity = text(row, "identity");
        return fake;
    }
};

} // namespace rekey::test
