// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"
#include "ui/shell/scantext.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace rekey;

namespace {

constexpr int kMostMs = 600'000;

struct Timings
{
    qint64 firstRow = -1; ///< from the click until a row is listed
    qint64 end = -1; ///< until the scan is over and all rows are taken in
    qint64 longestBlock = 0; ///< of the GUI thread, until then
    int rows = 0;
};

/// One scan of `repository` in the real window, offscreen; cancelled half way when `cancelled`.
Timings scanOnce(const QString &repository, bool cancelled)
{
    const QTemporaryDir home;
    test::WindowRig rig(ui::coreEngine(
        {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
    rig.chosenPath = repository;
    ui::MainWindow &window = *rig.window;
    window.show();
    static_cast<void>(QTest::qWaitFor(
        [&] { return rig.workspace.isReady() && window.isActiveWindow(); }, 60'000));

    Timings timings;
    test::Watchdog watchdog;
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(window.findChild<QAbstractButton *>(u"card_scan.folder"_s), Qt::LeftButton);
    static_cast<void>(QTest::qWaitFor(
        [&] { return rig.model().shownCount() > 0 || rig.queue.isIdle(); }, kMostMs));
    timings.firstRow = clock.elapsed();
    if (cancelled) {
        const auto isHalfWay = [&] {
            const std::optional<int> running = rig.queue.running();
            const auto &jobs = rig.queue.jobs();
            return !running
                || ui::percentOf(jobs[static_cast<std::size_t>(*running)].snapshot) >= 50;
        };
        static_cast<void>(QTest::qWaitFor(isHalfWay, kMostMs));
        clock.restart();
        QTest::mouseClick(window.findChild<QAbstractButton *>(u"jobCancel"_s), Qt::LeftButton);
    }
    static_cast<void>(QTest::qWaitFor([&] { return rig.queue.isIdle(); }, kMostMs));
    timings.end = clock.elapsed();
    static_cast<void>(QTest::qWaitFor([&] { return window.isAtRest(); }, kMostMs));
    timings.longestBlock = watchdog.longestMs();
    timings.rows = rig.model().totalCount();
    return timings;
}

} // namespace

/// bench_window REPO: how the window feels while a large repository is scanned. Figures, no
/// verdict.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    if (argc != 2) {
        std::fputs("usage: bench_window REPO\n", stderr);
        return 2;
    }
    const QString repository = QString::fromLocal8Bit(argv[1]);
    const Timings whole = scanOnce(repository, false);
    std::printf("whole scan: first row %lld ms, end %lld ms, %d rows, longest block of the GUI "
                "thread %lld ms\n",
                static_cast<long long>(whole.firstRow), static_cast<long long>(whole.end),
                whole.rows, static_cast<long long>(whole.longestBlock));
    const Timings half = scanOnce(repository, true);
    std::printf("cancelled half way: stopped %lld ms after the click, %d rows kept, longest block "
                "%lld ms\n",
                static_cast<long long>(half.end), half.rows,
                static_cast<long long>(half.longestBlock));
    return 0;
}
