// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"
#include "tests/support/storerig.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"

#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QProcess>
#include <QPushButton>
#include <QTest>

#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <print>

using namespace Qt::StringLiterals;
using namespace rekey;

namespace {

constexpr int kMostMs = 600'000;
constexpr std::uint32_t kAtOnce = 100'000;

/// A line of /proc/self/status in MB, such as VmHWM: the most memory this process ever had.
long statusMb(const std::string &name)
{
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with(name + ':'))
            return std::atol(line.c_str() + name.size() + 1) / 1024;
    }
    return -1;
}

/// Findings as bench_store has them, three places each, without holding all of them at once.
int fill(const std::string &address, std::uint32_t count)
{
    test::StoreRig rig(u"memory"_s);
    rig.location = store::StoreLocation::parse(address).value();
    const auto store = rig.create();
    const secret::Vault vault;
    std::vector<std::uint32_t> sources;
    for (const char *source : {"/one", "/two", "/three"})
        sources.push_back(store->keepSource(test::fakeSource(source)).value());
    for (std::uint32_t first = 1; first <= count; first += kAtOnce) {
        auto findings = test::manyFindings(first, std::min(kAtOnce, count + 1 - first));
        for (finding::Finding &finding : findings)
            finding.value = vault.seal(test::fakeValue(finding.number));
        if (auto kept = store->keep(findings, sources, vault, false); !kept)
            qFatal("%s", kept.error().text().c_str());
    }
    return EXIT_SUCCESS;
}

ui::Ledger::Opener openerOf(const std::string &address)
{
    return [address]() -> Result<std::unique_ptr<finding::Keeper>> {
        store::StoreOptions options;
        options.actor = "ada";
        auto opened = store::openStore(store::StoreLocation::parse(address).value(), options);
        if (!opened)
            return std::unexpected(opened.error());
        if (auto unlocked = (*opened)->unlock(test::passphrase()); !unlocked)
            return std::unexpected(unlocked.error());
        return std::move(*opened);
    };
}

double cpuSeconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// The window over the store, and how long things take in it.
class Bench
{
public:
    explicit Bench(const std::string &address)
        : m_address(address)
        , m_rig(test::FakeScan::engine(std::make_shared<test::FakeScan>()))
    {
        m_rig.window->show();
        static_cast<void>(QTest::qWaitForWindowActive(m_rig.window.get()));
    }

    void run()
    {
        timed("open, until all is listed", [&] {
            bool isLoaded = false;
            QObject::connect(&m_rig.ledger, &ui::Ledger::loaded, m_rig.window.get(),
                             [&isLoaded] { isLoaded = true; });
            m_rig.ledger.open(openerOf(m_address));
            wait([&] { return isLoaded && isAtRest(); });
        });
        std::size_t places = 0;
        const finding::FindingIndex &index = m_rig.model().index();
        for (finding::IndexRow row = 0; row < index.size(); ++row)
            places += index.placeCount(row);
        std::println("{} secrets in {} places", index.size(), places);
        tellMemory();
        view();
        m_rig.table()->setFocus();
        QTest::keyClick(m_rig.table(), '*');
        QTest::keyClick(m_rig.table(), 't');
        QDialog *preview = nullptr;
        wait([&] { return (preview = m_rig.window->findChild<QDialog *>(u"bulkPreview"_s)); });
        const int count = m_rig.model().chosenCount();
        const std::string name = std::to_string(count);
        timed("mark " + name, [&] {
            QTest::mouseClick(preview->findChild<QPushButton *>(u"bulkGo"_s), Qt::LeftButton);
            wait([&] { return isAtRest(); });
        });
        timed("undo", [&] { act(u"edit.undo"_s); });
        timed("redo", [&] { act(u"edit.redo"_s); });
        tellMemory();
        m_rig.window->close();
    }

private:
    /// Whatever changes what is shown; the filter stays that of the mark to come.
    void view()
    {
        auto &model = m_rig.model();
        const auto show = [&](const char *name, const QString &filter) {
            bool isFaceted = false;
            const auto seen = QObject::connect(&model, &ui::FindingsModel::facetsChanged,
                                               [&isFaceted] { isFaceted = true; });
            timed(name, [&] {
                m_rig.window->findings().setFilter(filter);
                wait([&] { return isFaceted && isAtRest(); });
            });
            QObject::disconnect(seen);
        };
        show("filter and facets, a part", u"path:**/.env verdict:live"_s);
        show("filter and facets, all", {});
        for (const auto &[name, column] :
             {std::pair{"sort by type", ui::FindingsModel::TypeColumn},
              std::pair{"sort by place", ui::FindingsModel::WhereColumn},
              std::pair{"sort by first seen", ui::FindingsModel::FirstSeenColumn}}) {
            timed(name, [&, column = column] {
                model.sort(column);
                wait([&] { return isAtRest(); });
            });
        }
        timed("group by file name", [&] {
            model.setGrouping({finding::GroupKey::File, finding::GroupKey::None});
            wait([&] { return isAtRest(); });
        });
        model.setGrouping({});
        wait([&] { return isAtRest(); });
        show("filter and facets, to mark", u"type:aws* places:<=3"_s);
    }
    static void tellMemory()
    {
        malloc_trim(0); // what the allocator keeps for later is not held by anybody
        std::println("memory now {} MB, at most {} MB", statusMb("VmRSS"), statusMb("VmHWM"));
    }
    [[nodiscard]] bool isAtRest() const
    {
        return m_rig.ledger.isAtRest() && m_rig.window->isAtRest();
    }
    void act(const QString &id)
    {
        m_rig.action(id)->trigger();
        wait([&] { return isAtRest(); });
    }
    template <typename Until> static void wait(const Until &until)
    {
        QElapsedTimer clock;
        clock.start();
        while (!until() && clock.elapsed() < kMostMs)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); // the watchdog beats
    }
    template <typename Work> void timed(const std::string &name, const Work &work)
    {
        test::Watchdog watchdog;
        const double cpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
        const double gui = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        QElapsedTimer clock;
        clock.start();
        work();
        std::println("{:<28} {:6.2f} s; CPU {:6.2f} s, of it {:6.2f} s of the GUI thread; longest "
                     "block {} ms",
                     name, static_cast<double>(clock.nsecsElapsed()) / 1e9,
                     cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
                     cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - gui, watchdog.longestMs());
        std::fflush(stdout);
    }

    std::string m_address;
    test::WindowRig m_rig;
};

} // namespace

/// bench_triage [ROWS [STORE]]: the window over a store of so many secrets (1,000,000): open,
/// filter, sort, group, mark what matches, undo, redo, and the memory of it all. STORE is a file,
/// taken as it is when it is there, or "postgresql" for a server of the program's own. Figures, no
/// verdict.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"fill"_s)
        return fill(arguments[3].toStdString(), arguments[2].toUInt());
    const QString rows = arguments.size() > 1 ? arguments[1] : u"1000000"_s;
    const QTemporaryDir home;
    QString address = arguments.size() > 2 ? arguments[2] : home.filePath(u"store/triage.db"_s);
    if (address == u"postgresql"_s) {
        if (const QString problem = test::StoreRig::problem(address); !problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        address = test::StoreRig::server().newDatabase();
    }
    // In a process of its own: what it needs is not the window's.
    if (!QFile::exists(address)
        && QProcess::execute(QCoreApplication::applicationFilePath(), {u"fill"_s, rows, address})
            != 0)
        return EXIT_FAILURE;
    Bench(address.toStdString()).run();
    const auto store = openerOf(address.toStdString())();
    const auto report = dynamic_cast<store::Store &>(**store).check({});
    std::println("timeline: {} entries, {} problems", report->events, report->problemCount);
    return EXIT_SUCCESS;
}
