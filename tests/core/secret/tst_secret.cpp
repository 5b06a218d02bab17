// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret/hardening.h"
#include "core/secret/identity.h"
#include "core/secret/mask.h"
#include "core/secret/secretline.h"
#include "core/secret/vault.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <string>

using namespace rekey;
using namespace rekey::secret;

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesAndWipes()
    {
        SecretBytes first = SecretBytes::copyOf("value");
        SecretBytes second = std::move(first);
        QVERIFY(first.isEmpty());
        QCOMPARE(second.view(), std::string_view("value"));
        QVERIFY(second.equals(SecretBytes::copyOf("value")));
        QVERIFY(!second.equals(SecretBytes::copyOf("valuf")));
        second.clear();
        QVERIFY(second.isEmpty());
    }

    void vaultOpensOnlyItsOwn()
    {
        const Vault vault;
        const SealedValue sealed = vault.seal("not a secret");
        QCOMPARE(vault.open(sealed).value().view(), std::string_view("not a secret"));
        QVERIFY(QByteArray(reinterpret_cast<const char *>(sealed.bytes.data()),
                           static_cast<qsizetype>(sealed.bytes.size()))
                    .indexOf("secret")
                == -1);
        QCOMPARE(Vault().open(sealed).error().kind, ErrorKind::Malformed);
        SealedValue altered = sealed;
        altered.bytes.back() ^= std::byte{1};
        QVERIFY(!vault.open(altered).has_value());
        QVERIFY(vault.open(vault.seal("")).value().isEmpty());
    }

    void masks_data()
    {
        QTest::addColumn<std::string>("value");
        QTest::addColumn<int>("policy");
        QTest::addColumn<std::string>("prefix");
        QTest::addColumn<std::string>("mask");
        const std::string token = "tk_" + std::string(30, 'a') + "wxyz";
        QTest::newRow("token") << token << int(MaskPolicy::Token) << std::string("tk_")
                               << std::string("tk_....wxyz");
        QTest::newRow("short") << std::string("tk_short") << int(MaskPolicy::Token)
                               << std::string("tk_") << std::string("tk_........");
        QTest::newRow("long prefix, little left")
            << std::string("long_public_prefix_abcdef") << int(MaskPolicy::Token)
            << std::string("long_public_prefix_") << std::string("long_public_prefix_........");
        QTest::newRow("password") << token << int(MaskPolicy::Hidden) << std::string()
                                  << std::string("........");
        QTest::newRow("identifier") << std::string("ID123") << int(MaskPolicy::PublicIdentifier)
                                    << std::string() << std::string("ID123");
    }

    void masks()
    {
        QFETCH(std::string, value);
        QFETCH(int, policy);
        QFETCH(std::string, prefix);
        QFETCH(std::string, mask);
        QCOMPARE(maskOf(value, static_cast<MaskPolicy>(policy), prefix), mask);
    }

    void identityDependsOnKeyTypeAndParts()
    {
        const IdentityKey key = IdentityKey::random();
        const std::string_view split[] = {"ab", "c"};
        const std::string_view other[] = {"a", "bc"};
        QCOMPARE(key.idOf("t", split), key.idOf("t", split));
        QVERIFY(key.idOf("t", split) != key.idOf("t", other));
        QVERIFY(key.idOf("t", split) != key.idOf("u", split));
        QVERIFY(key.idOf("t", split) != IdentityKey::random().idOf("t", split));
        QCOMPARE(key.idOf("t", split).hex().size(), 32U);
    }

    void identityKeyIsKeptPrivately()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("new/identity.key")).toStdString();
        const IdentityKey made = IdentityKey::loadOrCreate(path).value();
        const IdentityKey read = IdentityKey::loadOrCreate(path).value();
        const std::string_view parts[] = {"x"};
        QCOMPARE(made.idOf("t", parts), read.idOf("t", parts));
        const QFile file(QString::fromStdString(path));
        QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    }

    void damagedIdentityKeyIsLeftAlone()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("identity.key")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("short");
        file.close();
        const auto loaded = IdentityKey::loadOrCreate(file.fileName().toStdString());
        QCOMPARE(loaded.error().kind, ErrorKind::Malformed);
        QCOMPARE(file.size(), 5);
    }

    void aLineEndsAtItsBreakAndLeavesTheRest()
    {
        int ends[2] = {-1, -1};
        QCOMPARE(::pipe(ends), 0);
        QCOMPARE(::write(ends[1], "first\n\nlast", 11), 11);
        ::close(ends[1]);
        QCOMPARE(readSecretLine(ends[0])->view(), std::string_view("first"));
        QVERIFY(readSecretLine(ends[0])->isEmpty());
        QCOMPARE(readSecretLine(ends[0])->view(), std::string_view("last"));
        QVERIFY(readSecretLine(ends[0])->isEmpty()); // the end
        ::close(ends[0]);
        QCOMPARE(readSecretLine(ends[0]).error().kind, ErrorKind::Io);
    }

    void aLineOfAFileHasABound()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("line")));
        const std::string path = file.fileName().toStdString();
        QCOMPARE(readSecretLine(path).error().where, path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(kMostLineBytes, 'x'));
        file.flush();
        QCOMPARE(readSecretLine(path)->size(), kMostLineBytes);
        file.write("x");
        file.flush();
        QCOMPARE(readSecretLine(path).error().kind, ErrorKind::TooBig);
    }

    void hardeningSwitchesCoreDumpsOff()
    {
        QVERIFY(hardenProcess());
        rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
        QCOMPARE(limit.rlim_cur, 0U);
    }
};

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
