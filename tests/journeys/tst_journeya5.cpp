// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/keptrun.h"
#include "tests/support/failingdisk.h"
#include "tests/support/rotationjourney.h"
#include "ui/paste/pastedialog.h"
#include "ui/session/rotationsession.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTextBrowser>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FailingDisk;
using rekey::test::PeerProcess;
using rekey::test::RotationJourney;
using rekey::test::WindowRig;

namespace {

/// The network, but the store's disk is full once a key was made.
class FillingTransport final : public provider::Transport
{
public:
    explicit FillingTransport(std::unique_ptr<provider::Transport> real)
        : m_real(std::move(real))
    {
    }
    Result<provider::Answer> send(const provider::Request &request, std::stop_token stop) override
    {
        auto answer = m_real->send(request, std::move(stop));
        if (request.body.view().contains("CreateAccessKey")
            || request.target.view().contains("CreateAccessKey"))
            FailingDisk::failAfter(0);
        return answer;
    }

private:
    std::unique_ptr<provider::Transport> m_real;
};

} // namespace

/// Stories A5, A6 and A7, against AWS on loopback: a leaked key is rotated from the window, a
/// rotation whose answer was lost is gone on with after the program was started again, and what
/// strangers see is switched off first.
class TestJourneyA5 : public RotationJourney
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_aws = std::make_unique<PeerProcess>(u"aws.py"_s); }
    void cleanupTestCase() { m_aws.reset(); }

    void a5TheKeyIsRotatedFromTheWindow()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        reset(21, 1.5);
        const auto rig = makeRig();
        openStore(*rig, true);
        scan(*rig);
        sealForThree(*rig);
        const std::vector<seal::SealRecord> before = sealsOf(*rig);
        QCOMPARE(before.size(), 3U);

        QDialog *page = openPage(*rig);
        QVERIFY(page != nullptr);
        QCOMPARE(requests().size(), 0); // planning sends nothing
        giveCredential(page);
        auto *begin = part<QPushButton>(page, u"rotationBegin"_s);
        QVERIFY(!begin->isEnabled()); // not before somebody looked
        QVERIFY(part<QLabel>(page, u"rotationPermissions"_s)
                    ->text()
                    .contains(u"iam:CreateAccessKey"_s));
        click(page, u"rotationLook"_s);
        auto *found = part<QLabel>(page, u"rotationFound"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(found->text().contains(u"the one to be rotated"_s),
                                  qPrintable(stateOf(page)), 60'000);
        QCOMPARE(keys().size(), 1); // looking changes nothing
        QCOMPARE(rotationOf(*rig), QString());
        QSet<QString> told; // by the table, while it is shown
        connect(&rig->model(), &ui::FindingsModel::findingsTouched, page,
                [&] { told.insert(rotationOf(*rig).section(u',', 0, 0)); });

        // A way for the consumer that has no seal: the file that the key stands in now.
        choose(page, u"aws.ini"_s);
        rig->chosenPath = path(u"new.key"_s);
        click(page, u"rotationToFile"_s);
        click(page, u"rotationBegin"_s);
        for (const QString &consumer : {u"billing"_s, u"mail"_s, u"cron"_s, u"aws.ini"_s}) {
            auto *works = part<QPushButton>(page, u"rotationWorks"_s);
            choose(page, consumer);
            QTRY_VERIFY2_WITH_TIMEOUT(works->isEnabled(), qPrintable(stateOf(page)), 60'000);
            QCOMPARE(keys().value(m_oldId)["status"_L1].toString(), u"Active"_s);
            click(page, u"rotationWorks"_s);
        }

        // The seals open to the new key now, and the page of seals shows them as they are.
        auto *typed = part<QLineEdit>(page, u"rotationTyped"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(typed->isVisible(), qPrintable(stateOf(page)), 60'000);
        QCOMPARE(keys().size(), 2);
        QCOMPARE(keys().value(m_oldId)["status"_L1].toString(), u"Inactive"_s);
        auto *light = part<QLabel>(rig->window.get(), u"networkLight"_s);
        QTRY_COMPARE(light->text(), u"Rotating"_s);
        QVERIFY(told.contains(u"R-0001 running"_s));
        QTRY_VERIFY2(rotationOf(*rig).startsWith(u"R-0001 stopped after step "_s),
                     qPrintable(rotationOf(*rig))); // a person has to say the last yes
        auto *approve = part<QPushButton>(page, u"rotationApprove"_s);
        QVERIFY(approve->text().contains(m_oldId));
        QTest::keyClicks(typed, u"0000"_s);
        click(page, u"rotationApprove"_s);
        QTRY_VERIFY(part<QLabel>(page, u"rotationTrouble"_s)
                        ->text()
                        .contains(u"not the last characters"_s));
        QCOMPARE(keys().size(), 2);
        QTest::keyClicks(typed, m_oldId.right(4));
        click(page, u"rotationApprove"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(isDone(page), qPrintable(stateOf(page)), 60'000);
        QTRY_VERIFY(light->text() != u"Rotating"_s && light->text() != u"Sending"_s);
        QTRY_COMPARE(rotationOf(*rig), u"R-0001 done"_s);

        QCOMPARE(keys().size(), 1);
        const QString newId = keys().begin().key();
        const QString newSecret = keys().begin().value()["secret"_L1].toString();
        QVERIFY(newId != m_oldId);
        QVERIFY(part<QLabel>(page, u"rotationState"_s)->text().contains(newId));
        QFile file(path(u"new.key"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), newSecret.toUtf8());
        for (const seal::SealRecord &record : sealsOf(*rig)) {
            QVERIFY(record.policy.contains(newId.toStdString()));
            const auto opened = seal::openToken(record.token, m_openKey);
            QVERIFY(opened && opened->view().contains(newSecret.toStdString()));
        }
        const secret::SecretId id = rig->model().findingAt(0).id;
        QTRY_COMPARE(rig->model().record(id).evidence.verdict, finding::Verdict::Dead);
        QTRY_COMPARE(rig->model().record(id).triage.decision, finding::Decision::Closed);
        QCOMPARE(rig->model().record(id).triage.closeReason, finding::CloseReason::Rotated);

        // No value is in what the page shows.
        QStringList texts;
        for (const QLabel *label : page->findChildren<QLabel *>())
            texts.append(label->text());
        for (const QLineEdit *line : page->findChildren<QLineEdit *>())
            texts.append(line->text());
        for (const QString &value : {newSecret, m_oldSecret, m_adminSecret})
            QVERIFY(!texts.join(u' ').contains(value));
        page->close();
        filter(*rig, u"rotation:open"_s, 0);
        filter(*rig, u"rotation:done"_s, 1);
    }

    void a6WhatWasLostOnTheWayIsNamedAndMadeAgain()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        reset(22, 0);
        {
            const auto rig = makeRig();
            openStore(*rig, true);
            scan(*rig);
            QDialog *page = openPage(*rig);
            QVERIFY(page != nullptr);
            giveCredential(page);
            click(page, u"rotationLook"_s);
            // The key is made, and its answer never arrives.
            m_aws->post(u"/_peer/fault"_s,
                        {{u"action"_s, u"CreateAccessKey"_s}, {u"kind"_s, u"cut"_s}});
            click(page, u"rotationBegin"_s);
            QTRY_VERIFY2_WITH_TIMEOUT(
                part<QLabel>(page, u"rotationState"_s)->text().startsWith(u"Stopped"_s),
                qPrintable(stateOf(page)), 60'000);
            QCOMPARE(keys().size(), 2);
        }

        const auto rig = makeRig();
        openStore(*rig, false);
        auto *banner = part<ui::Banner>(rig->window.get(), {});
        QTRY_VERIFY2_WITH_TIMEOUT(banner->what().contains(u"stopped before step 1 of"_s),
                                  qPrintable(banner->what()), 60'000);
        const qsizetype asked = requests().size();
        QTest::mouseClick(part<QPushButton>(banner, u"bannerButton_rotate.resume"_s),
                          Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog(*rig, u"rotationRun"_s) != nullptr, 60'000);
        QDialog *page = dialog(*rig, u"rotationRun"_s);
        giveCredential(page);
        QCOMPARE(requests().size(), asked); // nothing before Resume is said here
        click(page, u"rotationAgain"_s);
        auto *found = part<QLabel>(page, u"rotationFound"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(found->text().contains(u"planned on, found listed, on"_s)
                                      && found->text().contains(u"Another key"_s),
                                  qPrintable(found->text() + stateOf(page)), 60'000);
        QCOMPARE(keys().size(), 2);
        click(page, u"rotationAgain"_s); // go on
        click(page, u"rotationDeleteLost"_s);
        choose(page, u"aws.ini"_s);
        rig->chosenPath = path(u"new.key"_s);
        click(page, u"rotationToFile"_s);
        click(page, u"rotationAgain"_s);
        click(page, u"rotationWorks"_s);
        auto *typed = part<QLineEdit>(page, u"rotationTyped"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(typed->isVisible(), qPrintable(stateOf(page)), 60'000);
        QTest::keyClicks(typed, m_oldId.right(4));
        click(page, u"rotationApprove"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(isDone(page), qPrintable(stateOf(page)), 60'000);
        QCOMPARE(keys().size(), 1); // no stray key is left
        QVERIFY(keys().begin().key() != m_oldId);
    }

    void aRotationIsTakenBackFromTheWindow()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        reset(23, 0);
        const auto rig = makeRig();
        openStore(*rig, true);
        scan(*rig);
        sealForThree(*rig);
        QDialog *page = openPage(*rig);
        QVERIFY(page != nullptr);
        giveCredential(page);
        click(page, u"rotationLook"_s);
        click(page, u"rotationBegin"_s);
        // One consumer has neither seal nor file: the run stops there, and says so.
        QTRY_VERIFY2_WITH_TIMEOUT(
            part<QLabel>(page, u"rotationNeed"_s)->text().contains(u"choose a file"_s),
            qPrintable(stateOf(page)), 60'000);
        QCOMPARE(keys().size(), 2);
        click(page, u"rotationBack"_s);
        QPushButton *yes = nullptr;
        QTRY_VERIFY((yes = page->findChild<QPushButton *>(u"rotationBackNow"_s)) != nullptr);
        QTest::mouseClick(yes, Qt::LeftButton);
        QTRY_VERIFY2_WITH_TIMEOUT(
            part<QLabel>(page, u"rotationState"_s)->text().startsWith(u"Taken back"_s),
            qPrintable(stateOf(page)), 60'000);
        QCOMPARE(keys().size(), 1);
        QCOMPARE(keys().value(m_oldId)["status"_L1].toString(), u"Active"_s);
        for (const seal::SealRecord &record : sealsOf(*rig)) {
            const auto opened = seal::openToken(record.token, m_openKey);
            QVERIFY(opened && opened->view().contains(m_oldSecret.toStdString()));
            QVERIFY(record.policy.contains(m_oldId.toStdString()));
        }
        // It is in the list of the store, at its end.
        QTest::keyClick(page, Qt::Key_Escape);
        rig->action(u"rotate.list")->trigger();
        QTRY_VERIFY(dialog(*rig, u"rotationsList"_s) != nullptr);
        QDialog *list = dialog(*rig, u"rotationsList"_s);
        QCOMPARE(part<QTreeWidget>(list, u"rotationsTable"_s)->topLevelItem(0)->text(3),
                 u"Taken back"_s);
        QVERIFY(!part<QPushButton>(list, u"rotationsResume"_s)->isEnabled());
    }

    void a7WhatStrangersSeeIsSwitchedOffFirst()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        reset(55, 0);
        const auto rig = makeRig();
        openStore(*rig, true);
        QGuiApplication::clipboard()->setText(u"aws_access_key_id = "_s + m_oldId
                                              + u"\naws_secret_access_key = "_s + m_oldSecret);
        rig->action(u"scan.paste")->trigger();
        auto *paste = rig->window->findChild<ui::PasteDialog *>();
        QVERIFY(paste != nullptr);
        paste->paste();
        QTRY_VERIFY(paste->result() != nullptr);
        QTest::mouseClick(part<QPushButton>(paste, u"pasteKeep"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(rig->model().totalCount() == 1 && rig->ledger.isAtRest(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(rig->window->isAtRest(), 60'000);
        rig->table()->setCurrentRow(0);

        rig->action(u"rotate.plan")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(dialog(*rig, u"rotationPlan"_s) != nullptr, 60'000);
        QDialog *plan = dialog(*rig, u"rotationPlan"_s);
        auto *everybody = part<QCheckBox>(plan, u"rotationPublic"_s);
        QTest::mouseClick(everybody, Qt::LeftButton, {}, QPoint(8, everybody->height() / 2));
        QVERIFY(everybody->isChecked());
        QVERIFY(
            part<QComboBox>(plan, u"rotationMethod"_s)->currentText().startsWith(u"Off first"_s));
        part<QPlainTextEdit>(plan, u"rotationConsumers"_s)->setPlainText(u"shop"_s);
        QVERIFY(part<QTextBrowser>(plan, u"rotationRunbook"_s)
                    ->toPlainText()
                    .contains(u"It stops working for shop"_s));
        click(plan, u"rotationGo"_s);
        QTRY_VERIFY_WITH_TIMEOUT(dialog(*rig, u"rotationRun"_s) != nullptr, 60'000);
        QDialog *page = dialog(*rig, u"rotationRun"_s);
        giveCredential(page);
        click(page, u"rotationLook"_s);
        auto *command = part<QLineEdit>(page, u"rotationCommand"_s);
        QTRY_VERIFY_WITH_TIMEOUT(command->isEnabled(), 60'000);
        QTest::keyClicks(command, u"cat > '"_s + path(u"shop.key"_s) + u"'"_s);
        click(page, u"rotationToCommand"_s);
        click(page, u"rotationBegin"_s);
        click(page, u"rotationWorks"_s);
        // Off at once, with its time; the successor was made after that.
        const QTreeWidgetItem *first = part<QTreeWidget>(page, u"rotationSteps"_s)->topLevelItem(0);
        QVERIFY(first->text(1).contains(u"off"_s));
        QCOMPARE(first->text(2), u"Done"_s);
        QVERIFY(!first->text(3).isEmpty());
        const QStringList sent = requests();
        QVERIFY(sent.indexOf(u"UpdateAccessKey"_s) < sent.indexOf(u"CreateAccessKey"_s));
        auto *typed = part<QLineEdit>(page, u"rotationTyped"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(typed->isVisible(), qPrintable(stateOf(page)), 60'000);
        QTest::keyClicks(typed, m_oldId.right(4));
        click(page, u"rotationApprove"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(isDone(page), qPrintable(stateOf(page)), 60'000);
        QFile file(path(u"shop.key"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), keys().begin().value()["secret"_L1].toString());
        const secret::SecretId id = rig->model().findingAt(0).id;
        QTRY_COMPARE(rig->model().record(id).evidence.verdict, finding::Verdict::Dead);
        QTRY_COMPARE(rig->model().record(id).triage.closeReason, finding::CloseReason::Rotated);
        // Each step stands in the timeline.
        bool isRead = false;
        int steps = 0;
        rig->ledger.run<Result<std::vector<finding::Event>>>(
            [id](finding::Keeper &keeper) { return keeper.timeline(id); }, &rig->ledger,
            [&](const Result<std::vector<finding::Event>> &events) {
                steps = static_cast<int>(std::ranges::count(
                    *events, finding::EventKind::RotationStep, &finding::Event::kind));
                isRead = true;
            });
        QTRY_VERIFY(isRead);
        QVERIFY2(steps >= 9, qPrintable(QString::number(steps)));
    }

    void closingThePageStopsBeforeTheNextStep()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        reset(25, 0);
        const auto rig = makeRig();
        openStore(*rig, true);
        scan(*rig);
        QDialog *page = openPage(*rig);
        QVERIFY(page != nullptr);
        giveCredential(page);
        click(page, u"rotationLook"_s);
        click(page, u"rotationBegin"_s);
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(rig->window->findChild<ui::RotationSession *>() == nullptr,
                                 60'000);
        QVERIFY(!requests().contains(u"CreateAccessKey"_s));
        QCOMPARE(keys().size(), 1);
        QTRY_VERIFY2(rotationOf(*rig).startsWith(u"R-0001 stopped before step 1 of "_s),
                     qPrintable(rotationOf(*rig)));
        filter(*rig, u"rotation:none"_s, 0);
        filter(*rig, u"rotation:stopped"_s, 1);
        // It is kept, and can be gone on with.
        rig->action(u"rotate.list"_s)->trigger();
        QTRY_VERIFY(dialog(*rig, u"rotationsList"_s) != nullptr);
        QDialog *list = dialog(*rig, u"rotationsList"_s);
        QVERIFY(part<QTreeWidget>(list, u"rotationsTable"_s)
                    ->topLevelItem(0)
                    ->text(3)
                    .startsWith(u"Before step 1"_s));
        QTest::mouseClick(part<QPushButton>(list, u"rotationsResume"_s), Qt::LeftButton);
        QTRY_VERIFY(dialog(*rig, u"rotationRun"_s) != nullptr);
        dialog(*rig, u"rotationRun"_s)->close();

        // Another program ends it, while the table is shown.
        const auto other = ui::coreStores(path(u"identity.key"_s).toStdString())
                               .open(path(u"store.db"_s), false)();
        QVERIFY(other && (*other)->unlock(*words()));
        auto *runs = dynamic_cast<finding::RunKeeper *>(other->get());
        const rotate::Entry ended{rotate::Phase::Ended, 0, 1'700'000'000, {"given up", "no time"}};
        QVERIFY(rotate::KeptJournal(*runs, rig->model().idAt(0)).append("R-0001", ended));
        QTRY_COMPARE(rig->model().shownCount(), 0);
        filter(*rig, u"rotation:given-up"_s, 1);
        QCOMPARE(rotationOf(*rig), u"R-0001 given up"_s);
        rig->ledger.lock();
        QTRY_COMPARE(rig->ledger.state(), finding::KeeperState::Locked);
        QTRY_COMPARE(rotationOf(*rig), QString());
    }

    void thePageStaysWhileTheOnlyCopyOfAValueIsInIt()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        reset(26, 0);
        FailingDisk::install();
        ui::CheckPorts checks = ui::coreChecks();
        checks.transport = [real = checks.transport](const provider::NetworkSettings &settings) {
            return std::make_unique<FillingTransport>(real(settings));
        };
        const auto rig = makeRig(checks, ui::coreStores(path(u"identity.key"_s).toStdString()));
        QTRY_VERIFY_WITH_TIMEOUT(rig->ledger.isAtRest() && rig->ledger.isOpen(), 60'000);
        openStore(*rig, true);
        scan(*rig);
        QDialog *page = openPage(*rig);
        QVERIFY(page != nullptr);
        giveCredential(page);
        click(page, u"rotationLook"_s);
        click(page, u"rotationBegin"_s);
        const auto says = [page](const QString &part, const QString &text) {
            return page->findChild<QLabel *>(part)->text().contains(text);
        };
        QTRY_VERIFY2_WITH_TIMEOUT(says(u"rotationNeed"_s, u"in this window alone"_s),
                                  qPrintable(stateOf(page)), 60'000);
        QVERIFY(FailingDisk::hasFailed());
        QVERIFY(part<QLabel>(page, u"rotationNeed"_s)->isVisible());
        QVERIFY(!part<QPushButton>(page, u"rotationGiveUp"_s)->isEnabled());
        QTest::keyClick(page, Qt::Key_Escape);
        QVERIFY(page->isVisible());
        QVERIFY(says(u"rotationTrouble"_s, u"cannot be closed yet"_s));
        click(page, u"rotationClose"_s);
        QVERIFY(page->isVisible());
        // No other store could take it, and it would go with the program.
        rig->action(u"store.memory"_s)->trigger();
        QVERIFY(rig->ledger.isOpen() && !rig->ledger.isInMemory());
        QVERIFY(!rig->window->close());
        QVERIFY(rig->window->isVisible() && page->isVisible());
        auto *again = part<QPushButton>(page, u"rotationAgain"_s);
        QCOMPARE(again->text(), u"Try &again"_s);
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(again->isEnabled() && again->isVisible(), 60'000);
        QVERIFY(says(u"rotationNeed"_s, u"in this window alone"_s)); // the disk is full still

        FailingDisk::failAfter(-1);
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_VERIFY2_WITH_TIMEOUT(says(u"rotationNeed"_s, u"choose a file"_s),
                                  qPrintable(stateOf(page)), 60'000);
        QVERIFY(part<QPushButton>(page, u"rotationGiveUp"_s)->isEnabled());
        QCOMPARE(requests().count(u"CreateAccessKey"_s), 1);
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_VERIFY(rig->window->findChild<ui::RotationSession *>() == nullptr);
    }

    void aStoreInMemoryKeepsNoRotation()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        reset(24, 0);
        const auto rig = makeRig();
        rig->ledger.open(ui::coreStores(path(u"identity.key"_s).toStdString()).memory());
        QTRY_VERIFY_WITH_TIMEOUT(rig->workspace.isReady() && rig->ledger.canChange(), 120'000);
        scan(*rig);
        rig->table()->setFocus();
        QTest::keyClick(rig->table(), Qt::Key_G);
        QTest::keyClick(rig->table(), Qt::Key_R);
        QTRY_VERIFY(dialog(*rig, u"rotationPlan"_s) != nullptr);
        auto *go = part<QPushButton>(dialog(*rig, u"rotationPlan"_s), u"rotationGo"_s);
        QVERIFY(!go->isEnabled());
        QVERIFY(go->toolTip().contains(u"store on disk"_s));
    }
};

QTEST_MAIN(TestJourneyA5)
#include "tst_journeya5.moc"
