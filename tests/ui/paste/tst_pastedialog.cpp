// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visibletext.h"
#include "tests/ui/paste/fakes.h"
#include "ui/paste/maskedtextview.h"
#include "ui/paste/pastedialog.h"
#include "ui/paste/typingfield.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

namespace {

Result<scan::MaskedText> scanFake(const std::shared_ptr<const secret::SecretBytes> &text)
{
    return test::fakeMask(text->view());
}

struct Dialog
{
    PasteDialog box;

    explicit Dialog(PasteScanner scanner = scanFake)
        : box(std::move(scanner))
    {
        box.show();
        box.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&box));
    }

    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return box.findChild<QPushButton *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString label(const char *name) const
    {
        const auto *label = box.findChild<QLabel *>(QString::fromLatin1(name));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QTableView *list() const
    {
        return box.findChild<QTableView *>(u"pasteMatches"_s);
    }
    [[nodiscard]] TypingField *field() const
    {
        return box.findChild<TypingField *>(u"typingField"_s);
    }
};

void setClipboard(const std::string &text)
{
    QGuiApplication::clipboard()->setText(QString::fromStdString(text));
}

bool holdsPlanted(const QString &text)
{
    return std::ranges::any_of(test::plantedValues(), [&](const std::string &value) {
        return text.contains(QString::fromStdString(value));
    });
}

} // namespace

class TestPasteDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Story A11: paste 2 MB of chat, copy it with the secrets replaced, close.
    void sharesALog()
    {
        Dialog dialog;
        setClipboard(test::chat(2'000'000, test::plantedValues()));
        QElapsedTimer timer;
        timer.start();
        QTest::keySequence(&dialog.box, QKeySequence::Paste);
        QTRY_VERIFY(dialog.box.result());
        qInfo("2 MB shown after %lld ms", static_cast<long long>(timer.elapsed()));
        QCOMPARE(dialog.list()->model()->rowCount(), 3);
        QCOMPARE(dialog.box.result()->bars.size(), std::size_t(3));
        QVERIFY(
            dialog.label("pasteStatus").startsWith("3 secrets in 3 places, found by 131 rules"_L1));
        QVERIFY(dialog.button("pasteCopy")->hasFocus());
        QTest::keyClick(&dialog.box, Qt::Key_Return);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains("key = \"[AWS access key S-0002]\" please"_L1));
        QVERIFY(!holdsPlanted(copied));
        QVERIFY(dialog.label("pasteStatus").contains("Copied"_L1));
        QVERIFY(dialog.box.isVisible());
        QSignalSpy message(&dialog.box, &PasteDialog::message);
        QTest::keyClick(&dialog.box, Qt::Key_Escape);
        QVERIFY(!dialog.box.isVisible());
        QCOMPARE(message.size(), 1);
        QCOMPARE(message[0][0].toString(), u"The text is wiped."_s);
        QVERIFY(!dialog.box.holdsText());
    }

    void closingLetsTheTextGo()
    {
        std::weak_ptr<const secret::SecretBytes> given;
        Dialog dialog([&](const std::shared_ptr<const secret::SecretBytes> &text) {
            given = text;
            return scanFake(text);
        });
        setClipboard(test::chat(5000, test::plantedValues()));
        dialog.box.paste();
        QTRY_VERIFY(dialog.box.result());
        const std::weak_ptr<const scan::MaskedText> masked = dialog.box.result();
        QTRY_VERIFY(given.expired()); // the original goes as soon as it is masked
        QTest::mouseClick(dialog.button("pasteDiscard"), Qt::LeftButton);
        QVERIFY(masked.expired());
        dialog.box.show();
        QVERIFY(dialog.label("pasteHint").startsWith("Press Ctrl+V"_L1));
    }

    void keepHandsOverFindingsOnly()
    {
        Dialog dialog;
        setClipboard(test::chat(5000, test::plantedValues()));
        dialog.box.paste();
        QTRY_VERIFY(dialog.box.result());
        std::vector<finding::Finding> kept;
        connect(&dialog.box, &PasteDialog::findingsKept, this,
                [&](const auto &findings) { kept = findings; });
        QSignalSpy message(&dialog.box, &PasteDialog::message);
        QTest::mouseClick(dialog.button("pasteKeep"), Qt::LeftButton);
        QCOMPARE(kept.size(), std::size_t(3));
        QCOMPARE(message[0][0].toString(), u"3 findings kept. The text is wiped."_s);
        QVERIFY(!dialog.box.isVisible());
        QVERIFY(!dialog.box.holdsText());
    }

    void nothingReadableHoldsTheValues()
    {
        Dialog dialog;
        setClipboard(test::chat(3000, test::plantedValues()));
        dialog.box.paste();
        QTRY_VERIFY(dialog.box.result());
        const QStringList texts = test::visibleText(&dialog.box);
        QVERIFY(texts.size() > 50);
        for (const QString &text : texts)
            QVERIFY2(!holdsPlanted(text), qPrintable(text));
        QVERIFY(!QString::fromUtf8(dialog.box.result()->text.view()).contains("plant-"_L1));
    }

    void saysHowManyRulesFoundNothing()
    {
        Dialog dialog;
        setClipboard("nothing to see");
        dialog.box.paste();
        QTRY_VERIFY(dialog.box.result());
        QVERIFY(dialog.label("pasteStatus").startsWith("Nothing found by 131 rules"_L1));
        for (const QString &text : test::visibleText(&dialog.box))
            QVERIFY2(!text.contains("safe"_L1) && !text.contains("clean"_L1), qPrintable(text));
        QVERIFY(!dialog.button("pasteKeep")->isEnabled());
        QVERIFY(!dialog.button("pasteCopy")->isEnabled());
    }

    void anEmptyClipboardSaysSo()
    {
        QGuiApplication::clipboard()->clear();
        Dialog dialog;
        QTest::mouseClick(dialog.button("pastePaste"), Qt::LeftButton);
        QVERIFY(dialog.label("pasteHint").startsWith("There is no text on the clipboard"_L1));
    }

    void tooMuchTextSaysWhatToDo()
    {
        auto *mime = new QMimeData;
        mime->setData(u"text/plain"_s, QByteArray(qsizetype{50 << 20} + 1, 'x'));
        QGuiApplication::clipboard()->setMimeData(mime);
        Dialog dialog;
        dialog.box.paste();
        QVERIFY(dialog.label("pasteHint").contains("50 MiB"_L1));
        QVERIFY(dialog.label("pasteHint").contains("Save it as a file"_L1));
        QVERIFY(!dialog.box.holdsText());
        QGuiApplication::clipboard()->clear();
    }

    void typingIsScannedAndCalledTheWeakerWay()
    {
        Dialog dialog;
        QTest::mouseClick(dialog.button("pasteType"), Qt::LeftButton);
        QVERIFY(dialog.label("typingWarning").startsWith("Typing is the weaker way"_L1));
        QVERIFY(dialog.field()->hasFocus());
        QVERIFY(!dialog.field()->isUndoRedoEnabled());
        QTest::keyClicks(dialog.field(), QString::fromStdString("key " + test::plantedValues()[0]));
        QTRY_COMPARE(dialog.list()->model()->rowCount(), 1);
        QVERIFY(dialog.field()->hasFocus());
        QTest::mouseClick(dialog.button("pasteDiscard"), Qt::LeftButton);
        QVERIFY(dialog.field()->toPlainText().isEmpty());
        QVERIFY(!dialog.box.holdsText());
    }

    void pastingIntoTheFieldNeverReachesIt()
    {
        Dialog dialog;
        QTest::mouseClick(dialog.button("pasteType"), Qt::LeftButton);
        setClipboard("x " + test::plantedValues()[1]);
        QTest::keySequence(dialog.field(), QKeySequence::Paste);
        QVERIFY(dialog.field()->toPlainText().isEmpty());
        QTRY_COMPARE(dialog.list()->model()->rowCount(), 1);
        QVERIFY(!dialog.button("pasteType")->isChecked());
    }

    void filesAreScannedToo()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"log.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(test::chat(3000, test::plantedValues()).c_str());
        file.close();
        Dialog dialog;
        dialog.box.setFileAsker([&](QWidget *, const auto &chosen) { chosen(file.fileName()); });
        QTest::mouseClick(dialog.button("pasteFile"), Qt::LeftButton);
        QTRY_COMPARE(dialog.list()->model()->rowCount(), 3);
        dialog.box.openFile(folder.filePath(u"none.txt"_s));
        QTRY_VERIFY(dialog.label("pasteHint").endsWith("none.txt is not there."_L1));
    }

    void choosingAMatchShowsItsBar()
    {
        Dialog dialog;
        setClipboard(test::chat(100'000, test::plantedValues()));
        dialog.box.paste();
        QTRY_VERIFY(dialog.box.result());
        auto *view = dialog.box.findChild<MaskedTextView *>(u"pasteView"_s);
        for (int row = 2; row >= 0; --row) {
            dialog.list()->selectRow(row);
            view->viewport()->repaint();
            QCOMPARE(view->barsInView(), 1);
        }
    }

    void aScanOfClosedTextIsDropped()
    {
        Dialog dialog([](const std::shared_ptr<const secret::SecretBytes> &text) {
            QTest::qSleep(50);
            return scanFake(text);
        });
        setClipboard(test::chat(1000, test::plantedValues()));
        dialog.box.paste();
        dialog.box.reject();
        QTest::qWait(120);
        QVERIFY(!dialog.box.result());
    }

    void everyControlHasAName()
    {
        Dialog dialog;
        setClipboard(test::chat(1000, test::plantedValues()));
        dialog.box.paste();
        QTRY_VERIFY(dialog.box.result());
        QCOMPARE(test::unnamedControls(&dialog.box).join(u", "_s), QString());
    }

    /// Pictures for people to look at: set REKEY_PICTURES to a folder.
    void pictures()
    {
        const QString folder = qEnvironmentVariable("REKEY_PICTURES");
        if (folder.isEmpty())
            QSKIP("REKEY_PICTURES is not set");
        for (const bool dark : {false, true}) {
            applyLook(*qApp, {.theme = dark ? ThemeChoice::Dark : ThemeChoice::Light});
            const auto keep = [&](Dialog &dialog, const char *name) {
                QTest::qWait(50);
                dialog.box.grab().save(QDir(folder).filePath(
                    QString::fromLatin1(name) + (dark ? u"-dark.png"_s : u"-light.png"_s)));
            };
            Dialog dialog;
            keep(dialog, "paste-empty");
            setClipboard(test::chat(6000, test::plantedValues()));
            dialog.box.paste();
            QTRY_VERIFY(dialog.box.result());
            keep(dialog, "paste-found");
            QTest::mouseClick(dialog.button("pasteType"), Qt::LeftButton);
            QTest::keyClicks(dialog.field(),
                             QString::fromStdString("key " + test::plantedValues()[0]));
            QTRY_COMPARE(dialog.list()->model()->rowCount(), 1);
            keep(dialog, "paste-typed");
        }
    }
};

QTEST_MAIN(TestPasteDialog)
#include "tst_pastedialog.moc"
