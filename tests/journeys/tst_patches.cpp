// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/madeup.h"
#include "tests/support/windowrig.h"

#include <QAction>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::MadeUp;
using rekey::test::WindowRig;

/// Files that hold a token are switched to a read from the window.
class TestPatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsPatchedWithClicks()
    {
        const QTemporaryDir home;
        const QByteArray value = QByteArray::fromStdString(MadeUp(72).githubToken());
        const auto write = [&home](const QString &name, const QByteArray &text) {
            QFile file(home.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        const auto read = [&home](const QString &name) {
            QFile file(home.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QDir(home.path()).mkpath(u"app"_s);
        write(u"app/deploy.sh"_s, "#!/bin/sh\nexport GITHUB_TOKEN=" + value + "\n");
        write(u"app/mail.py"_s, "token = '" + value + "'\n");
        write(u"app/prod.yaml"_s, "token: " + value + "\n");
        WindowRig rig(ui::coreEngine(
            {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
        rig.window->show();
        rig.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);
        rig.window->scanPaths({home.filePath(u"app"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(rig.window->isAtRest() && rig.model().totalCount() == 1, 60'000);
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_G);
        rig.action(u"rotate.patch")->trigger();
        QDialog *page = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((page = rig.window->findChild<QDialog *>(u"patches"_s)) != nullptr,
                                 60'000);
        auto *files = page->findChild<QTreeWidget *>(u"patchFiles"_s);
        QTRY_COMPARE_WITH_TIMEOUT(files->topLevelItemCount(), 3, 60'000);
        auto *diff = page->findChild<QPlainTextEdit *>(u"patchDiff"_s);
        auto *apply = page->findChild<QPushButton *>(u"patchApply"_s);
        auto *notes = page->findChild<QLabel *>(u"patchNotes"_s);
        const auto click = [files](const QString &name) {
            const auto found = files->findItems(name, Qt::MatchContains);
            QCOMPARE(found.size(), 1);
            QTest::mouseClick(files->viewport(), Qt::LeftButton, {},
                              files->visualItemRect(found.front()).center());
        };
        click(u"mail.py"_s);
        QVERIFY2(diff->toPlainText().contains(u"+token = os.environ[\"GITHUB_TOKEN\"]"_s),
                 qPrintable(diff->toPlainText()));
        QVERIFY(diff->toPlainText().contains(u"-token = '********'"_s));
        QVERIFY(apply->isEnabled());

        // Another name: the patch follows.
        auto *name = page->findChild<QLineEdit *>(u"patchName"_s);
        name->setFocus();
        QTest::keyClicks(name, u"DEPLOY_TOKEN"_s);
        QTest::keyClick(name, Qt::Key_Tab);
        QTRY_VERIFY_WITH_TIMEOUT(diff->toPlainText().contains(u"DEPLOY_TOKEN"_s), 60'000);
        QTRY_VERIFY(apply->isEnabled());
        QTest::mouseClick(apply, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(read(u"app/mail.py"_s),
                                  QByteArray("import os\ntoken = os.environ[\"DEPLOY_TOKEN\"]\n"),
                                  60'000);
        QTRY_VERIFY(notes->text().contains(u"It is written"_s));
        QVERIFY(!apply->isEnabled());
        QCOMPARE(read(u"app/deploy.sh"_s), "#!/bin/sh\nexport GITHUB_TOKEN=" + value + "\n");

        // What has no way of its own says so, and offers nothing.
        click(u"prod.yaml"_s);
        QVERIFY(!apply->isEnabled());
        QVERIFY(notes->text().contains(u"no way of its own"_s));

        // One that somebody changed meanwhile stays as it is.
        click(u"deploy.sh"_s);
        QVERIFY(apply->isEnabled());
        write(u"app/deploy.sh"_s, "#!/bin/sh\nexport GITHUB_TOKEN=" + value + " # mine\n");
        QTest::mouseClick(apply, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(notes->text().contains(u"not the one any more"_s), 60'000);
        QCOMPARE(read(u"app/deploy.sh"_s), "#!/bin/sh\nexport GITHUB_TOKEN=" + value + " # mine\n");
        for (const QLabel *label : page->findChildren<QLabel *>())
            QVERIFY(!label->text().contains(QString::fromUtf8(value)));
        QVERIFY(!diff->toPlainText().contains(QString::fromUtf8(value)));
    }
};

QTEST_MAIN(TestPatches)
#include "tst_patches.moc"
