// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/sealkey.h"
#include "tests/core/seal/broker/tlsupstream.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace rekey;
using test::TlsUpstream;

/// `rekey-cli broker` as a person runs it: a key, a process that serves, its log, and what signals
/// do.
class TestCliBroker : public QObject
{
    Q_OBJECT

    test::OwnCertificate m_certificate;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<TlsUpstream> m_upstream;
    std::unique_ptr<QProcess> m_broker;
    QByteArray m_said;
    quint16 m_port = 0;

    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    [[nodiscard]] std::unique_ptr<QProcess> started(const QStringList &arguments) const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home->path());
        environment.remove(u"XDG_DATA_HOME"_s);
        process->setProcessEnvironment(environment);
        process->setWorkingDirectory(m_home->path());
        process->setStandardInputFile(path(u"open.key"_s));
        process->start(QStringLiteral(REKEY_CLI), arguments);
        return process;
    }

    struct Outcome
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
    };
    [[nodiscard]] Outcome rekey(const QStringList &arguments) const
    {
        const auto process = started(QStringList{u"broker"_s} + arguments);
        if (!process->waitForFinished(60'000))
            return {};
        return {process->exitCode(), process->readAllStandardOutput(),
                process->readAllStandardError()};
    }

    bool hasSaid(const QByteArray &text)
    {
        m_said += m_broker->readAllStandardError();
        return m_said.contains(text);
    }

    void serve()
    {
        m_said.clear();
        m_broker = started({u"broker"_s, u"serve"_s, u"--config"_s, u"broker.toml"_s, u"--listen"_s,
                            u"127.0.0.1:0"_s, u"--key-fd"_s, u"0"_s});
        QTRY_VERIFY_WITH_TIMEOUT(hasSaid("audit log "), 30'000);
        static const QRegularExpression listening(u"listening on 127\\.0\\.0\\.1:(\\d+)"_s);
        m_port = listening.match(QString::fromUtf8(m_said)).captured(1).toUShort();
        QVERIFY(m_port != 0);
    }

    void configure(const QByteArray &more)
    {
        write(u"broker.toml"_s,
              "authorities = \"" + m_certificate.file().toUtf8()
                  + "\"\n[[allow]]\nname = \"tests\"\nhost = \"127.0.0.1\"\n" + more);
    }

    [[nodiscard]] QByteArray request(const QByteArray &token, const QByteArray &path) const
    {
        return "GET http://" + m_upstream->host() + path
            + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Bearer trustno1\r\nProxy-Tokenizer: "
            + token + "\r\n\r\n";
    }

    /// Status of the answer; 0: none.
    int ask(QTcpSocket &socket, const QByteArray &token, const QByteArray &path = "/x")
    {
        socket.write(request(token, path));
        QByteArray answer;
        const auto isWhole = [&] {
            answer += socket.readAll();
            return answer.contains("\r\n\r\n")
                && (answer.endsWith("hello") || answer.contains(" 407 "));
        };
        return QTest::qWaitFor(isWhole, 10'000) ? answer.mid(9, 3).toInt() : 0;
    }
    int ask(const QByteArray &token, const QByteArray &path = "/x")
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        return ask(socket, token, path);
    }

    [[nodiscard]] QByteArray sealedToken() const
    {
        const auto key = seal::SealKey::parse(
            rekey({u"seal-key"_s, u"--key-fd"_s, u"0"_s}).out.trimmed().toStdString());
        if (!key)
            return {};
        const auto plain = secret::SecretBytes::copyOf(
            std::string_view(R"({"inject_processor":{"token":"supersecret"},"bearer_auth":)"
                             R"({"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="}})"));
        return QByteArray::fromStdString(seal::sealText(plain, *key)->text);
    }

    void stopWith(int signal)
    {
        ::kill(static_cast<pid_t>(m_broker->processId()), signal);
        QVERIFY(m_broker->waitForFinished(30'000));
    }

private Q_SLOTS:
    void init();
    void cleanup();

    void makesAKeyOnce();
    void servesAndTellsWhatWasDone();
    void readsItsConfigurationAgain();
    void losesNoRecordWhenItIsKilled();
    void losesNoRecordOfManyThatAreWrittenTogether();
    void showsWhereALogWasChanged();
    void namesWhatIsWrongWithAConfiguration();
    void saysWhatItNeeds();
};

void TestCliBroker::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_upstream = std::make_unique<TlsUpstream>(m_certificate);
    write(u"open.key"_s, QByteArray(63, '0') + "1\n");
    configure({});
}

void TestCliBroker::cleanup()
{
    if (m_broker && m_broker->state() != QProcess::NotRunning) {
        m_broker->kill();
        m_broker->waitForFinished();
    }
    m_broker.reset();
}

void TestCliBroker::makesAKeyOnce()
{
    const Outcome made = rekey({u"new-key"_s, u"--output"_s, u"new.key"_s});
    QCOMPARE(made.exit, 0);
    QVERIFY(seal::SealKey::parse(made.out.trimmed().toStdString()));
    const QByteArray key = read(u"new.key"_s);
    const auto open = seal::OpenKey::parse(key.trimmed().toStdString());
    QVERIFY(open);
    QCOMPARE(QByteArray::fromStdString(open->sealKey().hex()), made.out.trimmed());
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    QVERIFY(!(QFile(path(u"new.key"_s)).permissions() & others));
    QVERIFY(rekey({u"new-key"_s, u"--output"_s, u"new.key"_s}).exit != 0);
    QCOMPARE(read(u"new.key"_s), key);
}

void TestCliBroker::servesAndTellsWhatWasDone()
{
    configure("[[consumer]]\nname = \"billing\"\ndigest = "
              "\"203b70b5ae883932161bbd0bded9357e763e63afce98b16230be33f0b94c2cc5\"\n");
    serve();
    QVERIFY(hasSaid("seal key fd3384e132ad02a56c78f45547ee40038dc79002b90d29ed90e08eee762ae715"));
    const QByteArray token = sealedToken();
    QCOMPARE(ask(token), 200);
    QVERIFY(m_upstream->seen().first().contains("\r\nAuthorization: Bearer supersecret\r\n"));
    QCOMPARE(ask(token, "/second"), 200);
    const Outcome log = rekey({u"log"_s, u"--consumer"_s, u"billing"_s, u"--since"_s, u"1h"_s});
    QCOMPARE(log.exit, 0);
    QVERIFY(log.out.contains("GET " + m_upstream->host() + "/second"));
    QVERIFY(log.out.endsWith("2 of 2 records; the chain is whole\n"));
    QVERIFY(rekey({u"log"_s, u"--consumer"_s, u"other"_s}).out.startsWith("0 of 2 records"));
    QVERIFY(rekey({u"log"_s, u"--host"_s, u"127.0.0.1"_s}).out.contains("2 of 2 records"));
    QVERIFY(rekey({u"log"_s, u"--since"_s, u"2100-01-01"_s}).out.startsWith("0 of 2 records"));
    const Outcome json = rekey({u"log"_s, u"--json"_s});
    const QList<QByteArray> lines = json.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(QJsonDocument::fromJson(lines[0]).object().value("reason"_L1).toString(),
             u"forwarded"_s);
    // What it is told is nowhere but where it belongs.
    const QByteArray everything
        = m_said + log.out + json.out + read(u".local/share/rekey/broker.jsonl"_s);
    for (const char *secret : {"supersecret", "trustno1", "0000001\n"})
        QVERIFY2(!everything.contains(secret), secret);
    stopWith(SIGTERM);
    QCOMPARE(m_broker->exitCode(), 0);
}

void TestCliBroker::readsItsConfigurationAgain()
{
    serve();
    const QByteArray token = sealedToken();
    QTcpSocket kept;
    kept.connectToHost(QHostAddress::LocalHost, m_port);
    QCOMPARE(ask(kept, token), 200);
    configure("[[consumer]]\nname = \"billing\"\ndisabled = true\ndigest = "
              "\"203b70b5ae883932161bbd0bded9357e763e63afce98b16230be33f0b94c2cc5\"\n");
    ::kill(static_cast<pid_t>(m_broker->processId()), SIGHUP);
    QTRY_VERIFY(hasSaid("the configuration was read again"));
    QTRY_COMPARE(kept.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(ask(token), 407);
    write(u"broker.toml"_s, "consumers = 1\n");
    ::kill(static_cast<pid_t>(m_broker->processId()), SIGHUP);
    QTRY_VERIFY(hasSaid("the configuration is not taken: broker.toml: "));
    QCOMPARE(ask(token), 407);
    stopWith(SIGINT);
    QCOMPARE(m_broker->exitCode(), 0);
}

void TestCliBroker::losesNoRecordWhenItIsKilled()
{
    const QByteArray token = sealedToken();
    int answered = 0;
    for (int round = 0; round < 2; ++round) {
        serve();
        QTcpSocket kept;
        kept.connectToHost(QHostAddress::LocalHost, m_port);
        for (int i = 0; i < 25; ++i) {
            QCOMPARE(ask(kept, token), 200);
            ++answered;
        }
        // One more is under way when it dies.
        kept.write("GET http://" + m_upstream->host() + "/x HTTP/1.1\r\nProxy-Tok");
        kept.flush();
        stopWith(SIGKILL);
    }
    const Outcome log = rekey({u"log"_s});
    QCOMPARE(log.exit, 0);
    const QByteArray last = QByteArray::number(answered);
    QVERIFY2(log.out.endsWith(last + " of " + last + " records; the chain is whole\n"),
             log.out.constData());
}

void TestCliBroker::losesNoRecordOfManyThatAreWrittenTogether()
{
    constexpr int kClients = 40;
    serve();
    const QByteArray ask = request(sealedToken(), "/x");
    int answers = 0;
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    std::vector<QByteArray> last(kClients);
    for (QByteArray &got : last) {
        auto &client = *clients.emplace_back(std::make_unique<QTcpSocket>());
        connect(&client, &QTcpSocket::readyRead, &client, [&] {
            got += client.readAll();
            if (!got.endsWith("hello"))
                return;
            ++answers;
            got.clear();
            client.write(ask);
        });
        client.connectToHost(QHostAddress::LocalHost, m_port);
        client.write(ask);
    }
    QTRY_VERIFY_WITH_TIMEOUT(answers >= 10 * kClients, 60'000);
    stopWith(SIGKILL); // each has a request under way
    QTRY_VERIFY(std::ranges::all_of(clients, [](const auto &client) {
        return client->state() == QAbstractSocket::UnconnectedState;
    }));
    const Outcome log = rekey({u"log"_s});
    QCOMPARE(log.exit, 0);
    static const QRegularExpression words(u"(\\d+) of \\d+ records; the chain is whole\n$"_s);
    const int records = words.match(QString::fromUtf8(log.out)).captured(1).toInt();
    QVERIFY2(records >= answers, qPrintable(QString::number(records)));
    QVERIFY(records <= answers + kClients);
}

void TestCliBroker::showsWhereALogWasChanged()
{
    serve();
    const QByteArray token = sealedToken();
    for (const char *where : {"/1", "/2", "/3"})
        QCOMPARE(ask(token, where), 200);
    stopWith(SIGTERM);
    const QString name = u".local/share/rekey/broker.jsonl"_s;
    const QByteArray whole = read(name);
    QByteArray changed = whole;
    changed.replace("\"/2\"", "\"/4\"");
    write(name, changed);
    Outcome log = rekey({u"log"_s});
    QCOMPARE(log.exit, 3);
    QVERIFY(log.err.contains("broker.jsonl:3: the chain is broken here"));
    write(name, whole.left(whole.indexOf('\n') + 1) + whole.mid(whole.lastIndexOf('\n', -2) + 1));
    log = rekey({u"log"_s});
    QCOMPARE(log.exit, 3);
    // What a crash of the machine leaves is cut off, and the chain goes on.
    write(name, whole + R"({"n":4,"time":"20)");
    QCOMPARE(rekey({u"log"_s}).exit, 0);
    serve();
    QCOMPARE(ask(token), 200);
    QVERIFY(rekey({u"log"_s}).out.endsWith("4 of 4 records; the chain is whole\n"));
}

void TestCliBroker::namesWhatIsWrongWithAConfiguration()
{
    const auto problem = [this](const QByteArray &text) {
        write(u"bad.toml"_s, text);
        const Outcome checked = rekey({u"check"_s, u"--config"_s, u"bad.toml"_s});
        return checked.exit == 0 ? QByteArray("none") : checked.err;
    };
    QCOMPARE(problem("listen = [\"[::1]:0\"]\n"), QByteArray("none"));
    QVERIFY(problem("x = 1\n").contains("bad.toml: line 1: "));
    QVERIFY(problem("\n\n[limits]\nclient = 5\n").contains("line 4: "));
    QVERIFY(problem("listen = [\"localhost\"]\n").contains("127.0.0.1:8118"));
    const QByteArray consumer = "[[consumer]]\nname = \"a\"\n";
    QVERIFY(problem(consumer).contains("needs a digest or macaroons"));
    QVERIFY(problem(consumer + "digest = \"abc\"\n").contains("64 hexadecimal digits"));
    QVERIFY(problem("denied_seals = [\"L-0007\"]\n").contains("16 small hexadecimal digits"));
    QVERIFY(problem("authorities = \"none.pem\"\n").contains("certificates cannot be read"));
    // Whether a token can be opened shows with the key only.
    const QByteArray replaced = "[[replaced]]\nseal = \"0123456789abcdef\"\ntoken = \"YWJj\"\n";
    QCOMPARE(problem(replaced), QByteArray("none"));
    const Outcome opened = rekey({u"check"_s, u"--config"_s, u"bad.toml"_s, u"--key-fd"_s, u"0"_s});
    QCOMPARE(opened.exit, 2);
    QVERIFY(opened.err.contains("0123456789abcdef"));
}

void TestCliBroker::saysWhatItNeeds()
{
    const Outcome keyless = rekey({u"serve"_s});
    QCOMPARE(keyless.exit, 2);
    QVERIFY(keyless.err.contains("--keyring NAME, or --key-fd N"));
    QCOMPARE(rekey({u"dance"_s}).exit, 2);
    QCOMPARE(rekey({u"new-key"_s, u"--keyring"_s, u"a"_s, u"--output"_s, u"b.key"_s}).exit, 2);
    QVERIFY(!QFile::exists(path(u"b.key"_s)));
    QCOMPARE(rekey({u"log"_s, u"--since"_s, u"yesterday"_s}).exit, 2);
    QCOMPARE(rekey({u"log"_s, u"--audit"_s, u"nowhere.jsonl"_s}).exit, 2);
    serve();
    const Outcome second
        = rekey({u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--key-fd"_s, u"0"_s});
    QVERIFY(second.err.contains("another broker writes this audit log"));
    QCOMPARE(second.exit, 5);
}

QTEST_GUILESS_MAIN(TestCliBroker)
#include "tst_clibroker.moc"
