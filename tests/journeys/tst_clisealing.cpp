// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/seal/bearer.h"
#include "core/seal/jsonreader.h"
#include "core/seal/sealkey.h"
#include "tests/support/madeup.h"
#include "tests/support/realprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;

/// Sealing from the command line: real processes, exit codes, both output streams, files.
class TestCliSealing : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
    };

    const seal::OpenKey m_key = seal::OpenKey::random();
    std::unique_ptr<QTemporaryDir> m_home;
    QByteArray m_stripe;

    Outcome rekey(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home->path());
        environment.insert(u"REKEY_STORE"_s, m_home->filePath(u"store.db"_s));
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home->path());
        process.start(QStringLiteral(REKEY_CLI),
                      arguments + QStringList{u"--passphrase-file"_s, u"words"_s});
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    Outcome seal(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return rekey(QStringList{u"seal"_s} + arguments, input);
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_home->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QMap<QByteArray, QByteArray> variables(const QString &name) const
    {
        QFile file(m_home->filePath(name));
        QMap<QByteArray, QByteArray> found;
        if (!file.open(QIODevice::ReadOnly))
            return found;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const qsizetype sign = line.indexOf('=');
            if (sign > 0)
                found.insert(line.left(sign), line.mid(sign + 1));
        }
        return found;
    }

    seal::ProxySecret opened(const QByteArray &token) const
    {
        const auto plain = seal::openToken(token.toStdString(), m_key);
        return plain ? seal::readSecretJson(plain->view()).value_or(seal::ProxySecret())
                     : seal::ProxySecret();
    }

    static QByteArray tokenIn(const seal::ProxySecret &secret)
    {
        const auto *inject = std::get_if<seal::Inject>(&secret.processor.kind);
        return inject == nullptr ? QByteArray() : QByteArray(std::string(inject->token.view()));
    }

private Q_SLOTS:
    /// One store for all: to open one takes a second by design.
    void initTestCase()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_stripe = QByteArray("sk_") + "live_" + QByteArray(test::MadeUp(4).alphanumeric(24));
        write(u"words"_s, "open sesame\n");
        const Outcome made = rekey({u"store"_s, u"init"_s, u"--cost"_s, u"interactive"_s});
        QVERIFY2(made.exit == 0, made.err.constData());
        const Outcome added
            = seal({u"profile"_s, u"add"_s, u"production"_s, u"--proxy"_s,
                    u"http://tokenizer.internal:8080"_s, u"--key"_s,
                    QString::fromStdString(m_key.sealKey().hex()), u"--colour"_s, u"red"_s});
        QVERIFY2(added.exit == 0, added.err.constData());
        QVERIFY(added.out.contains(m_key.sealKey().fingerprint().c_str()));
    }

    void sealsWhatComesOnStandardInput()
    {
        const Outcome made
            = seal({u"make"_s, u"--profile"_s, u"production"_s, u"--preset"_s, u"stripe-api"_s,
                    u"--output"_s, u"out"_s, u"billing"_s, u"mail service"_s},
                   m_stripe + "\n");
        QVERIFY2(made.exit == 0, made.err.constData());
        QVERIFY(made.out.isEmpty());
        QVERIFY(!made.err.contains(m_stripe));
        const auto billing = variables(u"out/BILLING.env"_s);
        const auto mail = variables(u"out/MAIL_SERVICE.env"_s);
        const seal::ProxySecret secret = opened(billing.value("BILLING_SEALED"));
        QCOMPARE(tokenIn(secret), m_stripe);
        QCOMPARE(*secret.destinations.hosts, std::vector<std::string>{"api.stripe.com"});
        const std::string bearer = billing.value("BILLING_BEARER").toStdString();
        QVERIFY(std::get<seal::BearerAuth>(secret.authorizer).digest
                == seal::digestOf(secret::SecretBytes::copyOf(bearer)));
        QVERIFY(billing.value("BILLING_BEARER") != mail.value("MAIL_SERVICE_BEARER"));
        const QFile file(m_home->filePath(u"out/BILLING.env"_s));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void sealsAFindingOfTheStore()
    {
        write(u"settings.py"_s, "STRIPE = '" + m_stripe + "'\n");
        QCOMPARE(rekey({u"scan"_s, u"--store"_s, m_home->filePath(u"store.db"_s), u"settings.py"_s})
                     .exit,
                 1);
        const Outcome made = seal({u"make"_s, u"--profile"_s, u"production"_s, u"--id"_s, u"S-1"_s,
                                   u"--show-bearers"_s, u"cron"_s});
        QVERIFY2(made.exit == 0, made.err.constData());
        const QByteArray line = made.out.split('\n').first();
        QVERIFY(line.startsWith("CRON_SEALED="));
        QCOMPARE(tokenIn(opened(line.mid(12))), m_stripe);
        const QJsonObject listed
            = QJsonDocument::fromJson(seal({u"list"_s, u"--json"_s}).out).array().last().toObject();
        QCOMPARE(listed[u"finding"_s].toString(), u"S-0001"_s);
        QCOMPARE(listed[u"state"_s].toString(), u"never-tested"_s);
        const QString id = listed[u"id"_s].toString();
        QVERIFY(rekey({u"list"_s, u"seal:cron"_s}).out.startsWith("S-0001"));
        QVERIFY(rekey({u"list"_s, u"seal:nobody"_s}).out.isEmpty());

        const Outcome rotated = seal({u"rotated"_s, u"S-1"_s});
        QVERIFY(rotated.out.contains(id.toUtf8() + "  cron"));
        QVERIFY(seal({u"list"_s}).out.contains(id.toUtf8() + "  outdated"));
        const QByteArray next
            = QByteArray("sk_") + "live_" + QByteArray(test::MadeUp(5).alphanumeric(24));
        const Outcome again = seal({u"again"_s, id, u"--output"_s, u"out"_s}, next);
        QVERIFY2(again.exit == 0, again.err.constData());
        const auto cron = variables(u"out/CRON.env"_s);
        QCOMPARE(tokenIn(opened(cron.value("CRON_SEALED"))), next);
        QVERIFY(!cron.contains("CRON_BEARER"));
        QVERIFY(seal({u"list"_s}).out.contains(id.toUtf8() + "  never-tested"));
        // For a broker: what cron holds stands for the new one.
        const Outcome replaced
            = rekey({u"broker"_s, u"replaced"_s, u"--profile"_s, u"production"_s});
        QVERIFY2(replaced.exit == 0, replaced.err.constData());
        QCOMPARE(replaced.out.count("[[replaced]]"), 1);
        QVERIFY(replaced.out.contains("token = \"" + cron.value("CRON_SEALED") + "\""));
        QCOMPARE(rekey({u"broker"_s, u"replaced"_s, u"--profile"_s, u"nobody"_s}).exit, 2);
        QCOMPARE(seal({u"retire"_s, id}).exit, 0);
        QVERIFY(seal({u"list"_s}).out.contains(id.toUtf8() + "  retired"));
        QVERIFY(rekey({u"list"_s, u"seal:cron"_s}).out.isEmpty());
    }

    /// One value into a body and into a signature over that body, in this order.
    void sealsSeveralAtOnce()
    {
        const QStringList parts{u"make"_s,        u"--profile"_s,       u"production"_s,
                                u"--host"_s,      u"api.example.com"_s, u"--output"_s,
                                u"out"_s,         u"--part"_s,          u"inject_body"_s,
                                u"--field"_s,     u"placeholder=##"_s,  u"--part"_s,
                                u"inject_hmac"_s, u"--fmt"_s,           u"sha256=%x"_s,
                                u"--dst"_s,       u"X-Signature"_s};
        const Outcome made = seal(parts + QStringList{u"hooks"_s}, "made-up-value");
        QVERIFY2(made.exit == 0, made.err.constData());
        const auto read
            = [this] { return opened(variables(u"out/HOOKS.env"_s).value("HOOKS_SEALED")); };
        const auto holds = [](const seal::ProxySecret &secret, std::string_view value) {
            const auto *several = std::get_if<seal::Multi>(&secret.processor.kind);
            if (several == nullptr || several->members.size() != 2)
                return false;
            const auto *body = std::get_if<seal::InjectBody>(&several->members[0].kind);
            const auto *mac = std::get_if<seal::InjectHmac>(&several->members[1].kind);
            return body != nullptr && mac != nullptr && body->token.view() == value
                && body->placeholder == "##" && mac->key.view() == value
                && mac->destination.value == "X-Signature" && mac->format.value == "sha256=%x";
        };
        QVERIFY(holds(read(), "made-up-value"));
        // For a new value, again into both.
        const QString id = QString::fromUtf8(made.err.mid(made.err.indexOf("L-"), 6));
        const Outcome again = seal({u"again"_s, id, u"--output"_s, u"out"_s}, "the-next-value");
        QVERIFY2(again.exit == 0, again.err.constData());
        QVERIFY(holds(read(), "the-next-value"));
        // What is said before the first part belongs to none.
        const Outcome lost = seal({u"make"_s, u"--profile"_s, u"production"_s, u"--dst"_s, u"X-A"_s,
                                   u"--part"_s, u"inject"_s, u"--output"_s, u"out"_s, u"x"_s},
                                  "v");
        QCOMPARE(lost.exit, 2);
        QVERIFY2(lost.err.contains("--part"), lost.err.constData());
    }

    void makesNothingInADryRun()
    {
        const Outcome dry = seal({u"make"_s, u"--profile"_s, u"production"_s, u"--preset"_s,
                                  u"stripe-api"_s, u"--dry-run"_s, u"nobody"_s},
                                 m_stripe);
        QVERIFY2(dry.exit == 0, dry.err.constData());
        const QJsonObject policy = QJsonDocument::fromJson(dry.out).object();
        QCOMPARE(policy[u"inject_processor"_s][u"token"].toString(), u"REDACTED"_s);
        QCOMPARE(policy[u"inject_processor"_s][u"fmt"].toString(), u"Bearer %s"_s);
        QVERIFY(!seal({u"list"_s}).out.contains("nobody"));
    }

    void refusesByPolicy_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QByteArray>("words");
        const QStringList inject{u"--processor"_s, u"inject"_s, u"--fmt"_s,
                                 u"Bearer %s"_s,   u"--dst"_s,  u"Authorization"_s};
        const QStringList out{u"--output"_s, u"out"_s};
        QTest::newRow("no host") << inject + out << 5 << QByteArray("say where");
        QTest::newRow("open pattern") << inject + out + QStringList{u"--pattern"_s, u"example"_s}
                                      << 5 << QByteArray("searches");
        QTest::newRow("nobody asked")
            << inject + out + QStringList{u"--host"_s, u"a.example"_s, u"--auth"_s, u"none"_s} << 5
            << QByteArray("confirm");
        QTest::newRow("any Fly machine")
            << inject + out + QStringList{u"--host"_s, u"a.example"_s, u"--auth"_s, u"fly_src"_s}
            << 5 << QByteArray("any machine");
        QTest::newRow("bearers nowhere")
            << inject + QStringList{u"--host"_s, u"a.example"_s} << 2 << QByteArray("--output");
        QTest::newRow("no processor")
            << out + QStringList{u"--host"_s, u"a.example"_s} << 2 << QByteArray("--processor");
    }

    void refusesByPolicy()
    {
        QFETCH(QStringList, options);
        QFETCH(int, exit);
        QFETCH(QByteArray, words);
        const Outcome refused
            = seal(QStringList{u"make"_s, u"--profile"_s, u"production"_s, u"nobody"_s} + options,
                   m_stripe);
        QVERIFY2(refused.err.contains(words), refused.err.constData());
        QCOMPARE(refused.exit, exit);
        QVERIFY(!QDir(m_home->filePath(u"out"_s)).exists(u"NOBODY.env"_s));
    }

    void knowsProfilesAndPresets()
    {
        const auto profiles
            = QJsonDocument::fromJson(seal({u"profile"_s, u"list"_s, u"--json"_s}).out).array();
        QCOMPARE(profiles.size(), 1);
        QCOMPARE(profiles[0][u"colour"].toString(), u"red"_s);
        QVERIFY(seal({u"presets"_s}).out.contains("stripe-api"));
        const Outcome bad = seal({u"profile"_s, u"add"_s, u"x"_s, u"--proxy"_s, u"http://a"_s,
                                  u"--key"_s, QString(64, u'0')});
        QVERIFY(bad.exit != 0);
        QVERIFY(bad.err.contains("low order"));
        QCOMPARE(seal({u"profile"_s, u"add"_s, u"spare"_s, u"--proxy"_s, u"http://a"_s, u"--key"_s,
                       QString::fromStdString(m_key.sealKey().hex())})
                     .exit,
                 0);
        QVERIFY(seal({u"profile"_s, u"list"_s}).out.contains("spare"));
        QCOMPARE(seal({u"profile"_s, u"remove"_s, u"spare"_s}).exit, 0);
        QVERIFY(!seal({u"profile"_s, u"list"_s}).out.contains("spare"));
    }

    void showsSnippets()
    {
        const Outcome made = seal({u"make"_s, u"--profile"_s, u"production"_s, u"--preset"_s,
                                   u"openai-api"_s, u"--output"_s, u"out"_s, u"chat"_s},
                                  "made-up-value");
        QVERIFY2(made.exit == 0, made.err.constData());
        const QString id = QString::fromUtf8(made.err.mid(made.err.indexOf("L-"), 6));
        const Outcome snippet = seal({u"snippet"_s, id, u"--language"_s, u"python"_s});
        QCOMPARE(snippet.exit, 0);
        QVERIFY(snippet.out.contains("http://api.openai.com/v1/models"));
        QVERIFY(snippet.out.contains("CHAT_SEALED"));
    }

    /// The proxy's own program is the best judge of what we sealed.
    void realProxyOpensOurSeals()
    {
        const QString tokenizer = test::realProgram(u"tokenizer"_s);
        if (tokenizer.isEmpty())
            QSKIP("peer not here: tokenizer (REKEY_TOKENIZER names it)");
        const Outcome made = seal({u"make"_s, u"--profile"_s, u"production"_s, u"--preset"_s,
                                   u"stripe-api"_s, u"--output"_s, u"out"_s, u"billing"_s},
                                  m_stripe);
        QVERIFY2(made.exit == 0, made.err.constData());
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"OPEN_KEY"_s, QString::fromStdString(toHex(m_key.bytes().bytes())));
        process.setProcessEnvironment(environment);
        process.start(tokenizer,
                      {u"unseal"_s, u"-token"_s,
                       QString::fromUtf8(variables(u"out/BILLING.env"_s).value("BILLING_SEALED"))});
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 0);
        const auto read = seal::readSecretJson(process.readAllStandardOutput().toStdString());
        QVERIFY(read);
        QCOMPARE(tokenIn(*read), m_stripe);
    }
};

QTEST_GUILESS_MAIN(TestCliSealing)
#include "tst_clisealing.moc"
