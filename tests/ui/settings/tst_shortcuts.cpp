// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visibletext.h"
#include "ui/settings/shortcutpage.h"

#include <QAction>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestShortcuts : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<QAction> m_scan;
    std::unique_ptr<QAction> m_quit;
    std::unique_ptr<ShortcutBook> m_book;
    std::unique_ptr<ShortcutPage> m_page;

    template <typename T> T *child(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    static std::unique_ptr<QAction> action(const QString &id, const QString &text,
                                           const QKeySequence &key)
    {
        auto made = std::make_unique<QAction>(text);
        made->setObjectName(id);
        made->setShortcut(key);
        made->setToolTip(text + u"  ("_s + key.toString(QKeySequence::NativeText) + u')');
        return made;
    }
    void choose(const QString &text)
    {
        auto *tree = child<QTreeWidget>(u"shortcutList"_s);
        tree->setCurrentItem(tree->findItems(text, Qt::MatchExactly | Qt::MatchRecursive).value(0));
        QVERIFY(tree->currentItem());
    }
    void press(const QString &button)
    {
        QVERIFY(child<QPushButton>(button)->isEnabled());
        QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton);
    }

private Q_SLOTS:
    void init()
    {
        m_page.reset();
        m_book.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings
            = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
        open();
    }
    void open()
    {
        m_page.reset();
        m_scan = action(u"scan"_s, u"Scan"_s, Qt::CTRL | Qt::Key_O);
        m_quit = action(u"quit"_s, u"Quit"_s, Qt::CTRL | Qt::Key_Q);
        m_book = std::make_unique<ShortcutBook>(*m_settings);
        m_book->add(u"File"_s, m_scan.get());
        m_book->add(u"File"_s, m_quit.get());
        m_page = std::make_unique<ShortcutPage>(*m_book);
        m_page->show();
    }

    void aNewKeyHoldsAtOnceAndInTheNextRun()
    {
        choose(u"Scan"_s);
        auto *edit = child<QKeySequenceEdit>(u"shortcutEdit"_s);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_F7);
        press(u"shortcutTake"_s);
        QCOMPARE(m_scan->shortcut(), QKeySequence(Qt::Key_F7));
        QCOMPARE(m_scan->toolTip(), u"Scan  (F7)"_s);
        open();
        QCOMPARE(m_scan->shortcut(), QKeySequence(Qt::Key_F7));
        choose(u"Scan"_s);
        press(u"shortcutReset"_s);
        QCOMPARE(m_scan->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_O));
        open();
        QCOMPARE(m_scan->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_O));
    }

    void aConflictIsShownBeforeItIsSolved()
    {
        choose(u"Scan"_s);
        auto *edit = child<QKeySequenceEdit>(u"shortcutEdit"_s);
        QTest::keyClick(edit, Qt::Key_Q, Qt::ControlModifier);
        QVERIFY(child<QLabel>(u"shortcutConflict"_s)->text().contains("Quit"_L1));
        QCOMPARE(m_quit->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Q));
        press(u"shortcutTake"_s);
        QVERIFY(m_quit->shortcuts().isEmpty());
        QCOMPARE(m_scan->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Q));
        QVERIFY(child<QLabel>(u"shortcutConflict"_s)->text().isEmpty());
        press(u"shortcutResetAll"_s);
        QCOMPARE(m_quit->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Q));
        QCOMPARE(m_scan->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_O));
    }

    void aCommandCanDoWithoutAKey()
    {
        choose(u"Quit"_s);
        press(u"shortcutNone"_s);
        QVERIFY(m_quit->shortcuts().isEmpty());
        open();
        QVERIFY(m_quit->shortcuts().isEmpty());
    }

    void everyControlHasAName()
    {
        QVERIFY2(test::unnamedControls(m_page.get()).isEmpty(),
                 qPrintable(test::unnamedControls(m_page.get()).join(u'\n')));
    }
};

QTEST_MAIN(TestShortcuts)
#include "tst_shortcuts.moc"
