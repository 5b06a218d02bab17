// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/finding/fakefindings.h"
#include "tests/support/visibletext.h"
#include "ui/findings/bulkbar.h"
#include "ui/findings/facetspanel.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/findings/savedfilters.h"
#include "ui/models/findingsmodel.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestFindingsPage : public QObject
{
    Q_OBJECT

    FindingsModel *m_model = nullptr;
    FindingsPage *m_page = nullptr;

    /// Findings are taken in over several turns of the event loop.
    void add(std::uint32_t first, std::uint32_t count)
    {
        m_model->upsert(test::manyFindings(first, count));
        QTRY_VERIFY(!m_model->isBusy());
    }
    void type(const QString &text) { QTest::keyClicks(m_page->filterEdit(), text); }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_page->table(), static_cast<Qt::Key>(key), modifiers);
    }
    void keys(const QString &text) { QTest::keyClicks(m_page->table(), text); }
    int row() const { return m_page->table()->currentRow(); }

private Q_SLOTS:
    void init()
    {
        m_model = new FindingsModel;
        new QAbstractItemModelTester(
            m_model, QAbstractItemModelTester::FailureReportingMode::QtTest, m_model);
        m_page = new FindingsPage(*m_model);
        m_page->resize(900, 500);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page));
    }

    void cleanup()
    {
        delete m_page;
        delete m_model;
    }

    void lettersMoveTheCurrentRow()
    {
        add(1, 100);
        QSignalSpy current(m_page, &FindingsPage::currentFindingChanged);
        keys(u"j"_s);
        QCOMPARE(row(), 0);
        QCOMPARE(current.size(), 1);
        keys(u"jjk"_s);
        QCOMPARE(row(), 1);
        keys(u"G"_s);
        QCOMPARE(row(), 99);
        keys(u"b"_s);
        QCOMPARE(row(), 1);
        keys(u"g"_s);
        QCOMPARE(row(), 0);
        keys(u"J"_s);
        QVERIFY(!m_model->inSameGroup(0, row()));
        QVERIFY(m_model->inSameGroup(0, row() - 1));
    }

    void lettersAskForDetail()
    {
        add(1, 5);
        QSignalSpy peek(m_page, &FindingsPage::peekRequested);
        QSignalSpy places(m_page, &FindingsPage::placesRequested);
        QSignalSpy detail(m_page, &FindingsPage::detailRequested);
        keys(u"po"_s);
        QCOMPARE(peek.size(), 0); // no row, nothing to peek at
        keys(u"jpol"_s);
        key(Qt::Key_Return);
        QCOMPARE(peek.size(), 1);
        QCOMPARE(places.size(), 1);
        QCOMPARE(detail.size(), 2);
        QVERIFY(peek.front().front().value<secret::SecretId>() == m_model->idAt(0));
    }

    void choosing()
    {
        add(1, 50);
        QSignalSpy count(m_page, &FindingsPage::selectionCountChanged);
        keys(u"jx"_s);
        QCOMPARE(m_model->chosenCount(), 1);
        key(Qt::Key_Down, Qt::ShiftModifier);
        key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_model->chosenCount(), 3);
        key(Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(m_model->chosenCount(), 2);
        keys(u"*"_s);
        QCOMPARE(m_model->chosenCount(), 50);
        QCOMPARE(m_page->table()->selectionModel()->selectedRows().size(), 1);
        key(Qt::Key_Escape);
        QCOMPARE(m_model->chosenCount(), 0);
        QCOMPARE(count.back().front().toInt(), 0);
    }

    void rowsThatArriveDoNotMoveTheCurrentOne_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("current");
        QTest::newRow("few rows, no scroll bar") << 5 << 2;
        QTest::newRow("first row") << 300 << 0;
        QTest::newRow("in the middle") << 300 << 150;
        QTest::newRow("last row") << 300 << 299;
    }

    void rowsThatArriveDoNotMoveTheCurrentOne()
    {
        QFETCH(int, before);
        QFETCH(int, current);
        add(1, static_cast<std::uint32_t>(before));
        FindingsTable *table = m_page->table();
        table->setCurrentRow(current);
        const secret::SecretId id = m_page->currentFinding();
        const int y = table->rowViewportPosition(current);
        QSignalSpy changed(m_page, &FindingsPage::currentFindingChanged);
        for (std::uint32_t batch = 0; batch < 20; ++batch) {
            add(1000 + batch * 50, 50);
            QCoreApplication::processEvents();
            QVERIFY(m_model->idAt(row()) == id);
            QCOMPARE(table->rowViewportPosition(row()), y);
        }
        QVERIFY(row() > current); // some did come before it
        QCOMPARE(changed.size(), 0);
    }

    void scrolledViewStays()
    {
        add(1, 300);
        FindingsTable *table = m_page->table();
        table->verticalScrollBar()->setValue(1000);
        const int top = table->rowAt(0);
        const secret::SecretId id = m_model->idAt(top);
        const int y = table->rowViewportPosition(top);
        add(1000, 500);
        QCOMPARE(table->rowViewportPosition(m_model->rowOf(id)), y);
    }

    void filterAppliesWhileTyping()
    {
        add(1, 200);
        keys(u"/"_s);
        QVERIFY(m_page->filterEdit()->hasFocus());
        type(u"provider:aws"_s);
        QCOMPARE(m_model->shownCount(), 200); // not yet
        QTRY_COMPARE(m_model->shownCount(), 50);
        type(u" verd:live"_s);
        const auto *state = m_page->findChild<QLabel *>(u"filterState"_s);
        QVERIFY2(state->text().startsWith("Error at character 14"_L1), qPrintable(state->text()));
        auto *fix = m_page->findChild<QToolButton *>(u"filterFix"_s);
        QVERIFY(fix->isVisible());
        QTest::mouseClick(fix, Qt::LeftButton);
        QCOMPARE(m_page->filter(), u"provider:aws verdict:live"_s);
        QTest::keyClick(m_page->filterEdit(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_page->filter(), u"provider:aws"_s);
        QTest::keyClick(m_page->filterEdit(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_page->filter(), u"provider:aws verdict:live"_s);
        QTest::keyClick(m_page->filterEdit(), Qt::Key_Escape);
        QCOMPARE(m_page->filter(), QString());
        QCOMPARE(m_model->shownCount(), 200);
    }

    void emptyStates()
    {
        QVERIFY(m_page->findChild<QLabel *>(u"emptyTitle"_s)->isVisible());
        add(1, 10);
        QVERIFY(m_page->table()->isVisible());
        m_page->setFilter(u"path:nowhere places:>90"_s);
        auto *showAll = m_page->findChild<QPushButton *>(u"showAll"_s);
        QVERIFY(showAll->isVisible());
        QTest::mouseClick(m_page->findChild<QPushButton *>(u"removeLastWord"_s), Qt::LeftButton);
        QCOMPARE(m_page->filter(), u"path:nowhere"_s);
        QTest::mouseClick(showAll, Qt::LeftButton);
        QVERIFY(m_page->table()->isVisible());
        QVERIFY(m_page->table()->hasFocus());
    }

    void pastedSecretsNeverEnterTheFilter()
    {
        const QString value = u"gh"_s + u"p_"_s + QString(36, u'q');
        m_page->setRecogniser([&](const QByteArray &bytes) {
            return bytes == value.toUtf8() ? std::optional(u"secret:#0a1b"_s) : std::nullopt;
        });
        FilterEdit *edit = m_page->filterEdit();
        QSignalSpy texts(edit, &QLineEdit::textChanged);
        QGuiApplication::clipboard()->setText(value);
        edit->setFocus();
        QTest::keySequence(edit, QKeySequence::Paste);
        QCOMPARE(edit->text(), u"secret:#0a1b"_s);
        edit->clear();
        type(value); // by hand it is seen, but not kept
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(edit->text(), u"secret:#0a1b"_s);
        QCOMPARE(m_page->filter(), u"secret:#0a1b"_s);
        edit->undo();
        QVERIFY(!edit->text().contains(value));
        QVERIFY(!test::visibleText(m_page).join(u'\n').contains(value));
        QGuiApplication::clipboard()->clear();
    }

    void facetsFilterAndExclude()
    {
        add(1, 200);
        FacetsPanel panel(*m_model);
        connect(&panel, &FacetsPanel::filterRequested, m_page, &FindingsPage::narrowTo);
        connect(&panel, &FacetsPanel::excludeRequested, m_page, &FindingsPage::exclude);
        panel.resize(220, 600);
        panel.show();
        const auto click = [&](const QString &term, Qt::KeyboardModifiers modifiers) {
            const QAbstractItemModel *lines = panel.list()->model();
            const QModelIndexList found = lines->match(lines->index(0, 0), FacetsModel::TermRole,
                                                       term, 1, Qt::MatchExactly);
            QVERIFY(!found.isEmpty());
            panel.list()->scrollTo(found.front());
            QTest::mouseClick(panel.list()->viewport(), Qt::LeftButton, modifiers,
                              panel.list()->visualRect(found.front()).center());
        };
        click(u"provider:aws"_s, Qt::NoModifier);
        QCOMPARE(m_page->filter(), u"provider:aws"_s);
        QCOMPARE(m_model->shownCount(), 50);
        click(u"verdict:live"_s, Qt::ControlModifier);
        QCOMPARE(m_page->filter(), u"provider:aws -verdict:live"_s);
    }

    void groupsByKey()
    {
        add(1, 40);
        keys(u"j"_s);
        m_model->setGrouping({finding::GroupKey::Provider, finding::GroupKey::None});
        const secret::SecretId id = m_page->currentFinding();
        QVERIFY(m_model->idAt(row()) == id); // it survives
        key(Qt::Key_Left);
        QVERIFY(m_model->isGroup(row()));
        QVERIFY(m_page->currentFinding() == secret::SecretId());
        key(Qt::Key_Left);
        QVERIFY(!m_model->isOpen(row()));
        QCOMPARE(m_model->rowCount(), 4);
        key(Qt::Key_Return);
        QVERIFY(m_model->isOpen(row()));
        key(Qt::Key_Right);
        QVERIFY(!m_model->isGroup(row()));
        keys(u"g"_s);
        keys(u"J"_s);
        QVERIFY(m_model->isGroup(row()) && row() > 0);
        keys(u"K"_s);
        QCOMPARE(row(), 0);
        QSignalSpy detail(m_page, &FindingsPage::detailRequested);
        keys(u"p"_s);
        QCOMPARE(detail.size(), 0);
        keys(u"x"_s);
        QCOMPARE(m_model->chosenCount(), 10);
    }

    void theBulkBarComesWithAChoice()
    {
        add(1, 50);
        auto *bar = m_page->bulkBar();
        QAction act(u"Mark"_s);
        QSignalSpy marked(&act, &QAction::triggered);
        bar->addAct(&act);
        keys(u"jx"_s);
        QVERIFY(!bar->isVisible());
        keys(u"jx"_s);
        QVERIFY(bar->isVisible());
        auto *all = bar->findChild<QToolButton *>(u"bulkAll"_s);
        QCOMPARE(all->text(), u"Choose all 50 that match"_s);
        QTest::mouseClick(all, Qt::LeftButton);
        QCOMPARE(m_model->chosenCount(), 50);
        QVERIFY(!all->isVisible());
        for (auto *button : bar->findChildren<QToolButton *>()) {
            if (button->defaultAction() == &act)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(marked.size(), 1);
        QTest::mouseClick(bar->findChild<QToolButton *>(u"bulkDrop"_s), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
    }

    void savedFiltersByKeyAndOwnOnes()
    {
        add(1, 200);
        QTest::keyClick(m_page->table(), Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(m_page->filter(), u"verdict:live decision:new"_s);
        QTest::keyClick(m_page->table(), Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(m_page->filter(), QString());
        SavedFilters &saved = m_page->savedFilters();
        QVERIFY(saved.add(u"My AWS"_s, u"provider:aws"_s));
        QVERIFY(!saved.add(u"My AWS"_s, u"in:head"_s));
        QVERIFY(!saved.add(u"Broken"_s, u"provider:"_s));
        const std::size_t at = saved.list().size() - 1;
        auto *button = m_page->findChild<QToolButton *>(u"quickFilter%1"_s.arg(at));
        QTRY_COMPARE(button->text(), u"My AWS  50"_s);
        // Those that find nothing leave no gap between the others.
        std::vector<int> gaps;
        const QToolButton *before = nullptr;
        for (std::size_t i = 0; i <= at; ++i) {
            const auto *next = m_page->findChild<QToolButton *>(u"quickFilter%1"_s.arg(i));
            if (!next->isVisible())
                continue;
            if (before && before->y() == next->y())
                gaps.push_back(next->x() - before->geometry().right() - 1);
            before = next;
        }
        QVERIFY(gaps.size() > 1);
        QCOMPARE(std::ranges::max(gaps), std::ranges::min(gaps));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_page->filter(), u"provider:aws"_s);

        SavedFilters other;
        QCOMPARE(other.import(saved.toFile(), {}).value_or(-1), 1);
        QCOMPARE(other.import(saved.toFile(), {}).value_or(-1), 0);
        QCOMPARE(other.list().back().filter, u"provider:aws"_s);
        QVERIFY(!other.import("{}", {}));
        const auto file = [](const QByteArray &filters) {
            return QByteArray("{\"rekeyFilters\":1,\"filters\":[" + filters + "]}");
        };
        const QByteArray good = "{\"name\":\"a\",\"filter\":\"in:head\"}";
        const QByteArray bad = "{\"name\":\"b\",\"filter\":\"x:(\"}";
        QVERIFY(!other.import(file(good + ',' + bad), {}));
        QCOMPARE(other.list().size(), at + 1); // all or nothing
        const auto recogniser = [](const QByteArray &bytes) {
            return bytes == "head" ? std::optional(u"secret:#1"_s) : std::nullopt;
        };
        QVERIFY(!other.import(file(good), recogniser));
        QVERIFY(other.rename(at, u"Mine"_s));
        other.remove(0); // shipped
        other.remove(at);
        QCOMPARE(other.list().size(), at);
    }

    void keysCanBeChanged()
    {
        add(1, 10);
        FindingsTable *table = m_page->table();
        QSignalSpy acts(table, &FindingsTable::actRequested);
        table->setKeys({{u"table.next"_s, {u"Ctrl+N"_s}}, {u"table.testValue"_s, {u"j"_s}}});
        keys(u"j"_s);
        QCOMPARE(acts.size(), 0); // no row yet
        key(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(row(), 0);
        keys(u"j"_s);
        QCOMPARE(row(), 0);
        QCOMPARE(acts.size(), 1);
        QVERIFY(acts.front().front().value<TableCommand>() == TableCommand::TestValue);
        table->setSingleKeysEnabled(false);
        keys(u"j"_s);
        QCOMPARE(acts.size(), 1);
    }

    void copiesOnlyMasks()
    {
        add(1, 3);
        keys(u"jy"_s);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("S-000"_L1));
        keys(u"Y"_s);
        QVERIFY(QGuiApplication::clipboard()->text().contains("ghp_...."_L1));
    }

    void controlsHaveNames()
    {
        add(1, 3);
        const QStringList unnamed = test::unnamedControls(m_page);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
    }
};

QTEST_MAIN(TestFindingsPage)
#include "tst_findingspage.moc"
