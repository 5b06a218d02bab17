// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/detail/fakes.h"
#include "ui/detail/contextpage.h"
#include "ui/detail/contextview.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestContextPage : public QObject
{
    Q_OBJECT

    static ContextView *viewOf(const ContextPage &page)
    {
        return page.findChild<ContextView *>(u"contextView"_s);
    }

    static QString messageOf(const ContextPage &page)
    {
        const auto *label = page.findChild<QLabel *>(u"contextMessage"_s);
        return label->isVisible() ? label->text() : QString();
    }

private Q_SLOTS:
    void showsTheMaskedLines()
    {
        ContextPage page;
        page.resize(500, 300);
        page.show();
        QSignalSpy shown(&page, &ContextPage::shown);
        page.setReader([](const finding::Place &, const scan::ContextOptions &) {
            return test::someContext();
        });
        page.showPlace(test::place("src/config.py", 12), 0, 3);
        QTRY_COMPARE(shown.size(), 1);
        const ContextView *view = viewOf(page);
        QVERIFY(view->isVisible());
        QCOMPARE(view->blockCount(), 7);
        QCOMPARE(view->context().secretLine, 12u);
        QVERIFY(page.findChild<QLabel *>(u"contextPath"_s)->text().endsWith("src/config.py:12"_L1));
        QCOMPARE(page.findChild<QLabel *>(u"placePosition"_s)->text(), u"1 of 3"_s);
    }

    void barsStandOverTheirCharacters()
    {
        Colourist colourist;
        const ShownContext context = colourist.show(test::someContext(), u"config.py"_s);
        const ShownLine &line = context.lines.at(3);
        QCOMPARE(line.bars.size(), 1);
        QCOMPARE(line.text.mid(line.bars[0].begin, line.bars[0].size), u"********"_s);
        QVERIFY(line.bars[0].current);
        QVERIFY(!context.lines.at(2).bars[0].current);
        const ShownLine &escaped = context.lines.at(4);
        QCOMPARE(escaped.text.mid(escaped.muted[0].begin, escaped.muted[0].size), u"\\u202e"_s);
        QVERIFY(context.lines.at(5).text.endsWith(QChar(0x2026)));
    }

    void offsetsCountCharactersNotBytes()
    {
        scan::MaskedContext masked;
        masked.secretLine = 1;
        scan::ContextLine line;
        line.number = 1;
        line.cutBefore = true;
        line.text = "\u00fc\U0001f511 = ########";
        line.spans.push_back({static_cast<std::uint32_t>(line.text.find('#')), 8, true, 0});
        masked.lines.push_back(line);
        Colourist colourist;
        const ShownLine shown = colourist.show(masked, u"x"_s).lines.at(0);
        QCOMPARE(shown.text.mid(shown.bars[0].begin, shown.bars[0].size), u"########"_s);
    }

    void coloursFollowTheFileName()
    {
        Colourist colourist;
        QVERIFY(!colourist.show(test::someContext(), u"config.py"_s).lines.at(0).colours.isEmpty());
        QVERIFY(
            colourist.show(test::someContext(), u"no-such-kind"_s).lines.at(0).colours.isEmpty());
    }

    void barIsPaintedOpaque()
    {
        ContextView view;
        view.resize(500, 220);
        Colourist colourist;
        view.setContext(colourist.show(test::someContext(), u"config.py"_s));
        const QImage image = view.grab().toImage();
        const QTextBlock block = view.document()->findBlockByNumber(3);
        QTextCursor cursor(block);
        cursor.setPosition(block.position() + view.context().lines.at(3).bars[0].begin + 4);
        const QPoint middle = view.viewport()->mapTo(&view, view.cursorRect(cursor).center());
        // No glyph shows through: the whole stroke in the middle has one colour.
        for (int dx = -15; dx <= 15; ++dx)
            QCOMPARE(image.pixel(middle + QPoint(dx, 0)), image.pixel(middle));
        QVERIFY(image.pixel(middle) != image.pixel(image.width() - 5, image.height() - 5));
    }

    void aStaleAnswerIsDropped()
    {
        ContextPage page;
        page.show();
        QSignalSpy shown(&page, &ContextPage::shown);
        QSemaphore started;
        QSemaphore go;
        page.setReader([&](const finding::Place &place, const scan::ContextOptions &) {
            if (place.line == 12) {
                started.release();
                go.acquire();
            }
            return test::someContext(place.line);
        });
        page.showPlace(test::place("a.py", 12), 0, 2);
        started.acquire();
        page.showPlace(test::place("a.py", 50), 1, 2);
        go.release();
        QTRY_COMPARE(shown.size(), 1);
        QTest::qWait(20);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(viewOf(page)->context().secretLine, 50u);
    }

    void saysThatItReadsOnlyWhenItTakesLong()
    {
        ContextPage page;
        page.show();
        QSemaphore go;
        page.setReader([&](const finding::Place &, const scan::ContextOptions &) {
            go.acquire();
            return test::someContext();
        });
        page.showPlace(test::place("a.py", 12), 0, 1);
        QTest::qWait(50);
        QVERIFY(!messageOf(page).startsWith("Reading"_L1));
        QTRY_VERIFY(messageOf(page).startsWith("Reading"_L1));
        go.release();
        QTRY_VERIFY(viewOf(page)->isVisible());
    }

    void aChangedFileOffersAnotherScan()
    {
        ContextPage page;
        page.show();
        QSignalSpy failed(&page, &ContextPage::failed);
        QSignalSpy rescan(&page, &ContextPage::rescanRequested);
        page.setReader([](const finding::Place &,
                          const scan::ContextOptions &) -> Result<scan::MaskedContext> {
            return fail(ErrorKind::NotFound, "gone");
        });
        page.showPlace(test::place("a\x1b.py", 12), 0, 1);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(messageOf(page).contains("has changed or gone since the scan"_L1));
        QVERIFY(messageOf(page).startsWith("a\\x1b.py"_L1));
        auto *button = page.findChild<QPushButton *>(u"contextRescan"_s);
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(rescan.size(), 1);
    }

    void textThatWasNotKeptOffersNoScan()
    {
        ContextPage page;
        page.show();
        page.setReader([](const finding::Place &,
                          const scan::ContextOptions &) -> Result<scan::MaskedContext> {
            return fail(ErrorKind::NotFound, "");
        });
        page.showPlace(test::place("", 1, sources::Reach::Text), 0, 1);
        QTRY_VERIFY(messageOf(page).startsWith("The text this was found in is not kept"_L1));
        QVERIFY(!page.findChild<QPushButton *>(u"contextRescan"_s)->isVisible());
    }

    void otherErrorsSayWhy()
    {
        ContextPage page;
        page.show();
        page.setReader([](const finding::Place &,
                          const scan::ContextOptions &) -> Result<scan::MaskedContext> {
            return fail(ErrorKind::Denied, "x");
        });
        page.showPlace(test::place("a.py", 12), 0, 1);
        QTRY_VERIFY(messageOf(page).startsWith("The system refused to open a.py"_L1));
        QVERIFY(!page.findChild<QPushButton *>(u"contextRescan"_s)->isVisible());
    }

    void moreAndFewerLinesStayWithinTheirRange()
    {
        ContextPage page;
        page.show();
        std::atomic<std::uint32_t> asked = 0;
        page.setReader([&](const finding::Place &, const scan::ContextOptions &options) {
            asked = options.linesAround;
            return test::someContext();
        });
        page.showPlace(test::place("a.py", 12), 0, 1);
        QTRY_COMPARE(asked.load(), 3u);
        QTest::mouseClick(page.findChild<QToolButton *>(u"moreLines"_s), Qt::LeftButton);
        QTRY_COMPARE(asked.load(), 4u);
        page.setLinesAround(99);
        QTRY_COMPARE(asked.load(), 20u);
        QVERIFY(!page.findChild<QToolButton *>(u"moreLines"_s)->isEnabled());
        page.setLinesAround(-5);
        QTRY_COMPARE(asked.load(), 1u);
        QVERIFY(!page.findChild<QToolButton *>(u"fewerLines"_s)->isEnabled());
    }

    void theSamePlaceIsNotReadTwice()
    {
        ContextPage page;
        std::atomic<int> reads = 0;
        page.setReader([&](const finding::Place &, const scan::ContextOptions &) {
            ++reads;
            return test::someContext();
        });
        QSignalSpy shown(&page, &ContextPage::shown);
        page.showPlace(test::place("a.py", 12), 0, 1);
        QTRY_COMPARE(shown.size(), 1);
        page.showPlace(test::place("a.py", 12), 0, 2);
        QTest::qWait(20);
        QCOMPARE(reads.load(), 1);
    }

    void goingAwayWhileReadingIsSound()
    {
        QSemaphore started;
        auto page = std::make_unique<ContextPage>();
        page->setReader([&](const finding::Place &, const scan::ContextOptions &) {
            started.release();
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
            return test::someContext();
        });
        page->showPlace(test::place("a.py", 12), 0, 1);
        started.acquire();
        page.reset();
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestContextPage)
#include "tst_contextpage.moc"
