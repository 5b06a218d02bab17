// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitsource.h"
#include "tests/support/gitscratch.h"

#include <QTest>

#include <algorithm>

using namespace rekey;
using namespace rekey::sources;
using namespace Qt::StringLiterals;

namespace {

/// A walk over a scratch repository and the placements of every blob whose text has "MARK".
struct Scan
{
    explicit Scan(const std::string &path, unsigned workers = 2, const GitOptions &options = {})
    {
        source = openGitSource(path, options).value();
        WalkProgress progress;
        coverage = source->walk({.workers = workers}, seen.factory(), progress, {}).value();
        for (const auto &[number, content] : seen.contents) {
            if (content.find("MARK") != std::string::npos)
                marked.push_back(number);
        }
        placements = source->locate(marked, progress, {}).value();
    }

    /// "reach path author branches tags" of each placement of blobs that contain `mark`.
    [[nodiscard]] QStringList places(const std::string &mark) const
    {
        QStringList lines;
        for (const Placement &place : placements) {
            if (seen.contents.at(place.blob).find(mark) == std::string::npos)
                continue;
            std::string line(reachName(place.reach));
            line += ' ' + place.path + ' ' + place.author;
            for (const std::string &name : place.branches)
                line += " b:" + name;
            for (const std::string &name : place.tags)
                line += " t:" + name;
            lines.push_back(QString::fromStdString(line).trimmed());
        }
        return lines;
    }

    std::unique_ptr<Source> source;
    test::GitCatcher seen;
    Coverage coverage;
    std::vector<std::uint64_t> marked;
    std::vector<Placement> placements;
};

} // namespace

class TestGitPlaces : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::GitScratch> m_scratch;

    /// Stashes, an evil merge, a deleted branch and a dropped blob, and places of every other kind.
    static void plant(test::GitScratch &s)
    {
        s.commit(u"base.txt"_s, "base\n");
        // Two stashes: the older one holds a marker, the younger a staged one in its index only.
        s.write(u"base.txt"_s, "MARK-old-stash\n");
        s.run("stash push -q");
        s.write(u"base.txt"_s, "MARK-staged-stash\n");
        s.run("add base.txt");
        s.write(u"base.txt"_s, "changed again\n");
        s.run("stash push -q");
        // An evil merge: the marker is in neither parent.
        s.run("checkout -q -b side");
        s.commit(u"side.txt"_s, "side\n");
        s.run("checkout -q main");
        s.commit(u"main.txt"_s, "main\n");
        s.run("merge -q --no-commit --no-ff side");
        s.write(u"evil.txt"_s, "MARK-evil-merge\n");
        s.run("add evil.txt");
        s.setAuthor(u"Eve Evil"_s);
        s.run("commit -q -m merge");
        s.setAuthor(u"Ann Author"_s);
        // A branch that is gone.
        s.run("checkout -q -b gone");
        s.commit(u"gone.txt"_s, "MARK-deleted-branch\n");
        s.run("checkout -q main");
        s.run("branch -q -D gone");
        // Staged, then dropped.
        s.write(u"dropped.txt"_s, "MARK-dropped\n");
        s.run("add dropped.txt");
        s.run("rm -q -f --cached dropped.txt");
        QFile::remove(s.top() + u"/dropped.txt"_s);
        // A branch, a tag, and what history alone knows.
        s.run("checkout -q -b feature");
        s.commit(u"feature.txt"_s, "MARK-feature\n");
        s.run("checkout -q main");
        s.commit(u"conf/app.ini"_s, "MARK-tagged\n");
        s.run("tag -a -m one v1");
        s.run("tag v1.1");
        s.commit(u"conf/app.ini"_s, "MARK-history\n");
        s.commit(u"conf/app.ini"_s, "clean\n");
        // The index and the working tree.
        s.write(u"staged.txt"_s, "MARK-staged-only\n");
        s.run("add staged.txt");
        s.write(u"untracked.txt"_s, "MARK-untracked\n");
        s.write(u"main.txt"_s, "MARK-changed\n");
        s.write(u"ignored.log"_s, "MARK-ignored\n");
        s.write(u".gitignore"_s, "*.log\n");
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_scratch = std::make_unique<test::GitScratch>();
        plant(*m_scratch);
    }

    void everyPlaceHasItsReach_data()
    {
        QTest::addColumn<QString>("mark");
        QTest::addColumn<QStringList>("places");
        const auto row = [](const char *mark, const QStringList &places) {
            QTest::newRow(mark) << QString::fromLatin1(mark) << places;
        };
        row("MARK-old-stash", {u"stash base.txt Ann Author"_s});
        row("MARK-staged-stash", {u"stash base.txt Ann Author"_s});
        row("MARK-evil-merge", {u"head evil.txt Eve Evil b:feature b:main t:v1 t:v1.1"_s});
        row("MARK-deleted-branch", {u"reflog gone.txt Ann Author"_s});
        row("MARK-dropped", {u"unreachable"_s});
        row("MARK-feature", {u"branch feature.txt Ann Author b:feature"_s});
        row("MARK-tagged", {u"tag conf/app.ini Ann Author t:v1 t:v1.1"_s});
        row("MARK-history", {u"history conf/app.ini Ann Author"_s});
        row("MARK-staged-only", {u"index staged.txt"_s});
        row("MARK-untracked", {u"worktree untracked.txt"_s});
        row("MARK-changed", {u"worktree main.txt"_s});
        row("MARK-ignored", {});
    }

    void everyPlaceHasItsReach()
    {
        QFETCH(QString, mark);
        QFETCH(QStringList, places);
        QCOMPARE(Scan(m_scratch->path()).places(mark.toStdString()), places);
    }

    void packedAndLooseGiveTheSame()
    {
        test::GitScratch scratch;
        plant(scratch);
        const Scan loose(scratch.path(), 1);
        scratch.run("repack -q -adfk");
        scratch.run("prune-packed");
        for (const unsigned workers : {1U, 2U}) {
            const Scan packed(scratch.path(), workers);
            QCOMPARE(packed.marked, loose.marked);
            QCOMPARE(packed.placements.size(), loose.placements.size());
            for (const auto *mark : {"MARK-old", "MARK-evil", "MARK-tagged", "MARK-deleted"})
                QCOMPARE(packed.places(mark), loose.places(mark));
            for (std::size_t i = 0; i < packed.placements.size(); ++i) {
                QCOMPARE(packed.placements[i].commit, loose.placements[i].commit);
                QCOMPARE(packed.placements[i].order, loose.placements[i].order);
                QCOMPARE(packed.placements[i].date, loose.placements[i].date);
            }
        }
    }

    void introducingCommitIsTheOldest()
    {
        test::GitScratch scratch;
        scratch.setAuthor(u"First One"_s);
        scratch.commit(u"a.txt"_s, "MARK\n");
        const auto first = scratch.run("rev-parse HEAD");
        scratch.setAuthor(u"Second One"_s);
        scratch.commit(u"other.txt"_s, "other\n");
        scratch.run("mv a.txt dir.txt");
        scratch.run("commit -q -m move");
        const Scan scan(scratch.path());
        QCOMPARE(scan.places("MARK"),
                 QStringList({u"head dir.txt Second One b:main"_s, u"history a.txt First One"_s}));
        QCOMPARE(QByteArray::fromStdString(scan.placements[1].commit), first);
        QCOMPARE(scan.placements[1].order, 0U);
        QCOMPARE(scan.placements[0].order, 2U);
        QCOMPARE(scan.placements[1].email, "author@example.com");
        QCOMPARE(scan.placements[1].date,
                 scratch.git({u"show"_s, u"-s"_s, u"--format=%at"_s, QString::fromUtf8(first)})
                     .toLongLong());
    }

    void danglingCommitGivesAPathAndAnAuthor()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "a\n");
        scratch.commit(u"lost/b.txt"_s, "MARK\n");
        scratch.run("reset -q --hard HEAD~1");
        scratch.run("reflog expire --expire=now --all");
        QFile::remove(scratch.top() + u"/.git/ORIG_HEAD"_s);
        QCOMPARE(Scan(scratch.path()).places("MARK"),
                 QStringList({u"unreachable lost/b.txt Ann Author"_s}));
    }

    void peekKnowsCurrentPathsAtOnce()
    {
        const Scan scan(m_scratch->path());
        for (const Placement &place : scan.placements) {
            const auto peeked = scan.source->peek(place.blob);
            if (place.reach == Reach::Head || place.reach == Reach::Index
                || place.reach == Reach::Worktree) {
                QVERIFY(peeked.has_value());
                QCOMPARE(peeked->path, place.path);
                QCOMPARE(peeked->reach, place.reach);
            }
        }
    }

    void cancelIsQuick()
    {
        const Scan scan(m_scratch->path());
        std::stop_source stopped;
        stopped.request_stop();
        WalkProgress progress;
        const auto placed = scan.source->locate(scan.marked, progress, stopped.get_token());
        QVERIFY(!placed);
        QCOMPARE(placed.error().kind, ErrorKind::Cancelled);
        test::GitCatcher seen;
        const auto coverage
            = scan.source->walk({}, seen.factory(), progress, stopped.get_token()).value();
        QVERIFY(!coverage.complete);
        QCOMPARE(seen.visits, 0U);
        QVERIFY(scan.source->walk({}, seen.factory(), progress, {}).value().complete);
        QCOMPARE(seen.visits, scan.seen.visits);
    }
};

QTEST_GUILESS_MAIN(TestGitPlaces)
#include "tst_gitplaces.moc"
