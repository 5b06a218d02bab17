// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/jsonwriter.h"
#include "core/seal/macaroon.h"
#include "tests/core/seal/broker/conformancerig.h"
#include "tests/core/seal/sealedvectors.h"

using namespace rekey;
using namespace rekey::test;

Q_DECLARE_METATYPE(Row)
Q_DECLARE_METATYPE(Deviation)

namespace {

/// The vectors in which the two differ, and how.
const std::map<std::string, Deviation> kDeviations = {
    {"13.2 pair null", {"13.2, null token", 0, "closes the connection"}},
    {"6 no host", {"7.3, no authority", 400, "looks at the Host header in its stead"}},
};

constexpr auto kTokenAnswer = R"({"access_token":"AT"})";

/// Empty lists go when the real program seals: what was to deny everything denies nothing.
bool isLostByItsSealer(const Row &row)
{
    return row.name == "V6 empty list" || row.name == "6 empty list";
}

QByteArray wireOf(const Ask &ask, const QByteArray &token)
{
    QByteArray text = QByteArray::fromStdString(ask.method + " " + ask.target + " HTTP/1.1\r\n");
    const bool hasHost
        = std::ranges::any_of(ask.fields, [](const auto &field) { return field.first == "Host"; });
    if (!hasHost)
        text += "Host: client.example\r\n";
    text += "Proxy-Tokenizer: " + token;
    if (!ask.parameters.empty())
        text += "; " + QByteArray::fromStdString(ask.parameters);
    text += "\r\n";
    for (const auto &[name, value] : ask.fields)
        text += QByteArray::fromStdString(name + ": " + value + "\r\n");
    if (ask.body)
        text += "Content-Length: " + QByteArray::number(ask.body->size()) + "\r\n";
    return text + "\r\n" + QByteArray::fromStdString(ask.body.value_or(""));
}

Sent sentOf(const QByteArray &arrived)
{
    const qsizetype end = arrived.indexOf("\r\n\r\n");
    return {0, {}, arrived.left(end + 2).toStdString(), {}};
}

} // namespace

/// Our sealer and our broker beside the program that defines the protocol, row by row as section 16
/// of tokenizer.md has it.
class TestConformance : public ConformanceRig
{
    Q_OBJECT

    /// The row so that it reaches a server here; nothing when it cannot. `isMoved`: to another host
    /// than the one it was written for, which a signature covers.
    std::optional<Row> reachable(const Row &row, bool &isMoved) const;
    /// The server behind answers with a token to who asks for one.
    void answerAs(const Row &row)
    {
        m_reply = row.ask.json.contains("client_credentials")
            ? TlsUpstream::Handler(
                  [](const QByteArray &) { return TlsUpstream::answer(kTokenAnswer); })
            : TlsUpstream::Handler();
    }
    void checkRow(const Passed &passed, const Row &row, bool isMoved);

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { endBoth(); }

    void showsTheSameSealKey();
    void opensWhatWeSeal_data();
    void opensWhatWeSeal();
    void sealsWhatWeOpen_data();
    void sealsWhatWeOpen();
    void answersTheVectors_data();
    void answersTheVectors();
    void ourBrokerTakesItsSeals_data();
    void ourBrokerTakesItsSeals();
    void answersTheWireTheSame_data();
    void answersTheWireTheSame();
    void refusesConnect();
};

void TestConformance::initTestCase()
{
    if (!m_real.isHere())
        QSKIP(kNoTokenizer);
    beginBoth();
}

std::optional<Row> TestConformance::reachable(const Row &row, bool &isMoved) const
{
    Row moved = row;
    const std::string scheme = "http://";
    std::string &target = moved.ask.target;
    const std::size_t end
        = std::min(target.find_first_of("/?", scheme.size()), target.size()) - scheme.size();
    const std::string authority = target.substr(scheme.size(), end);
    const std::string host = authority.substr(0, authority.find(':'));
    const bool isStandard = host == authority || authority.ends_with(":80");
    if (row.status != 0)
        return moved; // refused before anything is dialled
    isMoved = host != "localhost" && host != "127.0.0.1";
    std::string there = isMoved ? "localhost" : authority;
    if (isStandard && !m_standard->isListening()) {
        if (row.ask.json.contains("allowed_host"))
            return std::nullopt;
        there = "localhost:" + std::to_string(m_upstream->port());
        isMoved = true;
    }
    if (authority.ends_with(":9443") && !m_fixed->isListening())
        return std::nullopt;
    target.replace(scheme.size(), end, there);
    return moved;
}

void TestConformance::checkRow(const Passed &passed, const Row &row, bool isMoved)
{
    const int status = row.status == 0 ? 200 : row.status;
    QVERIFY2(passed.answer.status() == status,
             (passed.answer.head + "\n" + passed.answer.body).constData());
    QCOMPARE(passed.arrived.isEmpty(), row.status != 0);
    QVERIFY2(passed.answer.body.startsWith(QByteArray::fromStdString(row.refusal)),
             passed.answer.body.constData());
    const Sent sent = sentOf(passed.arrived);
    for (const auto &[name, value] : row.headers) {
        if (!isMoved || !value.starts_with("AWS4"))
            QCOMPARE(sent.header(name), value);
    }
    if (row.body)
        QCOMPARE(bodyOf(passed.arrived).toStdString(), *row.body);
    if (!row.requestLine.empty())
        QCOMPARE(sent.requestLine(), row.requestLine);
}

void TestConformance::showsTheSameSealKey()
{
    ++m_rows;
    QCOMPARE(m_real.sealKeyLine(),
             "export SEAL_KEY=" + QByteArray::fromStdString(firstKey().sealKey().hex()));
    ++m_passed;
}

void TestConformance::opensWhatWeSeal_data()
{
    QTest::addColumn<SealedVector>("vector");
    for (const SealedVector &vector : sealedVectors())
        QTest::newRow(vector.name) << vector;
}

void TestConformance::opensWhatWeSeal()
{
    QFETCH(SealedVector, vector);
    ++m_rows;
    const auto json = seal::canonicalJson(vector.make());
    const auto token = seal::sealText(json, firstKey().sealKey());
    QVERIFY(token);
    QCOMPARE(m_real.unseal(QByteArray::fromStdString(token->text)), vector.json);
    ++m_passed;
}

void TestConformance::sealsWhatWeOpen_data()
{
    opensWhatWeSeal_data();
}

void TestConformance::sealsWhatWeOpen()
{
    QFETCH(SealedVector, vector);
    ++m_rows;
    const QByteArray token = m_real.seal(vector.json.toStdString());
    const auto opened = seal::openToken(token.toStdString(), firstKey());
    QVERIFY2(opened, token.constData());
    QCOMPARE(QByteArray(opened->view().data(), qsizetype(opened->size())), vector.json);
    ++m_passed;
}

void TestConformance::answersTheVectors_data()
{
    QTest::addColumn<Row>("row");
    for (const Row &row : vectorRows())
        QTest::newRow(row.name.c_str()) << row;
}

void TestConformance::answersTheVectors()
{
    QFETCH(Row, row);
    bool isMoved = false;
    const auto here = reachable(row, isMoved);
    if (!here) {
        m_leftOut.append(QString::fromStdString(row.name) + QStringLiteral(": its port is taken"));
        return;
    }
    ++m_rows;
    answerAs(row);
    const QByteArray wire
        = wireOf(here->ask, QByteArray::fromStdString(sealedToFirstKey(here->ask.json)));
    const Passed ours = throughBroker(wire);
    checkRow(ours, *here, isMoved);
    if (QTest::currentTestFailed())
        return;
    const Passed real = throughReal(wire);
    const auto deviation = kDeviations.find(row.name);
    if (deviation != kDeviations.end()) {
        QCOMPARE(real.answer.status(), deviation->second.status);
        deviates(QByteArray::fromStdString(row.name), deviation->second);
        ++m_passed;
        return;
    }
    checkRow(real, *here, isMoved);
    if (QTest::currentTestFailed())
        return;
    if (row.status != 0) // else the real one guesses a type where the server gave none
        QCOMPARE(ours.answer.header("Content-Type"), real.answer.header("Content-Type"));
    QCOMPARE(comparable(ours.arrived), comparable(real.arrived));
    ++m_passed;
}

void TestConformance::ourBrokerTakesItsSeals_data()
{
    answersTheVectors_data();
}

void TestConformance::ourBrokerTakesItsSeals()
{
    QFETCH(Row, row);
    bool isMoved = false;
    auto here = reachable(row, isMoved);
    if (!here)
        return; // said above
    ++m_rows;
    const QByteArray token = m_real.seal(row.ask.json);
    if (row.refusal.starts_with("bad secret json")) {
        QVERIFY2(token.isEmpty(), "it sealed what it will not use");
        ++m_passed;
        return;
    }
    QVERIFY(!token.isEmpty());
    if (isLostByItsSealer(row)) {
        here->status = 0;
        here->refusal.clear();
        deviates(QByteArray::fromStdString(row.name),
                 {"P3", 0, "drops the empty list when it seals"});
    }
    answerAs(row);
    checkRow(throughBroker(wireOf(here->ask, token)), *here, isMoved);
    if (!QTest::currentTestFailed())
        ++m_passed;
}

void TestConformance::answersTheWireTheSame_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<Deviation>("deviation");
    const QByteArray token = sealedInject();
    const QByteArray bearer = sealedInject(
        R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})");
    const QByteArray elsewhere = token + R"(; {"dst":"X-Key"})";
    const auto row = [](const QByteArray &name, const QByteArray &wire, int status,
                        const QByteArray &begin = {}, const Deviation &deviation = {},
                        const QByteArray &reply = {}) {
        QTest::newRow(name.constData()) << wire << reply << status << begin << deviation;
    };
    const auto plain = [this](const QByteArray &lines, const QByteArray &target = "/x",
                              const QByteArray &method = "GET") {
        return method + " http://" + m_upstream->host() + target + " HTTP/1.1\r\nHost: other\r\n"
            + lines + "\r\n";
    };
    // The header, 7.2.
    row("no token", plain({}), 400, "bad request");
    row("empty token", request(";{}"), 400, "bad request: bad tokenizer header");
    row("blank token", request(" ; {}"), 400, "bad request: bad tokenizer header");
    for (const char *parameters : {"[]", R"({"a":1})", "{} x", "x", "1", "\"a\"", R"({"a":["b"]})"})
        row(QByteArray("parameters ").append(parameters), request(token + "; " + parameters), 400,
            "bad request: ");
    row("parameters null", request(token + "; null"), 200);
    row("parameters, nothing", request(token + ";"), 200);
    row("parameters, one null", request(token + R"(; {"fmt":null})"), 502, "bad fmt");
    row("parameters, last wins", request(token + R"(;{"dst":"X-A","dst":"X-B"})"), 200);
    row("parameters, unknown", request(token + R"( ;  {"DST":"X-A","x":"y"} )"), 200);
    row("no base64", request("a-b"), 502, "bad Proxy-Tokenizer encoding: ");
    row("blank within", request(token.left(20) + " " + token.mid(20)), 502,
        "bad Proxy-Tokenizer encoding: ");
    row("without padding", request("YWJ"), 502, "bad Proxy-Tokenizer encoding: ");
    row("two in one line", request(token + ", " + token), 502, "bad Proxy-Tokenizer encoding: ");
    row("another key's", request("YWJj"), 502, "failed Proxy-Tokenizer decryption");
    QByteArray flipped = token;
    flipped[60] = flipped[60] == 'A' ? 'B' : 'A';
    row("one bit", request(flipped), 502, "failed Proxy-Tokenizer decryption");
    row("two lines", request(token, "proxy-tokenizer: " + elsewhere + "\r\n"), 200);
    row("second not allowed", request(token, "Proxy-Tokenizer: " + bearer + "\r\n"), 407,
        "unauthorized to use secret: not authorized: bad or missing proxy auth");
    row("first counts", request("YWJj", "Proxy-Tokenizer: " + bearer + "\r\n"), 502,
        "failed Proxy-Tokenizer decryption");
    // Forms of requests, 7.1.
    row("origin form", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 400, "I'm not that kind of server\n");
    const QByteArray tokenLine = "Proxy-Tokenizer: " + token + "\r\n\r\n";
    row("https", "GET https://h/ HTTP/1.1\r\nHost: h\r\n" + tokenLine, 400,
        "bad request: proxied request must be HTTP");
    row("port 443", "GET http://h:443/ HTTP/1.1\r\nHost: h\r\n" + tokenLine, 400,
        "bad request: proxied request must be HTTP");
    row("ftp", "GET ftp://h/ HTTP/1.1\r\nHost: h\r\n" + tokenLine, 502,
        "unsupported protocol scheme \"ftp\"");
    QByteArray old = request(token);
    row("HTTP/1.0", old.replace("HTTP/1.1", "HTTP/1.0"), 200);
    row("no HTTP", "hello\r\n\r\n", 400);
    for (const char *method : {"DELETE", "OPTIONS", "PATCH", "PURGE"})
        row(method, request(token, {}, "/x", method), 200);
    row("TRACE", request(token, {}, "/x", "TRACE"), 405, {},
        {"README, TRACE", 200, "passes it on"});
    for (const char *target :
         {"", "/a/../b//c", "/a%2Fb%20c/+", "/?", "/?x=%7e&y&y=1;2", "/\xc3\xa9", "?a=b"})
        row(QByteArray("target ").append(target), request(token, {}, target), 200);
    // Headers on the way, 7.5.
    row("kept lines",
        request(elsewhere,
                "authorization: mine\r\nVia: 1.1 a\r\nX-Forwarded-For: 1.2.3.4\r\nCookie: a=b\r\n"
                "cookie: c=d\r\nX-Empty:\r\nuser-agent: me\r\nx_y: 1\r\nAccept: */*\r\n"),
        200);
    row("dropped lines",
        request(token,
                "Accept-Encoding: br\r\nProxy-Connection: keep-alive\r\nConnection: close\r\n"
                "Proxy-Authorization: Basic eDp5\r\nProxy-Authenticate: x\r\n"),
        200);
    row("hop lines", request(token, "Keep-Alive: 5\r\nTE: trailers\r\nX-Mine: 1\r\n"), 200, {},
        {"README, hop headers", 200, "passes Keep-Alive and TE on"});
    QByteArray named = request(token);
    row("user info", named.replace("http://", "http://u:p@"), 200);
    named = request(elsewhere);
    row("user info, unused", named.replace("http://", "http://u:p@"), 200);
    row("fragment", request(token, {}, "/x#y"), 400, {},
        {"README, fragment", 200, "escapes it into the path"});
    row("long head", request(token, "X-Long: " + QByteArray(70'000, 'x') + "\r\n"), 431, {},
        {"13.2, limits", 200, "takes heads of a megabyte"});
    // Bodies.
    row("body", request(token, "Content-Length: 5\r\n", "/x", "POST") + "a b\nc", 200);
    row("empty body", request(token, "Content-Length: 0\r\n", "/x", "POST"), 200);
    row("no length", request(token, {}, "/x", "POST"), 200);
    row("body of a GET", request(token, "Content-Length: 3\r\n") + "abc", 200);
    row("chunked body",
        request(token, "Transfer-Encoding: chunked\r\n", "/x", "PUT")
            + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
        200);
    row("both lengths",
        request(token, "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "/x", "POST")
            + "3\r\nabc\r\n0\r\n\r\n",
        400, {}, {"README, both lengths", 200, "goes by the chunks"});
    row("folded line", request(token, "X-A: 1\r\n 2\r\n"), 400, {},
        {"README, folded lines", 200, "joins it"});
    row("line of bytes", request(token, "X-A: \xe9\tb\r\n"), 200);
    row("blank before the colon", request(token, "X-A : 1\r\n"), 400);
    const QByteArray signs = QByteArray::fromStdString(sealedToFirstKey(
        R"({"inject_hmac_processor":{"key":"YQ==","hash":"sha256"},)" + kNone + "}"));
    row("signed chunks",
        request(signs, "Transfer-Encoding: chunked\r\n", "/x", "PUT") + "3\r\nabc\r\n0\r\n\r\n",
        200);
    row("signed body", request(signs, "Content-Length: 3\r\n", "/x", "PUT") + "abc", 200);
    row("signed nothing", request(signs, {}, "/x", "POST"), 200, {},
        {"README, nothing signed", 200, "sends the empty body in chunks"});
    const QByteArray fills = QByteArray::fromStdString(
        sealedToFirstKey(R"({"inject_body_processor":{"token":"T"},)" + kNone + "}"));
    row("filled nothing", request(fills, {}, "/x", "POST"), 200);
    row("filled empty body", request(fills, "Content-Length: 0\r\n", "/x", "POST"), 200);
    row("filled body of a DELETE",
        request(fills, "Content-Length: 16\r\n", "/x", "DELETE") + "{{ACCESS_TOKEN}}", 200);
    // Answers, 7.7.
    row("not found", request(token), 404, "no", {},
        TlsUpstream::answer("no",
                            "Content-Type: text/x\r\nX-A: 1\r\nSet-Cookie: a\r\n"
                            "Set-Cookie: b\r\n",
                            "404 Gone Fishing"));
    row("moved", request(token), 302, {}, {},
        TlsUpstream::answer({}, "Location: http://elsewhere.example/\r\n", "302 Found"));
    row("created", request(token), 201, "x", {}, TlsUpstream::answer("x", {}, "201 Created"));
    row("no content", request(token), 204, {}, {}, "HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n");
    row("chunked answer", request(token), 200, "abcdefg", {},
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
    row("early hints", request(token), 200, "x", {},
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + TlsUpstream::answer("x"));
    row("named by Connection", request(token), 200, "x",
        {"README, Connection", 200, "passes the line on"},
        TlsUpstream::answer("x", "X-A: 1\r\nConnection: X-A\r\n"));
    row("echo", request(token), 200, "Bearer ***********",
        {"README, echo", 200, "lets the credential back out"},
        TlsUpstream::answer("Bearer supersecret"));
    row("nonsense", request(token), 502, {}, {}, "nonsense\r\n\r\n");
    row("nobody there", "GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: h\r\n" + tokenLine, 502,
        "dial tcp");
    const QByteArray open = QByteArray::fromStdString(sealedToFirstKey(
        R"({"inject_processor":{"token":"supersecret"},"macaroon_auth":{"key":""}})"));
    const std::string noKey(seal::mintMacaroon(secret::SecretBytes(), {}).view());
    row("macaroon of an empty key",
        request(open, "Proxy-Authorization: FlyV1 " + QByteArray::fromStdString(noKey) + "\r\n"),
        407, {}, {"README, empty macaroon key", 200, "lets anybody in"});
}

void TestConformance::answersTheWireTheSame()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, reply);
    QFETCH(int, status);
    QFETCH(QByteArray, begin);
    QFETCH(Deviation, deviation);
    ++m_rows;
    m_reply
        = reply.isEmpty() ? TlsUpstream::Handler() : [reply](const QByteArray &) { return reply; };
    const Passed ours = throughBroker(wire);
    const Passed real = throughReal(wire);
    m_reply = {};
    const auto says
        = [](const Passed &passed) { return passed.answer.head + "\n" + passed.answer.body; };
    QVERIFY2(ours.answer.status() == status, says(ours).constData());
    QVERIFY2(ours.answer.body.startsWith(begin), says(ours).constData());
    const bool isSame = comparable(ours.arrived) == comparable(real.arrived)
        && ours.answer.body == real.answer.body;
    if (!deviation.section.isEmpty()) {
        QVERIFY2(real.answer.status() == deviation.status, says(real).constData());
        if (real.answer.status() == status && isSame
            && ours.answer.head.contains("X-A") == real.answer.head.contains("X-A"))
            QFAIL("no deviation any more");
        deviates(QTest::currentDataTag(), deviation);
        ++m_passed;
        return;
    }
    QVERIFY2(real.answer.status() == status, says(real).constData());
    QVERIFY2(real.answer.body.startsWith(begin), says(real).constData());
    QCOMPARE(comparable(ours.arrived), comparable(real.arrived));
    if (!ours.arrived.isEmpty() && status != 502)
        QCOMPARE(ours.answer.body, real.answer.body);
    for (const char *name : {"X-A", "Location", "Set-Cookie"})
        QCOMPARE(ours.answer.header(name), real.answer.header(name));
    if (ours.arrived.isEmpty() || reply.contains("Content-Type"))
        QCOMPARE(ours.answer.header("Content-Type"), real.answer.header("Content-Type"));
    ++m_passed;
}

void TestConformance::refusesConnect()
{
    ++m_rows;
    const QByteArray wire = "CONNECT " + m_upstream->host()
        + " HTTP/1.1\r\nHost: x\r\nProxy-Tokenizer: " + sealedInject() + "\r\n\r\n";
    QCOMPARE(throughBroker(wire).answer.status(), 405);
    const int real = throughReal(wire).answer.status();
    if (real == 200)
        deviates("CONNECT", {"13.2, 7.8", 200, "passes it, as all before September 2026"});
    else
        QVERIFY(real >= 400);
    ++m_passed;
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
