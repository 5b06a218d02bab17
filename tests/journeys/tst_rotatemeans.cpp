// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gatedtransport.h"
#include "tests/support/rotationjourney.h"
#include "ui/widgets/secretfield.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QThreadPool>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::Gate;
using rekey::test::PeerProcess;
using rekey::test::RotationJourney;
using rekey::test::WindowRig;

/// What a rotation is done with: the administrator's credential from the keyring or a file, and a
/// command that finds out whether a consumer works. Against AWS on loopback.
class TestRotateMeans : public RotationJourney
{
    Q_OBJECT

private:
    static void fromMenu(QDialog *page, const QString &id)
    {
        auto *button = part<QPushButton>(page, u"rotationPart_admin_from"_s);
        QVERIFY(button->isVisible() && !button->accessibleName().isEmpty());
        auto *action = part<QAction>(page, u"rotationPart_admin"_s + id);
        Q_EMIT button->menu()->aboutToShow();
        QVERIFY(action->isEnabled());
        action->trigger();
    }
    static void nameEntry(const WindowRig &rig, const QString &expected, const QString &name)
    {
        const QString id = u"rotationPart_admin_entry"_s;
        QTRY_VERIFY(dialog(rig, id) != nullptr);
        QDialog *asking = dialog(rig, id);
        auto *line = asking->findChild<QLineEdit *>();
        QCOMPARE(line->text(), expected);
        line->selectAll();
        QTest::keyClicks(line, name);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(dialog(rig, id) == nullptr);
    }
    void giveId(QDialog *page) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(
            page->findChild<QWidget *>(u"rotationPart_admin_key_id"_s) != nullptr, 60'000);
        auto *id = part<QLineEdit>(page, u"rotationPart_admin_key_id"_s);
        id->setFocus();
        QTest::keyClicks(id, m_adminId);
    }
    static void lookAndSee(QDialog *page)
    {
        click(page, u"rotationLook"_s);
        auto *found = part<QLabel>(page, u"rotationFound"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(found->text().contains(u"the one to be rotated"_s),
                                  qPrintable(stateOf(page)), 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_aws = std::make_unique<PeerProcess>(u"aws.py"_s);
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
    }
    void cleanupTestCase() { m_aws.reset(); }

    void theCredentialIsKeptInTheKeyringAndTakenFromIt()
    {
        const auto [rig, page] = openLeak(51);
        QVERIFY(page != nullptr);
        giveId(page);
        auto *field = part<ui::SecretField>(page, u"rotationPart_admin"_s);
        auto *look = part<QPushButton>(page, u"rotationLook"_s);
        auto *trouble = part<QLabel>(page, u"rotationTrouble"_s);

        fromMenu(page, u"_keyring"_s);
        nameEntry(*rig, u"aws/admin"_s, u"team/nobody"_s);
        QTRY_VERIFY(trouble->isVisible());
        QVERIFY2(trouble->text().contains(u"team/nobody"_s), qPrintable(trouble->text()));
        QVERIFY(!look->isEnabled());

        field->setFocus();
        QTest::keyClicks(field, m_adminSecret);
        fromMenu(page, u"_keep"_s);
        nameEntry(*rig, u"team/nobody"_s, u"team/aws"_s);
        QTRY_COMPARE(rig->keyring.value("team/aws"), m_adminSecret.toStdString());
        QTRY_VERIFY(field->isEmpty()); // it is in the keyring's name, not in the field
        QVERIFY(field->accessibleDescription().contains(u"team/aws"_s));
        QVERIFY(look->isEnabled());

        // Another account's does not take its place unasked.
        QTest::keyClicks(field, u"other"_s);
        fromMenu(page, u"_keep"_s);
        nameEntry(*rig, u"team/aws"_s, u"team/aws"_s);
        const QString replace = u"rotationPart_admin_replace"_s;
        QTRY_VERIFY(dialog(*rig, replace) != nullptr);
        QTest::keyClick(dialog(*rig, replace), Qt::Key_Escape);
        QTRY_VERIFY(dialog(*rig, replace) == nullptr);
        QCOMPARE(rig->keyring.value("team/aws"), m_adminSecret.toStdString());
        QVERIFY(!field->isEmpty());
        field->wipe();

        // A wrong one that is typed counts until the right one is taken.
        QTest::keyClicks(field, u"wrong"_s);
        fromMenu(page, u"_keyring"_s);
        nameEntry(*rig, u"team/aws"_s, u"team/aws"_s);
        QTRY_VERIFY(field->isEmpty() && look->isEnabled());
        lookAndSee(page);
    }

    void anAnswerOfTheKeyringThatIsLateChangesNothing()
    {
        const auto [rig, page] = openLeak(53);
        QVERIFY(page != nullptr);
        QVERIFY(rig->keyring.ports().keep("aws/admin", secret::SecretBytes::copyOf("kept")));
        giveId(page);
        auto *field = part<ui::SecretField>(page, u"rotationPart_admin"_s);
        const auto isIdle = [] { return QThreadPool::globalInstance()->waitForDone(10'000); };

        auto held = rig->keyring.hold();
        fromMenu(page, u"_keyring"_s);
        nameEntry(*rig, u"aws/admin"_s, u"aws/admin"_s);
        field->setFocus();
        QTest::keyClicks(field, u"typed"_s); // meanwhile
        held.unlock();
        QVERIFY(isIdle());
        QCoreApplication::processEvents();
        QCOMPARE(field->typed().view(), std::string_view("typed"));

        held = rig->keyring.hold();
        fromMenu(page, u"_keep"_s);
        nameEntry(*rig, u"aws/admin"_s, u"aws/new"_s);
        QTest::keyClicks(field, u" more"_s);
        held.unlock();
        QVERIFY(isIdle());
        QCoreApplication::processEvents();
        QVERIFY(isIdle());
        QCoreApplication::processEvents();
        QCOMPARE(rig->keyring.value("aws/new"), std::string()); // it was asked for another value
        QCOMPARE(field->typed().view(), std::string_view("typed more"));
    }

    void whatIsGivenWhileItLooksIsLookedAtAgain()
    {
        Gate gate;
        const auto [rig, page] = openLeak(54, gate.checks());
        QVERIFY(page != nullptr);
        giveCredential(page);
        gate.closeFor({});
        click(page, u"rotationLook"_s);
        auto *field = part<ui::SecretField>(page, u"rotationPart_admin"_s);
        field->setFocus();
        QTest::keyClicks(field, u"x"_s);
        gate.open();
        auto *found = part<QLabel>(page, u"rotationFound"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(found->text().contains(u"the one to be rotated"_s),
                                  qPrintable(stateOf(page)), 60'000);
        QVERIFY(!part<QPushButton>(page, u"rotationBegin"_s)->isEnabled());
        QTest::keyClick(field, Qt::Key_Backspace);
        lookAndSee(page);
        QTRY_VERIFY(part<QPushButton>(page, u"rotationBegin"_s)->isEnabled());
    }

    void aSecondRotationOfTheSameKeyIsRefused()
    {
        const auto [rig, late] = openLeak(55);
        QVERIFY(late != nullptr);
        giveCredential(late);
        lookAndSee(late);
        late->setObjectName(u"lateRun"_s); // the next one is looked for by its name
        QDialog *page = openPage(*rig);
        QVERIFY(page != nullptr && page != late);
        giveCredential(page);
        lookAndSee(page);
        click(page, u"rotationBegin"_s);
        auto *state = part<QLabel>(page, u"rotationState"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(state->text().startsWith(u"Stopped"_s), qPrintable(stateOf(page)),
                                  60'000);
        click(late, u"rotationBegin"_s);
        auto *trouble = part<QLabel>(late, u"rotationTrouble"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            trouble->isVisible() && trouble->text().contains(u"R-0001 of it is not at its end"_s),
            60'000);
        QCOMPARE(requests().count(u"CreateAccessKey"_s), 1);
    }

    void theCredentialComesFromAFileAndACommandSeesTheConsumerWork()
    {
        const auto [rig, page] = openLeak(52);
        QVERIFY(page != nullptr);
        giveId(page);
        auto *look = part<QPushButton>(page, u"rotationLook"_s);
        rig->chosenPath = path(u"not there"_s);
        fromMenu(page, u"_file"_s);
        auto *trouble = part<QLabel>(page, u"rotationTrouble"_s);
        QVERIFY(trouble->isVisible() && trouble->text().contains(u"not there"_s));
        QVERIFY(!look->isEnabled());
        rig->chosenPath = path(u"admin.txt"_s);
        {
            QFile file(rig->chosenPath);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(m_adminSecret.toUtf8() + "\nand what else stands in it\n");
        }
        fromMenu(page, u"_file"_s);
        QVERIFY(!trouble->isVisible());
        lookAndSee(page);

        choose(page, u"aws.ini"_s);
        rig->chosenPath = path(u"new.key"_s);
        click(page, u"rotationToFile"_s);
        auto *command = part<QLineEdit>(page, u"rotationCommand"_s);
        const QString seen = path(u"seen"_s);
        const QString check
            = u"test -n \"$REKEY_KEY_ID\" && grep -q \"$REKEY_KEY_ID\" '%1'"_s.arg(seen);
        QTRY_VERIFY(command->isEnabled());
        command->setFocus();
        QTest::keyClicks(command, check);
        click(page, u"rotationCheckWith"_s);
        auto *list = part<QTreeWidget>(page, u"rotationConsumersList"_s);
        QTRY_VERIFY(list->topLevelItem(0)->toolTip(2).contains(u"REKEY_KEY_ID"_s));

        click(page, u"rotationBegin"_s);
        auto *state = part<QLabel>(page, u"rotationState"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(state->text().startsWith(u"Needs you"_s),
                                  qPrintable(stateOf(page)), 60'000);
        // Its id alone is what the command was given, and it was not seen.
        QString made;
        const auto all = keys();
        for (auto key = all.begin(); key != all.end(); ++key) {
            if (key.key() != m_oldId)
                made = key.key();
        }
        QVERIFY(!made.isEmpty());
        click(page, u"rotationAgain"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(state->text().startsWith(u"Needs you"_s),
                                  qPrintable(stateOf(page)), 60'000);
        {
            QFile file(seen);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(made.toUtf8());
        }
        click(page, u"rotationAgain"_s);
        auto *typed = part<QLineEdit>(page, u"rotationTyped"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(typed->isVisible(), qPrintable(stateOf(page)), 60'000);
        QCOMPARE(keys().value(m_oldId)["status"_L1].toString(), u"Inactive"_s);
        typed->setFocus();
        QTest::keyClicks(typed, m_oldId.right(4));
        click(page, u"rotationApprove"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(isDone(page), qPrintable(stateOf(page)), 60'000);
        QVERIFY(!keys().contains(m_oldId));
    }
};

QTEST_MAIN(TestRotateMeans)
#include "tst_rotatemeans.moc"
