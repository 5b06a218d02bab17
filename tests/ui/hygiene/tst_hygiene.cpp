// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/inventorycsv.h"
#include "ui/hygiene/hygienedesk.h"
#include "ui/hygiene/hygienepage.h"
#include "ui/hygiene/tokensmodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDateEdit>
#include <QDialog>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace rekey;

namespace {

constexpr std::int64_t kNow = 1'760'000'000; // 2025-10-09
constexpr std::int64_t kDay = 86'400;

finding::Inventory inventory(std::string_view rows)
{
    const std::string text
        = "name,provider,id,creator,creator active,last used,expires,scopes\n" + std::string(rows);
    return *finding::readInventoryCsv(text, {}, {});
}

finding::Inventory fourTokens()
{
    return inventory("deploy,GitHub,1,ann,no,2025-10-01,2026-01-01,repo\n"
                     "build,GitHub,2,bob,yes,2024-01-01,2026-01-01,repo\n"
                     "ops,GitHub,3,cleo,yes,2025-10-01,,admin:org\n"
                     "fine,GitHub,4,dan,yes,2025-10-01,2026-01-01,repo\n");
}

struct Rig
{
    Rig()
        : page(desk, [this](QWidget *) { return savePath; })
    {
        desk.setNow(kNow);
        page.resize(1200, 800);
        page.show();
    }
    template <typename T> T *child(const QString &name) { return page.findChild<T *>(name); }
    void press(const QString &name)
    {
        QTest::mouseClick(child<QAbstractButton>(name), Qt::LeftButton);
    }
    QAbstractItemModel *model() { return page.table()->model(); }
    QString cell(int row, int column) { return model()->index(row, column).data().toString(); }

    QString savePath;
    ui::HygieneDesk desk;
    ui::HygienePage page;
};

} // namespace

class TestHygiene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAListLooksLikeWhenThereIsNone()
    {
        Rig rig;
        QVERIFY(rig.child<QLabel>(u"hygieneEmpty"_s)->isVisible());
        QVERIFY(!rig.child<QPushButton>(u"hygieneNotice"_s)->isEnabled());
        QSignalSpy asked(&rig.page, &ui::HygienePage::importRequested);
        rig.press(u"hygieneImport"_s);
        QCOMPARE(asked.size(), 1);
    }

    void theModelHoldsWhileTokensChange()
    {
        Rig rig;
        const QAbstractItemModelTester tester(
            rig.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        rig.desk.take(fourTokens());
        rig.desk.tell({0}, kNow + 14 * kDay);
        rig.desk.snooze({1}, kNow + 14 * kDay);
        rig.model()->sort(ui::TokensModel::NameColumn, Qt::AscendingOrder);
        QCOMPARE(rig.cell(0, ui::TokensModel::NameColumn), u"build"_s);
        rig.model()->sort(ui::TokensModel::LastUsedColumn, Qt::DescendingOrder);
        rig.desk.take(inventory("only,GitHub,9,ann,no,,,\n"));
        QCOMPARE(rig.model()->rowCount(), 1);
        rig.desk.load({});
        QCOMPARE(rig.model()->rowCount(), 0);
    }

    void flagsAreCountedAndFilter()
    {
        Rig rig;
        rig.desk.take(fourTokens());
        QCOMPARE(rig.child<QToolButton>(u"flag_all"_s)->text(), u"All 4"_s);
        QCOMPARE(rig.child<QToolButton>(u"flag_orphaned"_s)->text(), u"Orphaned 1"_s);
        rig.press(u"flag_orphaned"_s);
        QCOMPARE(rig.model()->rowCount(), 1);
        QCOMPARE(rig.cell(0, ui::TokensModel::NameColumn), u"deploy"_s);
        QCOMPARE(rig.cell(0, ui::TokensModel::AdviceColumn), u"Tell the owner"_s);
        rig.press(u"flag_all"_s);
        QCOMPARE(rig.model()->rowCount(), 4);
        rig.child<QSpinBox>(u"hygieneDays"_s)->setValue(2000);
        QCOMPARE(rig.child<QToolButton>(u"flag_unused"_s)->text(), u"Unused 2000 days 0"_s);
    }

    void aNoticeHoldsNamesAndKeepsItsDates()
    {
        Rig rig;
        rig.desk.take(fourTokens());
        QSignalSpy kept(&rig.desk, &ui::HygieneDesk::changesToKeep);
        rig.press(u"flag_orphaned"_s);
        rig.press(u"hygieneNotice"_s);
        auto *dialog = rig.child<QDialog>(u"noticeDialog"_s);
        QVERIFY(dialog);
        const QString text = dialog->findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY(text.contains("deploy (GitHub, id 1)"_L1));
        QVERIFY(text.contains("took over from ann"_L1));
        QVERIFY(!text.contains("build"_L1));
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"noticeCopy"_s), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
        QTemporaryDir folder;
        rig.savePath = folder.filePath(u"notice.txt"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"noticeSave"_s), Qt::LeftButton);
        QFile file(rig.savePath);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), text);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"noticeAccept"_s), Qt::LeftButton);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(rig.desk.care(0).noticeAt, kNow);
        QVERIFY(rig.desk.care(0).followUpDue >= kNow + 13 * kDay);
        QVERIFY(rig.cell(0, ui::TokensModel::CareColumn).contains("Told"_L1));
        QCOMPARE(rig.desk.care(1).noticeAt, std::int64_t(0));
    }

    void aDraftFollowsItsDateUntilItIsChanged()
    {
        Rig rig;
        rig.desk.take(fourTokens());
        rig.press(u"hygieneNotice"_s);
        auto *dialog = rig.child<QDialog>(u"noticeDialog"_s);
        auto *text = dialog->findChild<QPlainTextEdit *>();
        auto *due = dialog->findChild<QDateEdit *>();
        const QString first = text->toPlainText();
        due->setDate(due->date().addDays(40));
        QVERIFY(text->toPlainText() != first);
        text->moveCursor(QTextCursor::Start);
        QTest::keyClicks(text, u"Hello"_s);
        due->setDate(due->date().addDays(1));
        QVERIFY(text->toPlainText().startsWith("Hello"_L1));
    }

    void snoozedAndExemptTokensAreLeftAlone()
    {
        Rig rig;
        rig.desk.take(fourTokens());
        rig.page.table()->selectRow(0);
        const QString name = rig.cell(0, ui::TokensModel::NameColumn);
        rig.press(u"hygieneSnooze"_s);
        auto *dialog = rig.child<QDialog>(u"snoozeDialog"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"snoozeAccept"_s), Qt::LeftButton);
        std::size_t left = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            if (rig.desk.care(i).snoozedUntil == 0)
                continue;
            ++left;
            QCOMPARE(QString::fromStdString(rig.desk.tokens()[i].name), name);
            QCOMPARE(rig.desk.advice(i), finding::TokenAdvice::Nothing);
        }
        QCOMPARE(left, std::size_t(1));
        QSignalSpy asked(&rig.page, &ui::HygienePage::exemptRequested);
        rig.page.table()->selectRow(1);
        rig.press(u"hygieneExempt"_s);
        QCOMPARE(asked.size(), 1);
        rig.desk.exempt({0, 1}, "break glass");
        QCOMPARE(rig.desk.advice(0), finding::TokenAdvice::Nothing);
        QCOMPARE(rig.desk.advice(1), finding::TokenAdvice::Nothing);
    }

    void leakedTokensAreToBeRevokedWhateverWasSaid()
    {
        Rig rig;
        rig.desk.take(fourTokens());
        rig.desk.exempt({3}, "because");
        std::vector<finding::TokenLeak> leaks(4);
        leaks[3].proof = finding::LeakProof::KeyId;
        rig.desk.setLeaks(leaks);
        QCOMPARE(rig.desk.advice(3), finding::TokenAdvice::Revoke);
        QCOMPARE(rig.cell(0, ui::TokensModel::NameColumn), u"fine"_s); // first by policy
        rig.page.table()->setCurrentIndex(rig.model()->index(0, 0));
        QSignalSpy asked(&rig.page, &ui::HygienePage::leakRequested);
        QVERIFY(rig.child<QPushButton>(u"hygieneFinding"_s)->isEnabled());
        QTest::keyClick(rig.page.table(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<std::size_t>(), std::size_t(3));
    }

    void aRowIsReadAsOneSentence()
    {
        Rig rig;
        rig.desk.take(fourTokens());
        rig.press(u"flag_orphaned"_s);
        QCOMPARE(rig.model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 u"Tell the owner, Orphaned, deploy, GitHub, ann (left)"_s);
    }
};

QTEST_MAIN(TestHygiene)
#include "tst_hygiene.moc"
