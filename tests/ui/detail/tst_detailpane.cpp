// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visibletext.h"
#include "tests/ui/detail/fakes.h"
#include "ui/detail/contextview.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/placesmodel.h"
#include "ui/detail/placespage.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestDetailPane : public QObject
{
    Q_OBJECT

    static std::unique_ptr<DetailPane> pane()
    {
        auto pane = std::make_unique<DetailPane>();
        DetailReaders readers;
        readers.context = [](const finding::Place &place, const scan::ContextOptions &) {
            return test::someContext(place.line);
        };
        readers.value = [](const finding::Finding &) -> Result<secret::SecretBytes> {
            return secret::SecretBytes::copyOf(test::madeUpValue());
        };
        readers.facts = [](const finding::Finding &) {
            return FindingFacts{rules::Kind::Token, "https://github.com/settings/tokens"};
        };
        pane->setReaders(std::move(readers));
        pane->setSourceNames({"payments"});
        pane->resize(480, 640);
        pane->show();
        return pane;
    }

    static QString label(const DetailPane &pane, const char *name)
    {
        const auto *label = pane.findChild<QLabel *>(QString::fromLatin1(name));
        return label->isVisible() ? label->text() : QString();
    }

    /// Pictures for people to look at: set REKEY_PICTURES to a folder.
    static void keepPicture(QWidget &widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("REKEY_PICTURES");
        if (!folder.isEmpty())
            widget.grab().save(QDir(folder).filePath(name + u".png"_s));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"rekey-test"_s);
        QCoreApplication::setApplicationName(u"tst_detailpane"_s);
        QSettings().clear();
    }

    void cleanupTestCase() { QSettings().clear(); }

    void isEmptyUntilARowIsChosen()
    {
        const auto pane = TestDetailPane::pane();
        QVERIFY(label(*pane, "detailEmpty").startsWith("Choose a secret"_L1));
        pane->setFinding(test::someFinding());
        QVERIFY(label(*pane, "detailEmpty").isEmpty());
        pane->setFinding(std::nullopt);
        QVERIFY(!label(*pane, "detailEmpty").isEmpty());
    }

    void headTellsWhoItIs()
    {
        const auto pane = TestDetailPane::pane();
        auto finding = test::someFinding();
        finding.verdict = finding::Verdict::NotASecret;
        finding.verdictReason = "the checksum does not fit";
        finding.companions.push_back({"key id", "AKIA....K3QX", {}});
        finding.missing = {"session token"};
        pane->setFinding(finding);
        QCOMPARE(label(*pane, "detailLabel"), u"S-0421"_s);
        QCOMPARE(label(*pane, "detailType"), u"GitHub personal access token"_s);
        QCOMPARE(label(*pane, "detailMask"), u"ghp_....4f7a"_s);
        QCOMPARE(label(*pane, "detailReason"), u"the checksum does not fit"_s);
        QCOMPARE(label(*pane, "detailProvider"), u"GitHub"_s);
        QCOMPARE(label(*pane, "detailConsole"), u"https://github.com/settings/tokens"_s);
        QVERIFY(label(*pane, "detailCompanions").contains("AKIA....K3QX"_L1));
        QCOMPARE(label(*pane, "detailMissing"), u"session token"_s);
        QCOMPARE(pane->findChild<QWidget *>(u"detailVerdict"_s)->accessibleName(),
                 u"Verdict: Not a secret"_s);
        keepPicture(*pane, u"detail-head"_s);
    }

    void hasNoNumberWhileTheScanRuns()
    {
        finding::Finding finding = test::someFinding();
        finding.number = 0;
        const auto pane = TestDetailPane::pane();
        pane->setFinding(finding);
        QCOMPARE(label(*pane, "detailLabel"), QString());
    }

    void whatIsNotKnownTakesNoRoom()
    {
        const auto pane = TestDetailPane::pane();
        pane->setFinding(test::someFinding());
        for (const char *name : {"detailReason", "detailCompanions", "detailMissing"})
            QVERIFY2(label(*pane, name).isEmpty(), name);
    }

    void headTellsWhatWasSaidOfIt()
    {
        const auto pane = TestDetailPane::pane();
        const auto finding = test::someFinding();
        pane->setFinding(finding);
        finding::Record record;
        record.id = finding.id;
        record.evidence = {.verdict = finding::Verdict::Live,
                           .reason = "it answered",
                           .checkedAt = 1'680'436'800,
                           .host = "api.github.com",
                           .request = "GET /user",
                           .status = 200,
                           .durationMs = 80,
                           .answerDigest = {}};
        record.triage.decision = finding::Decision::Closed;
        record.triage.closeReason = finding::CloseReason::TestValue;
        record.triage.decidedBy = "ada";
        record.triage.decidedAt = 1'680'436'800;
        record.triage.why = "sandbox\nonly";
        record.triage.tags = {"aws", "urgent"};
        record.triage.severity = 20;
        record.claims = {{"gitleaks", "rule", finding::Verdict::Live, 0, {}}};
        finding::Severity severity;
        severity.verdict = 50;
        severity.head = 5;
        pane->setRecord(record, finding::Verdict::Live, severity);
        QVERIFY(label(*pane, "detailChecked").endsWith("by api.github.com, 200"_L1));
        QCOMPARE(label(*pane, "detailReason"), u"it answered"_s);
        QCOMPARE(label(*pane, "detailSeverity"),
                 u"20, set by hand. Computed 55: verdict 50 + in HEAD 5"_s);
        QVERIFY(label(*pane, "detailDecided").endsWith("sandbox\\nonly"_L1));
        QCOMPARE(label(*pane, "detailTags"), u"#aws #urgent"_s);
        QCOMPARE(label(*pane, "detailClaims"), u"gitleaks says live"_s);
        QVERIFY(label(*pane, "detailNote").isEmpty());
        QCOMPARE(pane->findChild<QWidget *>(u"detailVerdict"_s)->accessibleName(),
                 u"Verdict: Live"_s);
        QCOMPARE(pane->findChild<QToolButton *>(u"detailDecision"_s)->text(),
                 u"Closed: test value  ▾"_s);
        pane->setRecord({}, finding::Verdict::Dead, {}); // of another finding
        QCOMPARE(label(*pane, "detailTags"), u"#aws #urgent"_s);
        keepPicture(*pane, u"detail-record"_s);
    }

    void accessIsThereOnlyWhenItIsKnown()
    {
        const auto pane = TestDetailPane::pane();
        const auto finding = test::someFinding();
        pane->setFinding(finding);
        const auto *tabs = pane->findChild<QTabWidget *>(u"detailTabs"_s);
        const auto isVisible = [tabs] {
            for (int i = 0; i < tabs->count(); ++i) {
                if (tabs->tabText(i) == "Access"_L1)
                    return tabs->isTabVisible(i);
            }
            return false;
        };
        finding::Record record;
        record.id = finding.id;
        pane->setRecord(record, finding.verdict, {});
        QVERIFY(!isVisible());
        record.access = finding::Access{};
        record.access->identity = "deploy-bot";
        record.access->scopes = {{"repo:read", finding::ScopeRisk::ReadOnly},
                                 {"admin:org", finding::ScopeRisk::Admin}};
        record.access->unseen = {"Private repositories were not listed."};
        pane->setRecord(record, finding.verdict, {});
        QVERIFY(isVisible());
        const auto *tree = pane->findChild<QTreeWidget *>(u"accessTree"_s);
        QCOMPARE(tree->topLevelItem(0)->child(0)->text(0), u"admin:org"_s);
        QCOMPARE(tree->topLevelItem(0)->child(0)->text(1), u"Admin"_s);
        QCOMPARE(tree->topLevelItem(1)->text(0), u"What could not be seen"_s);
        pane->setFinding(test::someFinding(7));
        QVERIFY(!isVisible());
    }

    void contextFollowsThePlace()
    {
        const auto pane = TestDetailPane::pane();
        QSignalSpy placed(pane.get(), &DetailPane::placeShown);
        pane->setFinding(test::someFinding());
        const auto *view = pane->findChild<ContextView *>(u"contextView"_s);
        QTRY_COMPARE(view->context().secretLine, 12u);
        QTest::mouseClick(pane->findChild<QToolButton *>(u"placeAfter"_s), Qt::LeftButton);
        QTRY_COMPARE(view->context().secretLine, 40u);
        QCOMPARE(placed.size(), 2);
    }

    void activatingAPlaceShowsItsContext()
    {
        const auto pane = TestDetailPane::pane();
        pane->setFinding(test::someFinding());
        pane->showPlacesTab();
        auto *tree = pane->findChild<QTreeView *>(u"placesTree"_s);
        auto *model = qobject_cast<PlacesModel *>(tree->model());
        keepPicture(*pane, u"detail-places"_s);
        tree->setCurrentIndex(model->indexOfPlace(2));
        QTest::keyClick(tree, Qt::Key_Return);
        const auto *view = pane->findChild<ContextView *>(u"contextView"_s);
        QTRY_COMPARE(view->context().secretLine, 3u);
        QVERIFY(view->isVisible());
        keepPicture(*pane, u"detail-context"_s);
    }

    void anUpdateKeepsPlaceAndTab()
    {
        const auto pane = TestDetailPane::pane();
        auto finding = test::someFinding();
        pane->setFinding(finding);
        QTest::mouseClick(pane->findChild<QToolButton *>(u"placeAfter"_s), Qt::LeftButton);
        pane->showPlacesTab();
        // A nearer place comes to light and moves the others down.
        finding.places.insert(finding.places.begin(), test::place("a/first.py", 2));
        finding.masked = "ghp_....0000";
        pane->setFinding(finding);
        QCOMPARE(label(*pane, "detailMask"), u"ghp_....0000"_s);
        QCOMPARE(pane->findChild<QTabWidget *>(u"detailTabs"_s)->currentIndex(), 1);
        pane->showContextTab();
        QCOMPARE(label(*pane, "placePosition"), u"3 of 4"_s);
        QVERIFY(label(*pane, "contextPath").endsWith(":40"_L1));
        pane->setFinding(test::someFinding(9));
        QCOMPARE(label(*pane, "placePosition"), u"1 of 3"_s);
    }

    void copiesTheLineWithTheMask()
    {
        const auto pane = TestDetailPane::pane();
        pane->setFinding(test::someFinding());
        QTRY_VERIFY(pane->findChild<ContextView *>(u"contextView"_s)->isVisible());
        QSignalSpy message(pane.get(), &DetailPane::message);
        QTest::mouseClick(pane->findChild<QPushButton *>(u"detailCopy"_s), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString::fromUtf8("TOKEN = \"ghp_....4f7a\"  # gr\u00fc\u00dfe"));
        QCOMPARE(message.size(), 1);
    }

    void hGoesBackToTheTable()
    {
        const auto pane = TestDetailPane::pane();
        pane->setFinding(test::someFinding());
        pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(pane.get()));
        QSignalSpy back(pane.get(), &DetailPane::backRequested);
        pane->showPlacesTab();
        QTest::keyClick(pane->findChild<QTreeView *>(u"placesTree"_s), Qt::Key_H);
        QCOMPARE(back.size(), 1);
        pane->showContextTab();
        auto *view = pane->findChild<ContextView *>(u"contextView"_s);
        QTRY_VERIFY(view->isVisible());
        view->setFocus();
        QTest::keyClick(view, Qt::Key_H);
        QCOMPARE(back.size(), 2);
    }

    void theNoteAboutServersIsForGitOnly()
    {
        const auto pane = TestDetailPane::pane();
        pane->setFinding(test::someFinding());
        pane->showPlacesTab();
        QVERIFY(label(*pane, "placesNote").startsWith("Forks, pull-request refs"_L1));
        QVERIFY(label(*pane, "placesSentence").startsWith("In HEAD. 3 places in 2 files."_L1));
        auto file = test::someFinding(3);
        file.places = {test::place("notes.txt", 2, sources::Reach::File)};
        pane->setFinding(file);
        QVERIFY(label(*pane, "placesNote").isEmpty());
    }

    void foldingSurvivesAnUpdate()
    {
        const auto pane = TestDetailPane::pane();
        auto finding = test::someFinding();
        pane->setFinding(finding);
        pane->showPlacesTab();
        auto *tree = pane->findChild<QTreeView *>(u"placesTree"_s);
        const auto reach
            = [&](int row) { return tree->model()->index(row, 0, tree->model()->index(0, 0)); };
        QVERIFY(tree->isExpanded(reach(0)));
        tree->collapse(reach(0));
        finding.places.push_back(test::place("z.py", 8));
        pane->setFinding(finding);
        QVERIFY(!tree->isExpanded(reach(0)));
        QVERIFY(tree->isExpanded(reach(1)));
    }

    void tenThousandPlacesDoNotHoldTheWindow()
    {
        const auto pane = TestDetailPane::pane();
        auto finding = test::someFinding();
        for (std::uint32_t i = 0; i < 10'000; ++i)
            finding.places.push_back(
                test::place(std::format("dir{}/file{}.py", i % 40, i % 400), i + 1));
        QElapsedTimer timer;
        timer.start();
        pane->setFinding(finding);
        qInfo("row change: %lld ms", static_cast<long long>(timer.restart()));
        pane->showPlacesTab();
        pane->grab();
        qInfo("places tab: %lld ms", static_cast<long long>(timer.restart()));
        finding.places.pop_back();
        pane->setFinding(finding);
        qInfo("update: %lld ms", static_cast<long long>(timer.elapsed()));
        // What is slow is gathered: ten updates a second must not fill the tree ten times.
        const auto *tree = pane->findChild<QTreeView *>(u"placesTree"_s);
        const auto *model = qobject_cast<PlacesModel *>(tree->model());
        QCOMPARE(model->places().size(), std::size_t(10'003));
        QTRY_COMPARE(model->places().size(), std::size_t(10'002));
    }

    void linesAroundAreRemembered()
    {
        {
            const auto pane = TestDetailPane::pane();
            pane->setFinding(test::someFinding());
            QTest::mouseClick(pane->findChild<QToolButton *>(u"moreLines"_s), Qt::LeftButton);
        }
        QCOMPARE(TestDetailPane::pane()->findChild<ContextPage *>()->linesAround(), 4);
    }

    void everyControlHasAName()
    {
        const auto pane = TestDetailPane::pane();
        pane->setFinding(test::someFinding());
        QCOMPARE(test::unnamedControls(pane.get()).join(u", "_s), QString());
    }

    void pictures()
    {
        if (!qEnvironmentVariableIsSet("REKEY_PICTURES"))
            QSKIP("REKEY_PICTURES is not set");
        for (const bool dark : {false, true}) {
            applyLook(*qApp, {.theme = dark ? ThemeChoice::Dark : ThemeChoice::Light});
            const QString suffix = dark ? u"-dark"_s : u"-light"_s;
            const auto pane = TestDetailPane::pane();
            keepPicture(*pane, u"empty"_s + suffix);
            auto finding = test::someFinding();
            finding.companions.push_back({"account", "AC12....9f3e", {}});
            finding.missing = {"session token"};
            finding.places[2].path = "services/payments/internal/deploy/production/eu-west-1/.env";
            finding.places[0].branches = {"main", "next"};
            pane->setFinding(finding);
            QTRY_VERIFY(pane->findChild<ContextView *>(u"contextView"_s)->isVisible());
            keepPicture(*pane, u"context"_s + suffix);
            pane->peek();
            QTRY_VERIFY(pane->isPeeking());
            QTest::qWait(50);
            keepPicture(*pane, u"peek"_s + suffix);
            pane->closePeek();
            pane->showPlacesTab();
            QTest::qWait(50);
            keepPicture(*pane, u"places"_s + suffix);
        }
    }
};

QTEST_MAIN(TestDetailPane)
#include "tst_detailpane.moc"
