// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/treeaccessible.h"

#include <QAccessible>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;

/// What a screen reader meets in a tree.
class TestTreeAccessible : public QObject
{
    Q_OBJECT

    QTreeWidget m_tree;

    void fill()
    {
        m_tree.clear();
        for (const auto *name : {"payments", "web"}) {
            auto *top = new QTreeWidgetItem(&m_tree, {QString::fromLatin1(name), u"2 files"_s});
            new QTreeWidgetItem(top, {u".env"_s, u"HEAD"_s});
            new QTreeWidgetItem(top, {u"app.py"_s, u"stash"_s});
        }
    }
    QAccessibleInterface *tree() { return QAccessible::queryAccessibleInterface(&m_tree); }

    /// Level and name of the row that has the keyboard, found by its number as Qt's events find it.
    QString heardAfter(Qt::Key key)
    {
        QTest::keyClick(&m_tree, key);
        QAccessibleInterface *row = tree()->child(tree()->indexOfChild(tree()->focusChild()));
        if (!row || !row->isValid() || !row->state().focused)
            return {};
        QAccessibleAttributesInterface *more = row->attributesInterface();
        const QVariant level
            = more ? more->attributeValue(QAccessible::Attribute::Level) : QVariant();
        return u"%1 %2"_s.arg(level.toString(), row->text(QAccessible::Name));
    }

private Q_SLOTS:
    void initTestCase()
    {
        ui::installTreeAccessibility();
        m_tree.setColumnCount(2);
        m_tree.setHeaderLabels({u"Where"_s, u"What"_s});
        m_tree.setAccessibleName(u"Places"_s);
        m_tree.show();
        QVERIFY(QTest::qWaitForWindowActive(&m_tree));
        m_tree.setFocus();
    }
    void init() { fill(); }

    void everyRowIsHeardWithItsLevel()
    {
        m_tree.expandAll();
        m_tree.setCurrentItem(m_tree.topLevelItem(0));
        QCOMPARE(heardAfter(Qt::Key_Down), u"2 .env, HEAD"_s);
        QCOMPARE(heardAfter(Qt::Key_Down), u"2 app.py, stash"_s);
        QCOMPARE(heardAfter(Qt::Key_Down), u"1 web, 2 files"_s);
    }

    void foldedAndRefilledTreesStillSpeak()
    {
        m_tree.expandAll();
        m_tree.setCurrentItem(m_tree.topLevelItem(0));
        for (int i = 0; i < tree()->childCount(); ++i)
            QVERIFY(tree()->child(i) && tree()->child(i)->isValid());
        QCOMPARE(heardAfter(Qt::Key_Left), u"1 payments, 2 files"_s); // folds
        QVERIFY(tree()->focusChild()->state().collapsed);
        QCOMPARE(heardAfter(Qt::Key_Down), u"1 web, 2 files"_s);
        fill();
        m_tree.setCurrentItem(m_tree.topLevelItem(0));
        QCOMPARE(heardAfter(Qt::Key_Right), u"1 payments, 2 files"_s); // unfolds
        QCOMPARE(heardAfter(Qt::Key_Right), u"2 .env, HEAD"_s);
    }

    void numbersLeadToChildrenAndBack()
    {
        m_tree.topLevelItem(1)->setExpanded(true);
        QCOMPARE(tree()->role(), QAccessible::Tree);
        QCOMPARE(tree()->childCount(), 2 * (1 + 2 + 2));
        for (int i = 0; i < tree()->childCount(); ++i)
            QCOMPARE(tree()->indexOfChild(tree()->child(i)), i);
        QCOMPARE(tree()->child(1)->text(QAccessible::Name), u"What"_s);
        QCOMPARE(tree()->child(7)->text(QAccessible::Name), u"What: HEAD"_s);
        QVERIFY(!tree()->child(10) && !tree()->child(-1));
        QVERIFY(tree()->child(4)->state().expanded && tree()->child(2)->state().collapsed);
        QAccessibleInterface *gone = tree()->child(4);
        delete m_tree.takeTopLevelItem(1);
        QVERIFY(!gone->isValid() && gone->text(QAccessible::Name).isEmpty());
        QCOMPARE(tree()->childCount(), 2 * 2);
    }

    void anEmptyTreeSpeaksForItself()
    {
        m_tree.clear();
        QCOMPARE(tree()->childCount(), 2);
        QCOMPARE(tree()->focusChild()->text(QAccessible::Name), u"Places"_s);
    }
};

QTEST_MAIN(TestTreeAccessible)
#include "tst_treeaccessible.moc"
