// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/framerig.h"
#include "ui/lock/firstrundialog.h"
#include "ui/lock/lockpage.h"
#include "ui/settings/settingsdialog.h"
#include "ui/widgets/pseudotranslator.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

/// Text at twice its size, and in a language that is 40% longer: nothing is cut in dialogs and in
/// the bars of the window; mirrored, paths still read from left to right.
class TestBigText : public QObject
{
    Q_OBJECT

    PseudoTranslator m_pseudo;

    /// Labels and buttons that have less room than their text needs.
    static QStringList cutTexts(QWidget *top)
    {
        QStringList cut;
        for (QWidget *widget : top->findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            QString text;
            bool isCut = false;
            if (const auto *label = qobject_cast<QLabel *>(widget)) {
                // Elided labels show the whole as tool tip.
                if (QByteArray(label->metaObject()->className()).endsWith("ElidedLabel"))
                    continue;
                text = label->text();
                const int height = label->wordWrap() ? label->heightForWidth(label->width())
                                                     : label->sizeHint().height();
                isCut = label->height() < height
                    || (!label->wordWrap() && label->width() < label->sizeHint().width());
            } else if (const auto *button = qobject_cast<QAbstractButton *>(widget)) {
                text = button->text();
                isCut = button->width() < button->minimumSizeHint().width()
                    || button->height() < button->fontMetrics().height();
            } else if (const auto *box = qobject_cast<QComboBox *>(widget)) {
                text = box->currentText();
                isCut = box->width() < box->minimumSizeHint().width();
            }
            if (isCut && !text.isEmpty())
                cut.append(QString::fromLatin1(widget->metaObject()->className()) + u' '
                           + widget->objectName() + u": "_s + text);
        }
        return cut;
    }
    static void check(QWidget *top)
    {
        QTest::qWait(20); // layouts of hidden pages settle when they are shown
        QVERIFY2(cutTexts(top).isEmpty(), qPrintable(cutTexts(top).join(u'\n')));
    }
    static void checkSettings()
    {
        test::FrameRig frame;
        frame.start();
        frame.rig.action(u"tools.settings")->trigger();
        auto *dialog = frame.rig.window->findChild<SettingsDialog *>();
        QVERIFY(dialog);
        for (int page = 0; page <= int(PreferencePage::Reports); ++page) {
            dialog->showPage(PreferencePage(page));
            check(dialog);
        }
    }
    static void checkDialogs()
    {
        FirstRunDialog dialog(true);
        dialog.show();
        for (int step = 0; step < 3; ++step) {
            dialog.showStep(step);
            check(&dialog);
        }
        LockPage page;
        page.resize(900, 600);
        page.setNeedsPassphrase(true);
        page.show();
        check(&page);
    }

private Q_SLOTS:
    void cleanup()
    {
        QCoreApplication::removeTranslator(&m_pseudo);
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        applyLook(*qApp, {.theme = ThemeChoice::Light});
    }

    void atTwiceTheSize()
    {
        applyLook(*qApp, {.theme = ThemeChoice::Light, .fontPercent = 200});
        checkDialogs();
        checkSettings();
    }

    void barsOfTheWindowAtTwiceTheSize()
    {
        applyLook(*qApp, {.theme = ThemeChoice::Light, .fontPercent = 200});
        test::FrameRig frame;
        frame.rig.window->resize(1920, 1080);
        frame.start();
        check(frame.rig.window->statusBar());
        check(frame.rig.window->findChild<QToolBar *>(u"toolBar"_s));
    }

    void theBoxOfThePaletteGivesWayBeforeAnyButton()
    {
        applyLook(*qApp, {.theme = ThemeChoice::Light});
        test::FrameRig frame;
        frame.start();
        auto *bar = frame.rig.window->findChild<QToolBar *>(u"toolBar"_s);
        auto *find = bar->findChild<QToolButton *>(u"toolFind"_s);
        frame.rig.window->resize(bar->sizeHint().width() + 20, 800);
        QTRY_COMPARE(find->width(), find->sizeHint().width());
        const QString longest = find->text();
        frame.rig.window->resize(bar->sizeHint().width() - 30, 800);
        QTRY_VERIFY(find->text() != longest);
        check(bar);
        QVERIFY(find->isVisible() && bar->rect().contains(find->geometry()));
        // What does not fit would hide behind this button of Qt's.
        const auto *more = bar->findChild<QWidget *>(u"qt_toolbar_ext_button"_s);
        QVERIFY(more && !more->isVisible());
        find->defaultAction()->setShortcut(QKeySequence(u"Ctrl+Shift+K"_s));
        QVERIFY(find->text() != find->defaultAction()->text()); // nor its action's words
    }

    void inALongerLanguage()
    {
        QCoreApplication::installTranslator(&m_pseudo);
        applyLook(*qApp, {.theme = ThemeChoice::Light});
        checkDialogs();
        checkSettings();
    }

    void mirroredWithPathsFromLeftToRight()
    {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        applyLook(*qApp, {.theme = ThemeChoice::Light});
        test::FrameRig frame;
        frame.start();
        const auto x = [&frame](const QString &name) {
            QWidget *widget = frame.rig.window->findChild<QWidget *>(name);
            return widget->mapTo(frame.rig.window.get(), widget->rect().center()).x();
        };
        QVERIFY(x(u"detailDock"_s) < x(u"sourcesDock"_s));
        checkDialogs();
    }
};

QTEST_MAIN(TestBigText)
#include "tst_bigtext.moc"
