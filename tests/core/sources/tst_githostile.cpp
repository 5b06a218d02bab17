// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/filesource.h"
#include "core/sources/gitindex.h"
#include "core/sources/gitsource.h"
#include "tests/support/gitscratch.h"

#include <QTest>
#include <QtEndian>

#include <algorithm>

using namespace rekey;
using namespace rekey::sources;
using namespace Qt::StringLiterals;

namespace {

struct Walked
{
    explicit Walked(const QString &path, const GitOptions &options = {})
        : source(openGitSource(path.toStdString(), options).value())
    {
        WalkProgress progress;
        coverage = source->walk({.workers = 2}, seen.factory(), progress, {}).value();
    }

    [[nodiscard]] std::vector<Placement> placesOf(const std::string &content) const
    {
        const auto found = std::ranges::find_if(
            seen.contents, [&](const auto &item) { return item.second == content; });
        if (found == seen.contents.end())
            return {};
        WalkProgress progress;
        return source->locate(std::span(&found->first, 1), progress, {}).value();
    }

    std::unique_ptr<Source> source;
    test::GitCatcher seen;
    Coverage coverage;
};

void makeSparse(const QString &path, qint64 size)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
        qFatal("cannot make %s", qPrintable(path));
}

QByteArray big(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// An index of version 4 in which every path goes on where the one before ended.
QByteArray growingIndex(quint32 count)
{
    QByteArray bytes = "DIRC" + big(4) + big(count);
    for (quint32 i = 0; i < count; ++i) {
        bytes += QByteArray(24, '\0') + big(0100644) + QByteArray(12, '\0') + QByteArray(20, 'x');
        bytes += QByteArray("\x0f\xff", 2) + '\0' + "/path" + '\0';
    }
    return bytes + QByteArray(20, '\0');
}

} // namespace

/// Repositories made to exhaust a reader: few bytes that stand for very many.
class TestGitHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSparseObjectIsNamed()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "alpha\n");
        const QString id = u"cd/"_s + QString(38, u'a');
        makeSparse(scratch.top() + u"/.git/objects/"_s + id, qint64{1} << 40);
        const Walked walked(scratch.top());
        QCOMPARE(walked.seen.visits, 1U);
        QCOMPARE(walked.coverage.skips.size(), 1U);
        QCOMPARE(walked.coverage.skips[0].reason, "damaged object");
    }

    void aSparseIndexIsNamed()
    {
        test::GitScratch scratch;
        makeSparse(scratch.top() + u"/.git/index"_s, qint64{1} << 40);
        const Walked walked(scratch.top());
        QCOMPARE(walked.coverage.skips.size(), 1U);
        QVERIFY(!walked.coverage.notes.empty());
    }

    void anIndexWhosePathsGrowIsRefused()
    {
        const test::GitScratch scratch;
        const QString path = scratch.at(u"index"_s);
        const auto write = [&](quint32 count) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(growingIndex(count));
        };
        write(100);
        QCOMPARE(git::readIndex(path.toStdString(), git::kSha1Bytes)->entries.size(), 100U);
        write(20'000);
        QCOMPARE(git::readIndex(path.toStdString(), git::kSha1Bytes).error().kind,
                 ErrorKind::Malformed);
    }

    /// Very deep folders: paths are cut short, the blob is seen and the scan ends.
    void pathsOfDeepTreesAreBounded()
    {
        test::GitScratch scratch;
        const QByteArray blob = scratch.git({u"hash-object"_s, u"-w"_s, u"--stdin"_s}, {}, "MARK");
        const QString name(200, u'n');
        QByteArray id;
        for (int depth = 0; depth < 120; ++depth) {
            QByteArray lines = "100644 blob " + blob + "\tf\n";
            if (!id.isEmpty())
                lines += "040000 tree " + id + '\t' + name.toUtf8() + '\n';
            id = scratch.git({u"mktree"_s}, {}, lines);
        }
        id = scratch.git({u"commit-tree"_s, QString::fromUtf8(id)}, {}, "deep");
        scratch.git({u"update-ref"_s, u"refs/heads/main"_s, QString::fromUtf8(id)});
        const auto places = Walked(scratch.top()).placesOf("MARK");
        QVERIFY(places.size() > 50);
        for (const Placement &place : places)
            QVERIFY2(place.path.size() < 17'000, qPrintable(QString::number(place.path.size())));
        QCOMPARE(places[0].reach, Reach::Head);
    }

    void aRepositoryWithoutHeadIsRead()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "alpha\n");
        scratch.run("rm -q a.txt");
        QVERIFY(QFile::remove(scratch.top() + u"/.git/HEAD"_s));
        QVERIFY(isGitRepository(scratch.path()));
        const Walked walked(scratch.top());
        QCOMPARE(walked.seen.visits, 1U);
        QVERIFY(!walked.coverage.notes.empty());
    }

    void aFolderWhoseRepositoryIsAwaySaysSo()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u".git"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("gitdir: /nowhere/at/all\n") > 0);
        file.close();
        const auto source = openFolderSource(folder.path().toStdString(), {}).value();
        test::GitCatcher seen;
        WalkProgress progress;
        const auto coverage = source->walk({.workers = 1}, seen.factory(), progress, {}).value();
        QCOMPARE(coverage.notes.size(), 1U);
    }

    void filesOfTheGitFolderAreReadOnRequest()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "alpha\n");
        scratch.run("config remote.origin.url https://bob:MARK@example.com/x.git");
        const auto seenIn = [](const QString &folder, bool own) {
            Walked walked(folder, {.ownFiles = own});
            for (const auto &[number, content] : walked.seen.contents) {
                if (content.find("bob:MARK@") != std::string::npos)
                    return walked.source->peek(number)->path;
            }
            return std::string();
        };
        QCOMPARE(seenIn(scratch.top(), false), "");
        QCOMPARE(seenIn(scratch.top(), true), ".git/config");
        scratch.run("worktree add -q ../linked");
        QCOMPARE(seenIn(scratch.at(u"linked"_s), true), ".git/config");
        scratch.run("clone -q --bare . ../bare.git");
        scratch.run("config remote.origin.url https://bob:MARK@example.com/x.git",
                    scratch.at(u"bare.git"_s));
        QCOMPARE(seenIn(scratch.at(u"bare.git"_s), true), "config");
    }

    void packsBehindLinksAreRead()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "alpha\n");
        scratch.run("gc -q");
        const QDir packs(scratch.top() + u"/.git/objects/pack"_s);
        for (const QString &name : packs.entryList({u"pack-*"_s})) {
            const QString moved = scratch.at(name);
            QVERIFY(QFile::rename(packs.filePath(name), moved));
            QVERIFY(QFile::link(moved, packs.filePath(name)));
        }
        const Walked walked(scratch.top());
        QCOMPARE(walked.seen.visits, 1U);
        QVERIFY(walked.coverage.skips.empty());
    }
};

QTEST_GUILESS_MAIN(TestGitHostile)
#include "tst_githostile.moc"
