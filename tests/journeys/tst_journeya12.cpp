// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/handoverpack.h"
#include "tests/support/madeup.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTest>
#include <QTextBrowser>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::MadeUp;
using rekey::test::Watchdog;
using rekey::test::WindowRig;

/// Story A12: twelve rows become an incident report in four files; no value is in any of them.
class TestJourneyA12 : public QObject
{
    Q_OBJECT

    static constexpr int kSecrets = 14;
    QTemporaryDir m_folder;
    QList<QByteArray> m_values;

    [[nodiscard]] static QDialog *dialogOf(const WindowRig &rig)
    {
        return rig.window->findChild<QDialog *>(u"exportDialog"_s);
    }

    static void click(QWidget *widget)
    {
        QVERIFY(widget != nullptr);
        if (auto *check = qobject_cast<QCheckBox *>(widget))
            QTest::mouseClick(check, Qt::LeftButton, {}, QPoint(8, check->height() / 2));
        else
            QTest::mouseClick(widget, Qt::LeftButton);
    }

    void scan(WindowRig &rig) const
    {
        rig.window->show();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);
        rig.window->scanPaths({m_folder.filePath(u"src"_s)});
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().totalCount(), kSecrets, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(rig.window->isAtRest(), 60'000);
    }

    [[nodiscard]] ui::Engine engine() const
    {
        return ui::coreEngine({m_folder.filePath(u"cache/rekey"_s).toStdString(),
                               m_folder.filePath(u"data/rekey"_s).toStdString()});
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(u"data"_s).toUtf8());
        QVERIFY(QDir(m_folder.path()).mkpath(u"src"_s));
        QVERIFY(QDir(m_folder.path()).mkpath(u"out"_s));
        MadeUp made(31);
        for (int i = 0; i < kSecrets; ++i) {
            m_values.append(QByteArray::fromStdString(made.githubToken()));
            QFile file(m_folder.filePath(u"src/<b>file%1.py"_s.arg(i)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("token = \"" + m_values.last() + "\"\n");
        }
        QVERIFY(QFile::link(u"nowhere"_s, m_folder.filePath(u"src/link"_s)));
    }

    void incidentReportOfTwelveRows()
    {
        WindowRig rig(engine());
        scan(rig);
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_Home);
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(rig.table(), Qt::Key_X);
            QTest::keyClick(rig.table(), Qt::Key_J);
        }
        QTRY_COMPARE(rig.model().chosenCount(), 12);

        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(rig.table(), Qt::Key_E);
        QTRY_VERIFY(dialogOf(rig) != nullptr);
        QDialog *dialog = dialogOf(rig);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        auto *preview = dialog->findChild<QTextBrowser *>(u"exportPreview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(preview->toPlainText().contains(u"Summary"_s), 10'000);
        const qint64 previewMs = clock.elapsed();
        QVERIFY2(previewMs < 500 * Watchdog::factor(), qPrintable(QString::number(previewMs)));
        QVERIFY(preview->toPlainText().contains(u"12 secrets"_s));
        QVERIFY(preview->toPlainText().contains(u"Not everything was looked at"_s));
        QVERIFY(dialog->findChild<QLabel *>(u"exportGaps"_s)->isVisible());
        QVERIFY(!dialog->isModal());

        auto *folder = dialog->findChild<QLineEdit *>(u"exportFolder"_s);
        folder->setText(m_folder.filePath(u"out"_s));
        auto *save = dialog->findChild<QPushButton *>(u"exportSave"_s);
        QVERIFY(!save->isEnabled());
        for (const QString &ending : {u".pdf"_s, u".md"_s, u".sarif"_s, u".csv"_s})
            click(dialog->findChild<QCheckBox *>(u"exportFormat"_s + ending));
        QVERIFY(save->isEnabled());
        clock.restart();
        click(save);
        auto *status = dialog->findChild<QLabel *>(u"exportStatus"_s);
        QTRY_VERIFY_WITH_TIMEOUT(status->text().startsWith(u"Written:"_s), 30'000);
        const qint64 filesMs = clock.elapsed();
        QVERIFY2(filesMs < 3000 * Watchdog::factor(), qPrintable(QString::number(filesMs)));
        qInfo("preview %lld ms, four files %lld ms", previewMs, filesMs);
        QCOMPARE(status->text().count(u'\n'), 4);

        const QDir out(m_folder.filePath(u"out"_s));
        QCOMPARE(out.entryList(QDir::Files).size(), 4);
        for (const QFileInfo &info : out.entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(bytes.size() > 500);
            QCOMPARE(info.permissions() & (QFile::ReadGroup | QFile::ReadOther),
                     QFile::Permissions());
            for (const QByteArray &value : m_values) {
                for (const QByteArray &form :
                     {value, value.toBase64(), value.toHex(), value.mid(8, 12)})
                    QVERIFY(!bytes.contains(form));
            }
        }
        // The names are taken now: nothing is overwritten.
        click(save);
        QTRY_VERIFY(status->text().contains(u"exists already"_s));
    }

    void handOverAsksForKeyAndWords()
    {
        WindowRig rig(engine());
        scan(rig);
        rig.action(u"report.write")->trigger();
        QDialog *dialog = dialogOf(rig);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        dialog->findChild<QLineEdit *>(u"exportFolder"_s)->setText(m_folder.path());
        dialog->findChild<QLineEdit *>(u"exportName"_s)->setText(u"over"_s);
        auto *save = dialog->findChild<QPushButton *>(u"exportSave"_s);
        click(dialog->findChild<QCheckBox *>(u"exportFormat.rekey"_s));
        QVERIFY(!save->isEnabled());
        const auto reader = report::KeyPair::loadOrCreate(
            m_folder.filePath(u"reader.key"_s).toStdString(), report::PublicKey::Use::Seal);
        QVERIFY(reader.has_value());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"exportKey"_s),
                         QString::fromStdString(reader->publicKey().text()));
        QVERIFY(!save->isEnabled());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"exportConfirm"_s), u"hand over"_s);
        QVERIFY(save->isEnabled());
        click(save);
        auto *status = dialog->findChild<QLabel *>(u"exportStatus"_s);
        QTRY_VERIFY2(status->text().startsWith(u"Written:"_s), qPrintable(status->text()));
        QVERIFY(!save->isEnabled()); // the words are asked for again
        QList<QByteArray> values;
        const auto opened = report::openHandoverPack(
            m_folder.filePath(u"over.rekey"_s).toStdString(), *reader,
            [&](const report::HandedOver &handed) {
                values.append(QByteArray(handed.value.view().data(),
                                         static_cast<qsizetype>(handed.value.size())));
            });
        QVERIFY(opened.has_value());
        std::ranges::sort(values);
        QList<QByteArray> planted = m_values;
        std::ranges::sort(planted);
        QCOMPARE(values, planted);
    }

    void everyControlHasANameAndTakesTheKeyboard()
    {
        WindowRig rig(engine());
        scan(rig);
        rig.action(u"report.write")->trigger();
        QDialog *dialog = dialogOf(rig);
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QSet<QWidget *> seen;
        for (int i = 0; i < 60; ++i) {
            if (QWidget *focused = dialog->focusWidget())
                seen.insert(focused);
            QTest::keyClick(dialog->focusWidget() != nullptr ? dialog->focusWidget() : dialog,
                            Qt::Key_Tab);
        }
        for (const QString &name : {u"exportTemplate"_s, u"exportScope"_s, u"exportTitle"_s,
                                    u"exportMasking"_s, u"exportNames"_s, u"exportFormat.pdf"_s,
                                    u"exportFolder"_s, u"exportName"_s, u"exportPreview"_s})
            QVERIFY2(seen.contains(dialog->findChild<QWidget *>(name)), qPrintable(name));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(dialogOf(rig) == nullptr);
    }
};

QTEST_MAIN(TestJourneyA12)
#include "tst_journeya12.moc"
