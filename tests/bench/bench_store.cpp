// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/storerig.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <print>
#include <span>

using namespace rekey;

namespace {

double cpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

template <typename Work> auto timed(const char *name, const Work &work)
{
    const double cpu = cpuSeconds();
    QElapsedTimer clock;
    clock.start();
    auto result = work();
    std::println("{:<44} {:7.2f} s  {:7.2f} s of this process's CPU", name,
                 static_cast<double>(clock.nsecsElapsed()) / 1e9, cpuSeconds() - cpu);
    std::fflush(stdout);
    if (!result)
        qFatal("%s", result.error().text().c_str());
    return result;
}

constexpr std::uint32_t kMost = 142'000; ///< of a mark
constexpr std::size_t kAtOnce = 16'000; ///< what the window hands over in one change

/// Of findings from all over the store, by S-number as the window hands them over.
std::vector<finding::TriageChange> decisions(std::uint32_t count, std::uint64_t version,
                                             finding::Decision decision)
{
    const std::uint32_t most = std::min(count, kMost);
    const std::uint32_t step = count / most;
    std::vector<finding::TriageChange> changes;
    for (std::uint32_t i = 0; i < most; ++i)
        changes.push_back(test::decide(test::fakeId(1 + i * step), version, decision));
    return changes;
}

Result<void> changeAll(store::Store &store, std::span<const finding::TriageChange> changes)
{
    while (!changes.empty()) {
        const std::size_t count = std::min(kAtOnce, changes.size());
        const auto outcomes = store.change(changes.first(count));
        if (!outcomes)
            return std::unexpected(outcomes.error());
        if (!std::ranges::all_of(*outcomes, &finding::ChangeOutcome::isKept))
            return fail(ErrorKind::Invalid, "a change was refused");
        changes = changes.subspan(count);
    }
    return {};
}

void measure(const QString &kind, std::uint32_t count, bool isShort)
{
    if (const QString problem = test::StoreRig::problem(kind); !problem.isEmpty()) {
        std::println("{}: {}", kind.toStdString(), problem.toStdString());
        return;
    }
    std::println("{}, {} findings", kind.toStdString(), count);
    test::StoreRig rig(kind);
    auto store = rig.create();
    const secret::Vault vault;
    std::size_t places = 0;
    {
        std::vector<std::uint32_t> sources;
        for (const char *path : {"/one", "/two", "/three"})
            sources.push_back(store->keepSource(test::fakeSource(path)).value());
        const auto findings = test::valuedFindings(count, vault);
        for (const finding::Finding &finding : findings)
            places += finding.places.size();
        timed("keep", [&] { return store->keep(findings, sources, vault, true); });
        timed("keep the same again", [&] { return store->keep(findings, sources, vault, true); });
    }
    std::println("{} places, {} MB", places, store->info().value().bytes >> 20);
    if (kind != QStringLiteral("memory")) {
        store.reset();
        store = timed("open", [&]() -> Result<std::unique_ptr<store::Store>> {
                    return rig.open();
                }).value();
    }
    timed("load", [&] { return store->load([](auto) { }, {}); });
    const auto mark = decisions(count, 0, finding::Decision::Confirmed);
    timed("decide 142,000", [&] { return changeAll(*store, mark); });
    const auto undo = decisions(count, 1, finding::Decision::New);
    timed("take it back", [&] { return changeAll(*store, undo); });
    timed("one decision", [&] {
        const auto change = test::decide(test::fakeId(1), 2, finding::Decision::Rotating);
        return store->change(std::span(&change, 1));
    });
    if (isShort)
        return;
    std::vector<finding::Event> events(100'000);
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].finding = test::fakeId(1 + i % count);
    timed("note 100,000 events", [&] { return store->note(events); });
    timed("load", [&] { return store->load([](auto) { }, {}); });
    timed("check", [&] { return store->check({}); });
    timed("roll", [&] { return store->roll(); });
}

} // namespace

/// bench_store [KIND [COUNT [short]]]: sqlite, memory or postgresql; short ends with the decisions.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto count = arguments.size() > 2 ? arguments[2].toUInt() : 1'000'000U;
    if (arguments.size() > 1) {
        measure(arguments[1], count, arguments.size() > 3);
        return EXIT_SUCCESS;
    }
    for (const char *kind : {"sqlite", "memory", "postgresql"})
        measure(QString::fromLatin1(kind), count, false);
    return EXIT_SUCCESS;
}
