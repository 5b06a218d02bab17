// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visibletext.h"
#include "tests/ui/detail/fakes.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/peek.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

namespace {

/// A window with the pane and another place for the keyboard.
struct Window : QWidget
{
    QLineEdit *elsewhere = new QLineEdit(this);
    DetailPane *pane = new DetailPane(this);
    rules::Kind kind = rules::Kind::Token;
    std::string value = test::madeUpValue();

    Window()
    {
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(elsewhere);
        layout->addWidget(pane);
        DetailReaders readers;
        readers.context = [](const finding::Place &, const scan::ContextOptions &) {
            return test::someContext();
        };
        readers.value = [this](const finding::Finding &) -> Result<secret::SecretBytes> {
            return secret::SecretBytes::copyOf(value);
        };
        readers.facts = [this](const finding::Finding &) { return FindingFacts{kind, {}}; };
        pane->setReaders(std::move(readers));
        pane->setFinding(test::someFinding());
        resize(520, 640);
        show();
        activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(this));
        elsewhere->setFocus();
    }

    [[nodiscard]] PeekCanvas *canvas() const { return findChild<PeekCanvas *>(u"peekCanvas"_s); }
    [[nodiscard]] PeekPanel *panel() const { return findChild<PeekPanel *>(u"peekPanel"_s); }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return findChild<QPushButton *>(QString::fromLatin1(name));
    }
};

} // namespace

class TestPeek : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void paintsTheValueAndCountsDown()
    {
        Window window;
        QSignalSpy peeked(window.pane, &DetailPane::peeked);
        QTest::mouseClick(window.button("detailPeek"), Qt::LeftButton);
        QTRY_VERIFY(window.pane->isPeeking());
        QCOMPARE(peeked.size(), 1);
        QCOMPARE(window.findChild<QLabel *>(u"peekCountdown"_s)->text(), u"hides in 10 s"_s);
        const QImage shown = window.canvas()->grab().toImage();
        int inked = 0;
        for (int x = 0; x < shown.width(); ++x) {
            for (int y = 0; y < shown.height(); ++y)
                inked += shown.pixel(x, y) != shown.pixel(0, 0);
        }
        QVERIFY2(inked > 200, qPrintable(QString::number(inked)));
    }

    void closesWhenTheTimeIsOver()
    {
        Window window;
        window.pane->setPeekDuration(std::chrono::milliseconds(200));
        QElapsedTimer timer;
        window.pane->peek();
        QTRY_VERIFY(window.pane->isPeeking());
        timer.start();
        QTRY_VERIFY(!window.pane->isPeeking());
        QVERIFY(timer.elapsed() >= 100);
        QVERIFY(window.panel()->isHidden());
        QVERIFY(!window.canvas()->hasValue());
        // The keyboard goes back to where it was.
        QVERIFY(window.elsewhere->hasFocus());
    }

    void closesOnEscape()
    {
        Window window;
        window.pane->peek();
        QTRY_VERIFY(window.panel()->hasFocus());
        QTest::keyClick(window.panel(), Qt::Key_Escape);
        QVERIFY(!window.pane->isPeeking());
        QVERIFY(window.elsewhere->hasFocus());
    }

    void closesOnFocusLoss()
    {
        Window window;
        window.pane->peek();
        QTRY_VERIFY(window.pane->isPeeking());
        window.elsewhere->setFocus();
        QVERIFY(!window.pane->isPeeking());
    }

    void closesWhenAnotherWindowComesForward()
    {
        Window window;
        window.pane->peek();
        QTRY_VERIFY(window.pane->isPeeking());
        QLineEdit other;
        other.show();
        other.activateWindow();
        QTRY_VERIFY(!window.pane->isPeeking());
    }

    void closesOnRowChangeButNotOnAnUpdate()
    {
        Window window;
        window.pane->peek();
        QTRY_VERIFY(window.pane->isPeeking());
        auto updated = test::someFinding();
        updated.places.push_back(test::place("z.py", 1));
        window.pane->setFinding(updated);
        QVERIFY(window.pane->isPeeking());
        window.pane->setFinding(test::someFinding(7));
        QVERIFY(!window.pane->isPeeking());
        QVERIFY(!window.canvas()->hasValue());
    }

    void aValueThatComesAfterTheRowChangedIsNotShown()
    {
        Window window;
        window.pane->peek();
        window.pane->setFinding(test::someFinding(7));
        QTest::qWait(50);
        QVERIFY(!window.pane->isPeeking());
    }

    void closesWhenHiddenAndStaysClosed()
    {
        Window window;
        window.pane->peek();
        QTRY_VERIFY(window.pane->isPeeking());
        window.pane->hide();
        QVERIFY(!window.pane->isPeeking());
        window.pane->show();
        QVERIFY(window.panel()->isHidden());
    }

    void privateKeysAskEachTime()
    {
        for (const rules::Kind kind : {rules::Kind::PrivateKey, rules::Kind::ConnectionString}) {
            Window window;
            window.kind = kind;
            for (int round = 0; round < 2; ++round) {
                window.pane->peek();
                QVERIFY(window.panel()->isVisible());
                QVERIFY(!window.pane->isPeeking());
                QTest::mouseClick(window.button("peekShow"), Qt::LeftButton);
                QTRY_VERIFY(window.pane->isPeeking());
                QTest::mouseClick(window.button("peekClose"), Qt::LeftButton);
                QVERIFY(!window.pane->isPeeking());
            }
        }
    }

    void enterOnTheQuestionShowsNothing()
    {
        Window window;
        window.kind = rules::Kind::PrivateKey;
        QSignalSpy peeked(window.pane, &DetailPane::peeked);
        window.pane->peek();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTest::qWait(30);
        QVERIFY(peeked.isEmpty());
        QVERIFY(window.panel()->isHidden());
    }

    void nothingButThePictureHoldsTheValue()
    {
        Window window;
        window.pane->peek();
        QTRY_VERIFY(window.pane->isPeeking());
        const QString value = QString::fromStdString(window.value);
        const QStringList texts = test::visibleText(&window);
        QVERIFY(texts.size() > 50);
        QVERIFY(texts.contains(u"ghp_....4f7a"_s));
        for (const QString &text : texts) {
            for (qsizetype at = 0; at + 8 <= value.size(); ++at)
                QVERIFY2(!text.contains(value.mid(at, 8)), qPrintable(text));
        }
    }

    void aValueThatCannotBeReadSaysSo()
    {
        Window window;
        DetailReaders readers;
        readers.value = [](const finding::Finding &) -> Result<secret::SecretBytes> {
            return fail(ErrorKind::Malformed, "the value was sealed elsewhere");
        };
        readers.facts
            = [](const finding::Finding &) { return FindingFacts{rules::Kind::Token, {}}; };
        window.pane->setReaders(std::move(readers));
        QSignalSpy message(window.pane, &DetailPane::message);
        window.pane->peek();
        QTRY_COMPARE(message.size(), 1);
        QVERIFY(message[0][0].toString().contains("sealed elsewhere"_L1));
        QVERIFY(!window.pane->isPeeking());
    }

    void longAndMultiLineValuesWrap()
    {
        PeekCanvas canvas;
        canvas.setValue(secret::SecretBytes::copyOf(std::string(64, 'x')));
        const int one = canvas.heightForWidth(2000);
        QVERIFY(canvas.heightForWidth(200) > one);
        canvas.setValue(secret::SecretBytes::copyOf(std::string("a\r\nb\nc")));
        QCOMPARE(canvas.heightForWidth(2000) - one, 2 * canvas.fontMetrics().lineSpacing());
    }
};

QTEST_MAIN(TestPeek)
#include "tst_peek.moc"
