// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/report/importfakes.h"
#include "tests/support/visibletext.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"
#include "ui/import/importdialog.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using test::MadeUp;

/// Story A10: three scanners' reports are dropped on the window, named, previewed masked, merged.
/// tests/bench measures the big ones.
class TestJourneyA10 : public QObject
{
    Q_OBJECT

    static constexpr int kRows = 6000;
    QTemporaryDir m_folder;
    QStringList m_tokens;

    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {};
        return file.fileName();
    }

    /// Two rows for each of the first half of the tokens.
    QString gitleaksReport() const
    {
        QByteArray text = "[";
        for (int i = 0; i < kRows; ++i) {
            text += i == 0 ? "\n" : ",\n";
            text += test::json(test::gitleaksRow(m_tokens[i / 2], u"src/f%1.py"_s.arg(i), i + 1));
        }
        return write(u"gitleaks.json"_s, text + "\n]\n");
    }

    /// Each token once; every hundredth verified.
    QString trufflehogReport() const
    {
        QByteArray text;
        for (int i = 0; i < kRows; ++i) {
            text += test::json(QJsonObject{
                        {u"SourceMetadata"_s,
                         QJsonObject{{u"Data"_s,
                                      QJsonObject{{u"Filesystem"_s,
                                                   QJsonObject{{u"file"_s, u"t%1.txt"_s.arg(i)},
                                                               {u"line"_s, 1}}}}}}},
                        {u"DetectorName"_s, u"Github"_s},
                        {u"Verified"_s, i % 100 == 0},
                        {u"Raw"_s, m_tokens[i]}})
                + '\n';
        }
        return write(u"trufflehog.jsonl"_s, text);
    }

    QString alertsReport() const
    {
        return write(u"alerts.csv"_s,
                     "kennung,datei\n" + m_tokens[0].toUtf8() + ",a.env\n,b.env\n"
                         + m_tokens[1].toUtf8() + ",c.env\n");
    }

    static void drop(QWidget *target, const QStringList &paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &path : paths)
            urls.append(QUrl::fromLocalFile(path));
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(target, &enter);
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(target, &event);
    }

    template <typename T> static T *part(QWidget *parent, const QString &name)
    {
        return parent->findChild<T *>(name);
    }

private Q_SLOTS:
    void initTestCase()
    {
        MadeUp made(10);
        for (int i = 0; i < kRows; ++i)
            m_tokens.append(QString::fromStdString(made.githubToken()));
    }

    void mergeThreeScanners()
    {
        const QTemporaryDir home;
        test::WindowRig rig(ui::coreEngine(
            {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
        ui::MainWindow &window = *rig.window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        rig.workspace.prepare();
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);

        // 1: drop three files: tool and format named, masked preview.
        drop(&window, {gitleaksReport(), trufflehogReport(), alertsReport()});
        auto *dialog = window.findChild<ui::ImportDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto *list = part<QTreeWidget>(dialog, u"importFiles"_s);
        QCOMPARE(list->topLevelItemCount(), 3);
        QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItem(2)->text(3), u"cannot be imported"_s, 30'000);
        QCOMPARE(list->topLevelItem(0)->text(1), u"gitleaks JSON"_s);
        QCOMPARE(list->topLevelItem(1)->text(1), u"TruffleHog JSON lines"_s);
        QCOMPARE(list->topLevelItem(2)->text(1), u"CSV"_s);
        auto *preview = part<QTableView>(dialog, u"importPreview"_s);
        QCOMPARE(preview->model()->rowCount(), int(ui::ImportSession::kPreviewRows));
        QVERIFY(preview->model()->index(0, 1).data().toString().startsWith("gh"_L1));
        for (int row = 0; row < preview->model()->rowCount(); ++row) {
            for (int column = 0; column < preview->model()->columnCount(); ++column)
                QVERIFY(!preview->model()
                             ->index(row, column)
                             .data()
                             .toString()
                             .contains(m_tokens[row / 2]));
        }

        // The CSV's columns are said with live preview.
        list->setCurrentItem(list->topLevelItem(2));
        auto *value = part<QComboBox>(dialog, u"column_value"_s);
        auto *path = part<QComboBox>(dialog, u"column_path"_s);
        QTRY_VERIFY(value->isVisible());
        value->setFocus();
        QTest::keyClick(value, Qt::Key_Down);
        QCOMPARE(value->currentText(), u"kennung"_s);
        path->setFocus();
        QTest::keyClick(path, Qt::Key_Down);
        QTest::keyClick(path, Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItem(2)->text(3), u"ready"_s, 30'000);
        QTRY_COMPARE(preview->model()->rowCount(), 3);
        QCOMPARE(preview->model()->index(1, 1).data().toString(), u"value absent"_s);

        // 2: import: rows stream.
        test::Watchdog watchdog;
        QTest::mouseClick(part<QPushButton>(dialog, u"importStart"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(rig.model().totalCount() > 0, 30'000);

        // 3: the end says what came of it.
        auto *outcome = part<QLabel>(dialog, u"importOutcome"_s);
        QTRY_VERIFY_WITH_TIMEOUT(outcome->isVisible(), 120'000);
        const QLocale locale;
        QCOMPARE(outcome->text(),
                 u"%1 new, %2 merged, 1 without value, 0 unreadable."_s.arg(
                     locale.toString(kRows + 1), locale.toString(kRows + 2)));
        QTRY_VERIFY_WITH_TIMEOUT(window.isAtRest(), 120'000);
        QCOMPARE(rig.model().totalCount(), kRows + 1);
        qInfo("longest block of the GUI thread %lld ms",
              static_cast<long long>(watchdog.longestMs()));

        // One row for each value, with every place; the claim stays a claim.
        const auto &index = rig.model().index();
        const auto first = rig.model().find(index.id(0));
        QVERIFY(first);
        QCOMPARE(first->places.size(), 4U); // twice by gitleaks, once by each other
        QCOMPARE(first->provider, "github");
        QCOMPARE(first->verdict, finding::Verdict::NotChecked);
        const finding::Record record = rig.model().record(first->id);
        QCOMPARE(record.claims.size(), 3U);
        QCOMPARE(record.claims.back().tool, "trufflehog");
        QCOMPARE(record.claims.back().verdict, finding::Verdict::Live);
        QVERIFY(!record.isValueAbsent);

        // Who found what: the second half of the tokens was missed by gitleaks.
        auto *pages = part<QTabWidget>(&window, u"pages"_s);
        auto *compare = part<QWidget>(&window, u"comparePage"_s);
        pages->setCurrentWidget(compare);
        auto *table = part<QTableView>(compare, u"compareTable"_s);
        QCOMPARE(table->model()->rowCount(), kRows + 1);
        auto *show = part<QComboBox>(compare, u"compareShow"_s);
        show->setCurrentText(u"Missed by gitleaks"_s);
        QCOMPARE(table->model()->rowCount(), kRows / 2 + 1);

        // The original reports can be deleted, with an honest word about copies.
        QVERIFY(part<QPushButton>(dialog, u"importDelete"_s)->isVisible());
        QVERIFY(part<QLabel>(dialog, u"importDeleteNote"_s)->text().contains("backups"_L1));
    }

    void theImportStops()
    {
        const QTemporaryDir home;
        ui::Workspace workspace(ui::coreEngine(
            {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
        ui::ImportSession session(workspace);
        const QString report = trufflehogReport();
        QStringList asked;
        ui::ImportDialog dialog(session,
                                {.reports = [&](QWidget *) { return QStringList{report}; },
                                 .deleteReports =
                                     [&](QWidget *, int count) {
                                         asked.append(QString::number(count));
                                         return true;
                                     }});
        connect(&dialog, &ui::ImportDialog::importRequested, &session,
                [&](const std::vector<ui::ImportFile> &files) { session.start(files, {}, 0, 1); });
        // Stop as soon as something came.
        auto *stop = part<QPushButton>(&dialog, u"importStop"_s);
        bool mayRun = false;
        connect(&session, &ui::ImportSession::arrived, &dialog, [&] {
            if (!mayRun)
                QTest::mouseClick(stop, Qt::LeftButton);
        });
        dialog.show();
        QTest::mouseClick(part<QPushButton>(&dialog, u"importAdd"_s), Qt::LeftButton);
        auto *start = part<QPushButton>(&dialog, u"importStart"_s);
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 120'000);
        QTest::mouseClick(start, Qt::LeftButton);
        auto *outcome = part<QLabel>(&dialog, u"importOutcome"_s);
        QTRY_VERIFY_WITH_TIMEOUT(outcome->isVisible(), 60'000);
        QVERIFY(outcome->text().contains("Stopped"_L1));
        QVERIFY(QFile::exists(report));

        mayRun = true;
        QTRY_VERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        auto *remove = part<QPushButton>(&dialog, u"importDelete"_s);
        QTRY_VERIFY_WITH_TIMEOUT(remove->isVisible(), 60'000);
        QTest::mouseClick(remove, Qt::LeftButton);
        QCOMPARE(asked, QStringList{u"1"_s});
        QVERIFY(!QFile::exists(report));
        QVERIFY(outcome->text().contains("1 report"_L1));
    }
};

QTEST_MAIN(TestJourneyA10)
#include "tst_journeya10.moc"
