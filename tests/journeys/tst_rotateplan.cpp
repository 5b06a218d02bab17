// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/register.h"
#include "tests/support/fakekeeper.h"
#include "tests/support/madeup.h"
#include "tests/support/windowrig.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FakeKeeper;
using rekey::test::FakeShelf;
using rekey::test::MadeUp;
using rekey::test::WindowRig;

/// Planning the rotation of an AWS key: from the key r to a changed runbook.
class TestRotatePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plansFromTheTable()
    {
        const QTemporaryDir home;
        MadeUp made(11);
        QFile file(home.filePath(u"deploy.env"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray value = QByteArray::fromStdString(made.awsSecret());
        file.write("AWS_ACCESS_KEY_ID=" + QByteArray::fromStdString(made.awsKeyId())
                   + "\nAWS_SECRET_ACCESS_KEY=" + value + "\n");
        file.close();
        WindowRig rig(ui::coreEngine(
            {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
        const auto shelf = std::make_shared<FakeShelf>();
        rig.ledger.open([shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
            return std::make_unique<FakeKeeper>(shelf);
        });
        ui::MainWindow &window = *rig.window;
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady() && rig.ledger.isOpen(), 120'000);
        window.scanPaths({file.fileName()});
        QTRY_VERIFY_WITH_TIMEOUT(window.isAtRest() && rig.model().totalCount() == 1, 60'000);
        QTRY_VERIFY(rig.ledger.isAtRest());
        const finding::Finding found = rig.model().findingAt(0);
        QCOMPARE(found.rule, std::string("aws-access-key-id"));
        {
            seal::SealRegister seals;
            seal::SealRecord record;
            record.consumer.name = "billing";
            record.source.finding = found.id;
            record.source.label = found.label();
            seals.add(record);
            const std::scoped_lock lock(shelf->mutex);
            for (const auto &[key, text] : seals.takeChanges())
                shelf->properties[{std::string(seal::kRegisterRoom), key}] = text;
        }

        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_G);
        QTest::keyClick(rig.table(), Qt::Key_R);
        QDialog *plan = nullptr;
        QTRY_VERIFY((plan = window.findChild<QDialog *>(u"rotationPlan"_s)) != nullptr
                    && plan->isVisible());
        auto *text = plan->findChild<QTextBrowser *>(u"rotationRunbook"_s);
        auto *consumers = plan->findChild<QPlainTextEdit *>(u"rotationConsumers"_s);
        QVERIFY(consumers->toPlainText().startsWith(u"billing\n"_s));
        QVERIFY(consumers->toPlainText().contains(u"deploy.env"_s));
        QVERIFY(text->toPlainText().contains(u"Action=CreateAccessKey"_s));
        QVERIFY(text->toPlainText().contains(u"iam:UpdateAccessKey"_s));
        QVERIFY(!text->toPlainText().contains(QString::fromUtf8(value)));

        // Another method: what is shown follows.
        auto *method = plan->findChild<QComboBox *>(u"rotationMethod"_s);
        method->setFocus();
        QTest::keyClick(method, Qt::Key_Down);
        QVERIFY(text->toPlainText().indexOf(u"switch-off"_s)
                < text->toPlainText().indexOf(u"create"_s));

        // Nobody uses it: nothing is handed over.
        consumers->setFocus();
        QTest::keyClick(consumers, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(consumers, Qt::Key_Delete);
        QVERIFY(!text->toPlainText().contains(u"hand-over"_s));
        auto *save = plan->findChild<QAbstractButton *>(u"rotationSave"_s);
        QVERIFY(save->isEnabled());
        QTest::keyClick(plan, Qt::Key_Escape);
        QTRY_VERIFY(window.findChild<QDialog *>(u"rotationPlan"_s) == nullptr);
    }

    void saysWhenThereIsNothingToPlan()
    {
        const QTemporaryDir home;
        QFile file(home.filePath(u"id"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("token = " + QByteArray("ghp_")
                   + QByteArray::fromStdString(MadeUp(12).githubToken()).mid(4) + "\n");
        file.close();
        WindowRig rig(ui::coreEngine(
            {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
        ui::MainWindow &window = *rig.window;
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);
        rig.action(u"rotate.plan")->trigger();
        QVERIFY(window.findChild<QDialog *>(u"rotationPlan"_s) == nullptr);
        window.scanPaths({file.fileName()});
        QTRY_VERIFY_WITH_TIMEOUT(window.isAtRest() && rig.model().totalCount() == 1, 60'000);
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_G);
        rig.action(u"rotate.plan")->trigger();
        QDialog *plan = nullptr;
        QTRY_VERIFY((plan = window.findChild<QDialog *>(u"rotationPlan"_s)) != nullptr);
        // A classic GitHub token has no successor by request, only an end.
        auto *method = plan->findChild<QComboBox *>(u"rotationMethod"_s);
        QCOMPARE(method->count(), 1);
        QVERIFY(method->currentText().contains(u"without a successor"_s));
    }
};

QTEST_MAIN(TestRotatePlan)
#include "tst_rotateplan.moc"
