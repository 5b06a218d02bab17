// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visibletext.h"
#include "ui/lock/lockpage.h"
#include "ui/widgets/secretfield.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace rekey;
using namespace rekey::ui;

class TestLockPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<LockPage> m_page;
    QStringList m_tried;

    SecretField *field() const { return m_page->findChild<SecretField *>(u"lockField"_s); }
    QPushButton *button() const { return m_page->findChild<QPushButton *>(u"lockUnlock"_s); }
    QString said() const { return m_page->findChild<QLabel *>(u"lockSaid"_s)->text(); }

private Q_SLOTS:
    void init()
    {
        m_tried.clear();
        m_page = std::make_unique<LockPage>();
        m_page->setFirstDelay(50ms);
        m_page->setNeedsPassphrase(true);
        connect(m_page.get(), &LockPage::unlockRequested, this,
                [this](const std::shared_ptr<const secret::SecretBytes> &typed) {
                    m_tried.append(
                        QString::fromUtf8(typed->view().data(), qsizetype(typed->view().size())));
                });
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->start();
    }

    void enterTriesWhatWasTypedAndEmptiesTheField()
    {
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), u"abcx"_s);
        QTest::keyClick(field(), Qt::Key_Backspace);
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(m_tried, QStringList({u"abc"_s}));
        QVERIFY(field()->isEmpty());
        QVERIFY(!field()->isEnabled());
    }

    void eachWrongOneWaitsLonger()
    {
        qint64 last = 0;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClicks(field(), u"no"_s);
            QTest::keyClick(field(), Qt::Key_Return);
            m_page->refuse(u"That is wrong."_s);
            QVERIFY(said().startsWith("That is wrong."_L1));
            QElapsedTimer clock;
            clock.start();
            QTest::mouseClick(button(), Qt::LeftButton); // too early
            QTRY_VERIFY(field()->isEnabled());
            QVERIFY2(clock.elapsed() > last, qPrintable(QString::number(clock.elapsed())));
            QVERIFY(clock.elapsed() >= 45LL << i);
            last = (45LL << i);
        }
        QCOMPARE(m_tried.size(), 3);
    }

    /// Neither a property nor assistive tools know anything of what was typed.
    void whatIsTypedIsInNoText()
    {
        const QString typed = u"Correct"_s + u"Horse"_s;
        QTest::keyClicks(field(), typed);
        QVERIFY(!field()->isEmpty());
        for (const QString &text : test::visibleText(m_page.get()))
            QVERIFY2(!text.contains(typed) && !text.contains(u"12"_s), qPrintable(text));
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(field());
        QVERIFY(interface->state().passwordEdit);
        QCOMPARE(interface->text(QAccessible::Name), u"Passphrase"_s);
        QCOMPARE(interface->role(), QAccessible::EditableText);
    }

    void aPasteIsTakenAndLettersOfManyBytesAreOne()
    {
        QGuiApplication::clipboard()->setText(u"pä\nsecond line"_s);
        QTest::keyClick(field(), Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(field(), Qt::Key_Backspace);
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(m_tried, QStringList({u"p"_s}));
        QGuiApplication::clipboard()->clear();
    }

    void withoutAPassphraseOneClickIsEnough()
    {
        m_page->setNeedsPassphrase(false);
        m_page->start();
        QVERIFY(!field()->isVisible());
        QTRY_VERIFY(button()->hasFocus());
        QTest::keyClick(button(), Qt::Key_Space);
        QCOMPARE(m_tried, QStringList({u""_s}));
    }

    void everyControlHasAName() { QVERIFY(test::unnamedControls(m_page.get()).isEmpty()); }
};

QTEST_MAIN(TestLockPage)
#include "tst_lockpage.moc"
