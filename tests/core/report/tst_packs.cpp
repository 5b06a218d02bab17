// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/evidencepack.h"
#include "core/report/handoverpack.h"
#include "core/report/jsonreader.h"
#include "tests/core/report/reportfixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>

using namespace rekey;
using namespace rekey::report;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestPacks : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    test::ReportFixture m_fixture;

    [[nodiscard]] std::string path(const QString &name) const
    {
        return m_folder.filePath(name).toStdString();
    }

    [[nodiscard]] KeyPair key(PublicKey::Use use, const QString &name = u"key"_s) const
    {
        auto pair = KeyPair::loadOrCreate(
            path(name + (use == PublicKey::Use::Sign ? u".sign"_s : u".seal"_s)), use);
        if (!pair)
            qFatal("%s", pair.error().text().c_str());
        return std::move(*pair);
    }

    void makePack(const QString &name) const
    {
        const auto done = writeEvidencePack(path(name), m_fixture.report(), {}, "Case",
                                            key(PublicKey::Use::Sign));
        QVERIFY2(done.has_value(), done ? "" : done.error().text().c_str());
    }

    [[nodiscard]] ValueReader values() const
    {
        return [this](const secret::SecretId &id) -> Result<secret::SecretBytes> {
            for (const finding::Finding &finding : m_fixture.findings) {
                if (finding.id == id)
                    return m_fixture.vault.open(finding.value);
            }
            return fail(ErrorKind::NotFound, "not there");
        };
    }

private Q_SLOTS:
    void keysStayTheSameAndAreOursAlone()
    {
        const QString name = m_folder.filePath(u"key.sign"_s);
        const PublicKey first = key(PublicKey::Use::Sign).publicKey();
        QCOMPARE(key(PublicKey::Use::Sign).publicKey().text(), first.text());
        QCOMPARE(QFile::permissions(name) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY(
            QFile::setPermissions(name, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QCOMPARE(KeyPair::loadOrCreate(name.toStdString(), PublicKey::Use::Sign).error().kind,
                 ErrorKind::Malformed);
        QVERIFY(QFile::setPermissions(name, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(PublicKey::parse(first.text() + "\n", PublicKey::Use::Sign) == first);
        QVERIFY(!PublicKey::parse(first.text(), PublicKey::Use::Seal));
    }

    void packIsWholeAsFolderAndArchive_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("folder") << u"whole"_s;
        QTest::newRow("archive") << u"whole.tar"_s;
    }
    void packIsWholeAsFolderAndArchive()
    {
        QFETCH(QString, name);
        makePack(name);
        const PublicKey signer = key(PublicKey::Use::Sign).publicKey();
        const auto check = checkEvidencePack(path(name), signer);
        QVERIFY2(check.has_value(), check ? "" : check.error().text().c_str());
        QVERIFY(check->isIntact());
        QVERIFY(check->isExpectedSigner);
        QCOMPARE(check->files, std::size_t{6});
        const PublicKey other = key(PublicKey::Use::Sign, u"other"_s).publicKey();
        QVERIFY(!checkEvidencePack(path(name), other)->isIntact());
        QVERIFY(
            !writeEvidencePack(path(name), m_fixture.report(), {}, {}, key(PublicKey::Use::Sign)));
        QVERIFY(!QFile::exists(m_folder.filePath(name + u".part"_s)));
    }

    void everyTamperingIsNamed()
    {
        makePack(u"bad"_s);
        const QDir folder(m_folder.filePath(u"bad"_s));
        setContent(folder.filePath(u"report.md"_s),
                   contentOf(folder.filePath(u"report.md"_s)).replace("live", "dead"));
        QVERIFY(QFile::remove(folder.filePath(u"timeline.jsonl"_s)));
        setContent(folder.filePath(u"more.txt"_s), "x");
        QVERIFY(QFile::link(u"/etc/hostname"_s, folder.filePath(u"link"_s)));
        const auto check = checkEvidencePack(path(u"bad"_s), std::nullopt);
        QVERIFY(check.has_value() && check->isSignatureRight && !check->isIntact());
        QCOMPARE(check->altered, std::vector<std::string>{"report.md"});
        QCOMPARE(check->missing, std::vector<std::string>{"timeline.jsonl"});
        QCOMPARE(check->added, (std::vector<std::string>{"more.txt", "link"}));
    }

    void aChangedManifestBreaksTheSignature()
    {
        makePack(u"forged"_s);
        const QString manifest = m_folder.filePath(u"forged/manifest.json"_s);
        setContent(manifest, contentOf(manifest) + "\n");
        const auto check = checkEvidencePack(path(u"forged"_s), std::nullopt);
        QVERIFY(check.has_value() && !check->isSignatureRight && !check->isIntact());
        QVERIFY(check->altered.empty());
        QVERIFY(QFile::remove(m_folder.filePath(u"forged/manifest.sig"_s)));
        QCOMPARE(checkEvidencePack(path(u"forged"_s), std::nullopt)->missing,
                 std::vector<std::string>{"manifest.sig"});
    }

    void anAlteredByteOfAnArchiveIsFound()
    {
        makePack(u"flip.tar"_s);
        const QString name = m_folder.filePath(u"flip.tar"_s);
        QByteArray bytes = contentOf(name);
        bytes[bytes.indexOf("Acme token")] = 'B';
        setContent(name, bytes);
        const auto check = checkEvidencePack(name.toStdString(), std::nullopt);
        QVERIFY(check.has_value() && !check->isIntact());
        QCOMPARE(check->altered.size(), std::size_t{1});
    }

    void packHoldsNoValue()
    {
        makePack(u"search.tar"_s);
        const QByteArray bytes = contentOf(m_folder.filePath(u"search.tar"_s));
        for (const std::string &value : m_fixture.values) {
            const QByteArray plain = QByteArray::fromStdString(value);
            for (const QByteArray &form :
                 {plain, plain.toBase64(), plain.toHex(), plain.mid(8, 12)})
                QVERIFY(!bytes.contains(form));
        }
    }

    void handOverReachesOneReaderOnly()
    {
        const KeyPair reader = key(PublicKey::Use::Seal);
        const std::string name = path(u"over.rekey"_s);
        QVERIFY(writeHandoverPack(name, m_fixture.report(), reader.publicKey(), values()));
        std::vector<std::string> seen;
        const auto opened = openHandoverPack(name, reader, [&](const HandedOver &handed) {
            QCOMPARE(handed.finding.type, std::string("Acme token"));
            seen.emplace_back(handed.value.view());
        });
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        QCOMPARE(seen, m_fixture.values);
        const auto ignore = [](const HandedOver &) { };
        QCOMPARE(openHandoverPack(name, key(PublicKey::Use::Seal, u"other"_s), ignore).error().kind,
                 ErrorKind::Denied);
        const QByteArray bytes = contentOf(QString::fromStdString(name));
        for (const std::string &value : m_fixture.values)
            QVERIFY(!bytes.contains(value.c_str()));
    }

    void aCutOrAlteredHandOverIsRefused()
    {
        const KeyPair reader = key(PublicKey::Use::Seal);
        const QString name = m_folder.filePath(u"cut.rekey"_s);
        QVERIFY(writeHandoverPack(name.toStdString(), m_fixture.report(), reader.publicKey(),
                                  values()));
        const QByteArray whole = contentOf(name);
        const auto ignore = [](const HandedOver &) { };
        for (qsizetype size = 0; size < whole.size(); size += 97) {
            setContent(name, whole.first(size));
            QVERIFY(!openHandoverPack(name.toStdString(), reader, ignore));
        }
        for (qsizetype at = 0; at < whole.size(); at += 53) {
            QByteArray altered = whole;
            altered[at] = static_cast<char>(altered[at] ^ 1);
            setContent(name, altered);
            QVERIFY(!openHandoverPack(name.toStdString(), reader, ignore));
        }
    }

    void aMissingValueLeavesNoPack()
    {
        const auto none = [](const secret::SecretId &) -> Result<secret::SecretBytes> {
            return fail(ErrorKind::NotFound, "locked");
        };
        const std::string name = path(u"none.rekey"_s);
        QVERIFY(!writeHandoverPack(name, m_fixture.report(), key(PublicKey::Use::Seal).publicKey(),
                                   none));
        QVERIFY(!QFile::exists(QString::fromStdString(name)));
        QVERIFY(!QFile::exists(QString::fromStdString(name + ".part")));
    }

    void reportsAreReadBackAsTheyWere_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("json") << static_cast<int>(Format::Json);
        QTest::newRow("jsonl") << static_cast<int>(Format::JsonLines);
    }
    void reportsAreReadBackAsTheyWere()
    {
        QFETCH(int, format);
        const auto kind = static_cast<Format>(format);
        std::ostringstream first;
        write(first, kind, m_fixture.report(), {});
        const auto read = parseReport(first.str());
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(read->records.size(), m_fixture.records.size());
        QVERIFY(read->records == m_fixture.records);
        Report again = m_fixture.report();
        again.findings = read->findings;
        again.records = read->records;
        again.coverage = read->coverage;
        std::ostringstream second;
        write(second, kind, again, {});
        QCOMPARE(second.str(), first.str());
    }

    void whatIsNoReportIsRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("list") << QByteArray("[1,2]");
        QTest::newRow("cut") << QByteArray("{\"findings\": [");
        QTest::newRow("no id") << QByteArray("{\"findings\":[{\"rule\":\"x\"}]}");
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("no coverage")
            << QByteArray("{\"id\":\"00000000000000000000000000000001\"}\n");
    }
    void whatIsNoReportIsRefusedInWords()
    {
        QFETCH(QByteArray, text);
        const auto read = parseReport(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Malformed);
        QVERIFY(read.error().detail.size() > 20);
    }
};

QTEST_GUILESS_MAIN(TestPacks)
#include "tst_packs.moc"
