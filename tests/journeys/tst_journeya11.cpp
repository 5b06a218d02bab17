// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/madeup.h"
#include "tests/support/visibletext.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"
#include "tests/ui/paste/fakes.h"
#include "ui/paste/pastedialog.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QStatusBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::MadeUp;
using rekey::test::Watchdog;
using rekey::test::WindowRig;

/// Story A11: a log is shared without its secrets, from the window, on the real engine.
class TestJourneyA11 : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    ui::Engine engine() const
    {
        return ui::coreEngine(
            {m_home.filePath(u"cache"_s).toStdString(), m_home.filePath(u"data"_s).toStdString()});
    }
    /// The dialog, shown and with the keyboard.
    static QPointer<ui::PasteDialog> dialogOf(const WindowRig &rig)
    {
        QPointer<ui::PasteDialog> dialog = rig.window->findChild<ui::PasteDialog *>();
        const auto hasKeyboard = [&dialog] {
            const QWidget *focus = QApplication::focusWidget();
            return focus != nullptr && dialog->isAncestorOf(focus);
        };
        if (dialog)
            static_cast<void>(QTest::qWaitFor(hasKeyboard));
        return dialog;
    }

private Q_SLOTS:
    void shareALog()
    {
        WindowRig rig(engine());
        rig.window->show();
        rig.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);
        std::vector<std::string> values;
        for (std::uint32_t seed = 1; seed <= 3; ++seed)
            values.push_back(MadeUp(seed).githubToken());
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(test::chat(2'000'000, values)));
        QTest::keyClick(rig.window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        const QPointer<ui::PasteDialog> dialog = dialogOf(rig);
        QVERIFY(dialog && dialog->isVisible());

        // 1: paste: three bars and a list of three.
        QElapsedTimer clock;
        clock.start();
        QTest::keySequence(dialog, QKeySequence::Paste);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->result(), 20'000);
        qInfo("2 MB: matches after %lld ms", static_cast<long long>(clock.elapsed()));
        QVERIFY2(clock.elapsed() < 300 * Watchdog::factor(),
                 qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(dialog->findChild<QTableView *>(u"pasteMatches"_s)->model()->rowCount(), 3);
        const auto isHidden = [&values](const QString &text) {
            return std::ranges::none_of(values, [&text](const std::string &value) {
                return text.contains(QString::fromStdString(value).mid(4, 16));
            });
        };
        for (const QString &text : test::visibleText(rig.window.get()))
            QVERIFY2(isHidden(text), qPrintable(text.left(200)));

        // 2: copy with the secrets replaced.
        QTest::keyClick(dialog, Qt::Key_Return);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.size() > 1'900'000 && isHidden(copied));
        QVERIFY(copied.contains("S-0003]\" please"_L1));
        QVERIFY(!rig.window->findChild<QWidget *>(u"clipboardCountdown"_s)->isVisible());

        // 3: close: the text is wiped, and nothing of it is listed.
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog || !dialog->isVisible());
        QCOMPARE(rig.window->statusBar()->currentMessage(), u"The text is wiped."_s);
        QCOMPARE(rig.model().totalCount(), 0);
    }

    void aLockWipesWhatWasPasted()
    {
        WindowRig rig(engine());
        rig.window->show();
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);
        rig.action(u"scan.paste")->trigger();
        const QPointer<ui::PasteDialog> dialog = dialogOf(rig);
        QVERIFY(dialog);
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(test::chat(1'000, {MadeUp(1).githubToken()})));
        QTest::keySequence(dialog, QKeySequence::Paste);
        QTRY_VERIFY(dialog->result());
        rig.action(u"app.lock")->trigger();
        QTRY_VERIFY(!dialog);
    }
};

QTEST_MAIN(TestJourneyA11)
#include "tst_journeya11.moc"
