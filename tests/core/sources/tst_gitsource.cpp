// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitsource.h"
#include "tests/support/gitscratch.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace rekey;
using namespace rekey::sources;
using namespace Qt::StringLiterals;

namespace {

using Prepare = std::function<QString(test::GitScratch &)>;

/// Versions of growing files as loose objects, so that a repack finds deltas. One call of git for
/// all, for each costs time.
void fill(test::GitScratch &scratch, int versions)
{
    QByteArray stream;
    QByteArray log;
    const auto add = [&stream](const QByteArray &name, const QByteArray &content) {
        stream += "M 100644 inline " + name + "\ndata " + QByteArray::number(content.size()) + '\n'
            + content + '\n';
    };
    for (int i = 0; i < versions; ++i) {
        for (int line = 0; line < 40; ++line)
            log += "line " + QByteArray::number(i * 7919 + line * 104729) + " of the log\n";
        stream += "commit refs/heads/main\ncommitter C <c@example.com> "
            + QByteArray::number(1'600'000'000 + i) + " +0000\ndata 1\nx\n";
        add("log.txt", log);
        if (i % 5 == 0)
            add("src/part" + QByteArray::number(i), log.right(3000) + QByteArray::number(i));
        if (i == 0)
            add("empty", {});
    }
    scratch.git({u"-c"_s, u"fastimport.unpackLimit=100000"_s, u"fast-import"_s, u"--quiet"_s}, {},
                stream);
    scratch.run("reset -q --hard");
}

QString fillPacked(test::GitScratch &scratch)
{
    fill(scratch, 12);
    scratch.run("repack -q -adf");
    scratch.run("prune-packed");
    return scratch.top();
}

} // namespace

Q_DECLARE_METATYPE(Prepare)

class TestGitSource : public QObject
{
    Q_OBJECT

    static void addRow(const char *name, Prepare prepare, bool deltas = true,
                       const QStringList &init = {})
    {
        QTest::newRow(name) << std::move(prepare) << deltas << init;
    }

    static QString clone(test::GitScratch &scratch, const QStringList &options)
    {
        fillPacked(scratch);
        scratch.run("config uploadpack.allowfilter true");
        scratch.git(QStringList{u"clone"_s, u"-q"_s} + options
                        + QStringList{u"file://"_s + scratch.top(), u"copy"_s},
                    scratch.at({}));
        return scratch.at(u"copy"_s);
    }

private Q_SLOTS:
    void everyBlobOnceAndWhole_data()
    {
        QTest::addColumn<Prepare>("prepare");
        QTest::addColumn<bool>("deltas");
        QTest::addColumn<QStringList>("init");
        const auto loose = [](test::GitScratch &scratch) {
            fill(scratch, 4);
            return scratch.top();
        };
        addRow("loose", loose, false);
        addRow("packed", fillPacked);
        addRow("mixed", [](test::GitScratch &scratch) {
            fillPacked(scratch);
            scratch.commit(u"new.txt"_s, "new");
            return scratch.top();
        });
        const auto several = [](test::GitScratch &scratch) {
            fillPacked(scratch);
            scratch.commit(u"second.txt"_s, "second");
            scratch.run("repack -q -d"); // a pack of its own
            scratch.run("repack -q -a -f"); // all again, in a third pack; the others stay
            scratch.commit(u"log.txt"_s, "loose");
            return scratch.top();
        };
        addRow("several packs", several);
        addRow("multi-pack-index", [several](test::GitScratch &scratch) {
            several(scratch);
            scratch.run("multi-pack-index write");
            return scratch.top();
        });
        addRow("deltas by name", [](test::GitScratch &scratch) {
            fill(scratch, 12);
            scratch.run("-c repack.useDeltaBaseOffset=false repack -q -adf");
            return scratch.top();
        });
        addRow("old pack index", [](test::GitScratch &scratch) {
            fill(scratch, 12);
            scratch.run("-c pack.indexVersion=1 repack -q -adf");
            return scratch.top();
        });
        addRow("deep chains", [](test::GitScratch &scratch) {
            fill(scratch, 60);
            scratch.run("repack -q -adf --depth=4000 --window=250");
            return scratch.top();
        });
        addRow("unreachable", [](test::GitScratch &scratch) {
            fillPacked(scratch);
            scratch.git({u"hash-object"_s, u"-w"_s, u"--stdin"_s}, {}, "nobody names me");
            return scratch.top();
        });
        addRow("bare", [](test::GitScratch &scratch) { return clone(scratch, {u"--bare"_s}); });
        addRow("shallow",
               [](test::GitScratch &scratch) { return clone(scratch, {u"--depth=3"_s}); });
        addRow("partial",
               [](test::GitScratch &scratch) { return clone(scratch, {u"--filter=blob:none"_s}); });
        addRow("alternates", [](test::GitScratch &scratch) {
            fillPacked(scratch);
            scratch.git({u"clone"_s, u"-q"_s, u"-s"_s, scratch.top(), u"copy"_s}, scratch.at({}));
            QFile alternates(scratch.at(u"copy/.git/objects/info/alternates"_s));
            if (!alternates.open(QIODevice::WriteOnly))
                qFatal("no alternates");
            alternates.write("../../../repo/.git/objects\n");
            return scratch.at(u"copy"_s);
        });
        addRow("linked worktree", [](test::GitScratch &scratch) {
            fillPacked(scratch);
            scratch.run("worktree add -q ../linked -b side");
            return scratch.at(u"linked"_s);
        });
        addRow("git folder",
               [](test::GitScratch &scratch) { return fillPacked(scratch) + u"/.git"_s; });
        addRow("submodule", [](test::GitScratch &scratch) {
            fillPacked(scratch);
            scratch.run("init -q ../outer");
            scratch.run("-c protocol.file.allow=always submodule --quiet add ../repo inner",
                        scratch.at(u"outer"_s));
            return scratch.at(u"outer/inner"_s);
        });
        addRow("sha-256, loose", loose, false, {u"--object-format=sha256"_s});
        addRow("sha-256, packed", fillPacked, true, {u"--object-format=sha256"_s});
    }

    void everyBlobOnceAndWhole()
    {
        QFETCH(Prepare, prepare);
        QFETCH(bool, deltas);
        QFETCH(QStringList, init);
        test::GitScratch scratch(u"repo"_s, init);
        const QString folder = prepare(scratch);
        const auto expected = scratch.blobs(folder);
        QVERIFY(!expected.empty());
        std::vector<std::uint64_t> numbers;
        for (const unsigned workers : {1U, 2U}) {
            auto source = openGitSource(folder.toStdString(), {}).value();
            test::GitCatcher seen;
            WalkProgress progress;
            const auto coverage
                = source->walk({.workers = workers}, seen.factory(), progress, {}).value();
            QCOMPARE(coverage.skips, std::vector<Skip>{});
            QCOMPARE(seen.visits, expected.size());
            QCOMPARE(coverage.blobs, expected.size());
            QCOMPARE(progress.blobsDone.load() >= coverage.blobs, true);
            QCOMPARE(progress.blobsDone.load(), progress.blobsTotal.load());
            QCOMPARE(seen.wrongCopies, 0U);
            QCOMPARE(seen.deltas > 0, deltas);
            QCOMPARE(seen.copiedBytes > 0, deltas);
            std::vector<std::uint64_t> own;
            std::vector<std::string> contents;
            for (const auto &[number, content] : seen.contents) {
                own.push_back(number);
                contents.push_back(content);
            }
            if (workers == 1)
                numbers = own;
            QCOMPARE(own, numbers);
            // Numbers go with object ids, so both lists are in the order of ids.
            std::vector<std::string> wanted;
            for (const auto &[id, content] : expected)
                wanted.push_back(content);
            QCOMPARE(contents, wanted);
        }
    }

    void withoutDeltasNothingIsCopied()
    {
        test::GitScratch scratch;
        fillPacked(scratch);
        auto source = openGitSource(scratch.path(), {}).value();
        test::GitCatcher seen;
        WalkProgress progress;
        QVERIFY(source->walk({.useDeltas = false}, seen.factory(), progress, {}));
        QCOMPARE(seen.deltas, 0U);
        QCOMPARE(seen.visits, scratch.blobs().size());
    }

    void coverageCountsObjectsAndCommits()
    {
        test::GitScratch scratch;
        fillPacked(scratch);
        auto source = openGitSource(scratch.path(), {}).value();
        test::GitCatcher seen;
        WalkProgress progress;
        const auto coverage = source->walk({}, seen.factory(), progress, {}).value();
        const auto all = scratch.run("cat-file --batch-all-objects --batch-check").split('\n');
        QCOMPARE(coverage.objects, static_cast<std::uint64_t>(all.size()));
        QCOMPARE(coverage.commits, scratch.run("rev-list --count HEAD").toULongLong());
        QCOMPARE(QByteArray::fromStdString(coverage.tip), scratch.run("rev-parse HEAD"));
        QVERIFY(coverage.complete);
    }

    void readGivesAnyRange()
    {
        test::GitScratch scratch;
        fillPacked(scratch);
        auto source = openGitSource(scratch.path(), {}).value();
        test::GitCatcher seen;
        WalkProgress progress;
        QVERIFY(source->walk({}, seen.factory(), progress, {}));
        for (const auto &[number, content] : seen.contents) {
            const auto middle = source->read(number, 10, 30).value();
            QCOMPARE(std::string(reinterpret_cast<const char *>(middle.data()), middle.size()),
                     content.size() > 10 ? content.substr(10, 20) : std::string());
        }
        QCOMPARE(source->read(1U << 30, 0, 1).error().kind, ErrorKind::NotFound);
    }

    void largeBlobsComeInPieces()
    {
        test::GitScratch scratch;
        QByteArray large(80 << 20, 'x');
        char *bytes = large.data();
        for (qsizetype i = 0; i < large.size(); i += 4096)
            std::copy_n(QByteArray::number(i).rightJustified(8, '0').constData(), 8, bytes + i);
        scratch.commit(u"large.txt"_s, large);
        for (const bool packed : {false, true}) {
            if (packed)
                scratch.run("repack -q -adf");
            auto source = openGitSource(scratch.path(), {}).value();
            test::GitCatcher seen;
            WalkProgress progress;
            QVERIFY(source->walk({}, seen.factory(), progress, {}));
            QCOMPARE(seen.visits, 1U);
            QCOMPARE(seen.wrongPieces, 0U);
            QVERIFY(seen.contents.begin()->second == large.toStdString());
        }
    }
};

QTEST_GUILESS_MAIN(TestGitSource)
#include "tst_gitsource.moc"
