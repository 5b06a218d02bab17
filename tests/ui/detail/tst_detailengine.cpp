// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/filesource.h"
#include "tests/support/gapwatch.h"
#include "tests/support/madeup.h"
#include "tests/support/scanrules.h"
#include "tests/support/visibletext.h"
#include "ui/detail/contextview.h"
#include "ui/detail/detailpane.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

/// The pane over the real sources, scanner and vault.
class TestDetailEngine : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    scan::ScanContext m_context;
    std::string m_value;

    QString write(const QString &name, const std::string &head, qsizetype filler,
                  const std::string &tail) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(head.data(), static_cast<qint64>(head.size()));
        const QByteArray block(1 << 20, 'x');
        for (; filler > 0; filler -= block.size())
            file.write(block.constData(), std::min(filler, block.size()));
        file.write(tail.data(), static_cast<qint64>(tail.size()));
        return file.fileName();
    }

    struct Scanned
    {
        std::shared_ptr<sources::Source> source;
        scan::ScanResult result;
    };

    Scanned scanFile(const QString &path) const
    {
        Scanned scanned;
        scanned.source = sources::openFileSource(path.toStdString()).value();
        scan::ScanProgress progress;
        scanned.result = scan::runScan(m_context, std::span(&scanned.source, 1), {}, progress,
                                       [](const scan::FindingBatch &) { }, {})
                             .value();
        return scanned;
    }

    std::unique_ptr<DetailPane> paneOver(const Scanned &scanned) const
    {
        auto pane = std::make_unique<DetailPane>();
        DetailReaders readers;
        auto scanner = std::make_shared<scan::Scanner>(m_context.rules);
        readers.context = [scanner, source = scanned.source](const finding::Place &place,
                                                             const scan::ContextOptions &options) {
            return scan::readContext(*source, place, *scanner, options);
        };
        readers.value = [vault = m_context.vault](const finding::Finding &finding) {
            return vault->open(finding.value);
        };
        readers.facts
            = [](const finding::Finding &) { return FindingFacts{rules::Kind::Token, {}}; };
        pane->setReaders(std::move(readers));
        pane->resize(520, 640);
        pane->show();
        return pane;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_context = test::makeContext(test::madeUpRules());
        m_value = std::string("ts") + "t_" + test::MadeUp(11).alphanumeric(24);
    }

    void showsARealFileMasked()
    {
        const QString path
            = write(u"config.py"_s, "import os\nTOKEN = \"" + m_value + "\"\nend = 1\n", 0, "");
        const Scanned scanned = scanFile(path);
        QCOMPARE(scanned.result.findings.size(), std::size_t(1));
        const auto pane = paneOver(scanned);
        pane->setFinding(scanned.result.findings[0]);
        const auto *view = pane->findChild<ContextView *>(u"contextView"_s);
        QTRY_VERIFY(view->isVisible());
        QCOMPARE(view->context().secretLine, 2U);
        QVERIFY(view->toPlainText().startsWith("import os\nTOKEN = \""_L1));
        QVERIFY(!view->context().lines.at(0).colours.isEmpty());
        pane->peek();
        QTRY_VERIFY(pane->isPeeking());
        const QString value = QString::fromStdString(m_value).mid(4, 12);
        for (const QString &text : test::visibleText(pane.get()))
            QVERIFY2(!text.contains(value), qPrintable(text));
    }

    void aLineOf100MegabytesDoesNotHoldTheWindow()
    {
        const qsizetype half = qsizetype{50} << 20;
        const std::string token = " key = \"" + m_value + "\" ";
        const QString path = write(u"one-line.json"_s, "{", half, token);
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        const QByteArray block(1 << 20, 'y');
        for (int i = 0; i < 50; ++i)
            file.write(block);
        file.close();
        const Scanned scanned = scanFile(path);
        QCOMPARE(scanned.result.findings.size(), std::size_t(1));
        const auto pane = paneOver(scanned);
        QTest::qWait(50);
        test::GapWatch watch;
        QElapsedTimer timer;
        timer.start();
        pane->setFinding(scanned.result.findings[0]);
        const auto *view = pane->findChild<ContextView *>(u"contextView"_s);
        QTRY_VERIFY(view->isVisible());
        QTest::qWait(20);
        qInfo("100 MB in one line: shown after %lld ms, window held for at most %lld ms",
              static_cast<long long>(timer.elapsed()), static_cast<long long>(watch.longestMs()));
        QVERIFY(watch.longestMs() < 1000); // a busy machine with sanitizers; 50 ms is the budget
        const ShownLine &line = view->context().lines.at(0);
        QVERIFY(line.text.size() < 400);
        QCOMPARE(line.bars.size(), 1);
        QVERIFY(line.text.startsWith(QChar(0x2026)) && line.text.endsWith(QChar(0x2026)));
        // The bar is in view, not only on the line.
        const QTextCursor cursor = view->textCursor();
        QVERIFY(view->viewport()->rect().contains(view->cursorRect(cursor).center()));
    }

    void aFileThatChangedOffersAnotherScan()
    {
        const QString path = write(u"gone.txt"_s, "key " + m_value + "\n", 0, "");
        const Scanned scanned = scanFile(path);
        write(u"gone.txt"_s, "something else altogether, and not shorter than before\n", 0, "");
        const auto pane = paneOver(scanned);
        QSignalSpy rescan(pane.get(), &DetailPane::rescanRequested);
        pane->setFinding(scanned.result.findings[0]);
        auto *button = pane->findChild<QPushButton *>(u"contextRescan"_s);
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(rescan.size(), 1);
    }
};

QTEST_MAIN(TestDetailEngine)
#include "tst_detailengine.moc"
