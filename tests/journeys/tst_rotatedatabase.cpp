// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/leakydatabase.h"
#include "tests/support/windowrig.h"

#include <QCheckBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::LeakyDatabase;
using rekey::test::WindowRig;

/// The password of a real PostgreSQL server, rotated from the window.
class TestRotateDatabase : public QObject
{
    Q_OBJECT

    template <typename T> [[nodiscard]] static T *part(QWidget *in, const QString &name)
    {
        T *found = in->findChild<T *>(name);
        if (found == nullptr)
            qFatal("there is no %s", qPrintable(name));
        return found;
    }
    static void click(QWidget *page, const QString &name)
    {
        auto *button = part<QPushButton>(page, name);
        QTRY_VERIFY2_WITH_TIMEOUT(button->isVisible() && button->isEnabled(),
                                  qPrintable(name + u": "_s + troubleOf(page)), 60'000);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    [[nodiscard]] static QString troubleOf(QWidget *page)
    {
        QStringList texts;
        for (const QString &name : {u"rotationState"_s, u"rotationNeed"_s, u"rotationTrouble"_s}) {
            if (const auto *label = page->findChild<QLabel *>(name))
                texts.append(label->text());
        }
        return texts.join(u" | "_s);
    }
    [[nodiscard]] static QDialog *dialog(const WindowRig &rig, const QString &name)
    {
        for (QDialog *one : rig.window->findChildren<QDialog *>(name)) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }

private Q_SLOTS:
    void thePasswordIsRotatedFromTheWindow()
    {
        LeakyDatabase database(52);
        if (!database.problem.isEmpty())
            QSKIP(qPrintable(database.problem));
        const QTemporaryDir home;
        QFile file(home.filePath(u"settings.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("dsn = " + database.url() + '\n');
        file.close();
        WindowRig rig(ui::coreEngine({home.filePath(u"cache"_s).toStdString(),
                                      home.filePath(u"data"_s).toStdString()}),
                      false, ui::StorePorts{}, ui::coreChecks());
        rig.settings.setValue(u"network/allowed"_s, QStringList{u"test=127.0.0.1"_s});
        rig.window->show();
        rig.window->activateWindow();
        const ui::StorePorts stores
            = ui::coreStores(home.filePath(u"identity.key"_s).toStdString());
        rig.ledger.open(stores.create(home.filePath(u"store.db"_s), ui::StoreProtection::Passphrase,
                                      std::make_shared<const secret::SecretBytes>(
                                          secret::SecretBytes::copyOf("open sesame"))));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady() && rig.ledger.canChange(), 120'000);
        rig.window->scanPaths({file.fileName()});
        QTRY_VERIFY_WITH_TIMEOUT(rig.window->isAtRest() && rig.model().totalCount() == 1, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ledger.isAtRest(), 60'000);

        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_G);
        QTest::keyClick(rig.table(), Qt::Key_R);
        QTRY_VERIFY_WITH_TIMEOUT(dialog(rig, u"rotationPlan"_s) != nullptr, 60'000);
        QDialog *plan = dialog(rig, u"rotationPlan"_s);
        QCOMPARE(part<QLineEdit>(plan, u"rotationKeyId"_s)->text(), u"app"_s);
        click(plan, u"rotationGo"_s);
        QTRY_VERIFY_WITH_TIMEOUT(dialog(rig, u"rotationRun"_s) != nullptr, 60'000);
        QDialog *page = dialog(rig, u"rotationRun"_s);
        QTRY_VERIFY_WITH_TIMEOUT(page->findChild<QWidget *>(u"rotationPart_admin"_s) != nullptr,
                                 60'000);
        // It could not end what it is itself.
        QVERIFY(page->findChild<QCheckBox *>(u"rotationLeaked"_s) == nullptr);
        auto *name = part<QLineEdit>(page, u"rotationPart_admin_user"_s);
        name->setFocus();
        QTest::keyClicks(name, u"boss"_s);
        auto *password = part<QWidget>(page, u"rotationPart_admin"_s);
        password->setFocus();
        QTest::keyClicks(password, database.admin);
        QCOMPARE(database.roles().size(), 1U);
        click(page, u"rotationLook"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(
            part<QLabel>(page, u"rotationFound"_s)->text().contains(u"the one to be rotated"_s),
            qPrintable(troubleOf(page)), 60'000);
        auto *consumers = part<QTreeWidget>(page, u"rotationConsumersList"_s);
        consumers->setCurrentItem(consumers->topLevelItem(0));
        rig.chosenPath = home.filePath(u"new.key"_s);
        click(page, u"rotationToFile"_s);
        click(page, u"rotationBegin"_s);
        click(page, u"rotationWorks"_s);
        auto *typed = part<QLineEdit>(page, u"rotationTyped"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(typed->isVisible(), qPrintable(troubleOf(page)), 60'000);
        QTest::keyClicks(typed, u"app"_s);
        click(page, u"rotationApprove"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(
            part<QLabel>(page, u"rotationState"_s)->text().startsWith(u"Done"_s),
            qPrintable(troubleOf(page)), 60'000);

        QFile key(home.filePath(u"new.key"_s));
        QVERIFY(key.open(QIODevice::ReadOnly));
        const std::vector<std::string> roles = database.roles();
        QCOMPARE(roles.size(), 2U);
        QCOMPARE(database.says(roles.back(), key.readAll().toStdString()), provider::Says::Live);
        QVERIFY(!database.isOldAccepted());
        const secret::SecretId id = rig.model().findingAt(0).id;
        QTRY_COMPARE(rig.model().record(id).evidence.verdict, finding::Verdict::Dead);
        QTRY_COMPARE(rig.model().record(id).triage.closeReason, finding::CloseReason::Rotated);
    }
};

QTEST_MAIN(TestRotateDatabase)
#include "tst_rotatedatabase.moc"
