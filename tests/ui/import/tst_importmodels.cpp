// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/comparepage.h"
#include "ui/import/importmapping.h"
#include "ui/import/importpreview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;

namespace {

secret::SecretId idOf(int number)
{
    secret::SecretId id;
    id.bytes[0] = static_cast<std::byte>(number);
    return id;
}

std::optional<finding::Finding> findingOf(const secret::SecretId &id)
{
    finding::Finding found;
    found.id = id;
    found.masked = "ghp_....4f7a";
    found.type = "GitHub token";
    found.value.bytes = {std::byte{1}};
    found.places.emplace_back().path = "a\u202eb.py";
    return found;
}

report::CompareTable threeSecrets()
{
    report::CompareTable table;
    table.add(idOf(1), "gitleaks");
    table.add(idOf(1), "rekey");
    table.add(idOf(2), "rekey");
    table.add(idOf(3), "gitleaks");
    return table;
}

} // namespace

class TestImportModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePreviewShowsMasksAndEscapedNames()
    {
        ui::ImportPreviewModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        report::ImportedFinding row;
        row.finding = *findingOf(idOf(1));
        row.claim.verdict = finding::Verdict::Live;
        report::ImportedFinding hidden = row;
        hidden.isValueAbsent = true;
        hidden.finding.places.clear();
        model.setRows({row, hidden});
        const auto cell
            = [&](int at, int column) { return model.index(at, column).data().toString(); };
        QCOMPARE(cell(0, ui::ImportPreviewModel::SecretColumn), u"ghp_....4f7a"_s);
        QCOMPARE(cell(0, ui::ImportPreviewModel::WhereColumn), u"a\\u202eb.py:1"_s);
        QCOMPARE(cell(0, ui::ImportPreviewModel::ClaimColumn), u"says live"_s);
        QCOMPARE(cell(1, ui::ImportPreviewModel::SecretColumn), u"value absent"_s);
        QCOMPARE(cell(1, ui::ImportPreviewModel::WhereColumn), u"no place given"_s);
    }

    void theComparisonFilters()
    {
        ui::CompareModel model(findingOf);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTable(threeSecrets());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), int(ui::CompareModel::FirstToolColumn) + 2);
        QCOMPARE(model.headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(), u"gitleaks"_s);
        QCOMPARE(model.index(1, 3).data().toString(), u"missed"_s);
        model.setFilter({ui::CompareFilter::Kind::MissedBySome, 0});
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({ui::CompareFilter::Kind::FoundByOne, 0});
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({ui::CompareFilter::Kind::MissedBy, 1});
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.idAt(0) == idOf(3));
        model.setFilter({ui::CompareFilter::Kind::FoundBy, 1});
        QCOMPARE(model.rowCount(), 2);
    }

    void thePageCountsAndLeadsToTheFinding()
    {
        ui::ComparePage page(findingOf);
        auto *counts = page.findChild<QLabel *>(u"compareCounts"_s);
        QVERIFY(counts->text().contains("Import the reports"_L1));
        page.setTable(threeSecrets());
        page.resize(900, 400);
        page.show();
        QVERIFY(counts->text().contains("gitleaks: 2 found, 1 missed, 1 found by nobody else"_L1));
        auto *show = page.findChild<QComboBox *>(u"compareShow"_s);
        auto *table = page.findChild<QTableView *>(u"compareTable"_s);
        show->setFocus();
        QTest::keyClick(show, Qt::Key_Down);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        const QSignalSpy chosen(&page, &ui::ComparePage::findingChosen);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(chosen[0][0].value<secret::SecretId>() == idOf(2));
    }

    void columnsAreGivenByNumber()
    {
        ui::ImportMappingForm form;
        report::ImportMapping mapping;
        mapping.set(report::ImportField::Value, 1);
        form.setColumns({"same", "same"}, mapping);
        const std::vector<std::pair<std::string, std::string>> expected = {{"value", "#2"}};
        QVERIFY(form.columns() == expected);
        const QSignalSpy changed(&form, &ui::ImportMappingForm::changed);
        auto *path = form.findChild<QComboBox *>(u"column_path"_s);
        path->setFocus();
        QTest::keyClick(path, Qt::Key_Down);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(form.columns().size(), 2U);
    }
};

QTEST_MAIN(TestImportModels)
#include "tst_importmodels.moc"
