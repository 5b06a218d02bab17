// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/keyring.h"
#include "tests/support/storerig.h"

#include <QLibrary>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

using namespace rekey;
using namespace rekey::test;
using namespace Qt::StringLiterals;

/// The platform's keyring, for real: GNOME's on a message bus of its own, in a home of its own.
class TestKeyring : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_daemon;

    /// Why it cannot be tried here; empty when it can.
    static QString problem()
    {
        for (const QString &program : {u"dbus-daemon"_s, u"gnome-keyring-daemon"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                return program + u" is not installed"_s;
        }
        if (!QLibrary(u"libsecret-1"_s, 0).load())
            return u"libsecret is not installed"_s;
        return {};
    }

    void startBus()
    {
        m_bus.start(u"dbus-daemon"_s,
                    {u"--session"_s, u"--nofork"_s, u"--print-address"_s,
                     u"--address=unix:path="_s + m_home.filePath(u"bus"_s)});
        QVERIFY(m_bus.waitForStarted());
        QTRY_VERIFY2(m_bus.waitForReadyRead(100) || m_bus.canReadLine(),
                     m_bus.readAllStandardError().constData());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    }

    void startKeyring()
    {
        m_daemon.start(u"gnome-keyring-daemon"_s,
                       {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
        QVERIFY(m_daemon.waitForStarted());
        m_daemon.write("words of the test\n");
        m_daemon.closeWriteChannel();
        // Whoever asks before would make the bus start another one, which is locked.
        QTRY_VERIFY_WITH_TIMEOUT(isServing(), 20'000);
    }

    static bool isServing()
    {
        QProcess ask;
        ask.start(u"dbus-send"_s,
                  {u"--session"_s, u"--print-reply"_s, u"--dest=org.freedesktop.DBus"_s,
                   u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus.NameHasOwner"_s,
                   u"string:org.freedesktop.secrets"_s});
        return ask.waitForFinished(5'000) && ask.readAllStandardOutput().contains("boolean true");
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = problem(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        qputenv("HOME", m_home.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toUtf8());
        qputenv("XDG_CURRENT_DESKTOP", "GNOME");
        startBus();
        startKeyring();
    }

    void cleanupTestCase()
    {
        for (QProcess *process : {&m_daemon, &m_bus}) {
            process->kill();
            process->waitForFinished();
        }
    }

    void keysWithAnyBytesComeBackAndGo()
    {
        const auto keyring = store::platformKeyring();
        const auto key = secret::SecretBytes::copyOf(std::string_view("\0\xff made \n up", 12));
        // The daemon comes onto the bus a moment after its start.
        QTRY_VERIFY_WITH_TIMEOUT(keyring->write("one", key).has_value(), 20'000);
        const auto read = keyring->read("one");
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QVERIFY(read->equals(key));
        QCOMPARE(keyring->read("two").error().kind, ErrorKind::NotFound);
        QVERIFY(keyring->remove("one").has_value());
        QCOMPARE(keyring->read("one").error().kind, ErrorKind::NotFound);
    }

    void credentialsStandBesideTheKeysOfStores()
    {
        const auto keyring = store::platformKeyring();
        const auto key = secret::SecretBytes::copyOf("of a store");
        QTRY_VERIFY_WITH_TIMEOUT(keyring->write("store/00", key).has_value(), 20'000);
        QCOMPARE(store::readCredential("store/00").error().kind, ErrorKind::Denied);
        QCOMPARE(store::keepCredential("store/00", secret::SecretBytes::copyOf("x")).error().kind,
                 ErrorKind::Denied);
        QVERIFY(keyring->read("store/00")->equals(key));
        const auto none = store::readCredential("aws/admin");
        QCOMPARE(none.error().kind, ErrorKind::NotFound);
        QCOMPARE(none.error().where, std::string("aws/admin"));
        QVERIFY(store::keepCredential("aws/admin", key).has_value());
        QVERIFY(store::readCredential("aws/admin")->equals(key));
    }

    void storeOpensByTheKeyring()
    {
        StoreRig rig(u"sqlite"_s);
        rig.options.keyring = store::platformKeyring();
        store::Protection protection;
        protection.kind = store::KeySlot::Kind::Keyring;
        auto made = store::createStore(rig.location, rig.options, std::move(protection));
        QVERIFY2(made.has_value(), made ? "" : made.error().text().c_str());
        QVERIFY(keepSome(**made, 5));
        made->reset();
        const auto opened = store::openStore(rig.location, rig.options);
        QCOMPARE((*opened)->state(), finding::KeeperState::Locked);
        QVERIFY((*opened)->unlock({}).has_value());
        QVERIFY((*opened)->roll().has_value());
        QCOMPARE(loaded(**opened).size(), 5U);
    }
};

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
