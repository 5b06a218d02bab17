// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/timelinemodel.h"
#include "ui/detail/timelinepage.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestTimelinePage : public QObject
{
    Q_OBJECT

    static std::vector<finding::Event> events()
    {
        finding::Event found;
        found.number = 1;
        found.at = 1'680'436'800'123;
        found.actor = "rekey";
        found.detail = "3 places";
        found.finding.bytes[0] = std::byte{7};
        finding::Event decided = found;
        decided.number = 2;
        decided.kind = finding::EventKind::Decided;
        decided.at += 60'000;
        decided.actor = "ada";
        decided.from = "new";
        decided.to = "closed: test";
        decided.detail = "=1+1, \"quoted\"\nand \u202e more";
        return {found, decided};
    }

    static QString text(const TimelinePage &page, const char *name)
    {
        return page.findChild<QLabel *>(QString::fromLatin1(name))->text();
    }

private Q_SLOTS:
    void newestStandsFirstAndNothingIsUnescaped()
    {
        TimelineModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEvents(events());
        const auto cell
            = [&model](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, TimelineModel::What), u"Decided"_s);
        QCOMPARE(cell(0, TimelineModel::Who), u"ada"_s);
        QCOMPARE(cell(0, TimelineModel::Detail),
                 u"new to closed: test: =1+1, \"quoted\"\\nand \\u202e more"_s);
        QCOMPARE(cell(1, TimelineModel::What), u"Found"_s);
        QVERIFY(model.index(1, 0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .startsWith("Found: 3 places, "_L1));
    }

    void searchNarrows()
    {
        TimelinePage page;
        page.show();
        QCOMPARE(text(page, "timelineCount"), u"Nothing happened yet."_s);
        QVERIFY(!page.findChild<QToolButton *>(u"timelineExport"_s)->isEnabled());
        page.setEvents(events());
        QCOMPARE(text(page, "timelineCount"), u"2 events"_s);
        QTest::keyClicks(page.findChild<QLineEdit *>(u"timelineSearch"_s), u"ADA"_s);
        QCOMPARE(text(page, "timelineCount"), u"1 of 2 events"_s);
        QCOMPARE(page.findChild<QTreeView *>(u"timelineView"_s)->model()->rowCount(), 1);
        page.setNothing(u"The store is locked."_s);
        QCOMPARE(text(page, "timelineCount"), u"The store is locked."_s);
    }

    void exportHoldsAllOfIt()
    {
        TimelinePage page;
        page.setEvents(events());
        const QList<QByteArray> lines
            = page.exported(TimelinePage::Format::JsonLines).trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const QJsonObject line = QJsonDocument::fromJson(lines[1]).object();
        QCOMPARE(line.value("number"_L1).toInt(), 2);
        QCOMPARE(line.value("time"_L1).toString(), u"2023-04-02T12:01:00.123Z"_s);
        QCOMPARE(line.value("event"_L1).toString(), u"decided"_s);
        QCOMPARE(line.value("to"_L1).toString(), u"closed: test"_s);
        const QList<QByteArray> rows = page.exported(TimelinePage::Format::Csv).split('\n');
        QCOMPARE(rows[0], "number,time,secret,event,actor,from,to,detail\r");
        QVERIFY2(rows[2].endsWith("\"'=1+1, \"\"quoted\"\"\\nand \\u202e more\"\r"),
                 rows[2].constData());
    }

    void exportIsAskedForByMenu()
    {
        TimelinePage page;
        page.setEvents(events());
        page.show();
        QSignalSpy asked(&page, &TimelinePage::exportRequested);
        page.findChild<QToolButton *>(u"timelineExport"_s)->menu()->actions().at(1)->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().value<TimelinePage::Format>(), TimelinePage::Format::Csv);
    }
};

QTEST_MAIN(TestTimelinePage)
#include "tst_timelinepage.moc"
