// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/seal/broker/serverrig.h"
#include "tests/support/madeup.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace rekey;

/// `rekey-cli seal test` as a person runs it: real processes, our broker as the deployment, and a
/// server of the test's own as the API.
class TestCliSealTest : public test::ServerRig
{
    Q_OBJECT

    struct Outcome
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
    };

    QTemporaryDir m_home;
    QByteArray m_stripe;
    QString m_proxy; ///< host and port
    QString m_api;

    [[nodiscard]] QString path(const QString &name) const { return m_home.filePath(name); }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The server answers in this thread's event loop, so it goes on meanwhile.
    Outcome rekey(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"REKEY_STORE"_s, path(u"store.db"_s));
        environment.insert(u"http_proxy"_s, u"http://127.0.0.1:9"_s); // nobody: not to be used
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home.path());
        process.start(QStringLiteral(REKEY_CLI),
                      arguments + QStringList{u"--passphrase-file"_s, u"words"_s});
        process.write(input);
        process.closeWriteChannel();
        const auto hasEnded = [&] { return process.state() == QProcess::NotRunning; };
        if (!QTest::qWaitFor(hasEnded, 120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    Outcome seal(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return rekey(QStringList{u"seal"_s} + arguments, input);
    }
    [[nodiscard]] QStringList yes() const
    {
        return {u"--yes-host"_s, m_proxy, u"--yes-host"_s, m_api};
    }
    [[nodiscard]] QStringList states() const
    {
        QStringList all;
        for (const QJsonValue value :
             QJsonDocument::fromJson(seal({u"list"_s, u"--json"_s}).out).array())
            all.append(value[u"state"].toString());
        return all;
    }

private Q_SLOTS:
    /// One store for all: to open one takes a second by design.
    void initTestCase()
    {
        begin();
        m_proxy = u"127.0.0.1:"_s + QString::number(port());
        m_api = QString::fromLatin1(m_upstream->host());
        m_stripe = QByteArray("sk_") + "live_" + QByteArray(test::MadeUp(4).alphanumeric(24));
        m_upstream->setHandler([this](const QByteArray &request) {
            const bool isGood = request.contains("Authorization: Bearer " + m_stripe + "\r\n");
            return isGood ? test::TlsUpstream::answer("{\"object\":\"balance\"}")
                          : test::TlsUpstream::answer("{}", {}, "401 Unauthorized");
        });
        write(u"words"_s, "open sesame\n");
        QCOMPARE(rekey({u"store"_s, u"init"_s, u"--cost"_s, u"interactive"_s}).exit, 0);
        const Outcome added
            = seal({u"profile"_s, u"add"_s, u"local"_s, u"--proxy"_s, u"http://"_s + m_proxy,
                    u"--key"_s, QString::fromStdString(test::firstKey().sealKey().hex())});
        QVERIFY2(added.exit == 0, added.err.constData());
        const Outcome made = seal({u"make"_s, u"--profile"_s, u"local"_s, u"--preset"_s,
                                   u"stripe-api"_s, u"--host"_s, m_api, u"--output"_s, u"out"_s,
                                   u"billing"_s, u"mail service"_s, u"cron"_s},
                                  m_stripe);
        QVERIFY2(made.exit == 0, made.err.constData());
    }
    void cleanupTestCase() { end(); }

    void saysWhatItWouldSend()
    {
        const Outcome dry = seal({u"test"_s, u"--from"_s, u"out"_s, u"--dry-run"_s});
        QCOMPARE(dry.exit, 0);
        QCOMPARE(dry.out.count('\n'), 3);
        QVERIFY2(dry.out.contains("GET http://" + m_api.toUtf8() + "/v1/balance through "
                                  + m_proxy.toUtf8()),
                 dry.out.constData());
        QVERIFY(m_upstream->seen().isEmpty());
    }

    void sendsNothingBeforeAYesToBothHosts()
    {
        const QStringList test{u"test"_s, u"--from"_s, u"out"_s};
        for (const QStringList &few : {QStringList{}, QStringList{u"--yes-host"_s, m_proxy},
                                       QStringList{u"--yes-host"_s, m_api}}) {
            const Outcome refused = seal(test + few);
            QCOMPARE(refused.exit, 5);
            QVERIFY(refused.err.contains("nothing was sent for L-0001"));
            QVERIFY(refused.err.contains("--yes-host"));
        }
        QVERIFY(m_upstream->seen().isEmpty());
        QVERIFY(records().empty());
        QCOMPARE(states(), QStringList(3, u"never-tested"_s));
    }

    void triesEachAndKeepsWhatCameOut()
    {
        const Outcome good = seal(QStringList{u"test"_s, u"--from"_s, u"out"_s} + yes());
        QVERIFY2(good.exit == 0, (good.err + good.out).constData());
        QCOMPARE(good.out.count("  200  good "), 3);
        QCOMPARE(m_upstream->seen().size(), 3);
        QCOMPARE(states(), QStringList(3, u"good"_s));

        // One was given the wrong bearer.
        QByteArray text = read(u"out/CRON.env"_s);
        const qsizetype at = text.indexOf("CRON_BEARER=") + 12;
        text[at] = text[at] == 'A' ? 'B' : 'A';
        write(u"out/CRON.env"_s, text);
        const Outcome one = seal(QStringList{u"test"_s, u"--from"_s, u"out"_s} + yes());
        QCOMPARE(one.exit, 6);
        QCOMPARE(one.out.count("  200  good "), 2);
        QVERIFY2(one.out.contains("L-0003  407  wrong-proof"), one.out.constData());
        QVERIFY(one.out.contains("Wrong bearer for this seal"));
        QCOMPARE(m_upstream->seen().size(), 5);
        QCOMPARE(states(), (QStringList{u"good"_s, u"good"_s, u"failed"_s}));
        for (const QByteArray &said : {good.out, good.err, one.out, one.err}) {
            QVERIFY(!said.contains(m_stripe));
            QVERIFY(!said.contains(text.mid(at, 43)));
        }
    }

    void takesOneBearerFromStandardInputAndATypedRequest()
    {
        const QByteArray text = read(u"out/BILLING.env"_s);
        const QByteArray bearer = text.mid(text.indexOf("BILLING_BEARER=") + 15, 43);
        const Outcome typed = seal(
            QStringList{u"test"_s, u"L-0001"_s, u"--path"_s, u"/v1/account"_s, u"--json"_s} + yes(),
            bearer + "\n");
        QVERIFY2(typed.exit == 0, typed.err.constData());
        const QJsonObject row = QJsonDocument::fromJson(typed.out).array()[0].toObject();
        QCOMPARE(row[u"cause"].toString(), u"good"_s);
        QCOMPARE(row[u"status"].toInt(), 200);
        QVERIFY(m_upstream->seen().last().startsWith("GET /v1/account HTTP/1.1\r\n"));
        const Outcome empty = seal(QStringList{u"test"_s, u"L-0001"_s} + yes());
        QCOMPARE(empty.exit, 3);
        QVERIFY(empty.err.contains("bearer is empty"));
        QCOMPARE(seal({u"test"_s}).exit, 2);
        QVERIFY(seal({u"test"_s, u"L-0099"_s}).err.contains("no seal has this id"));
    }

    /// The halves of a key pair look the same; the proxy cannot open what was sealed for the wrong
    /// one.
    void findsAnOpenKeyInTheProfile()
    {
        const auto open = test::firstKey();
        QCOMPARE(seal({u"profile"_s, u"add"_s, u"pasted"_s, u"--proxy"_s, u"http://"_s + m_proxy,
                       u"--key"_s, QString::fromStdString(toHex(open.bytes().bytes()))})
                     .exit,
                 0);
        QCOMPARE(seal({u"make"_s, u"--profile"_s, u"pasted"_s, u"--preset"_s, u"stripe-api"_s,
                       u"--host"_s, m_api, u"--output"_s, u"wrong"_s, u"batch"_s},
                      m_stripe)
                     .exit,
                 0);
        const Outcome wrong = seal(QStringList{u"test"_s, u"--from"_s, u"wrong"_s} + yes());
        QCOMPARE(wrong.exit, 6);
        QVERIFY2(wrong.out.contains("502  wrong-key"), wrong.out.constData());
        QVERIFY(wrong.out.contains("Sealed for another key"));
    }
};

QTEST_GUILESS_MAIN(TestCliSealTest)
#include "tst_clisealtest.moc"
