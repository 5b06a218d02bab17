// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/keptsource.h"
#include "tests/support/gitscratch.h"

#include <QTest>

using namespace rekey;
using namespace Qt::StringLiterals;

class TestKeptSource : public QObject
{
    Q_OBJECT

    static QByteArray text(const Result<std::vector<std::byte>> &bytes)
    {
        return bytes
            ? QByteArray(reinterpret_cast<const char *>(bytes->data()), qsizetype(bytes->size()))
            : QByteArray("error");
    }

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void readsAGitObjectByItsIdWithoutAWalk()
    {
        test::GitScratch repo;
        write(repo.top() + u"/a.txt"_s, "first version\n");
        repo.git({u"add"_s, u"."_s});
        repo.git({u"commit"_s, u"-qm"_s, u"one"_s});
        const QByteArray object = repo.git({u"rev-parse"_s, u"HEAD:a.txt"_s});
        write(repo.top() + u"/a.txt"_s, "second\n");
        auto source = sources::openKeptSource(repo.path());
        QVERIFY(source);
        const auto number = (*source)->numberOf(object.toStdString(), "a.txt");
        QVERIFY(number);
        QCOMPARE(text((*source)->read(*number, 6, 13)), "version");
        QCOMPARE((*source)->numberOf(object.toStdString(), "a.txt"), *number);
        // Without an object it is the file of the working tree.
        const auto file = (*source)->numberOf({}, "a.txt");
        QVERIFY(file && *file != *number);
        QCOMPARE(text((*source)->read(*file, 0, 6)), "second");
    }

    void saysWhenTheObjectOrTheSourceIsGone()
    {
        test::GitScratch repo;
        auto source = sources::openKeptSource(repo.path());
        QVERIFY(source);
        const auto gone = (*source)->numberOf(std::string(40, 'a'), "a.txt");
        QVERIFY(!gone);
        QCOMPARE(gone.error().kind, ErrorKind::NotFound);
        const auto missing = sources::openKeptSource(repo.path() + "/not-there");
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    }

    void readsFilesOfAFolderAndASingleFile()
    {
        QTemporaryDir folder;
        write(folder.filePath(u"x.env"_s), "KEY=1\n");
        auto source = sources::openKeptSource(folder.path().toStdString());
        QVERIFY(source);
        const auto number = (*source)->numberOf({}, "x.env");
        QVERIFY(number);
        QCOMPARE(text((*source)->read(*number, 0, 3)), "KEY");
        const std::string path = folder.filePath(u"x.env"_s).toStdString();
        auto single = sources::openKeptSource(path);
        QVERIFY(single);
        const auto own = (*single)->numberOf({}, path);
        QVERIFY(own);
        QCOMPARE(text((*single)->read(*own, 4, 5)), "1");
    }

    void aKeptPathCannotLeadOut()
    {
        QTemporaryDir folder;
        auto source = sources::openKeptSource(folder.path().toStdString());
        QVERIFY(source);
        QVERIFY(!(*source)->numberOf({}, "../../etc/hostname"));
        QVERIFY(!(*source)->numberOf({}, "/etc/hostname"));
    }
};

QTEST_GUILESS_MAIN(TestKeptSource)
#include "tst_keptsource.moc"
