// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/stores.h"
#include "ui/session/storeteam.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestWindowStore : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    StorePorts m_ports = coreStores(m_folder.filePath(u"identity.key"_s).toStdString());

    static std::shared_ptr<const secret::SecretBytes> bytes(const char *text)
    {
        return std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf(text));
    }

private Q_SLOTS:
    void anotherPassphraseOpensTheStore()
    {
        qputenv("USER", "anna");
        const QString path = m_folder.filePath(u"store.db"_s);
        const auto store
            = m_ports.create(path, StoreProtection::Passphrase, bytes("open sesame"))();
        QVERIFY2(store, qPrintable(QString::fromStdString(store ? "" : store.error().text())));
        QVERIFY(changeStorePassphrase(**store, *bytes("close sesame")));
        (*store)->lock();
        QCOMPARE((*store)->state(), finding::KeeperState::Locked);
        QVERIFY((*store)->unlock(*bytes("close sesame")));
        const auto members = storeMembers(**store);
        QVERIFY(members && members->size() == 1);
        QCOMPARE(members->front().name, u"anna"_s);
        QVERIFY(!members->front().isByKeyring);
        QVERIFY(!removeStoreMember(**store, members->front().id)); // the last one
        QVERIFY(!addStoreMember(**store, "no such line"));
        QVERIFY(rollStoreKey(**store));
    }

    void memoryHasNoMembers()
    {
        const auto store = m_ports.memory()();
        QVERIFY(store);
        const auto members = storeMembers(**store);
        QVERIFY(!members);
        QCOMPARE(members.error().kind, ErrorKind::Unsupported);
    }

    void aBadAddressOpensNothing()
    {
        // A password there could be read by others.
        const auto store = m_ports.open(u"postgresql://anna:secret@db/rekey"_s, false)();
        QVERIFY(!store);
    }
};

QTEST_GUILESS_MAIN(TestWindowStore)
#include "tst_windowstore.moc"
