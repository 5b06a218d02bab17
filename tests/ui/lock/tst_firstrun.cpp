// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visibletext.h"
#include "ui/lock/firstrundialog.h"
#include "ui/widgets/secretfield.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestFirstRun : public QObject
{
    Q_OBJECT

    std::unique_ptr<FirstRunDialog> m_dialog;
    std::optional<FirstRunDialog::Answers> m_answers;

    template <typename T> T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void open(bool hasKeyring)
    {
        m_answers.reset();
        m_dialog = std::make_unique<FirstRunDialog>(hasKeyring);
        connect(m_dialog.get(), &FirstRunDialog::answered, this,
                [this](const FirstRunDialog::Answers &answers) { m_answers = answers; });
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    static void enter() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); }

private Q_SLOTS:
    void enterThriceIsEnough()
    {
        open(false);
        for (int i = 0; i < 3; ++i) {
            QTRY_VERIFY(QApplication::focusWidget());
            QVERIFY(!m_answers);
            enter();
        }
        QVERIFY(m_answers);
        QCOMPARE(m_answers->protection, StoreProtection::Memory);
        QCOMPARE(m_answers->role, u"engineer"_s);
        QVERIFY(!m_dialog->isVisible());
    }

    void skippingWritesNothing()
    {
        open(true);
        QTest::mouseClick(child<QPushButton>(u"firstRunSkip"_s), Qt::LeftButton);
        QVERIFY(m_answers);
        QCOMPARE(m_answers->protection, StoreProtection::Memory);
    }

    void aKeyringIsOfferedOnlyWhereThereIsOne()
    {
        open(false);
        QVERIFY(!child<QRadioButton>(u"storeKeyring"_s));
        open(true);
        QVERIFY(child<QRadioButton>(u"storeKeyring"_s)->isChecked());
    }

    void aPassphraseIsTypedTwiceAndItsLossIsSaid()
    {
        open(false);
        QTest::mouseClick(child<QRadioButton>(u"storePassphrase"_s), Qt::LeftButton, {},
                          QPoint(8, child<QRadioButton>(u"storePassphrase"_s)->height() / 2));
        QVERIFY(child<QLabel>(u"passphraseWarning"_s)->isVisible());
        QVERIFY(child<QLabel>(u"passphraseWarning"_s)->text().contains("lost"_L1));
        auto *next = child<QPushButton>(u"firstRunNext"_s);
        QVERIFY(!next->isEnabled());
        auto *first = child<SecretField>(u"passphraseFirst"_s);
        auto *second = child<SecretField>(u"passphraseSecond"_s);
        QTest::keyClicks(first, u"long enough"_s);
        QTest::keyClicks(second, u"long enougx"_s);
        QVERIFY(!next->isEnabled());
        QTest::keyClick(second, Qt::Key_Backspace);
        QTest::keyClicks(second, u"h"_s);
        QVERIFY(next->isEnabled());
        QTest::mouseClick(next, Qt::LeftButton);
        QTest::mouseClick(child<QRadioButton>(u"roleResponder"_s), Qt::LeftButton, {},
                          QPoint(8, child<QRadioButton>(u"roleResponder"_s)->height() / 2));
        QTest::mouseClick(next, Qt::LeftButton);
        QTest::mouseClick(next, Qt::LeftButton);
        QVERIFY(m_answers && m_answers->passphrase);
        QVERIFY(m_answers->passphrase->view() == "long enough");
        QCOMPARE(m_answers->role, u"responder"_s);
        QVERIFY(first->isEmpty() && second->isEmpty());
    }

    void everyControlHasAName()
    {
        open(true);
        for (int step = 0; step < 3; ++step) {
            m_dialog->showStep(step);
            QVERIFY2(test::unnamedControls(m_dialog.get()).isEmpty(),
                     qPrintable(test::unnamedControls(m_dialog.get()).join(u'\n')));
        }
    }
};

QTEST_MAIN(TestFirstRun)
#include "tst_firstrun.moc"
