// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/incidentchoice.h"
#include "ui/incidents/incidentspage.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestIncidentsPage : public QObject
{
    Q_OBJECT

    static constexpr std::int64_t kNow = 1'700'000'000;

    static finding::Incident incident(const std::string &id, const std::string &name,
                                      std::int64_t closedAt = 0)
    {
        finding::Incident made;
        made.id = id;
        made.name = name;
        made.openedAt = kNow - 3 * 86'400;
        made.closedAt = closedAt;
        made.owner = "ada";
        made.nextStep = "call the bank";
        return made;
    }

    static QStringList secretsIn(const QByteArray &text)
    {
        return text.contains("hush") ? QStringList{u"Made-up token"_s} : QStringList();
    }

    struct Rig
    {
        Rig()
        {
            page.model().setNow(kNow);
            page.setTextCheck(&TestIncidentsPage::secretsIn);
            page.resize(900, 600);
            page.show();
            QObject::connect(&page, &IncidentsPage::changed,
                             [this](const finding::Incident &one) { changed.push_back(one); });
        }

        void fill()
        {
            page.setIncidents({incident("INC-10", "Leaked pipeline"),
                               incident("INC-2", "Old laptop", kNow),
                               incident("INC-3", "Public gist")});
        }

        template <typename T> T *child(const char *name) const
        {
            return page.findChild<T *>(QString::fromLatin1(name));
        }

        IncidentsPage page;
        std::vector<finding::Incident> changed;
    };

private Q_SLOTS:
    void modelKeepsTheRules()
    {
        IncidentsModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setNow(kNow);
        model.setIncidents(
            {incident("INC-10", "b"), incident("INC-2", "c", kNow), incident("INC-3", "a\nb")});
        model.setSums({{"INC-3", {12, 5, 80}}});
        QCOMPARE(model.rowOf("INC-3"), 0);
        QCOMPARE(model.rowOf("INC-2"), 2); // closed ones last
        const auto cell
            = [&model](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, IncidentsModel::Name), u"INC-3  a\\nb"_s);
        QCOMPARE(cell(0, IncidentsModel::Severity), u"80"_s);
        QCOMPARE(cell(0, IncidentsModel::Secrets), u"12"_s);
        QCOMPARE(cell(0, IncidentsModel::Live), u"5"_s);
        QCOMPARE(cell(0, IncidentsModel::Age), u"3 days"_s);
        QVERIFY(cell(2, IncidentsModel::Age).startsWith("Closed"_L1));
        QCOMPARE(cell(1, IncidentsModel::Severity), QString());
        QCOMPARE(
            model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
            u"a\\nb, 3 days, 12 secrets, 5 of them live, owner ada, next step: call the bank"_s);
    }

    void saysWhatToDoWhenThereIsNone()
    {
        Rig rig;
        rig.page.setIncidents({});
        QVERIFY(rig.child<QLabel>("incidentsEmpty")->isVisible());
        QVERIFY(!rig.child<QPushButton>("incidentEdit")->isEnabled());
        rig.fill();
        QVERIFY(!rig.child<QLabel>("incidentsEmpty")->isVisible());
        QCOMPARE(rig.page.current(), std::string("INC-3"));
    }

    void opensOneWithKeysAlone()
    {
        Rig rig;
        rig.child<QPushButton>("incidentNew")->setFocus();
        QTest::keyClick(rig.child<QPushButton>("incidentNew"), Qt::Key_Space);
        auto *form = rig.page.window()->findChild<IncidentForm *>();
        QVERIFY(form);
        auto *name = form->findChild<QLineEdit *>(u"incidentName"_s);
        QVERIFY(!form->findChild<QPushButton *>(u"incidentAccept"_s)->isEnabled());
        QTest::keyClicks(name, u"It is hush"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(rig.changed.empty());
        QVERIFY(form->findChild<QLabel *>(u"incidentProblem"_s)->isVisible());
        name->clear();
        QTest::keyClicks(name, u"Public gist"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(rig.changed.size(), std::size_t(1));
        QCOMPARE(rig.changed.back().name, std::string("Public gist"));
        QVERIFY(rig.changed.back().id.empty());
        QVERIFY(rig.changed.back().openedAt > 0);
    }

    void closesAndOpensAgain()
    {
        Rig rig;
        rig.fill();
        auto *button = rig.child<QPushButton>("incidentClose");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(rig.changed.back().id, std::string("INC-3"));
        QVERIFY(rig.changed.back().closedAt > 0);
        rig.page.setCurrent("INC-2");
        QCOMPARE(button->text(), u"Open again"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(rig.changed.back().closedAt, std::int64_t(0));
    }

    void enterShowsItsSecrets()
    {
        Rig rig;
        rig.fill();
        QSignalSpy asked(&rig.page, &IncidentsPage::findingsRequested);
        rig.page.table()->setFocus();
        QTest::keyClick(rig.page.table(), Qt::Key_Down);
        QTest::keyClick(rig.page.table(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().value<std::string>(), std::string("INC-10"));
    }

    void notesAndTasksAreChangedInPlace()
    {
        Rig rig;
        rig.fill();
        auto *note = rig.child<QPlainTextEdit>("incidentNote");
        QTest::keyClicks(note, u"told the owner"_s);
        QTRY_COMPARE(rig.changed.size(), std::size_t(1));
        QCOMPARE(rig.changed.back().note, std::string("told the owner"));
        rig.child<QTabWidget>("incidentTabs")->setCurrentIndex(1);
        auto *task = rig.child<QLineEdit>("incidentNewTask");
        QTest::keyClicks(task, u"Ask for the logs"_s);
        QTest::keyClick(task, Qt::Key_Return);
        QTest::keyClicks(task, u"this is hush"_s);
        QTest::keyClick(task, Qt::Key_Return);
        QCOMPARE(rig.changed.size(), std::size_t(2));
        QCOMPARE(rig.changed.back().tasks.size(), std::size_t(1));
        QVERIFY(rig.child<QLabel>("incidentProblem")->isVisible());
        auto *tasks = rig.child<QListWidget>("incidentTasks");
        QVERIFY(QTest::qWaitForWindowActive(&rig.page));
        tasks->setFocus();
        tasks->setCurrentRow(0);
        QTest::keyClick(tasks, Qt::Key_Space);
        QVERIFY(rig.changed.back().tasks.front().isDone);
        QTest::keyClick(tasks, Qt::Key_Delete);
        QVERIFY(rig.changed.back().tasks.empty());
        QCOMPARE(rig.changed.back().note, std::string("told the owner"));
    }

    void whatIsBeingTypedSurvivesAnAnswer()
    {
        Rig rig;
        rig.fill();
        auto *note = rig.child<QPlainTextEdit>("incidentNote");
        QTest::keyClicks(note, u"half a sent"_s);
        finding::Incident kept = incident("INC-3", "Public gist");
        kept.version = 7;
        rig.page.setIncidents({kept});
        QCOMPARE(note->toPlainText(), u"half a sent"_s);
        QTest::keyClicks(note, u"ence"_s);
        QTRY_VERIFY(!rig.changed.empty());
        QCOMPARE(rig.changed.back().note, std::string("half a sentence"));
        QCOMPARE(rig.changed.back().version, std::uint64_t(7));
    }

    /// For people to look at: set REKEY_PICTURES to a folder.
    void pictures()
    {
        if (!qEnvironmentVariableIsSet("REKEY_PICTURES"))
            QSKIP("REKEY_PICTURES is not set");
        for (const bool dark : {false, true}) {
            applyLook(*qApp, {.theme = dark ? ThemeChoice::Dark : ThemeChoice::Light});
            Rig rig;
            rig.fill();
            rig.page.model().setSums({{"INC-3", {12, 5, 80}}, {"INC-10", {3, 0, 35}}});
            QTest::qWait(50);
            QVERIFY(rig.page.grab().save(
                QDir(qEnvironmentVariable("REKEY_PICTURES"))
                    .filePath(dark ? u"incidents-dark.png"_s : u"incidents-light.png"_s)));
        }
    }

    void choiceTakesAnOpenOneByItsName()
    {
        const std::vector all
            = {incident("INC-1", "Public gist"), incident("INC-2", "Old laptop", kNow)};
        IncidentChoice choice(all, 3, {}, &TestIncidentsPage::secretsIn);
        choice.show();
        auto *name = choice.findChild<QComboBox *>(u"incidentChoiceName"_s);
        QCOMPARE(name->count(), 1); // not the closed one
        QTest::keyClicks(name, u"public gist"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(choice.result(), int(QDialog::Accepted));
        QCOMPARE(choice.answer(), IncidentChoice::Answer::Existing);
        QCOMPARE(choice.incident().id, std::string("INC-1"));
    }

    void choiceMakesANewOneButNoneNamedAsASecret()
    {
        IncidentChoice choice({}, 1, {}, &TestIncidentsPage::secretsIn);
        choice.show();
        auto *name = choice.findChild<QComboBox *>(u"incidentChoiceName"_s);
        QTest::keyClicks(name, u"hush"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(choice.isVisible());
        QTest::keyClicks(name, QString(4, u'\b'));
        name->clearEditText();
        QTest::keyClicks(name, u"New case"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(!choice.isVisible());
        QCOMPARE(choice.answer(), IncidentChoice::Answer::New);
        QCOMPARE(choice.incident().name, std::string("New case"));
    }

    void choiceTakesThemOut()
    {
        IncidentChoice choice({incident("INC-1", "Public gist")}, 1, "INC-1", {});
        choice.show();
        QCOMPARE(choice.findChild<QComboBox *>(u"incidentChoiceName"_s)->currentText(),
                 u"Public gist"_s);
        QTest::mouseClick(choice.findChild<QPushButton *>(u"incidentTakeOut"_s), Qt::LeftButton);
        QCOMPARE(choice.answer(), IncidentChoice::Answer::TakeOut);
    }
};

QTEST_MAIN(TestIncidentsPage)
#include "tst_incidentspage.moc"
