// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/agreedplan.h"
#include "core/store/keyslot.h"
#include "tests/support/rotationjourney.h"
#include "ui/session/secondperson.h"
#include "ui/widgets/secretfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QFileDialog>
#include <QMessageBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::PeerProcess;
using rekey::test::RotationJourney;
using rekey::test::WindowRig;

/// A store whose rotations need two persons, in the window. Against AWS on loopback.
class TestTwoPersons : public RotationJourney
{
    Q_OBJECT

private:
    static constexpr const char *kBobs = "bob's own words";

    /// Bob becomes a member, and then the box is ticked.
    static void askForTwo(const WindowRig &rig)
    {
        const auto bob
            = store::makePassphraseSlot("bob", secret::SecretBytes::copyOf(kBobs), {1, 8192});
        rig.action(u"store.members"_s)->trigger();
        QDialog *members = waitFor(rig, u"membersDialog"_s);
        QVERIFY(members != nullptr);
        auto *box = part<QCheckBox>(members, u"membersTwoPerson"_s);
        QTRY_VERIFY(part<QPushButton>(members, u"membersAdd"_s)->isEnabled());
        QVERIFY(part<QLabel>(members, u"membersSaid"_s)->text().isEmpty());
        QVERIFY(!box->isEnabled()); // nobody else is there
        click(members, u"membersAdd"_s);
        QTRY_VERIFY(members->findChild<QDialog *>() != nullptr);
        auto *asking = members->findChild<QDialog *>();
        QTest::keyClicks(asking->findChild<QLineEdit *>(),
                         QString::fromStdString(bob->slot.offer()));
        QTest::keyClick(asking, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(box->isEnabled(), 60'000);
        QTest::mouseClick(box, Qt::LeftButton, {}, {10, box->height() / 2});
        QTRY_VERIFY_WITH_TIMEOUT(box->isChecked(), 60'000);
        QTRY_VERIFY(!part<QPushButton>(members, u"membersAdd"_s)->isEnabled());
        members->close();
    }
    static void agreeAsBob(QWidget *in, const QString &words)
    {
        QCOMPARE(part<QComboBox>(in, u"secondMember"_s)->currentText(), u"bob"_s);
        auto *field = part<ui::SecretField>(in, u"secondPassphrase"_s);
        QVERIFY(!part<QPushButton>(in, u"secondAgree"_s)->isEnabled());
        field->setFocus();
        QTest::keyClicks(field, words);
        click(in, u"secondAgree"_s);
        QVERIFY(field->isEmpty());
    }
    static QString secondText(QWidget *in) { return part<QLabel>(in, u"secondText"_s)->text(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_aws = std::make_unique<PeerProcess>(u"aws.py"_s);
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
    }
    void cleanupTestCase() { m_aws.reset(); }

    void nothingBeginsWithoutTheOther()
    {
        reset(81, 0);
        const auto rig = makeRig();
        openStore(*rig, true);
        scan(*rig);
        askForTwo(*rig);
        QDialog *page = openPage(*rig);
        QVERIFY(page != nullptr);
        giveCredential(page);
        click(page, u"rotationLook"_s);
        auto *begin = part<QPushButton>(page, u"rotationBegin"_s);
        auto *found = part<QLabel>(page, u"rotationFound"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(!found->text().isEmpty(), qPrintable(stateOf(page)), 60'000);
        QTRY_VERIFY(secondText(page).contains(u"two persons"_s));
        QVERIFY(!begin->isEnabled());

        // Not even past the button.
        auto *trouble = part<QLabel>(page, u"rotationTrouble"_s);
        begin->setEnabled(true);
        QTest::mouseClick(begin, Qt::LeftButton);
        QTRY_VERIFY2_WITH_TIMEOUT(trouble->text().contains(u"two persons"_s),
                                  qPrintable(stateOf(page)), 60'000);
        QCOMPARE(keys().size(), 1);
        QTRY_VERIFY(!begin->isEnabled());

        // The plan as a file, for elsewhere.
        const QString file = path(u"plan.json"_s);
        click(page, u"secondFile"_s);
        QTRY_VERIFY(page->findChild<QFileDialog *>(u"saveDialog"_s) != nullptr);
        auto *saving = page->findChild<QFileDialog *>(u"saveDialog"_s);
        auto *name = saving->findChild<QLineEdit *>(u"fileNameEdit"_s);
        name->setText(file);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(file));
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const auto plans = rotate::parseAgreedPlans(saved.readAll().toStdString());
        QVERIFY(plans.has_value());
        QCOMPARE(plans->front().plan.oldKey, m_oldId.toStdString());

        agreeAsBob(page, u"open sesame"_s); // it is the other one's
        QTRY_VERIFY_WITH_TIMEOUT(trouble->isVisible(), 60'000);
        QVERIFY2(trouble->text().contains(u"bob"_s), qPrintable(trouble->text()));
        QVERIFY(!begin->isEnabled());
        // After a wrong one there is a pause: who is too early tries again.
        const QDeadlineTimer deadline(60'000);
        while (!begin->isEnabled() && !deadline.hasExpired()) {
            agreeAsBob(page, QString::fromLatin1(kBobs));
            QTRY_VERIFY_WITH_TIMEOUT(begin->isEnabled() || trouble->isVisible(), 60'000);
        }
        QVERIFY2(begin->isEnabled(), qPrintable(stateOf(page)));
        QVERIFY(secondText(page).contains(u"bob has agreed"_s));
        QVERIFY(!part<QPushButton>(page, u"secondAgree"_s)->isVisible());
        QVERIFY(!trouble->isVisible());
        QCOMPARE(keys().size(), 1);
        click(page, u"rotationBegin"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(keys().size() == 2, qPrintable(stateOf(page)), 60'000);

        // The word was for one rotation.
        QTRY_VERIFY_WITH_TIMEOUT(rig->ledger.isAtRest(), 60'000);
        bool isRead = false;
        bool isGiven = true;
        const auto plan = plans->front();
        rig->ledger.run<Result<ui::SecondPerson>>(
            [plan](finding::Keeper &keeper) {
                return ui::secondPersonFor(keeper, ui::subjectsOf({plan}));
            },
            page,
            [&](const Result<ui::SecondPerson> &is) {
                isRead = true;
                isGiven = !is || !is->given.empty();
            });
        QTRY_VERIFY(isRead);
        QVERIFY(!isGiven);
    }

    void togetherTheyEndIt()
    {
        reset(82, 0);
        const auto rig = makeRig();
        openStore(*rig, true);
        scan(*rig);
        askForTwo(*rig);
        rig->action(u"store.members"_s)->trigger();
        QDialog *members = waitFor(*rig, u"membersDialog"_s);
        QVERIFY(members != nullptr);
        auto *box = part<QCheckBox>(members, u"membersTwoPerson"_s);
        QTRY_VERIFY(box->isChecked() && box->isEnabled());
        QTest::mouseClick(box, Qt::LeftButton, {}, {10, box->height() / 2});
        QTRY_VERIFY(members->findChild<QDialog *>(u"onePerson"_s) != nullptr);
        QVERIFY(box->isChecked());
        auto *asking = members->findChild<QDialog *>(u"onePerson"_s);
        QTRY_VERIFY(part<QWidget>(asking, u"secondPassphrase"_s)->isVisible());
        agreeAsBob(asking, QString::fromLatin1(kBobs));
        QTRY_VERIFY_WITH_TIMEOUT(!box->isChecked(), 60'000);
        QTRY_VERIFY(part<QPushButton>(members, u"membersAdd"_s)->isEnabled());
        members->close();

        QDialog *page = openPage(*rig);
        QVERIFY(page != nullptr);
        giveCredential(page);
        click(page, u"rotationLook"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(part<QPushButton>(page, u"rotationBegin"_s)->isEnabled(),
                                  qPrintable(stateOf(page)), 60'000);
        QVERIFY(!part<QWidget>(page, u"secondText"_s)->isVisible());
    }
};

QTEST_MAIN(TestTwoPersons)
#include "tst_twopersons.moc"
