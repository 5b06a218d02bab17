// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/awsteam.h"
#include "tests/support/gatedtransport.h"
#include "tests/support/rotationjourney.h"
#include "ui/session/rotationsession.h"

#include <QTextBrowser>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::AwsTeam;
using rekey::test::Gate;
using rekey::test::MadeUp;
using rekey::test::PeerProcess;
using rekey::test::RotationJourney;
using rekey::test::WindowRig;

/// Several keys are rotated from the window, against AWS on loopback: the first alone, the others
/// once it is proven, none after one has failed.
class TestRotateMany : public RotationJourney
{
    Q_OBJECT

    std::unique_ptr<AwsTeam> m_team;

    enum Column
    {
        Number,
        Finding,
        Key,
        State,
        What,
    };

    /// Files with a key each, and what is in `more`.
    void leak(std::uint32_t seed, const QByteArray &more = {})
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_team = std::make_unique<AwsTeam>(*m_aws, seed, 0);
        m_adminId = m_team->adminId;
        m_adminSecret = m_team->adminSecret;
        m_team->leakAll(
            [this](const QString &name, const QByteArray &content) { write(name, content); });
        if (!more.isEmpty())
            write(u"more.txt"_s, more);
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    void scanAll(WindowRig &rig, int findings) const
    {
        QStringList files;
        for (const QString &name : m_team->files())
            files.append(path(name));
        if (QFile::exists(path(u"more.txt"_s)))
            files.append(path(u"more.txt"_s));
        rig.window->scanPaths(files);
        QTRY_VERIFY_WITH_TIMEOUT(rig.window->isAtRest() && rig.model().totalCount() == findings,
                                 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ledger.isAtRest(), 60'000);
    }

    /// All that are shown, from the table to the plan.
    [[nodiscard]] static QDialog *planAll(WindowRig &rig)
    {
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_G);
        QTest::keyClicks(rig.table(), u"*"_s);
        QTest::keyClick(rig.table(), Qt::Key_R);
        return waitFor(rig, u"rotationBatchPlan"_s);
    }

    [[nodiscard]] static QDialog *openBatch(WindowRig &rig)
    {
        QDialog *plan = planAll(rig);
        if (plan == nullptr)
            return nullptr;
        part<QSpinBox>(plan, u"batchQuiet"_s)->setValue(0);
        click(plan, u"batchGo"_s);
        return waitFor(rig, u"rotationBatch"_s);
    }

    [[nodiscard]] static QTreeWidget *list(QDialog *page)
    {
        return part<QTreeWidget>(page, u"rotationMembers"_s);
    }
    [[nodiscard]] static QString cell(QDialog *page, int row, Column column)
    {
        return list(page)->topLevelItem(row)->text(column);
    }
    [[nodiscard]] static QString state(QDialog *page)
    {
        return part<QLabel>(page, u"batchState"_s)->text();
    }
    /// For failures.
    [[nodiscard]] static QString all(QDialog *page)
    {
        QString text = state(page);
        for (int row = 0; row < list(page)->topLevelItemCount(); ++row)
            text += u" | "_s + cell(page, row, State) + u": "_s + cell(page, row, What);
        return text;
    }

    [[nodiscard]] const AwsTeam::Key &keyOf(QDialog *page, int row) const
    {
        const auto key = std::ranges::find(m_team->keys, cell(page, row, Key), &AwsTeam::Key::id);
        if (key == m_team->keys.end())
            qFatal("no such key");
        return *key;
    }

    void lookAndBegin(QDialog *page) const
    {
        giveCredential(page);
        QVERIFY(!part<QPushButton>(page, u"batchBegin"_s)->isEnabled());
        click(page, u"batchLook"_s);
        click(page, u"batchBegin"_s);
    }

    /// The page of one of them, by the mouse.
    [[nodiscard]] static QDialog *openMember(const WindowRig &rig, QDialog *page, int row)
    {
        QTreeWidget *members = list(page);
        const QRect place = members->visualItemRect(members->topLevelItem(row));
        QTest::mouseClick(members->viewport(), Qt::LeftButton, {}, place.center());
        click(page, u"batchOpen"_s);
        return waitFor(rig, u"rotationRun"_s);
    }

    /// From the page of one: its value goes to a file, and it is seen working.
    void handOver(WindowRig &rig, QDialog *member, const AwsTeam::Key &key) const
    {
        choose(member, AwsTeam::fileOf(key));
        rig.chosenPath = path(key.user + u".new"_s);
        click(member, u"rotationToFile"_s);
        click(member, u"rotationAgain"_s);
        click(member, u"rotationWorks"_s);
    }

    void approve(QDialog *member, const AwsTeam::Key &key) const
    {
        auto *typed = part<QLineEdit>(member, u"rotationTyped"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(typed->isVisible(), qPrintable(stateOf(member)), 60'000);
        QTest::keyClicks(typed, key.id.right(4));
        click(member, u"rotationApprove"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(isDone(member), qPrintable(stateOf(member)), 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_aws = std::make_unique<PeerProcess>(u"aws.py"_s);
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
    }
    void cleanupTestCase() { m_aws.reset(); }

    void threeKeysAreRotatedOneAfterAnother()
    {
        leak(81);
        const auto rig = makeRig();
        openStore(*rig, true);
        scanAll(*rig, 3);
        // The bar that comes with a choice offers it too.
        rig->table()->setFocus();
        QTest::keyClicks(rig->table(), u"*"_s);
        QVERIFY(part<QToolButton>(rig->window.get(), u"bulk_rotate.plan"_s)->isVisible());

        QDialog *plan = planAll(*rig);
        QVERIFY(plan != nullptr);
        QCOMPARE(list(plan)->topLevelItemCount(), 3);
        QCOMPARE(cell(plan, 0, State), u"First, alone"_s);
        QCOMPARE(cell(plan, 1, State), u"Waits"_s);
        QVERIFY(cell(plan, 0, What).contains(u"Two keys with overlap"_s));
        QVERIFY(part<QLabel>(plan, u"batchOrder"_s)
                    ->text()
                    .startsWith(cell(plan, 0, Finding) + u" goes first, alone"_s));
        auto *steps = part<QTextBrowser>(plan, u"batchRunbook"_s);
        QVERIFY(steps->toPlainText().contains(cell(plan, 0, Key)));
        list(plan)->setFocus();
        QTest::keyClick(list(plan), Qt::Key_Down);
        QVERIFY(steps->toPlainText().contains(cell(plan, 1, Key)));
        QTest::keyClick(plan, Qt::Key_Escape);
        QCOMPARE(m_team->requests().size(), 0);

        QDialog *page = openBatch(*rig);
        QVERIFY(page != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(state(page), u"Nothing was sent yet."_s, 60'000);
        QCOMPARE(m_team->requests().size(), 0);
        lookAndBegin(page);
        QVERIFY(cell(page, 0, What).contains(u"the one to be rotated"_s)
                || cell(page, 0, State) == u"Running"_s);
        // The first stops for a person before its proof: the others wait.
        QTRY_COMPARE_WITH_TIMEOUT(state(page),
                                  u"The first needs you: the others wait for its proof."_s, 60'000);
        QCOMPARE(cell(page, 0, State), u"Needs you"_s);
        QCOMPARE(cell(page, 1, State), u"Not begun"_s);
        QCOMPARE(m_team->requests().count(u"CreateAccessKey"_s), 1);
        QCOMPARE(m_team->keysOf(keyOf(page, 1).user).size(), 1);
        auto *light = part<QLabel>(rig->window.get(), u"networkLight"_s);
        QTRY_COMPARE(light->text(), u"Rotating"_s);

        for (int row = 0; row < 3; ++row) {
            QTRY_COMPARE_WITH_TIMEOUT(cell(page, row, State), u"Needs you"_s, 60'000);
            QDialog *member = openMember(*rig, page, row);
            QVERIFY(member != nullptr);
            handOver(*rig, member, keyOf(page, row));
            approve(member, keyOf(page, row));
            QTRY_COMPARE_WITH_TIMEOUT(cell(page, row, State), u"Done"_s, 60'000);
            QTest::keyClick(member, Qt::Key_Escape);
            QTRY_VERIFY(dialog(*rig, u"rotationRun"_s) == nullptr);
            QVERIFY(page->isVisible());
        }
        QTRY_COMPARE_WITH_TIMEOUT(state(page), u"Done: all 3 old keys are dead."_s, 60'000);
        QTRY_VERIFY(light->text() != u"Rotating"_s && light->text() != u"Sending"_s);
        for (const AwsTeam::Key &key : m_team->keys) {
            const auto now = m_team->keysOf(key.user);
            QCOMPARE(now.size(), 1);
            QVERIFY(!now.contains(key.id));
            QFile file(path(key.user + u".new"_s));
            QVERIFY(file.open(QIODevice::ReadOnly) && !file.readAll().isEmpty());
        }
        for (int row = 0; row < 3; ++row) {
            const secret::SecretId id = rig->model().findingAt(row).id;
            QTRY_COMPARE(rig->model().record(id).triage.decision, finding::Decision::Closed);
            QCOMPARE(rig->model().record(id).evidence.verdict, finding::Verdict::Dead);
        }
        QStringList texts;
        for (const QLabel *label : page->findChildren<QLabel *>())
            texts.append(label->text());
        texts.append(all(page));
        for (const AwsTeam::Key &key : m_team->keys)
            QVERIFY(!texts.join(u' ').contains(key.secret));
        QVERIFY(!texts.join(u' ').contains(m_adminSecret));
    }

    void whenTheSecondFailsTheThirdIsNotBegun()
    {
        leak(82);
        const auto rig = makeRig();
        openStore(*rig, true);
        scanAll(*rig, 3);
        QDialog *page = openBatch(*rig);
        QVERIFY(page != nullptr);
        // The second key is made, and the answer is spoilt.
        m_team->fail(u"CreateAccessKey"_s, 1, u"500"_s);
        lookAndBegin(page);
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 0, State), u"Needs you"_s, 60'000);
        QDialog *member = openMember(*rig, page, 0);
        QVERIFY(member != nullptr);
        handOver(*rig, member, keyOf(page, 0));
        QTest::keyClick(member, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 1, State), u"Failed"_s, 60'000);
        QCOMPARE(state(page),
                 u"Stopped: %1 has failed. Not begun: %2."_s.arg(cell(page, 1, Finding),
                                                                 cell(page, 2, Finding)));
        QCOMPARE(cell(page, 2, State), u"Not begun"_s);
        QCOMPARE(m_team->keysOf(keyOf(page, 2).user),
                 (QMap<QString, QString>{{keyOf(page, 2).id, u"Active"_s}}));
        QCOMPARE(m_team->requests().count(u"CreateAccessKey"_s), 2);
        QVERIFY(!part<QPushButton>(page, u"batchAgain"_s)->isVisible());

        // On its own page what was lost is deleted and made again; the rest still waits for a word.
        QTRY_VERIFY(dialog(*rig, u"rotationRun"_s) == nullptr);
        member = openMember(*rig, page, 1);
        QVERIFY(member != nullptr);
        click(member, u"rotationAgain"_s);
        click(member, u"rotationDeleteLost"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 1, State), u"Needs you"_s, 60'000);
        QCOMPARE(cell(page, 2, State), u"Not begun"_s);
        QTest::keyClick(member, Qt::Key_Escape);
        click(page, u"batchAgain"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 2, State), u"Needs you"_s, 60'000);
        QCOMPARE(m_team->keysOf(keyOf(page, 2).user).size(), 2);

        // Closed, each is kept on its own.
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(rig->window->findChild<ui::RotationSession *>() == nullptr,
                                 60'000);
        rig->action(u"rotate.list"_s)->trigger();
        QDialog *kept = waitFor(*rig, u"rotationsList"_s);
        QVERIFY(kept != nullptr);
        QCOMPARE(part<QTreeWidget>(kept, u"rotationsTable"_s)->topLevelItemCount(), 3);
    }

    void whatCannotBeRotatedIsNamedAndLeftOut()
    {
        leak(83, "token = " + QByteArray::fromStdString(MadeUp(84).githubToken()) + '\n');
        const auto rig = makeRig();
        openStore(*rig, true);
        scanAll(*rig, 4);
        QDialog *plan = planAll(*rig);
        QVERIFY(plan != nullptr);
        QCOMPARE(list(plan)->topLevelItemCount(), 4);
        int left = 0;
        for (int row = 0; row < 4; ++row) {
            if (cell(plan, row, State) != u"Left out"_s)
                continue;
            ++left;
            QVERIFY(cell(plan, row, What).contains(u"another kind"_s));
        }
        QCOMPARE(left, 1);
        QVERIFY(part<QLabel>(plan, u"batchOrder"_s)->text().contains(u"left out"_s));
        auto *go = part<QPushButton>(plan, u"batchGo"_s);
        QVERIFY2(go->text().contains(u"3 keys"_s), qPrintable(go->text()));

        // Somebody deletes one of the three at the console: the look says so, and it is left out.
        const QString gone = cell(plan, cell(plan, 0, State) == u"Left out"_s ? 1 : 0, Key);
        QJsonArray others;
        QJsonObject first;
        for (const AwsTeam::Key &key : m_team->keys) {
            if (key.id == gone)
                continue;
            const QJsonObject one{
                {u"user"_s, key.user}, {u"id"_s, key.id}, {u"secret"_s, key.secret}};
            if (first.isEmpty())
                first = {{u"id"_s, key.id}, {u"secret"_s, key.secret}};
            else
                others.append(one);
        }
        first.insert(u"others"_s, others);
        const QJsonObject admin = m_aws->post(u"/_peer/reset"_s, first);
        m_adminId = admin["admin_id"_L1].toString();
        m_adminSecret = admin["admin_secret"_L1].toString();
        click(plan, u"batchGo"_s);
        QDialog *page = waitFor(*rig, u"rotationBatch"_s);
        QVERIFY(page != nullptr);
        QCOMPARE(list(page)->topLevelItemCount(), 3);
        giveCredential(page);
        click(page, u"batchLook"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(page), u"Nothing was changed yet."_s, 60'000);
        QCOMPARE(cell(page, 0, Key), gone);
        QVERIFY2(cell(page, 0, State) == u"Left out"_s && !cell(page, 0, What).isEmpty(),
                 qPrintable(all(page)));
        QCOMPARE(part<QLabel>(page, u"batchTold"_s)->text(), cell(page, 0, What));
        QCOMPARE(cell(page, 1, State), u"First, alone"_s);
        auto *begin = part<QPushButton>(page, u"batchBegin"_s);
        QVERIFY2(begin->text().contains(u"2 keys"_s), qPrintable(begin->text()));
        QVERIFY(part<QLabel>(page, u"batchFinal"_s)->isVisible());
        click(page, u"batchBegin"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 1, State), u"Needs you"_s, 60'000);
        QCOMPARE(cell(page, 0, State), u"Left out"_s);
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(rig->window->findChild<ui::RotationSession *>() == nullptr,
                                 60'000);

        // What is under way is in nobody's way twice.
        plan = planAll(*rig);
        QVERIFY(plan != nullptr);
        QVERIFY2(isNamed(plan, u"R-0001 of it is not at its end"_s),
                 "the one under way is not named");
    }

    void closingThePageBeginsNothingMore()
    {
        leak(85);
        Gate gate;
        const auto rig = makeRig(gate.checks());
        openStore(*rig, true);
        scanAll(*rig, 3);
        QDialog *page = openBatch(*rig);
        QVERIFY(page != nullptr);
        lookAndBegin(page);
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 0, State), u"Needs you"_s, 60'000);
        // The second is just beginning when the page is closed.
        gate.closeFor(keyOf(page, 1).id.toStdString());
        QDialog *member = openMember(*rig, page, 0);
        QVERIFY(member != nullptr);
        handOver(*rig, member, keyOf(page, 0));
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 1, State), u"Running"_s, 60'000);
        QTest::keyClick(page, Qt::Key_Escape);
        gate.open();
        QTRY_VERIFY_WITH_TIMEOUT(rig->window->findChild<ui::RotationSession *>() == nullptr,
                                 60'000);
        QCOMPARE(m_team->requests().count(u"CreateAccessKey"_s), 1);
        rig->action(u"rotate.list"_s)->trigger();
        QDialog *kept = waitFor(*rig, u"rotationsList"_s);
        QVERIFY(kept != nullptr);
        QCOMPARE(part<QTreeWidget>(kept, u"rotationsTable"_s)->topLevelItemCount(), 2);
    }

    void aPauseReachesTheOneThatIsJustBeginning()
    {
        leak(86);
        Gate gate;
        const auto rig = makeRig(gate.checks());
        openStore(*rig, true);
        scanAll(*rig, 3);
        QDialog *page = openBatch(*rig);
        QVERIFY(page != nullptr);
        giveCredential(page);
        click(page, u"batchLook"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(page), u"Nothing was changed yet."_s, 60'000);
        gate.closeFor({});
        click(page, u"batchBegin"_s);
        click(page, u"batchPause"_s);
        QCOMPARE(state(page), u"Pausing…"_s);
        gate.open();
        QTRY_COMPARE_WITH_TIMEOUT(state(page), u"Paused."_s, 60'000);
        QCOMPARE(cell(page, 0, State), u"Paused"_s);
        QCOMPARE(m_team->requests().count(u"CreateAccessKey"_s), 0);

        // Taken back while a step is still under way, a pause is none.
        gate.closeFor({});
        click(page, u"batchAgain"_s);
        click(page, u"batchPause"_s);
        QCOMPARE(state(page), u"Pausing…"_s);
        click(page, u"batchAgain"_s);
        gate.open();
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 0, State), u"Needs you"_s, 60'000);
        QCOMPARE(m_team->requests().count(u"CreateAccessKey"_s), 1);
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(rig->window->findChild<ui::RotationSession *>() == nullptr,
                                 60'000);
    }

    void aWrongCredentialCanBeCorrected()
    {
        leak(87);
        Gate gate;
        const auto rig = makeRig(gate.checks());
        openStore(*rig, true);
        scanAll(*rig, 3);
        QDialog *page = openBatch(*rig);
        QVERIFY(page != nullptr);
        giveCredential(page);
        auto *field = part<QWidget>(page, u"rotationPart_admin"_s);
        QTest::keyClicks(field, u"x"_s);
        click(page, u"batchLook"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(page),
                                  u"None of them can be rotated with this credential."_s, 60'000);
        QCOMPARE(cell(page, 0, State), u"Left out"_s);
        auto *begin = part<QPushButton>(page, u"batchBegin"_s);
        QVERIFY(!begin->isEnabled() && field->isVisible());

        // And what is corrected while it looks is not what was looked with.
        gate.closeFor({});
        click(page, u"batchLook"_s);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Backspace);
        gate.open();
        auto *look = part<QPushButton>(page, u"batchLook"_s);
        QTRY_VERIFY_WITH_TIMEOUT(look->isEnabled(), 60'000);
        QVERIFY(!begin->isEnabled());
        click(page, u"batchLook"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(page), u"Nothing was changed yet."_s, 60'000);
        QTRY_VERIFY(begin->isEnabled());
        QCOMPARE(m_team->requests().count(u"CreateAccessKey"_s), 0);
    }

private:
    [[nodiscard]] static bool isNamed(QDialog *plan, const QString &text)
    {
        for (int row = 0; row < list(plan)->topLevelItemCount(); ++row) {
            if (cell(plan, row, What).contains(text))
                return cell(plan, row, State) == u"Left out"_s;
        }
        return false;
    }
};

QTEST_MAIN(TestRotateMany)
#include "tst_rotatemany.moc"
