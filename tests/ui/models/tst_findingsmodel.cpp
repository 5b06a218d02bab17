// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/finding/fakefindings.h"
#include "ui/models/facetsmodel.h"
#include "ui/models/findingsmodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;
using Tester = QAbstractItemModelTester;

class TestFindingsModel : public QObject
{
    Q_OBJECT

    static void add(FindingsModel &model, std::uint32_t first, std::uint32_t count)
    {
        model.upsert(test::manyFindings(first, count));
        QTRY_VERIFY(!model.isBusy());
    }

    static QString cell(const FindingsModel &model, int row, int column, int role = Qt::DisplayRole)
    {
        return model.index(row, column).data(role).toString();
    }

private Q_SLOTS:
    void everyWayOfChanging_data()
    {
        QTest::addColumn<int>("directLimit");
        QTest::newRow("on the spot") << 100'000;
        QTest::newRow("off the GUI thread") << 0;
    }

    void everyWayOfChanging()
    {
        QFETCH(int, directLimit);
        FindingsModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setDirectLimit(static_cast<std::size_t>(directLimit));
        add(model, 1, 300);
        QCOMPARE(model.rowCount(), 300);
        model.setFilter(u"provider:aws"_s);
        QTRY_COMPARE(model.rowCount(), 75);
        model.sort(FindingsModel::WhereColumn);
        QTRY_VERIFY(!model.isBusy());
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(model.index().path(model.indexRowAt(row - 1))
                    <= model.index().path(model.indexRowAt(row)));
        add(model, 1000, 100);
        QCOMPARE(model.totalCount(), 400);
        QCOMPARE(model.rowCount(), 100);
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(model.index().path(model.indexRowAt(row - 1))
                    <= model.index().path(model.indexRowAt(row)));
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), 400);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        add(model, 1, 3);
        QCOMPARE(model.rowCount(), 3);
    }

    void staleAnswersAreDropped()
    {
        FindingsModel model;
        model.setDirectLimit(0);
        add(model, 1, 2000);
        model.setFilter(u"provider:aws"_s);
        model.setFilter(u"provider:slack"_s);
        model.setFilter(u"provider:github"_s);
        QTRY_VERIFY(!model.isBusy());
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(cell(model, row, FindingsModel::ProviderColumn), u"GitHub"_s);
        QCOMPARE(model.rowCount(), 500);
    }

    void findingsThatArriveDuringAPassAreNotLost()
    {
        FindingsModel model;
        model.setDirectLimit(0);
        add(model, 1, 1000);
        model.setFilter(u"provider:aws"_s);
        model.upsert(test::manyFindings(5000, 400));
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.totalCount(), 1400);
        QCOMPARE(model.rowCount(), 350);
    }

    void whatOtherSourcesKnowStaysEvenWhenItWaits()
    {
        FindingsModel model;
        model.setDirectLimit(0);
        model.setSources({u"a"_s, u"b"_s, u"pasted"_s});
        add(model, 1, 1000);
        const auto inSource = [](std::uint32_t source, std::uint32_t number) {
            scan::FindingBatch batch = test::manyFindings(7000, 50);
            for (finding::Finding &found : batch) {
                found.number = found.number - 7000 + number;
                found.places.resize(1);
                found.places.front().source = source;
            }
            return batch;
        };
        model.setFilter(u"provider:aws"_s); // from here on new findings wait
        model.upsert(inSource(0, 2000), {0, 1});
        model.upsert(inSource(2, 3000), {2, 3});
        model.upsert(inSource(1, 0), {1, 2}); // while the scan of b goes on
        model.upsert(inSource(1, 4000), {1, 2});
        QVERIFY(!model.find(inSource(0, 1).front().id));
        QTRY_VERIFY(!model.isBusy());
        for (const finding::Finding &one : inSource(0, 2000)) {
            const auto found = model.find(one.id);
            QVERIFY(found.has_value());
            QCOMPARE(found->number, one.number);
            QCOMPARE(found->places.size(), std::size_t(3));
        }
    }

    void persistentIndexesStayOnTheirFinding()
    {
        FindingsModel model;
        add(model, 1, 200);
        QList<QPersistentModelIndex> indexes;
        std::vector<secret::SecretId> ids;
        for (const int row : {0, 7, 50, 120, 150, 199}) {
            indexes.append(model.index(row, 2));
            ids.push_back(model.idAt(row));
        }
        add(model, 1000, 300);
        model.sort(FindingsModel::AuthorColumn, Qt::DescendingOrder);
        for (qsizetype i = 0; i < indexes.size(); ++i)
            QVERIFY(model.idAt(indexes[i].row()) == ids[static_cast<std::size_t>(i)]);
        model.setFilter(u"id:999999"_s);
        QVERIFY(!indexes.front().isValid());
    }

    void aFindingThatChangesMovesOrLeaves()
    {
        FindingsModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        add(model, 1, 20);
        model.setFilter(u"-verdict:dead"_s);
        QSignalSpy touched(&model, &FindingsModel::findingsTouched);
        finding::Finding finding = model.findingAt(5);
        finding.verdict = finding::Verdict::Dead;
        const int before = model.rowCount();
        model.upsert({finding});
        QCOMPARE(model.rowCount(), before - 1);
        QCOMPARE(model.rowOf(finding.id), -1);
        QCOMPARE(touched.size(), 1);
        QVERIFY(model.find(finding.id)->verdict == finding::Verdict::Dead);
    }

    void recordsFollowTheirFindings()
    {
        FindingsModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setDirectLimit(100);
        QSignalSpy touched(&model, &FindingsModel::findingsTouched);
        finding::Record record;
        record.id = test::manyFinding(450).id; // of a batch that is not taken in yet
        record.triage.owner = "ada";
        record.evidence.verdict = finding::Verdict::Dead;
        record.evidence.checkedAt = 1'700'000'000;
        add(model, 1, 500);
        model.putRecords({record});
        model.setFilter(u"verdict:dead"_s);
        QTRY_COMPARE(model.rowCount(), 1);
        QVERIFY(!touched.isEmpty());
        QVERIFY(model.idAt(0) == record.id);
        QVERIFY(model.record(record.id) == record);
        QVERIFY(model.record(test::fakeId(9999)).version == 0);
        model.clear();
        QVERIFY(model.record(record.id).triage.owner.empty());
    }

    void cellsSayWhatTheyShould()
    {
        FindingsModel model;
        finding::Finding finding = test::bareFinding(4);
        finding.masked = "ghp_....4f7a";
        finding.places = {
            test::fakePlace("src/config.py", sources::Reach::Head, 1'700'000'000, "Ada\u202e\nX")};
        model.upsert({finding});
        QCOMPARE(cell(model, 0, FindingsModel::VerdictColumn), u"Not checked"_s);
        QCOMPARE(cell(model, 0, FindingsModel::WhereColumn), u"src/config.py:12"_s);
        QCOMPARE(cell(model, 0, FindingsModel::ReachColumn), u"HEAD"_s);
        QCOMPARE(cell(model, 0, FindingsModel::IdColumn), u"S-0004"_s);
        QVERIFY(!cell(model, 0, FindingsModel::AuthorColumn).contains(QChar(0x202e)));
        QCOMPARE(
            cell(model, 0, 0, FindingsModel::SentenceRole),
            u"Not checked, GitHub personal access token, ends 4 f 7 a, in HEAD, src/config.py, new"_s);
        QCOMPARE(cell(model, 0, FindingsModel::TypeColumn, FindingsModel::TermRole),
                 u"type:=\"GitHub personal access token\""_s);
        // A name that cannot be typed offers no term.
        QCOMPARE(cell(model, 0, FindingsModel::AuthorColumn, FindingsModel::TermRole), QString());
    }

    void rotationsAreShownAndFollowed()
    {
        FindingsModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        add(model, 1, 40);
        const auto at = [](std::uint32_t number, finding::FindingRotation rotation) {
            auto rotations = std::make_shared<finding::FindingRotations>();
            rotations->emplace(test::manyFinding(number).id, std::move(rotation));
            return rotations;
        };
        using State = finding::RotationState;
        constexpr int column = FindingsModel::RotationColumn;
        model.setFilter(u"rotation:open"_s);
        QCOMPARE(model.rowCount(), 0);
        model.setRotations(at(7, {"R-0003", State::Running, 3, 9, {}, {}}));
        QTRY_COMPARE(model.rowCount(), 1); // it began while the table is shown
        QCOMPARE(cell(model, 0, column), u"R-0003 running, step 4 of 9"_s);
        QCOMPARE(cell(model, 0, column, FindingsModel::TermRole), u"rotation:running"_s);
        QSignalSpy changed(&model, &FindingsModel::findingsTouched);
        model.setRotations(at(7, {"R-0003", State::Stopped, 3, 9, "no\nanswer", {"R-0001"}}));
        QTRY_COMPARE(cell(model, 0, column), u"R-0003 stopped after step 3 of 9"_s);
        QTRY_VERIFY(!changed.isEmpty());
        const QString tip = cell(model, 0, column, Qt::ToolTipRole);
        QVERIFY2(tip.contains(u"Also: R-0001"_s) && tip.count(u'\n') == 2, qPrintable(tip));
        model.setRotations(at(7, {"R-0003", State::Stopped, 0, 9, {}, {}}));
        QTRY_COMPARE(cell(model, 0, column), u"R-0003 stopped before step 1 of 9"_s);
        model.setRotations(at(7, {"R-0003", State::Done, 9, 9, {}, {}}));
        QTRY_COMPARE(model.rowCount(), 0);
        model.setFilter({});
        model.sort(column, Qt::DescendingOrder);
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.idAt(0), test::manyFinding(7).id);
        QCOMPARE(cell(model, 0, column), u"R-0003 done"_s);
        QCOMPARE(cell(model, 1, column), QString());
        model.clear(); // it is known of findings that come again
        add(model, 1, 40);
        model.setFilter(u"rotation:R-0003"_s);
        QTRY_COMPARE(model.rowCount(), 1);
        model.setRotations(at(7, {"R-0003", State::RolledBack, 0, 9, {}, {}}));
        QTRY_COMPARE(cell(model, 0, column), u"R-0003 rolled back"_s);
        model.setRotations(at(7, {"R-0003", State::GivenUp, 0, 9, {}, {}}));
        QTRY_COMPARE(cell(model, 0, column), u"R-0003 given up"_s);
        model.setRotations(nullptr);
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void rotationsSortByWhatIsLeftToDo()
    {
        FindingsModel model;
        add(model, 1, 40);
        auto rotations = std::make_shared<finding::FindingRotations>();
        using State = finding::RotationState;
        const auto put = [&](std::uint32_t number, const std::string &run, State state) {
            rotations->emplace(test::manyFinding(number).id,
                               finding::FindingRotation{run, state, 1, 9, {}, {}});
        };
        put(3, "R-0001", State::Done);
        put(5, "R-0002", State::RolledBack);
        put(7, "R-0003", State::Running);
        put(9, "R-0004", State::GivenUp);
        put(11, "R-0005", State::Stopped);
        model.setRotations(std::move(rotations));
        const auto runs = [&] {
            QStringList names;
            for (int row = 0; row < 6; ++row)
                names.append(cell(model, row, FindingsModel::RotationColumn).left(6));
            return names;
        };
        model.sort(FindingsModel::RotationColumn, Qt::AscendingOrder);
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(runs(),
                 QStringList(
                     {u"R-0005"_s, u"R-0003"_s, u"R-0004"_s, u"R-0002"_s, u"R-0001"_s, QString()}));
        model.sort(FindingsModel::RotationColumn, Qt::DescendingOrder);
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(runs(),
                 QStringList(
                     {u"R-0001"_s, u"R-0002"_s, u"R-0004"_s, u"R-0003"_s, u"R-0005"_s, QString()}));
    }

    void everyTermFindsItsRow()
    {
        FindingsModel model;
        add(model, 1, 40);
        for (int column = 0; column < FindingsModel::ColumnCount; ++column) {
            const QString term = cell(model, 3, column, FindingsModel::TermRole);
            if (term.isEmpty())
                continue;
            const secret::SecretId id = model.idAt(3);
            model.setFilter(term);
            QVERIFY2(model.rowOf(id) >= 0, qPrintable(term));
            model.setFilter({});
        }
    }

    void choiceFollowsTheFilter()
    {
        FindingsModel model;
        add(model, 1, 100);
        model.chooseAll();
        QCOMPARE(model.chosenCount(), 100);
        model.setFilter(u"provider:aws"_s);
        QCOMPARE(model.chosenCount(), 25);
        QCOMPARE(model.chosenIds().size(), std::size_t{25});
        model.setFilter({});
        QCOMPARE(model.chosenCount(), 25); // what was hidden does not come back
        model.sort(FindingsModel::AuthorColumn);
        QCOMPARE(model.chosenIds().size(), std::size_t{25});
    }

    void groupsAreRowsThatOpenAndClose()
    {
        FindingsModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        add(model, 1, 100);
        const secret::SecretId kept = model.idAt(40);
        model.setKept(kept);
        const QPersistentModelIndex index(model.index(40, 2));
        model.setGrouping({finding::GroupKey::Provider, finding::GroupKey::None});
        QCOMPARE(model.shownCount(), 100);
        QCOMPARE(model.rowCount(), 4 + 25); // the kept one's group is open
        QVERIFY(model.idAt(index.row()) == kept);
        const int group = model.groupAround(index.row());
        QVERIFY(model.isGroup(group) && model.isOpen(group));
        QCOMPARE(model.index(group, 0).data(FindingsModel::GroupCountRole).toInt(), 25);
        QVERIFY(model.idAt(group) == secret::SecretId());
        model.setOpen(group, false);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(index.row(), group); // a closed group shows what is in it
        QCOMPARE(model.rowOf(kept), -1);
        model.reveal(kept);
        QVERIFY(model.rowOf(kept) > group);

        model.setChosen(group, group, true);
        QCOMPARE(model.chosenCount(), 25);
        QVERIFY(model.isChosen(group));
        model.clearChoice();
        model.chooseAll();
        QCOMPARE(model.chosenIds().size(), std::size_t{100});
        model.setFilter(u"provider:aws"_s);
        QCOMPARE(model.chosenCount(), 25);
        QCOMPARE(model.index(0, 0).data().toString(), u"Amazon Web Services"_s);
        QVERIFY(cell(model, 0, 0, FindingsModel::SentenceRole)
                    .startsWith(u"Provider: Amazon Web Services, 25 finding"_s));
        model.setFilter({});
        model.setGrouping({finding::GroupKey::Severity, finding::GroupKey::File});
        model.setAllOpen(true);
        int findings = 0;
        int inner = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const int level = model.index(row, 0).data(FindingsModel::GroupRole).toInt();
            findings += level == 0 ? 1 : 0;
            inner += level == 2 ? 1 : 0;
        }
        QCOMPARE(findings, 100);
        QVERIFY(inner >= 5);
        model.setGrouping({});
        QCOMPARE(model.rowCount(), 100);
        QVERIFY(model.rowOf(kept) >= 0);
    }

    void aDecisionThatLeavesTheFilterFades()
    {
        FindingsModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setHoldMs(60);
        add(model, 1, 20);
        model.setFilter(u"decision:new"_s);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        finding::Record record;
        record.id = model.idAt(3);
        record.triage.decision = finding::Decision::Closed;
        record.triage.closeReason = finding::CloseReason::TestValue;
        model.putRecords({record});
        QCOMPARE(changed.size(), 1);
        const int row = model.rowOf(record.id);
        QCOMPARE(row, 3);
        QCOMPARE(cell(model, row, FindingsModel::DecisionColumn), u"Test value"_s);
        QVERIFY(model.index(row, 0).data(FindingsModel::FadedRole).toBool());
        QTRY_COMPARE(model.rowOf(record.id), -1);
        QCOMPARE(model.rowCount(), 19);
        // Taken back while it fades, it stays.
        record.id = model.idAt(0);
        model.putRecords({record});
        record.triage = {};
        model.putRecords({record});
        QCOMPARE(model.rowOf(record.id), 0);
        QVERIFY(!model.index(0, 0).data(FindingsModel::FadedRole).toBool());
        // What was decided long ago does not fade: nobody has just pressed a key.
        record.id = model.idAt(5);
        record.triage.decision = finding::Decision::Closed;
        record.triage.closeReason = finding::CloseReason::TestValue;
        model.putRecords({record}, FindingsModel::RecordsAre::Kept);
        QCOMPARE(model.rowOf(record.id), -1);
    }

    void marksAndAgesAreShown()
    {
        FindingsModel model;
        model.setNow(1'700'000'000);
        finding::Finding finding = test::bareFinding(4);
        finding.places = {test::fakePlace("a", sources::Reach::Head, 1'700'000'000 - 40 * 86'400)};
        finding.places[0].removedDate = finding.places[0].date + 29 * 86'400;
        model.upsert({finding});
        finding::Record record;
        record.id = finding.id;
        record.triage.severity = 90;
        record.triage.tags = {"ci", "prod"};
        record.access = finding::Access();
        record.access->scopes = {{"admin:org", finding::ScopeRisk::Admin}};
        record.claims = {{"gitleaks", "x", finding::Verdict::NotChecked, 0, {}}};
        record.isValueAbsent = true;
        model.putRecords({record});
        QCOMPARE(cell(model, 0, FindingsModel::SeverityColumn), u"90 (45)"_s);
        QCOMPARE(cell(model, 0, FindingsModel::AgeColumn), u"40 d"_s);
        QCOMPARE(cell(model, 0, FindingsModel::ExposedColumn), u"29 d"_s);
        QCOMPARE(cell(model, 0, FindingsModel::TagsColumn), u"ci, prod"_s);
        QCOMPARE(cell(model, 0, FindingsModel::ScopesColumn), u"admin:org"_s);
        QCOMPARE(cell(model, 0, FindingsModel::ToolColumn), u"rekey, gitleaks"_s);
        QCOMPARE(model.index(0, 0).data(FindingsModel::MarksRole).toInt(),
                 FindingsModel::AdminMark | FindingsModel::ClaimMark
                     | FindingsModel::ValueAbsentMark);
    }

    void anInvalidFilterChangesNothing()
    {
        FindingsModel model;
        add(model, 1, 20);
        QSignalSpy state(&model, &FindingsModel::filterState);
        model.setFilter(u"verdit:live"_s);
        QCOMPARE(model.rowCount(), 20);
        QCOMPARE(model.filter(), QString());
        QVERIFY(state.front().front().value<finding::FilterState>() == finding::FilterState::Error);
    }

    void quickCountsAreOverAllFindings()
    {
        FindingsModel model;
        model.setQuickFilters({u"provider:aws"_s, u"confidence:low"_s});
        add(model, 1, 100);
        model.setFilter(u"provider:slack"_s);
        QTRY_COMPARE(model.quickCount(0), std::size_t{25});
        QCOMPARE(model.quickCount(1), std::size_t{25});
        QCOMPARE(model.quickCount(9), std::size_t{0});
    }

    void facetsModelKeepsItsPlace()
    {
        FindingsModel findings;
        add(findings, 1, 100);
        FacetsModel facets;
        const Tester tester(&facets, Tester::FailureReportingMode::QtTest);
        facets.setGroups(findings.facets());
        QVERIFY(facets.index(0).data(FacetsModel::IsTitleRole).toBool());
        const QModelIndexList found
            = facets.match(facets.index(0), FacetsModel::TermRole, u"provider:slack"_s);
        const QPersistentModelIndex slack(found.value(0));
        QVERIFY(slack.isValid());
        findings.setFilter(u"provider:slack"_s);
        facets.setGroups(findings.facets());
        QCOMPARE(slack.data(FacetsModel::TermRole).toString(), u"provider:slack"_s);
        QCOMPARE(slack.data(FacetsModel::CountRole).toInt(), 25);
    }
};

QTEST_MAIN(TestFindingsModel)
#include "tst_findingsmodel.moc"
