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

    /// "path removing-commit-subject" of each placement of blobs that contain `mark`.
    [[nodiscard]] QStringList removals(test::GitScratch &scratch, const std::string &mark) const
    {
        QStringList lines;
        for (const Placement &place : placements) {
            if (seen.contents.at(place.blob).find(mark) == std::string::npos)
                continue;
            QString line = QString::fromStdString(place.path) + u" -"_s;
            if (!place.removedCommit.empty()) {
                line.chop(1);
                const QString id = QString::fromStdString(place.removedCommit);
                line += QString::fromUtf8(scratch.git({u"show"_s, u"-s"_s, u"--format=%s"_s, id}));
                if (scratch.git({u"show"_s, u"-s"_s, u"--format=%at"_s, id}).toLongLong()
                    != place.removedDate)
                    line += u" at another time"_s;
            }
            lines.push_back(line);
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

    void removalIsTheCommitAfterWhichNoneHasIt()
    {
        test::GitScratch s;
        const auto change = [&s](const char *subject, const char *name, const QByteArray &content) {
            s.write(QString::fromLatin1(name), content);
            s.git({u"add"_s, u"-A"_s});
            s.git({u"commit"_s, u"-q"_s, u"-m"_s, QString::fromLatin1(subject)});
        };
        change("start", "gone/deep/key.txt", "MARK-gone\n");
        change("one", "here.txt", "MARK-here\n");
        change("two", "back.txt", "MARK-back\n");
        change("three", "again.txt", "MARK-again\n");
        change("clean", "gone/deep/key.txt", "nothing\n");
        change("unback", "back.txt", "nothing\n");
        change("unagain", "again.txt", "nothing\n");
        change("reback", "back.txt", "MARK-back\n"); // what a revert does
        change("reagain", "again.txt", "MARK-again\n");
        change("unagain twice", "again.txt", "still nothing\n");
        change("four", "old.txt", "MARK-moved\n");
        s.run("mv old.txt new.txt");
        s.run("commit -q -m move");
        change("five", "folder/a.txt", "MARK-folder\n");
        s.run("rm -q -r folder");
        s.run("commit -q -m unfolder");
        const Scan scan(s.path());
        QCOMPARE(scan.removals(s, "MARK-gone"), QStringList(u"gone/deep/key.txt clean"_s));
        QCOMPARE(scan.removals(s, "MARK-here"), QStringList(u"here.txt -"_s));
        QCOMPARE(scan.removals(s, "MARK-back"), QStringList(u"back.txt -"_s));
        QCOMPARE(scan.removals(s, "MARK-again"), QStringList(u"again.txt unagain twice"_s));
        QCOMPARE(scan.removals(s, "MARK-moved"), QStringList({u"new.txt -"_s, u"old.txt move"_s}));
        QCOMPARE(scan.removals(s, "MARK-folder"), QStringList(u"folder/a.txt unfolder"_s));
    }

    void mergesRemoveOnlyWhatAllTheirParentsHave()
    {
        test::GitScratch s;
        const auto change = [&s](const char *subject, const char *name, const QByteArray &content) {
            s.write(QString::fromLatin1(name), content);
            s.git({u"add"_s, u"-A"_s});
            s.git({u"commit"_s, u"-q"_s, u"-m"_s, QString::fromLatin1(subject)});
        };
        change("start", "base.txt", "base\n");
        s.run("branch -q before");
        change("add", "a.txt", "MARK-carried\n");
        change("add", "b.txt", "MARK-both\n");
        s.run("branch -q work");
        change("remove a", "a.txt", "nothing\n");
        s.run("checkout -q work");
        change("work", "work.txt", "work\n");
        // The side still has it; the merge takes the removal over, and drops what both have.
        s.run("checkout -q main");
        s.run("merge -q --no-commit --no-ff work");
        s.run("rm -q b.txt");
        s.run("commit -q -m join");
        // A side from before the secret merges: nothing is removed by that.
        change("add", "c.txt", "MARK-stays\n");
        s.run("checkout -q before");
        change("side", "side.txt", "MARK-dropped\n");
        s.run("checkout -q main");
        s.run("merge -q --no-commit --no-ff before");
        s.run("rm -q -f side.txt");
        s.run("commit -q -m drop");
        s.run("branch -q -D work before");
        const Scan scan(s.path());
        QCOMPARE(scan.removals(s, "MARK-carried"), QStringList(u"a.txt remove a"_s));
        QCOMPARE(scan.removals(s, "MARK-both"), QStringList(u"b.txt join"_s));
        QCOMPARE(scan.removals(s, "MARK-stays"), QStringList(u"c.txt -"_s));
        QCOMPARE(scan.removals(s, "MARK-dropped"), QStringList(u"side.txt drop"_s));
    }

    void removalIsOnTheHistoryThatHeldIt()
    {
        test::GitScratch s;
        s.commit(u"base.txt"_s, "base\n");
        s.commit(u"tip.txt"_s, "MARK-branch-tip\n");
        s.run("branch -q keeper");
        s.commit(u"tip.txt"_s, "clean\n");
        s.commit(u"staged.txt"_s, "MARK-staged\n");
        s.commit(u"staged.txt"_s, "clean\n");
        s.commit(u"tagged.txt"_s, "MARK-tagged\n");
        s.run("tag v1");
        s.run("rm -q tagged.txt");
        s.run("commit -q -m untag");
        s.run("checkout -q -b gone keeper");
        s.commit(u"dead.txt"_s, "MARK-dead-tip\n");
        s.commit(u"other.txt"_s, "MARK-dead-removed\n");
        s.run("rm -q other.txt");
        s.run("commit -q -m undead");
        s.run("checkout -q main");
        s.run("branch -q -D gone");
        s.write(u"staged.txt"_s, "MARK-staged\n");
        s.run("add staged.txt");
        const Scan scan(s.path());
        QCOMPARE(scan.removals(s, "MARK-branch-tip"), QStringList(u"tip.txt -"_s));
        QCOMPARE(scan.removals(s, "MARK-staged"), QStringList(u"staged.txt -"_s));
        QCOMPARE(scan.removals(s, "MARK-tagged"), QStringList(u"tagged.txt untag"_s));
        QCOMPARE(scan.removals(s, "MARK-dead-tip"), QStringList(u"dead.txt -"_s));
        QCOMPARE(scan.removals(s, "MARK-dead-removed"), QStringList(u"other.txt undead"_s));
    }

    void missingFoldersLeaveRemovalsUnknown()
    {
        test::GitScratch s;
        s.commit(u"folder/a.txt"_s, "MARK\n");
        s.commit(u"folder/a.txt"_s, "nothing\n");
        const QString tree = QString::fromUtf8(s.run("rev-parse HEAD:folder"));
        QVERIFY(QFile::remove(s.top() + u"/.git/objects/"_s + tree.left(2) + u'/' + tree.mid(2)));
        const Scan scan(s.path());
        QCOMPARE(scan.removals(s, "MARK"), QStringList(u"folder/a.txt -"_s));
        QCOMPARE(scan.source->placingNotes().size(), 1U);
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
