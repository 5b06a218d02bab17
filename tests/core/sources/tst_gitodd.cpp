// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitsource.h"
#include "tests/support/gitscratch.h"

#include <QTest>

#include <unistd.h>
#include <utime.h>

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

    [[nodiscard]] bool has(const std::string &content) const
    {
        return std::ranges::any_of(seen.contents,
                                   [&](const auto &item) { return item.second == content; });
    }

    [[nodiscard]] QString skips() const
    {
        QString text;
        for (const Skip &skip : coverage.skips)
            text += QString::fromStdString(skip.what + ": " + skip.reason + '\n');
        return text;
    }

    [[nodiscard]] bool notes(const char *part) const
    {
        return std::ranges::any_of(coverage.notes, [part](const std::string &note) {
            return note.find(part) != std::string::npos;
        });
    }

    std::unique_ptr<Source> source;
    test::GitCatcher seen;
    Coverage coverage;
};

QString objectPath(const test::GitScratch &scratch, const QByteArray &id)
{
    return scratch.top() + u"/.git/objects/"_s + QString::fromUtf8(id.first(2) + '/' + id.mid(2));
}

/// Turns bytes of a file round, from `at` on.
void damage(const QString &path, qint64 at, int count)
{
    QFile file(path);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at))
        qFatal("cannot damage %s", qPrintable(path));
    QByteArray bytes = file.read(count);
    for (char &byte : bytes)
        byte = static_cast<char>(~byte);
    file.seek(at);
    file.write(bytes);
}

QString packOf(const test::GitScratch &scratch, const char *ending)
{
    const QDir folder(scratch.top() + u"/.git/objects/pack"_s);
    return folder.filePath(folder.entryList({u"*"_s + QString::fromLatin1(ending)}).value(0));
}

/// Where an object's compressed bytes lie in the one pack.
qint64 placeInPack(test::GitScratch &scratch, const QByteArray &id)
{
    const auto lines
        = scratch.git({u"verify-pack"_s, u"-v"_s, packOf(scratch, ".idx")}).split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(id))
            return line.simplified().split(' ').value(4).toLongLong() + 4;
    }
    return 0;
}

} // namespace

class TestGitOdd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDamagedLooseObjectIsNamed()
    {
        test::GitScratch scratch;
        scratch.commit(u"good.txt"_s, "good\n");
        scratch.commit(u"bad.txt"_s, "bad\n");
        const auto id = scratch.run("rev-parse HEAD:bad.txt");
        damage(objectPath(scratch, id), 4, 8);
        const Walked walked(scratch.top());
        QVERIFY(walked.has("good\n"));
        QCOMPARE(walked.skips(), QString::fromUtf8(id) + u": damaged object\n"_s);
    }

    void aDamagedPackedObjectIsNamedAndTheRestRead()
    {
        test::GitScratch scratch;
        for (int i = 0; i < 8; ++i)
            scratch.commit(u"file%1.txt"_s.arg(i), QByteArray(600, static_cast<char>('a' + i)));
        scratch.run("repack -q -adf");
        const auto id = scratch.run("rev-parse HEAD:file3.txt");
        damage(packOf(scratch, ".pack"), placeInPack(scratch, id), 6);
        const Walked walked(scratch.top());
        QCOMPARE(walked.seen.visits, 7U);
        QCOMPARE(walked.skips(), QString::fromUtf8(id) + u": damaged object\n"_s);
    }

    void aSoundCopyStandsInForADamagedOne()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, QByteArray(600, 'a'));
        scratch.run("repack -q -a");
        const auto id = scratch.run("rev-parse HEAD:a.txt");
        damage(packOf(scratch, ".pack"), placeInPack(scratch, id), 6);
        const Walked walked(scratch.top());
        QCOMPARE(walked.skips(), QString());
        QVERIFY(walked.has(std::string(600, 'a')));
        QVERIFY(QFile::exists(objectPath(scratch, id)));
    }

    void aDamagedIndexFileOfAPackIsNamed()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "packed\n");
        scratch.run("repack -q -adf");
        scratch.commit(u"b.txt"_s, "loose\n");
        damage(packOf(scratch, ".idx"), 8, 1000);
        const Walked walked(scratch.top());
        QVERIFY(walked.has("loose\n"));
        QVERIFY2(walked.skips().contains(u"the pack's index is damaged"_s),
                 qPrintable(walked.skips()));
    }

    void alternatesInACircleEnd()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "once\n");
        scratch.write(u".git/objects/info/alternates"_s, "../objects\nnowhere\n");
        const Walked walked(scratch.top());
        QCOMPARE(walked.seen.visits, 1U);
        QVERIFY(walked.skips().contains(u"alternate is missing"_s));
    }

    void whatCannotBeSeenIsNoted()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "one\n");
        scratch.commit(u"a.txt"_s, "two\n");
        scratch.run("config uploadpack.allowfilter true");
        const QString url = u"file://"_s + scratch.top();
        scratch.git({u"clone"_s, u"-q"_s, u"--depth=1"_s, url, u"shallow"_s}, scratch.at({}));
        scratch.git({u"clone"_s, u"-q"_s, u"--filter=blob:none"_s, url, u"partial"_s},
                    scratch.at({}));
        QVERIFY(Walked(scratch.at(u"shallow"_s)).notes("Shallow clone"));
        // Checking out downloaded what HEAD holds; the older version is not here.
        const Walked partial(scratch.at(u"partial"_s));
        QCOMPARE(partial.coverage.notes,
                 std::vector<std::string>{"Partial clone: 1 version of a file was never downloaded "
                                          "and not seen."});
        scratch.git({u"clone"_s, u"-q"_s, u"--filter=tree:0"_s, u"--bare"_s, url, u"treeless"_s},
                    scratch.at({}));
        QVERIFY(Walked(scratch.at(u"treeless"_s)).notes("2 folders with all they hold were never"));
        scratch.run("cat-file blob HEAD~1:a.txt", scratch.at(u"partial"_s));
        QVERIFY(Walked(scratch.at(u"partial"_s)).coverage.notes.empty());
        QVERIFY(Walked(scratch.top()).coverage.notes.empty());
    }

    void aForeignOwnerIsNotedAndRead()
    {
        if (::geteuid() != 0)
            QSKIP("only root can give files away");
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "content\n");
        const std::string folder = scratch.path() + "/.git";
        QCOMPARE(::chown(folder.c_str(), 12345, 12345), 0);
        const Walked walked(scratch.top());
        QVERIFY(walked.has("content\n"));
        QVERIFY(walked.notes("another user"));
    }

    void innerRepositoriesAreNamedNotScanned()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "outer\n");
        scratch.run("init -q ../other");
        scratch.git({u"-c"_s, u"protocol.file.allow=always"_s, u"submodule"_s, u"--quiet"_s,
                     u"add"_s, scratch.top(), u"sub"_s});
        scratch.run("init -q nested");
        scratch.write(u"nested/secret.txt"_s, "nested\n");
        const Walked walked(scratch.top());
        QVERIFY(walked.skips().contains(u"sub: submodule"_s));
        QVERIFY(walked.skips().contains(u"nested: nested repository"_s));
        QVERIFY(!walked.has("nested\n"));
    }

    void onlyFilesThatDifferAreRead()
    {
        test::GitScratch scratch;
        scratch.commit(u"same.txt"_s, "same\n");
        scratch.commit(u"touched.txt"_s, "touched\n");
        scratch.commit(u"changed.txt"_s, "before\n");
        scratch.write(u"changed.txt"_s, "behind\n"); // of the same size
        const utimbuf old{1'500'000'000, 1'500'000'000};
        QCOMPARE(::utime((scratch.path() + "/touched.txt").c_str(), &old), 0);
        QVERIFY(QFile::link(u"/etc/hostname"_s, scratch.top() + u"/link"_s));
        const Walked walked(scratch.top());
        QCOMPARE(walked.seen.visits, 4U);
        QVERIFY(walked.has("behind\n"));
        QCOMPARE(walked.skips(), u"link: symbolic link, not followed\n"_s);
    }

    void withoutHistoryOnlyTheCurrentStateIsRead()
    {
        test::GitScratch scratch;
        for (int i = 0; i < 60; ++i)
            scratch.commit(u"a.txt"_s, "version " + QByteArray::number(i) + '\n');
        scratch.write(u"new.txt"_s, "untracked\n");
        const Walked walked(scratch.top(), {.history = false});
        QCOMPARE(walked.seen.visits, 2U);
        QVERIFY(walked.has("version 59\n"));
        QVERIFY(walked.has("untracked\n"));
    }

    void stagedReadsWhatTheNextCommitBrings()
    {
        test::GitScratch scratch;
        scratch.commit(u"a.txt"_s, "committed\n");
        scratch.write(u"a.txt"_s, "staged\n");
        scratch.write(u"b.txt"_s, "added\n");
        scratch.run("add a.txt b.txt");
        scratch.write(u"c.txt"_s, "untracked\n");
        Walked walked(scratch.top(), {.staged = true});
        QCOMPARE(walked.seen.visits, 2U);
        QVERIFY(walked.has("staged\n") && walked.has("added\n"));
        std::vector<std::uint64_t> numbers;
        for (const auto &[number, content] : walked.seen.contents)
            numbers.push_back(number);
        WalkProgress progress;
        const auto placed = walked.source->locate(numbers, progress, {}).value();
        QCOMPARE(placed.size(), 2U);
        QVERIFY(std::ranges::all_of(placed,
                                    [](const Placement &p) { return p.reach == Reach::Index; }));
    }

    void ignoredFilesAreReadOnRequest()
    {
        test::GitScratch scratch;
        scratch.commit(u".gitignore"_s, "*.env\nbuild/\n");
        scratch.write(u"local.env"_s, "env\n");
        scratch.write(u"build/out.txt"_s, "out\n");
        QVERIFY(Walked(scratch.top()).skips().contains(u"local.env: left out by .gitignore"_s));
        const Walked all(scratch.top(), {.ignored = true});
        QVERIFY(all.has("env\n") && all.has("out\n"));
        QCOMPARE(all.skips(), QString());
    }

    /// Ten folders that are all the same one, ten deep: 10^10 paths out of eleven objects.
    void aTreeThatHoldsItselfManyTimesEnds()
    {
        test::GitScratch scratch;
        QByteArray id = scratch.git({u"hash-object"_s, u"-w"_s, u"--stdin"_s}, {}, "MARK");
        QByteArray kind = "100644 blob ";
        for (int depth = 0; depth < 10; ++depth) {
            QByteArray lines;
            for (char name = '0'; name <= '9'; ++name)
                lines += kind + id + '\t' + name + '\n';
            id = scratch.git({u"mktree"_s}, {}, lines);
            kind = "040000 tree ";
        }
        id = scratch.git({u"commit-tree"_s, QString::fromUtf8(id)}, {}, "bomb");
        scratch.git({u"update-ref"_s, u"refs/heads/main"_s, QString::fromUtf8(id)});
        const Walked walked(scratch.top());
        const std::uint64_t blob = walked.seen.contents.begin()->first;
        WalkProgress progress;
        const auto placed = walked.source->locate(std::span(&blob, 1), progress, {}).value();
        QVERIFY(!placed.empty());
        QVERIFY(placed.size() <= 10'000);
        QCOMPARE(placed[0].reach, Reach::Head);
    }

    void whatIsNoRepositoryIsRefused()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        QCOMPARE(openGitSource(path, {}).error().kind, ErrorKind::NotFound);
        QCOMPARE(openGitSource(path + "/none", {}).error().kind, ErrorKind::NotFound);
        QVERIFY(!isGitRepository(path));
        const test::GitScratch empty;
        QVERIFY(isGitRepository(empty.path()));
        QCOMPARE(Walked(empty.top()).seen.visits, 0U);
    }
};

QTEST_GUILESS_MAIN(TestGitOdd)
#include "tst_gitodd.moc"
