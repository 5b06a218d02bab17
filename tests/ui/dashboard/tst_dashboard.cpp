// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filter.h"
#include "tests/core/finding/fakefindings.h"
#include "ui/dashboard/dashboardpage.h"
#include "ui/widgets/barbutton.h"
#include "ui/widgets/chartcard.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;

namespace {

constexpr std::int64_t kNow = 1'760'000'000;

finding::FindingIndex makeIndex()
{
    finding::FindingIndex index;
    const std::vector<std::string> names = {"payments", "web", "tools"};
    index.setSources(names);
    index.upsert(test::manyFindings(1, 500));
    return index;
}

finding::Statistics makeStatistics(bool withAuthors = false)
{
    const std::vector<finding::StatisticsSource> sources
        = {{"payments", "git repository", 1000, 300}, {"web", "folder", 500, 0}};
    return finding::countStatistics(makeIndex(), sources,
                                    {.now = kNow, .withAuthors = withAuthors});
}

ui::ChartCard *card(const ui::DashboardPage &page, const QString &id)
{
    return page.findChild<ui::ChartCard *>(u"chart_"_s + id);
}

void show(ui::DashboardPage &page)
{
    page.resize(1100, 900);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

} // namespace

class TestDashboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysSoWhenThereIsNothing()
    {
        ui::DashboardPage page;
        page.setStatistics({}, {});
        show(page);
        QVERIFY(page.findChild<QLabel *>(u"dashboardEmpty"_s)->isVisible());
        QVERIFY(!page.findChild<QScrollArea *>()->isVisible());
    }

    void showsEightChartsWithNamedBars()
    {
        ui::DashboardPage page;
        page.setStatistics(makeStatistics(), {});
        show(page);
        QCOMPARE(page.cards().size(), std::size_t(8));
        std::size_t bars = 0;
        for (const ui::ChartCard *one : page.cards()) {
            QVERIFY(!one->accessibleName().isEmpty());
            for (const ui::BarButton *bar : one->bars()) {
                ++bars;
                QVERIFY(bar->accessibleName().contains(u": "_s));
                const QAccessibleInterface *spoken
                    = QAccessible::queryAccessibleInterface(const_cast<ui::BarButton *>(bar));
                QCOMPARE(spoken->role(), QAccessible::Button);
                QCOMPARE(spoken->text(QAccessible::Name), bar->accessibleName());
            }
        }
        QVERIFY(bars > 20);
    }

    void aClickOnABarAsksForItsFindings()
    {
        ui::DashboardPage page;
        page.setStatistics(makeStatistics(), {});
        show(page);
        QSignalSpy asked(&page, &ui::DashboardPage::filterRequested);
        ui::BarButton *bar = card(page, u"types"_s)->bars().front();
        QTest::mouseClick(bar, Qt::LeftButton, {}, QPoint(12, bar->height() / 2));
        QCOMPARE(asked.size(), 1);
        const QString filter = asked.front().front().toString();
        QVERIFY(filter.startsWith("type:="_L1));
        QVERIFY(!filter.contains("verdict"_L1));
    }

    void aClickOnAPartAsksForThatPart()
    {
        ui::DashboardPage page;
        page.setStatistics(makeStatistics(), {});
        show(page);
        QSignalSpy asked(&page, &ui::DashboardPage::filterRequested);
        ui::BarButton *bar = card(page, u"types"_s)->bars().front();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->partRect(0).center());
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked.front().front().toString().endsWith("verdict:live|limited"_L1));
    }

    void keysReachEveryBarAndPart()
    {
        ui::DashboardPage page;
        page.setStatistics(makeStatistics(), {});
        show(page);
        QSignalSpy asked(&page, &ui::DashboardPage::filterRequested);
        const auto &bars = card(page, u"files"_s)->bars();
        QVERIFY(bars.size() >= 3);
        bars[0]->setFocus();
        QTest::keyClick(bars[0], Qt::Key_Down);
        QVERIFY(bars[1]->hasFocus());
        QTest::keyClick(bars[1], Qt::Key_End);
        QVERIFY(bars.back()->hasFocus());
        QTest::keyClick(bars.back(), Qt::Key_Home);
        QVERIFY(bars[0]->hasFocus());
        QTest::keyClick(bars[0], Qt::Key_Return);
        QTest::keyClick(bars[0], Qt::Key_Right);
        QTest::keyClick(bars[0], Qt::Key_Return);
        QTest::keyClick(bars[0], Qt::Key_Left);
        QTest::keyClick(bars[0], Qt::Key_Space);
        QCOMPARE(asked.size(), 3);
        QVERIFY(!asked[0][0].toString().contains("verdict:"_L1));
        QVERIFY(asked[1][0].toString().contains("verdict:"_L1));
        QCOMPARE(asked[2][0].toString(), asked[0][0].toString());
        for (const auto &one : asked)
            QCOMPARE(finding::parseFilter(one[0].toString().toStdString()).state,
                     finding::FilterState::Valid);
    }

    void everyChartIsATableToo()
    {
        ui::DashboardPage page;
        page.setStatistics(makeStatistics(), {});
        show(page);
        ui::ChartCard *types = card(page, u"types"_s);
        auto *toggle = types->findChild<QAbstractButton *>(u"table_types"_s);
        QTest::mouseClick(toggle, Qt::LeftButton);
        QVERIFY(types->isTable());
        auto *table = types->findChild<QTableWidget *>();
        QVERIFY(table->isVisible());
        QCOMPARE(std::size_t(table->rowCount()), types->bars().size());
        QCOMPARE(table->columnCount(), 7);
        QSignalSpy asked(&page, &ui::DashboardPage::filterRequested);
        table->setCurrentCell(0, 1);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        page.setStatistics(makeStatistics(), {}); // it stays a table
        QVERIFY(types->isTable());
        QTest::mouseClick(toggle, Qt::LeftButton);
        QVERIFY(types->bars().front()->isVisible());
    }

    void authorsAreOffUntilAskedFor()
    {
        ui::DashboardPage page;
        page.setStatistics(makeStatistics(), {});
        show(page);
        QVERIFY(!page.withAuthors());
        QVERIFY(!card(page, u"authors"_s));
        QSignalSpy wanted(&page, &ui::DashboardPage::figuresWanted);
        QTest::mouseClick(page.findChild<QCheckBox *>(), Qt::LeftButton, {}, QPoint(8, 8));
        QCOMPARE(wanted.size(), 1);
        QVERIFY(page.withAuthors());
        page.setStatistics(makeStatistics(true), {});
        QVERIFY(card(page, u"authors"_s));
    }

    void newFiguresKeepTheFocus()
    {
        ui::DashboardPage page;
        page.setStatistics(makeStatistics(), {});
        show(page);
        ui::BarButton *bar = card(page, u"files"_s)->bars()[1];
        bar->setFocus();
        page.setStatistics(makeStatistics(), {});
        QVERIFY(bar->hasFocus());
    }

    void hostileNamesAreEscaped()
    {
        finding::Finding finding = test::bareFinding(1);
        finding.places.push_back(test::fakePlace("a/evil\u202e\n.env", sources::Reach::Head));
        finding::FindingIndex index;
        index.upsert(std::vector{finding});
        ui::DashboardPage page;
        page.setStatistics(finding::countStatistics(index, {}, {.now = kNow}), {});
        const QString name = card(page, u"files"_s)->bars().front()->accessibleName();
        QVERIFY(!name.contains(QChar(0x202e)));
        QVERIFY(!name.contains(u'\n'));
    }
};

QTEST_MAIN(TestDashboard)
#include "tst_dashboard.moc"
