// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/finding/fakefindings.h"
#include "ui/findings/findingstable.h"

#include <QAccessible>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

/// What a screen reader meets in the findings table.
class TestFindingsAccessible : public QObject
{
    Q_OBJECT

    static void add(FindingsModel &model, std::uint32_t first, std::uint32_t count)
    {
        model.upsert(test::manyFindings(first, count));
        QTRY_VERIFY(!model.isBusy());
    }

private Q_SLOTS:
    void rowsReadAsSentences()
    {
        FindingsModel model;
        FindingsTable table(model);
        add(model, 1, 20);
        QAccessibleInterface *top = QAccessible::queryAccessibleInterface(&table);
        QVERIFY(top);
        QCOMPARE(top->text(QAccessible::Name), u"Findings"_s);
        QAccessibleTableInterface *cells = top->tableInterface();
        QVERIFY(cells);
        QCOMPARE(cells->rowCount(), 20);
        const QString name = cells->cellAt(4, 0)->text(QAccessible::Name);
        QCOMPARE(name, model.index(4, 0).data(FindingsModel::SentenceRole).toString());
        QVERIFY2(name.contains(u", ends "_s), qPrintable(name));
        QCOMPARE(cells->cellAt(4, FindingsModel::ProviderColumn)->text(QAccessible::Name),
                 u"Provider: "_s + model.index(4, FindingsModel::ProviderColumn).data().toString());
        QCOMPARE(cells->columnDescription(0), u"Severity"_s);
        QAccessibleTableCellInterface *cell = cells->cellAt(4, 1)->tableCellInterface();
        QCOMPARE(cell->columnHeaderCells().front()->text(QAccessible::Name), u"Verdict"_s);
    }

    void cellsOutsideAreEmptyNotNull()
    {
        FindingsModel model;
        FindingsTable table(model);
        add(model, 1, 3);
        QAccessibleInterface *top = QAccessible::queryAccessibleInterface(&table);
        QAccessibleTableInterface *cells = top->tableInterface();
        for (const auto &[row, column] : {std::pair(-1, -1), {3, 0}, {0, 99}, {1'000'000, 0}}) {
            QAccessibleInterface *cell = cells->cellAt(row, column);
            QVERIFY(cell && cell->isValid());
            QCOMPARE(cell->text(QAccessible::Name), QString());
        }
        QVERIFY(top->child(-1));
        QVERIFY(top->child(0));
        table.setCurrentRow(2);
        QCOMPARE(top->focusChild()->text(QAccessible::Name),
                 model.index(2, 0).data(FindingsModel::SentenceRole).toString());
        model.clear();
        QVERIFY(top->focusChild() && top->focusChild()->isValid());
        QCOMPARE(cells->rowCount(), 0);
    }

    void childrenAreNumberedAsTheFocusEventsSay()
    {
        FindingsModel model;
        FindingsTable table(model);
        add(model, 1, 5);
        QAccessibleInterface *top = QAccessible::queryAccessibleInterface(&table);
        QCOMPARE(top->childCount(), 6 * (FindingsModel::ColumnCount + 1));
        for (int number = 0; number < top->childCount(); ++number) {
            QAccessibleInterface *child = top->child(number);
            QVERIFY(child);
            QCOMPARE(top->indexOfChild(child), number);
        }
        const int third = 3 * (FindingsModel::ColumnCount + 1) + 1; // row 2, column 0
        QCOMPARE(top->child(third)->tableCellInterface()->rowIndex(), 2);
    }

    void walkingManyCellsKeepsFew()
    {
        FindingsModel model;
        FindingsTable table(model);
        add(model, 1, 500);
        QAccessibleTableInterface *cells
            = QAccessible::queryAccessibleInterface(&table)->tableInterface();
        const QAccessible::Id first = QAccessible::uniqueId(cells->cellAt(0, 0));
        for (int row = 0; row < 500; ++row) {
            for (int column = 0; column < FindingsModel::ColumnCount; ++column)
                QVERIFY(!cells->cellAt(row, column)->text(QAccessible::Name).isEmpty());
        }
        QCOMPARE(QAccessible::accessibleInterface(first), nullptr);
        QVERIFY(cells->cellAt(0, 0));
    }
};

QTEST_MAIN(TestFindingsAccessible)
#include "tst_findingsaccessible.moc"
