// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/filesource.h"
#include "tests/support/blobcatcher.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

using namespace rekey;
using namespace rekey::sources;
using namespace Qt::StringLiterals;

class TestFileSource : public QObject
{
    Q_OBJECT

    static void write(const QDir &folder, const QString &name, const QByteArray &content)
    {
        const QString path = folder.filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    static std::vector<std::string> pathsOf(const Source &source, const test::BlobCatcher &seen)
    {
        std::vector<std::string> paths;
        for (const auto &[number, content] : seen.contents)
            paths.push_back(source.peek(number).value().path + "=" + content.substr(0, 16));
        return paths;
    }

    static bool hasSkip(const Coverage &coverage, std::string_view what, std::string_view reason)
    {
        return std::ranges::any_of(coverage.skips, [&](const Skip &skip) {
            return skip.what == what && skip.reason.find(reason) != std::string::npos;
        });
    }

private Q_SLOTS:
    void folderGivesEveryFileInOrder_data()
    {
        QTest::addColumn<unsigned>("workers");
        QTest::newRow("one worker") << 1U;
        QTest::newRow("three workers") << 3U;
    }

    void folderGivesEveryFileInOrder()
    {
        QFETCH(unsigned, workers);
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        write(dir, u"b.txt"_s, "bee");
        write(dir, u"a/z.txt"_s, "zed");
        write(dir, u"a/deep/x.txt"_s, "ex");
        write(dir, u"empty"_s, "");
        write(dir, u"C.txt"_s, "sea");
        auto source = openFolderSource(folder.path().toStdString(), {}).value();
        test::BlobCatcher seen;
        WalkProgress progress;
        const Coverage coverage
            = source->walk({.workers = workers}, seen.factory(), progress, {}).value();
        const std::vector<std::string> expected
            = {"C.txt=sea", "b.txt=bee", "empty=", "a/z.txt=zed", "a/deep/x.txt=ex"};
        QCOMPARE(pathsOf(*source, seen), expected);
        QCOMPARE(coverage.blobs, 5U);
        QCOMPARE(coverage.bytes, 11U);
        QVERIFY(coverage.complete);
        QCOMPARE(seen.visitors, workers);
        QCOMPARE(asText(source->read(1, 1, 99).value()), std::string_view("ee"));
    }

    void specialFilesAreSkippedWithAReason()
    {
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        write(dir, u"real"_s, "x");
        QVERIFY(QFile::link(dir.filePath(u"real"_s), dir.filePath(u"link"_s)));
        QVERIFY(QFile::link(u"/etc"_s, dir.filePath(u"folderlink"_s)));
        QCOMPARE(::mkfifo(dir.filePath(u"pipe"_s).toLocal8Bit().constData(), 0600), 0);
        const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray socketPath = dir.filePath(u"socket"_s).toLocal8Bit();
        std::ranges::copy(socketPath, address.sun_path);
        QCOMPARE(::bind(server, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        auto source = openFolderSource(folder.path().toStdString(), {}).value();
        test::BlobCatcher seen;
        WalkProgress progress;
        const Coverage coverage = source->walk({}, seen.factory(), progress, {}).value();
        ::close(server);
        QCOMPARE(seen.contents.size(), 1U);
        QVERIFY(hasSkip(coverage, "link", "symbolic link"));
        QVERIFY(hasSkip(coverage, "folderlink", "symbolic link"));
        QVERIFY(hasSkip(coverage, "pipe", "pipe"));
        QVERIFY(hasSkip(coverage, "socket", "socket"));
    }

    void gitignoreIsHonouredByChoice()
    {
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        write(dir, u".gitignore"_s, "*.log\n/out/\n");
        write(dir, u"a.log"_s, "l");
        write(dir, u"out/b.txt"_s, "o");
        write(dir, u"src/keep.txt"_s, "k");
        write(dir, u"src/.gitignore"_s, "local\n");
        write(dir, u"src/local"_s, "l");
        for (const bool ignored : {true, false}) {
            auto source
                = openFolderSource(folder.path().toStdString(), {.ignored = ignored}).value();
            test::BlobCatcher seen;
            WalkProgress progress;
            const Coverage coverage = source->walk({}, seen.factory(), progress, {}).value();
            QCOMPARE(seen.contents.size(), ignored ? 6U : 3U);
            QCOMPARE(hasSkip(coverage, "out", ".gitignore"), !ignored);
            QCOMPARE(hasSkip(coverage, "src/local", ".gitignore"), !ignored);
        }
    }

    void excludeFileOfAnEnclosingRepositoryCounts()
    {
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        write(dir, u".git/info/exclude"_s, "secret.txt\n");
        // Reading this configuration would be an error: its include is a folder.
        write(dir, u".git/config"_s, "[include]\n\tpath = /\n");
        write(dir, u"sub/secret.txt"_s, "s");
        write(dir, u"sub/open.txt"_s, "o");
        auto source
            = openFolderSource(dir.filePath(u"sub"_s).toStdString(), {.ignored = false}).value();
        test::BlobCatcher seen;
        WalkProgress progress;
        const Coverage coverage = source->walk({}, seen.factory(), progress, {}).value();
        QCOMPARE(seen.contents.size(), 1U);
        QVERIFY(hasSkip(coverage, "secret.txt", ".gitignore"));
    }

    void objectDatabaseIsLeftToTheRepositoryScan()
    {
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        write(dir, u"p/.git/HEAD"_s, "ref: refs/heads/main\n");
        write(dir, u"p/.git/refs/heads/main"_s, "0\n");
        write(dir, u"p/.git/objects/aa/bb"_s, "packed");
        write(dir, u"p/.git/config"_s, "[core]\n");
        auto source = openFolderSource(folder.path().toStdString(), {}).value();
        test::BlobCatcher seen;
        WalkProgress progress;
        const Coverage coverage = source->walk({}, seen.factory(), progress, {}).value();
        QCOMPARE(seen.contents.size(), 3U);
        QVERIFY(hasSkip(coverage, "p/.git/objects", "scan the repository itself"));
    }

    void unreadableThingsAreErrorsInWords()
    {
        QCOMPARE(openFolderSource("/nowhere/at/all", {}).error().kind, ErrorKind::NotFound);
        const QTemporaryDir folder;
        QCOMPARE(openFileSource(folder.path().toStdString()).error().kind, ErrorKind::Invalid);
        QCOMPARE(openFolderSource("/etc/hostname", {}).error().kind, ErrorKind::Invalid);
    }

    void largeFileComesInOverlappingPieces()
    {
        const QTemporaryDir folder;
        QByteArray content(static_cast<qsizetype>(kWholeBlobBytes + kWholeBlobBytes / 2), '.');
        for (qsizetype i = 0; i < content.size(); i += 4096)
            content[i] = static_cast<char>('a' + (i / 4096) % 26);
        write(QDir(folder.path()), u"big"_s, content);
        auto source = openFileSource(folder.filePath(u"big"_s).toStdString()).value();
        test::BlobCatcher seen;
        WalkProgress progress;
        const Coverage coverage = source->walk({}, seen.factory(), progress, {}).value();
        QCOMPARE(seen.pieces[0], 2);
        QVERIFY(seen.piecesInOrder);
        QVERIFY(seen.contents[0] == content.toStdString());
        QCOMPARE(coverage.bytes, static_cast<std::uint64_t>(content.size()));
        const auto at = kWholeBlobBytes + 1;
        QVERIFY(asText(source->read(0, at, at + 8).value())
                == content.mid(static_cast<qsizetype>(at), 8).toStdString());
    }

    void textIsHeldUntilTheSourceGoes()
    {
        auto source = makeTextSource("pasted text", asBytes("one two"));
        test::BlobCatcher seen;
        WalkProgress progress;
        const Coverage coverage = source->walk({}, seen.factory(), progress, {}).value();
        QCOMPARE(seen.contents[0], std::string("one two"));
        QCOMPARE(coverage.kind, std::string("text"));
        QCOMPARE(asText(source->read(0, 4, 7).value()), std::string_view("two"));
        const Placement place = source->peek(0).value();
        QCOMPARE(place.path, std::string("pasted text"));
        QVERIFY(place.reach == Reach::Text);
    }

    void streamIsReadToItsEnd_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<int>("pieces");
        QTest::addColumn<bool>("kept");
        QTest::newRow("empty") << qsizetype{0} << 1 << true;
        QTest::newRow("short") << qsizetype{100'000} << 1 << true;
        QTest::newRow("long") << qsizetype{kWholeBlobBytes + 1000} << 2 << false;
    }

    void streamIsReadToItsEnd()
    {
        QFETCH(qsizetype, size);
        QFETCH(int, pieces);
        QFETCH(bool, kept);
        const std::string content = QByteArray(size, 'x').toStdString();
        int ends[2] = {};
        QCOMPARE(::pipe(ends), 0);
        std::jthread writer([&] {
            std::size_t done = 0;
            while (done < content.size()) {
                const ssize_t count
                    = ::write(ends[1], content.data() + done, content.size() - done);
                if (count <= 0)
                    break;
                done += static_cast<std::size_t>(count);
            }
            ::close(ends[1]);
        });
        auto source = makeStreamSource("standard input", ends[0]);
        test::BlobCatcher seen;
        WalkProgress progress;
        const Coverage coverage = source->walk({}, seen.factory(), progress, {}).value();
        ::close(ends[0]);
        QVERIFY(seen.contents[0] == content);
        QVERIFY(seen.piecesInOrder);
        QCOMPARE(seen.pieces[0], pieces);
        QCOMPARE(coverage.bytes, static_cast<std::uint64_t>(size));
        QCOMPARE(source->read(0, 0, 10).has_value(), kept);
    }

    void silentStreamCanBeStopped()
    {
        int ends[2] = {};
        QCOMPARE(::pipe(ends), 0);
        auto source = makeStreamSource("standard input", ends[0]);
        test::BlobCatcher seen;
        WalkProgress progress;
        std::stop_source stop;
        std::jthread stopper([&] { stop.request_stop(); });
        const auto coverage = source->walk({}, seen.factory(), progress, stop.get_token());
        QVERIFY(!coverage.value().complete);
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void whatShouldHaveBeenReadMakesTheScanIncomplete()
    {
        SkipList skips;
        skips.add("link", "symbolic link, not followed");
        QVERIFY(!skips.anyFailed());
        skips.addFailed("file", "Permission denied");
        QVERIFY(skips.anyFailed());
        QCOMPARE(skips.take().size(), 2U);
    }

    void stoppedWalkSaysItIsIncomplete()
    {
        const QTemporaryDir folder;
        for (int i = 0; i < 100; ++i)
            write(QDir(folder.path()), QString::number(i), "x");
        auto source = openFolderSource(folder.path().toStdString(), {}).value();
        test::BlobCatcher seen;
        WalkProgress progress;
        std::stop_source stop;
        stop.request_stop();
        const Coverage coverage
            = source->walk({}, seen.factory(), progress, stop.get_token()).value();
        QVERIFY(!coverage.complete);
    }
};

QTEST_GUILESS_MAIN(TestFileSource)
#include "tst_filesource.moc"
