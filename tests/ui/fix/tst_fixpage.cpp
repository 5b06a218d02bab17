// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fix/fixpage.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestFixPage : public QObject
{
    Q_OBJECT

    static finding::Finding made(std::uint8_t number)
    {
        finding::Finding finding;
        finding.id.bytes[0] = std::byte{number};
        finding.provider = "twilio";
        for (const char *path : {"src/b.py", "src/a&b.py", "src/b.py"}) {
            finding::Place place;
            place.path = path;
            finding.places.push_back(place);
        }
        return finding;
    }

    struct Rig
    {
        Rig()
        {
            page.resize(480, 800);
            page.show();
            page.setFinding(made(1), finding::Verdict::Live);
            QObject::connect(&page, &FixPage::stepChanged,
                             [this](const auto &, const std::string &title, const auto &,
                                    const finding::FixStep &after) {
                                 titles.append(QString::fromStdString(title));
                                 last = after;
                             });
        }

        template <typename T> T *child(const char *name) const
        {
            return page.findChild<T *>(QString::fromLatin1(name));
        }
        QListWidget *list() const { return child<QListWidget>("fixList"); }
        QList<QCheckBox *> checks() const
        {
            QList<QCheckBox *> shown;
            for (QCheckBox *box : page.findChildren<QCheckBox *>(u"fixCheck"_s)) {
                if (!box->isHidden())
                    shown.append(box);
            }
            return shown;
        }

        FixPage page;
        QStringList titles;
        finding::FixStep last;
    };

private Q_SLOTS:
    void stepsFollowTypeAndVerdict()
    {
        Rig rig;
        QCOMPARE(rig.list()->count(), 9);
        QCOMPARE(rig.child<QLabel>("fixCount")->text(), u"0 of 9 steps done"_s);
        rig.list()->setCurrentRow(5);
        QVERIFY(rig.child<QLabel>("fixText")->text().contains("secondary"_L1));
        rig.page.setFinding(made(1), finding::Verdict::Dead);
        QCOMPARE(rig.list()->count(), 6);
    }

    void keysTickAStepOff()
    {
        Rig rig;
        QTest::keyClick(rig.list(), Qt::Key_Down);
        QCOMPARE(rig.child<QLabel>("fixTitle")->text(), u"Who uses it"_s);
        rig.child<QComboBox>("fixState")->setFocus();
        QTest::keyClick(rig.child<QComboBox>("fixState"), Qt::Key_Down);
        QTest::keyClick(rig.child<QComboBox>("fixState"), Qt::Key_Down);
        QCOMPARE(rig.last.state, finding::FixState::Done);
        QCOMPARE(rig.child<QLabel>("fixCount")->text(), u"1 of 9 steps done"_s);
        QVERIFY(rig.list()->item(1)->data(Qt::AccessibleTextRole).toString().endsWith("done"_L1));
    }

    void theFilesAreAChecklist()
    {
        Rig rig;
        rig.list()->setCurrentRow(1);
        const QList<QCheckBox *> checks = rig.checks();
        QCOMPARE(checks.size(), 4);
        QCOMPARE(checks[2]->text(), u"src/a&&b.py"_s);
        QTest::mouseClick(checks[2], Qt::LeftButton, {}, QPoint(8, checks[2]->height() / 2));
        QCOMPARE(rig.last.ticked, std::vector<std::string>{"src/a&b.py"});
        rig.list()->setCurrentRow(2);
        rig.list()->setCurrentRow(1);
        QVERIFY(rig.checks()[2]->isChecked());
    }

    void typedTextIsKeptWhenAnotherStepIsChosen()
    {
        Rig rig;
        QTest::keyClicks(rig.child<QPlainTextEdit>("fixNote"), u"asked Ada"_s);
        QVERIFY(rig.titles.isEmpty());
        rig.list()->setCurrentRow(3);
        QCOMPARE(rig.titles, QStringList{u"What breaks if this dies"_s});
        QCOMPARE(rig.last.note, std::string("asked Ada"));
        QVERIFY(rig.child<QPlainTextEdit>("fixNote")->toPlainText().isEmpty());
        rig.list()->setCurrentRow(0);
        QCOMPARE(rig.child<QPlainTextEdit>("fixNote")->toPlainText(), u"asked Ada"_s);
        QTest::keyClicks(rig.child<QPlainTextEdit>("fixNote"), u", she knows"_s);
        rig.page.setFinding(made(2), finding::Verdict::Live);
        QCOMPARE(rig.last.note, std::string("asked Ada, she knows"));
        QVERIFY(rig.page.progress().empty());
    }

    void aSecretIsNotTaken()
    {
        Rig rig;
        rig.page.setTextCheck([](const QByteArray &text) {
            return text.contains("hush") ? QStringList{u"Made-up token"_s} : QStringList();
        });
        auto *proof = rig.child<QLineEdit>("fixProof");
        QTest::keyClicks(proof, u"it is hush"_s);
        QTest::keyClick(proof, Qt::Key_Return);
        QVERIFY(rig.titles.isEmpty());
        QVERIFY(rig.child<QLabel>("fixRefused")->isVisible());
        QVERIFY(rig.child<QLabel>("fixRefused")->text().contains("Made-up token"_L1));
        QCOMPARE(proof->text(), u"it is hush"_s);
        proof->selectAll();
        QTest::keyClicks(proof, u"ticket 12"_s);
        QTest::keyClick(proof, Qt::Key_Return);
        QCOMPARE(rig.last.proof, std::string("ticket 12"));
        QVERIFY(!rig.child<QLabel>("fixRefused")->isVisible());
    }

    void whatWasKeptComesBack()
    {
        Rig rig;
        finding::FixProgress kept;
        kept["strangers"] = {finding::FixState::Doing, "logs asked for", {}, {}};
        rig.list()->setCurrentRow(2);
        rig.page.setProgress(made(1).id, kept);
        QCOMPARE(rig.child<QPlainTextEdit>("fixNote")->toPlainText(), u"logs asked for"_s);
        rig.page.setProgress(made(2).id, {});
        QCOMPARE(rig.page.progress(), kept);
    }

    void snippetsNameTheSecretAndAreCopied()
    {
        Rig rig;
        rig.list()->setCurrentRow(8);
        auto *text = rig.child<QPlainTextEdit>("snippetText");
        QVERIFY(text->isVisible());
        auto *store = rig.child<QComboBox>("snippetStore");
        auto *language = rig.child<QComboBox>("snippetLanguage");
        QCOMPARE(store->count(), 5);
        QCOMPARE(language->count(), 5);
        for (int i = 0; i < 25; ++i) {
            store->setCurrentIndex(i / 5);
            language->setCurrentIndex(i % 5);
            QVERIFY(text->toPlainText().contains("TWILIO_TOKEN"_L1));
            QVERIFY(!text->toPlainText().contains("{NAME}"_L1));
        }
        QTest::mouseClick(rig.child<QPushButton>("snippetCopy"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
    }

    /// For people to look at: set REKEY_PICTURES to a folder.
    void pictures()
    {
        if (!qEnvironmentVariableIsSet("REKEY_PICTURES"))
            QSKIP("REKEY_PICTURES is not set");
        for (const bool dark : {false, true}) {
            applyLook(*qApp, {.theme = dark ? ThemeChoice::Dark : ThemeChoice::Light});
            const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
            const QDir folder(qEnvironmentVariable("REKEY_PICTURES"));
            Rig rig;
            rig.list()->setCurrentRow(1);
            QTest::qWait(50);
            QVERIFY(rig.page.grab().save(folder.filePath(u"fix"_s + suffix)));
            rig.list()->setCurrentRow(8);
            QTest::qWait(50);
            QVERIFY(rig.page.grab().save(folder.filePath(u"fix-snippets"_s + suffix)));
        }
    }

    void readOnlyChangesNothing()
    {
        Rig rig;
        rig.page.setReadOnly(true);
        QTest::keyClicks(rig.child<QLineEdit>("fixProof"), u"x"_s);
        QVERIFY(!rig.child<QComboBox>("fixState")->isEnabled());
        rig.list()->setCurrentRow(4);
        QVERIFY(rig.titles.isEmpty());
    }
};

QTEST_MAIN(TestFixPage)
#include "tst_fixpage.moc"
