// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/catalog.h"
#include "core/provider/networktransport.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/madeup.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <map>

using namespace rekey;
using namespace rekey::provider;
using test::LoopbackServer;

namespace {

/// How a provider documents one request: tests/data/provider/answers.json, written by hand beside
/// the provider files, so that a mistake in one of them shows.
struct Case
{
    std::string provider;
    std::string detector;
    std::map<std::string, std::string> values;
    std::string line; ///< "GET /user"
    std::map<std::string, std::string> headers; ///< "basic:USER:PASSWORD" names two values
    std::string body; ///< must be in it
    LoopbackServer::Reply live;
    std::optional<LoopbackServer::Reply> dead; ///< nothing: a refusal proves nothing
};

/// "@40" stands for so many letters and digits, which nobody was ever given.
std::string madeValue(const QString &form, std::uint32_t seed)
{
    static const QRegularExpression pattern(QStringLiteral("^@(\\d+)(.*)$"));
    const auto match = pattern.match(form);
    if (!match.hasMatch())
        return form.toStdString();
    return test::MadeUp(seed).alphanumeric(match.captured(1).toUInt())
        + match.captured(2).toStdString();
}

LoopbackServer::Reply replyOf(const QJsonArray &array)
{
    LoopbackServer::Reply reply;
    reply.status = array[0].toInt();
    reply.body = array[1].toString().toStdString();
    return reply;
}

std::vector<Case> readCases()
{
    QFile file(QStringLiteral(REKEY_TEST_DATA "/provider/answers.json"));
    std::vector<Case> cases;
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &row : rows) {
        const QJsonObject object = row.toObject();
        const auto text = [&](const char *key) {
            return object.value(QLatin1String(key)).toString().toStdString();
        };
        Case one;
        one.provider = text("provider");
        one.detector = text("detector");
        one.line = text("line");
        one.body = text("body");
        const QJsonObject values = object.value(QLatin1String("values")).toObject();
        for (auto at = values.begin(); at != values.end(); ++at)
            one.values[at.key().toStdString()]
                = madeValue(at.value().toString(),
                            static_cast<std::uint32_t>(cases.size() * 16 + one.values.size() + 1));
        const QJsonObject headers = object.value(QLatin1String("headers")).toObject();
        for (auto at = headers.begin(); at != headers.end(); ++at)
            one.headers[at.key().toStdString()] = at.value().toString().toStdString();
        one.live = replyOf(object.value(QLatin1String("live")).toArray());
        if (object.contains(QLatin1String("dead")))
            one.dead = replyOf(object.value(QLatin1String("dead")).toArray());
        cases.push_back(std::move(one));
    }
    return cases;
}

std::string filled(std::string text, const Case &known)
{
    for (const auto &[name, value] : known.values) {
        const std::string hole = '{' + name + '}';
        for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole))
            text.replace(at, hole.size(), value);
    }
    return text;
}

std::string headerOf(const std::string &form, const Case &known)
{
    if (!form.starts_with("basic:"))
        return filled(form, known);
    const std::string pair = form.substr(6);
    const auto part = [&](const std::string &name) {
        return name.starts_with('=') ? name.substr(1) : known.values.at(name);
    };
    const std::string plain
        = part(pair.substr(0, pair.find(':'))) + ':' + part(pair.substr(pair.find(':') + 1));
    return "Basic " + QByteArray::fromStdString(plain).toBase64().toStdString();
}

/// Lets in who has the very credential, where the provider looks for it.
bool isRight(const LoopbackServer::Seen &seen, const Case &known)
{
    if (seen.method + ' ' + seen.target != filled(known.line, known))
        return false;
    for (const auto &[name, form] : known.headers) {
        if (seen.header(name) != headerOf(form, known))
            return false;
    }
    return seen.body.contains(filled(known.body, known));
}

/// The first signature that holds; nothing: the answer says nothing.
const Signature *signatureOf(const Check &check, const AnswerReader &reader)
{
    const auto at = std::ranges::find_if(check.signatures, [&](const Signature &signature) {
        return reader.holds(signature.condition);
    });
    return at == check.signatures.end() ? nullptr : &*at;
}

} // namespace

class TestAnswers : public QObject
{
    Q_OBJECT

    std::vector<Case> m_cases = readCases();
    Catalog m_catalog = *Catalog::read(rules::builtinRuleFiles());

    Result<Answer> ask(const Check &check, const Case &known, const LoopbackServer &server,
                       bool isWrong)
    {
        Parts parts;
        for (const auto &[name, value] : known.values) {
            std::string sent = value;
            if (isWrong && name == (check.control.empty() ? "secret" : check.control))
                sent.back() = sent.back() == 'x' ? 'y' : 'x';
            parts.emplace(name, secret::SecretBytes::copyOf(std::string_view(sent)));
        }
        const auto endpoint = Endpoint::parse(server.url());
        const auto request = makeRequest(check.request, *endpoint, parts, 1767323045);
        if (!request)
            return std::unexpected(request.error());
        NetworkSettings settings;
        settings.proxy = NetworkSettings::ProxyKind::None;
        settings.allowed = {{"lab", "127.0.0.1"}};
        return NetworkTransport(settings).send(*request, {});
    }

private Q_SLOTS:
    void answersAreRead_data()
    {
        QTest::addColumn<int>("index");
        QVERIFY(m_cases.size() > 70);
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            QTest::newRow(m_cases[i].detector.c_str()) << static_cast<int>(i);
    }

    void answersAreRead()
    {
        QFETCH(int, index);
        const Case &known = m_cases[static_cast<std::size_t>(index)];
        const Check *check = m_catalog.checkFor(known.detector);
        QVERIFY(check != nullptr);
        QCOMPARE(check->provider, known.provider);
        enum class Mode
        {
            Normal,
            Firewall,
            Down,
        } mode
            = Mode::Normal;
        LoopbackServer server([&](const LoopbackServer::Seen &seen) {
            if (mode == Mode::Firewall)
                return LoopbackServer::Reply{
                    403, "<html>Blocked by policy</html>", "text/html", {}};
            if (mode == Mode::Down)
                return LoopbackServer::Reply{503, "{}", "application/json", {}};
            if (isRight(seen, known))
                return known.live;
            return known.dead.value_or(LoopbackServer::Reply{403, "{}", "application/json", {}});
        });

        const Result<Answer> right = ask(*check, known, server, false);
        QVERIFY2(right, right ? "" : right.error().text().c_str());
        const AnswerReader live(*right);
        const Signature *says = signatureOf(*check, live);
        QVERIFY2(says != nullptr && says->says == Says::Live,
                 std::string(right->body.view()).c_str());

        const Result<Answer> wrong = ask(*check, known, server, true);
        QVERIFY2(wrong, wrong ? "" : wrong.error().text().c_str());
        const AnswerReader refused(*wrong);
        says = signatureOf(*check, refused);
        if (known.dead)
            QVERIFY(says != nullptr && says->says == Says::Dead);
        else
            QVERIFY2(says == nullptr || says->says == Says::Unknown, "a refusal proves nothing");

        for (const Mode unclear : {Mode::Firewall, Mode::Down}) {
            mode = unclear;
            const Result<Answer> other = ask(*check, known, server, false);
            QVERIFY(other);
            const AnswerReader nothing(*other);
            says = signatureOf(*check, nothing);
            QVERIFY2(says == nullptr || says->says == Says::Unknown,
                     unclear == Mode::Firewall ? "a firewall's page" : "a server in trouble");
        }
    }
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"
