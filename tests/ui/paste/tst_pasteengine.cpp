// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gapwatch.h"
#include "tests/support/madeup.h"
#include "tests/support/scanrules.h"
#include "tests/support/visibletext.h"
#include "tests/ui/paste/fakes.h"
#include "ui/paste/pastedialog.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

/// Story A11 over the rules that come with the program.
class TestPasteEngine : public QObject
{
    Q_OBJECT

    scan::ScanContext m_context;

    [[nodiscard]] PasteScanner scanner() const
    {
        auto scanner = std::make_shared<scan::Scanner>(m_context.rules);
        return [this, scanner](const std::shared_ptr<const secret::SecretBytes> &text)
                   -> Result<scan::MaskedText> {
            return scan::maskText(m_context, *scanner, text->bytes());
        };
    }

private Q_SLOTS:
    void initTestCase() { m_context = test::makeContext(test::builtinRules()); }

    void sharesALogOfTwoMegabytes()
    {
        std::vector<std::string> values;
        for (std::uint32_t seed = 1; seed <= 3; ++seed)
            values.push_back(test::MadeUp(seed).githubToken());
        PasteDialog dialog(scanner());
        dialog.setNumberer([](std::vector<finding::Finding> &findings) {
            std::uint32_t number = 421;
            for (finding::Finding &found : findings)
                found.number = number++;
        });
        dialog.show();
        dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(test::chat(2'000'000, values)));
        test::GapWatch watch;
        QElapsedTimer timer;
        timer.start();
        QTest::keySequence(&dialog, QKeySequence::Paste);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.result(), 20'000);
        qInfo("2 MB, %zu rules: matches after %lld ms, window held for at most %lld ms",
              dialog.result()->rules, static_cast<long long>(timer.elapsed()),
              static_cast<long long>(watch.longestMs()));
        QCOMPARE(dialog.result()->matches.size(), std::size_t(3));
        QCOMPARE(dialog.result()->findings[0].label(), std::string("S-0421"));
        QTest::keyClick(&dialog, Qt::Key_Return);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(" S-0423]\" please"_L1));
        for (const std::string &value : values) {
            const QString part = QString::fromStdString(value).mid(4, 16);
            QVERIFY(!copied.contains(part));
            for (const QString &text : test::visibleText(&dialog))
                QVERIFY2(!text.contains(part), qPrintable(text.left(200)));
        }
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.holdsText());
    }

    void plainTextIsNotCalledAnythingMoreThanNotFound()
    {
        PasteDialog dialog(scanner());
        dialog.show();
        QGuiApplication::clipboard()->setText(u"just words"_s);
        dialog.paste();
        QTRY_VERIFY(dialog.result());
        QVERIFY(dialog.findChild<QLabel *>(u"pasteStatus"_s)
                    ->text()
                    .startsWith("Nothing found by "_L1));
    }
};

QTEST_MAIN(TestPasteEngine)
#include "tst_pasteengine.moc"
