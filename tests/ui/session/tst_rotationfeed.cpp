// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/keptrun.h"
#include "core/rotate/rotationcontext.h"
#include "tests/core/rotate/fakeprovider.h"
#include "tests/support/fakekeeper.h"
#include "ui/session/rotationfeed.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace rekey;
using rekey::test::FakeKeeper;
using rekey::test::FakeShelf;

namespace {

/// Journals of rotations beside a shelf, and what became of looking at them.
struct RunShelf : FakeShelf
{
    std::map<std::string, std::vector<std::string>> journals; ///< under `mutex`
    std::optional<Error> refuseRuns; ///< under `mutex`
    std::atomic<int> looks{0};
    std::atomic<int> looksBeforeTheListing{0};
};

class RunKeeping final : public FakeKeeper, public finding::RunKeeper
{
public:
    explicit RunKeeping(const std::shared_ptr<RunShelf> &shelf)
        : FakeKeeper(shelf)
        , m_shelf(shelf)
    {
    }

    Result<std::string> reserveRun() override { return "R-0001"; }
    Result<void> appendRunEntry(const std::string &run, std::uint64_t, std::string_view text,
                                std::span<const finding::Event>) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        m_shelf->journals[run].emplace_back(text);
        ++m_shelf->revision;
        return {};
    }
    Result<std::vector<std::string>> runEntries(const std::string &run) const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        return m_shelf->journals[run];
    }
    Result<std::vector<finding::RunEntryCount>> runEntryCounts() const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        ++m_shelf->looks;
        if (m_shelf->batches == 0)
            ++m_shelf->looksBeforeTheListing;
        if (m_shelf->refuseRuns)
            return std::unexpected(*m_shelf->refuseRuns);
        std::vector<finding::RunEntryCount> counts;
        for (const auto &[run, entries] : m_shelf->journals)
            counts.push_back({run, entries.size()});
        return counts;
    }
    Result<std::optional<secret::SecretId>> findingOf(std::uint32_t number) const override
    {
        secret::SecretId id;
        id.bytes[0] = std::byte(number);
        return id;
    }
    Result<void> keepRunValue(const std::string &, std::string_view,
                              const secret::SecretBytes &) override
    {
        return {};
    }
    Result<std::optional<secret::SecretBytes>> runValue(const std::string &,
                                                        std::string_view) const override
    {
        return std::nullopt;
    }
    Result<void> dropRunValue(const std::string &, std::string_view) override { return {}; }

private:
    std::shared_ptr<RunShelf> m_shelf;
};

} // namespace

/// What the window is told of the rotations of its store.
class TestRotationFeed : public QObject
{
    Q_OBJECT

    struct Rig
    {
        Rig()
        {
            ledger.setRecordReader([](const secret::SecretId &) { return finding::Record(); });
            QObject::connect(&feed, &ui::RotationFeed::changed, &ledger, [this](const auto &all) {
                told = all ? static_cast<int>(all->size()) : -1;
            });
        }
        void open()
        {
            QSignalSpy loaded(&ledger, &ui::Ledger::loaded);
            ledger.open([shelf = shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
                return std::make_unique<RunKeeping>(shelf);
            });
            QVERIFY(loaded.wait());
        }
        /// As another program would.
        void begin(const std::string &run, const std::string &finding) const
        {
            RunKeeping keeper(shelf);
            rotate::RotationContext context;
            context.finding = finding;
            QVERIFY(rotate::keepContext(keeper, run, context));
            const auto plan = rotate::makePlan(test::requestFor(rotate::Method::TwoKeys));
            QVERIFY(
                rotate::KeptJournal(keeper, {})
                    .append(run, {rotate::Phase::Begun, 0, 1, {rotate::planJson(*plan), "salt"}}));
        }
        /// And it was cut off before it wrote more than that.
        void giveUp(const std::string &run) const
        {
            RunKeeping keeper(shelf);
            QVERIFY(rotate::KeptJournal(keeper, {})
                        .append(run, {rotate::Phase::Ended, 0, 2, {"given up", "no time"}}));
        }
        void refuse(std::optional<Error> error) const
        {
            const std::scoped_lock lock(shelf->mutex);
            shelf->refuseRuns = std::move(error);
            ++shelf->revision;
        }

        std::shared_ptr<RunShelf> shelf = std::make_shared<RunShelf>();
        int told = 0; ///< how many; -1: none is known
        ui::Ledger ledger;
        ui::RotationFeed feed{ledger};
    };

private Q_SLOTS:
    void theListingIsReadFirst()
    {
        Rig rig;
        rig.begin("R-0001", "S-0001");
        rig.open();
        QTRY_COMPARE(rig.told, 1);
        QCOMPARE(rig.shelf->looksBeforeTheListing.load(), 0);
        rig.begin("R-0002", "S-0002");
        QTRY_COMPARE_WITH_TIMEOUT(rig.told, 2, 2'000);
    }

    void whatCouldNotBeReadIsReadAtTheNextWriting()
    {
        Rig rig;
        QSignalSpy failed(&rig.ledger, &ui::Ledger::failed);
        rig.begin("R-0001", "S-0001");
        rig.refuse(Error{ErrorKind::Io, "The connection was lost.", {}});
        rig.open();
        QTRY_COMPARE(rig.shelf->looks.load(), 1);
        rig.begin("R-0002", "S-0002");
        QTRY_COMPARE_WITH_TIMEOUT(rig.shelf->looks.load(), 2, 2'000);
        QTRY_VERIFY(rig.ledger.isAtRest());
        QCOMPARE(failed.size(), 1); // once, not at every writing
        rig.refuse({});
        QTRY_COMPARE_WITH_TIMEOUT(rig.told, 2, 2'000);
    }

    void whatWasCutOffAtAnEndIsToldToTheWindow()
    {
        Rig rig;
        rig.begin("R-0001", "S-0001");
        rig.giveUp("R-0001");
        const secret::SecretId id = *RunKeeping(rig.shelf).findingOf(1).value();
        finding::Triage triage;
        triage.decision = finding::Decision::Rotating;
        rig.shelf->changeElsewhere(id, triage);
        std::vector<finding::Record> news;
        connect(&rig.ledger, &ui::Ledger::recordsChanged, &rig.ledger, [&](const auto &records) {
            news.insert(news.end(), records.begin(), records.end());
        });
        rig.ledger.setReadOnly(true); // changes nothing
        rig.open();
        QTRY_COMPARE(rig.told, 1);
        QTRY_VERIFY(rig.ledger.isAtRest());
        QCOMPARE(rig.shelf->record(id).triage.decision, finding::Decision::Rotating);
        rig.ledger.setReadOnly(false);
        rig.begin("R-0002", "S-0002"); // it looks again
        const auto isTold = [&] {
            return std::ranges::any_of(news, [&](const finding::Record &record) {
                return record.id == id && record.triage.decision == finding::Decision::Confirmed;
            });
        };
        QTRY_VERIFY(isTold());
    }

    void lockedNothingIsKnownAndUnlockedItIsReadAgain()
    {
        Rig rig;
        QSignalSpy failed(&rig.ledger, &ui::Ledger::failed);
        rig.begin("R-0001", "S-0001");
        rig.open();
        QTRY_COMPARE(rig.told, 1);
        rig.ledger.lock();
        QCOMPARE(rig.told, -1);
        QTRY_VERIFY(rig.ledger.isAtRest());
        rig.shelf->batches = 0;
        rig.ledger.unlock(std::make_shared<const secret::SecretBytes>());
        QTRY_COMPARE(rig.told, 1);
        QCOMPARE(rig.shelf->looksBeforeTheListing.load(), 0);
        QCOMPARE(failed.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRotationFeed)
#include "tst_rotationfeed.moc"
