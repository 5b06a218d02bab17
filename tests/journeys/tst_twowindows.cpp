// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"
#include "tests/support/storerig.h"
#include "tests/support/windowrig.h"
#include "ui/widgets/banner.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FakeScan;
using rekey::test::StoreRig;
using rekey::test::WindowRig;

/// A team's store: two people at their windows, deciding at the same time.
class TestTwoWindows : public QObject
{
    Q_OBJECT

    static constexpr std::uint32_t kEach = 500; ///< as many as are marked without a preview
    static constexpr std::uint32_t kContested = 100;
    static constexpr std::size_t kWanted = 10'000;

    /// Who sits at which: the first `kEach` are one's, the next the other's, the rest are both's.
    static finding::Finding findingOf(std::uint32_t number, const secret::Vault &vault)
    {
        finding::Finding found = test::makeFinding(number);
        found.type = number <= kEach ? "left" : number <= 2 * kEach ? "right" : "both";
        found.value = vault.seal(test::fakeValue(number));
        return found;
    }

    struct Side : WindowRig
    {
        Side(const StoreRig &store, const std::string &who)
            : WindowRig(FakeScan::engine(std::make_shared<FakeScan>()))
            , conflicts(&ledger, &ui::Ledger::conflicted)
            , failures(&ledger, &ui::Ledger::failed)
        {
            window->show();
            QSignalSpy loaded(&ledger, &ui::Ledger::loaded);
            ledger.open(
                [location = store.location, who]() -> Result<std::unique_ptr<finding::Keeper>> {
                    store::StoreOptions options;
                    options.actor = who;
                    auto opened = store::openStore(location, options);
                    if (!opened)
                        return std::unexpected(opened.error());
                    if (auto unlocked = (*opened)->unlock(test::passphrase()); !unlocked)
                        return std::unexpected(unlocked.error());
                    return std::move(*opened);
                });
            QVERIFY(loaded.wait(20'000));
            QTRY_VERIFY_WITH_TIMEOUT(window->isAtRest(), 20'000);
        }

        /// Types a filter and waits for what it leaves.
        void filter(const QString &text, int count)
        {
            window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(window.get()));
            table()->setFocus();
            QTest::keyClick(table(), Qt::Key_Slash);
            QTest::keyClicks(QApplication::focusWidget(), text);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
            QTRY_COMPARE_WITH_TIMEOUT(model().shownCount(), count, 20'000);
            QTRY_VERIFY_WITH_TIMEOUT(window->isAtRest(), 20'000);
        }
        /// Chooses all and decides.
        void decideAll(char key)
        {
            table()->setFocus();
            QTest::keyClick(table(), '*');
            QTest::keyClick(table(), key);
        }
        [[nodiscard]] std::size_t refused() const
        {
            std::size_t count = 0;
            for (const QList<QVariant> &told : conflicts)
                count += told.front().value<std::vector<finding::Record>>().size();
            return count;
        }
        [[nodiscard]] bool shows(const secret::SecretId &id, const finding::Record &record) const
        {
            const finding::Record shown = model().record(id);
            return shown.version == record.version && shown.triage == record.triage;
        }

        QSignalSpy conflicts;
        QSignalSpy failures;
    };

    static bool isAtRest(const Side &left, const Side &right)
    {
        return left.window->isAtRest() && right.window->isAtRest();
    }
    static bool showsAll(const Side &side, const std::vector<finding::KeptFinding> &kept)
    {
        return std::ranges::all_of(
            kept, [&](const auto &one) { return side.shows(one.finding.id, one.record); });
    }

private Q_SLOTS:
    void tenThousandDecisionsFromEachWindow()
    {
        if (const QString problem = StoreRig::problem(u"postgresql"_s); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(u"postgresql"_s);
        rig.options.now = {};
        const auto store = rig.create();
        const secret::Vault vault;
        std::vector<finding::Finding> findings;
        for (std::uint32_t number = 1; number <= 2 * kEach + kContested; ++number)
            findings.push_back(findingOf(number, vault));
        const std::uint32_t source = store->keepSource(test::fakeSource("/team")).value();
        QVERIFY(store->keep(findings, std::span(&source, 1), vault, true));

        Side ada(rig, "ada");
        Side bob(rig, "bob");
        ada.filter(u"type:left"_s, kEach);
        bob.filter(u"type:right"_s, kEach);
        QElapsedTimer clock;
        clock.start();
        // Each on their own part, at the same time: nothing is in anybody's way.
        for (std::size_t made = 0, round = 0; made < kWanted; made += kEach, ++round) {
            ada.decideAll(round % 2 == 0 ? 'c' : 'f');
            bob.decideAll(round % 2 == 0 ? 't' : 'c');
            QTRY_VERIFY_WITH_TIMEOUT(isAtRest(ada, bob), 20'000);
        }
        const qint64 took = clock.elapsed();
        QCOMPARE(ada.refused() + bob.refused(), std::size_t{0});

        // Both on the same, before either sees what the other does.
        ada.filter(u"type:both"_s, kContested);
        bob.filter(u"type:both"_s, kContested);
        std::size_t contested = 0;
        for (const char key : {'f', 't', 'f', 't'}) {
            const std::size_t before = ada.refused() + bob.refused();
            ada.decideAll(key);
            bob.decideAll(key); // whoever was first before, there is something to change for both
            ++contested;
            QTRY_VERIFY_WITH_TIMEOUT(isAtRest(ada, bob), 20'000);
            QTRY_COMPARE(ada.refused() + bob.refused(), before + kContested);
            // What stands is seen at both within a second, without anybody asking.
            const auto kept = test::loaded(*store);
            QTRY_VERIFY_WITH_TIMEOUT(showsAll(ada, kept) && showsAll(bob, kept), 5'000);
        }
        for (const Side *side : {&ada, &bob}) {
            QCOMPARE(side->failures.size(), 0);
            if (side->refused() > 0)
                QVERIFY(side->window->findChild<ui::Banner *>()->what().contains(
                    QLocale().toString(int(kContested))));
        }

        // The journal tells who made each, and no more and no less than that.
        std::map<std::string, std::size_t> made;
        const auto timeline = store->timeline({}).value();
        for (const finding::Event &event : timeline) {
            if (event.kind == finding::EventKind::Decided)
                ++made[event.actor];
        }
        QCOMPARE(made["ada"], kWanted + contested * kContested - ada.refused());
        QCOMPARE(made["bob"], kWanted + contested * kContested - bob.refused());
        std::uint64_t versions = 0;
        for (const auto &kept : test::loaded(*store))
            versions += kept.record.version;
        QCOMPARE(versions, made["ada"] + made["bob"]);
        QVERIFY(store->check({}).value().problems.empty());
        qInfo("%zu and %zu decisions kept, %zu and %zu refused and shown; twice %zu in %lld ms",
              made["ada"], made["bob"], ada.refused(), bob.refused(), kWanted,
              static_cast<long long>(took));
    }
};

QTEST_MAIN(TestTwoWindows)
#include "tst_twowindows.moc"
