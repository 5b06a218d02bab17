// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/anchorcache.h"
#include "core/rules/loader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <string>

using namespace rekey;
using namespace rekey::rules;

namespace {

RulePack packWith(const std::string &pattern)
{
    RulePack pack;
    Detector detector;
    detector.id = "made-up";
    detector.pattern = pattern;
    pack.detectors.push_back(detector);
    return pack;
}

std::shared_ptr<const CompiledRules> compiled(const RulePack &pack, const QTemporaryDir &folder)
{
    auto rules = CompiledRules::compile(pack, folder.path().toStdString());
    return rules ? *rules : nullptr;
}

QString onlyFile(const QTemporaryDir &folder)
{
    const QStringList names = QDir(folder.path()).entryList(QDir::Files);
    return names.size() == 1 ? folder.filePath(names.front()) : QString();
}

} // namespace

class TestAnchorCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isUsedTheSecondTime()
    {
        const QTemporaryDir folder;
        const RulePack pack = packWith("qzxvk_([a-z]{30,})");
        const auto first = compiled(pack, folder);
        QVERIFY(first && !first->engine().fromCache);
        const auto second = compiled(pack, folder);
        QVERIFY(second && second->engine().fromCache);
        QVERIFY(second->engine().anchors == first->engine().anchors);
        QVERIFY(second->engine().database != nullptr);
        QCOMPARE(second->engine().detectors.at(0).maxMatchBytes,
                 first->engine().detectors.at(0).maxMatchBytes);
        QCOMPARE(second->engine().maxAnchorBytes, first->engine().maxAnchorBytes);
    }

    void isReadableByItsOwnerOnly()
    {
        const QTemporaryDir folder;
        QVERIFY(compiled(packWith("qzxvk_[a-z]{30}"), folder));
        struct stat info{};
        QCOMPARE(stat(QFile::encodeName(onlyFile(folder)).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
    }

    void isMadeForEachPack()
    {
        const QTemporaryDir folder;
        QVERIFY(compiled(packWith("qzxvk_[a-z]{30}"), folder));
        const auto other = compiled(packWith("qzxvk_[a-z]{31}"), folder);
        QVERIFY(other && !other->engine().fromCache);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
    }

    void isMadeAgainWhen_data()
    {
        QTest::addColumn<int>("where"); // which byte is damaged; -1 cut short, -2 empty
        QTest::newRow("the magic is damaged") << 0;
        QTest::newRow("the key is damaged") << 30;
        QTest::newRow("the hash is damaged") << 90;
        QTest::newRow("the anchors are damaged") << 120;
        QTest::newRow("the database is damaged") << 1000;
        QTest::newRow("it is cut short") << -1;
        QTest::newRow("it is empty") << -2;
    }
    void isMadeAgainWhen()
    {
        QFETCH(int, where);
        const QTemporaryDir folder;
        const RulePack pack = packWith("qzxvk_[a-z]{30}");
        QVERIFY(compiled(pack, folder));
        QFile file(onlyFile(folder));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        QVERIFY(bytes.size() > 1000);
        if (where >= 0)
            bytes[where] = static_cast<char>(bytes[where] ^ 0x55);
        file.resize(0);
        file.seek(0);
        file.write(where == -2 ? QByteArray() : where == -1 ? bytes.first(500) : bytes);
        file.close();

        const auto again = compiled(pack, folder);
        QVERIFY(again && !again->engine().fromCache);
        const auto mended = compiled(pack, folder);
        QVERIFY(mended && mended->engine().fromCache);
    }

    void isNotTakenFromOthers()
    {
        const QTemporaryDir folder;
        const RulePack pack = packWith("qzxvk_[a-z]{30}");
        QVERIFY(compiled(pack, folder));
        QFile file(onlyFile(folder));
        QVERIFY(file.setPermissions(file.permissions() | QFileDevice::WriteOther));
        const auto again = compiled(pack, folder);
        QVERIFY(again && !again->engine().fromCache);
    }

    void isNotNeeded()
    {
        const auto rules
            = CompiledRules::compile(packWith("qzxvk_[a-z]{30}"), "/proc/no/such/folder");
        QVERIFY(rules && !(*rules)->engine().fromCache);
    }

    void compileNamesABadExpression()
    {
        const auto rules = CompiledRules::compile(packWith("qzxvk_[a-z{30}"));
        QVERIFY(!rules);
        QVERIFY(rules.error().kind == ErrorKind::Malformed);
        QCOMPARE(rules.error().where, std::string("made-up"));
    }

    void anEmptyPackHasNoDatabase()
    {
        const auto rules = CompiledRules::compile({});
        QVERIFY(rules && (*rules)->engine().database == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestAnchorCache)
#include "tst_anchorcache.moc"
