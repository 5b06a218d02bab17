// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clibrokerkey.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <map>

using namespace rekey;
using namespace rekey::app;
using secret::SecretBytes;

namespace {

/// A keyring in memory that can be told to fail.
class TestKeyring final : public store::Keyring
{
public:
    Result<SecretBytes> read(const std::string &name) override
    {
        if (readFailure)
            return fail(*readFailure, "the keyring is locked");
        const auto found = kept.find(name);
        if (found == kept.end())
            return fail(ErrorKind::NotFound, "there is none");
        return SecretBytes::copyOf(found->second.bytes());
    }
    Result<void> write(const std::string &name, const SecretBytes &key) override
    {
        ++writes;
        if (doesKeep)
            kept.insert_or_assign(name, SecretBytes::copyOf(key.bytes()));
        return {};
    }
    Result<void> remove(const std::string &name) override
    {
        kept.erase(name);
        return {};
    }

    std::map<std::string, SecretBytes> kept;
    std::optional<ErrorKind> readFailure;
    bool doesKeep = true;
    int writes = 0;
};

} // namespace

/// Where `rekey-cli broker new-key` puts a key: never in the place of another, and whole or not at
/// all.
class TestCliBrokerKey : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    seal::OpenKey m_key = seal::OpenKey::random();

    [[nodiscard]] std::string path(const QString &name) const
    {
        return m_folder.filePath(name).toStdString();
    }

private Q_SLOTS:
    void keepsANewKeyInTheKeyring()
    {
        TestKeyring keyring;
        QVERIFY(keepOpenKeyInKeyring(keyring, "local", m_key));
        const auto read = seal::OpenKey::parse(keyring.kept.at(openKeyName("local")).view());
        QVERIFY(read);
        QCOMPARE(read->sealKey().hex(), m_key.sealKey().hex());
    }

    void overwritesNoKeyOfTheKeyring()
    {
        TestKeyring keyring;
        QVERIFY(keepOpenKeyInKeyring(keyring, "local", m_key));
        const auto again = keepOpenKeyInKeyring(keyring, "local", seal::OpenKey::random());
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::Invalid);
        QCOMPARE(keyring.writes, 1);
    }

    void writesNothingWhenTheKeyringDoesNotSayWhatItHas()
    {
        for (const ErrorKind kind : {ErrorKind::Denied, ErrorKind::Io, ErrorKind::Internal}) {
            TestKeyring keyring;
            keyring.readFailure = kind;
            const auto refused = keepOpenKeyInKeyring(keyring, "local", m_key);
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, kind);
            QCOMPARE(keyring.writes, 0);
        }
    }

    void noticesAKeyringThatKeepsNothing()
    {
        TestKeyring keyring;
        keyring.doesKeep = false;
        QVERIFY(!keepOpenKeyInKeyring(keyring, "local", m_key));
    }

    void keepsANewKeyInAFileForItsOwnerAlone()
    {
        const mode_t before = ::umask(0);
        const auto kept = keepOpenKeyInFile(path(QStringLiteral("new.key")), m_key);
        ::umask(before);
        QVERIFY2(kept, kept ? "" : kept.error().text().c_str());
        struct stat status{};
        QCOMPARE(::stat(path(QStringLiteral("new.key")).c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QCOMPARE(status.st_size, 64);
    }

    void replacesNoFileAndFollowsNoLink()
    {
        QFile there(m_folder.filePath(QStringLiteral("there")));
        QVERIFY(there.open(QIODevice::WriteOnly));
        there.write("older");
        there.close();
        QVERIFY(QFile::link(m_folder.filePath(QStringLiteral("nowhere")),
                            m_folder.filePath(QStringLiteral("link"))));
        for (const QString &name : {QStringLiteral("there"), QStringLiteral("link")}) {
            const auto refused = keepOpenKeyInFile(path(name), m_key);
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::Invalid);
        }
        QVERIFY(there.open(QIODevice::ReadOnly));
        QCOMPARE(there.readAll(), QByteArray("older"));
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("nowhere"))));
    }

    void leavesNoHalfAKeyWhenThereIsNoRoom()
    {
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit full{20, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
        const auto refused = keepOpenKeyInFile(path(QStringLiteral("half.key")), m_key);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Io);
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("half.key"))));
    }
};

QTEST_GUILESS_MAIN(TestCliBrokerKey)
#include "tst_clibrokerkey.moc"
