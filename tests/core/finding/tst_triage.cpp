// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/event.h"
#include "core/finding/keeper.h"
#include "core/finding/triage.h"

#include <QTest>

using namespace rekey::finding;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kNow = 1'700'000'000;

Triage closed(CloseReason reason)
{
    Triage triage;
    triage.decision = Decision::Closed;
    triage.closeReason = reason;
    return triage;
}

} // namespace

class TestTriage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closingNeedsAReasonAndAReasonNeedsClosing()
    {
        QCOMPARE(problemOf(Triage{}, Verdict::NotChecked, kNow), TriageProblem::None);
        QCOMPARE(problemOf(closed(CloseReason::None), Verdict::Dead, kNow),
                 TriageProblem::NeedsCloseReason);
        Triage confirmed = closed(CloseReason::TestValue);
        confirmed.decision = Decision::Confirmed;
        QCOMPARE(problemOf(confirmed, Verdict::Dead, kNow), TriageProblem::NeedsCloseReason);
        QCOMPARE(problemOf(closed(CloseReason::FalsePositive), Verdict::Live, kNow),
                 TriageProblem::None);
    }

    void rotatedDemandsADeadVerdictOrAnOverrideWithWords()
    {
        for (const CloseReason reason : {CloseReason::Rotated, CloseReason::Revoked}) {
            Triage triage = closed(reason);
            QCOMPARE(problemOf(triage, Verdict::Dead, kNow), TriageProblem::None);
            for (const Verdict verdict :
                 {Verdict::Live, Verdict::Disabled, Verdict::Unknown, Verdict::NotChecked})
                QCOMPARE(problemOf(triage, verdict, kNow), TriageProblem::NeedsDeadVerdict);
            triage.isOverride = true;
            QCOMPARE(problemOf(triage, Verdict::Live, kNow), TriageProblem::NeedsWhy);
            triage.why = "the account is gone";
            QCOMPARE(problemOf(triage, Verdict::Live, kNow), TriageProblem::None);
        }
    }

    void acceptingNeedsADateAheadAndEndsOnIt()
    {
        Triage triage = closed(CloseReason::Accepted);
        QCOMPARE(problemOf(triage, Verdict::Live, kNow), TriageProblem::NeedsDate);
        triage.acceptedUntil = kNow + 60;
        QCOMPARE(problemOf(triage, Verdict::Live, kNow), TriageProblem::None);
        QVERIFY(!reopensAt(triage, kNow + 59));
        QVERIFY(reopensAt(triage, kNow + 60));
        QVERIFY(!reopensAt(closed(CloseReason::Rotated), kNow));
    }

    void onlyWhatIsNotAboutTheValueItselfReopensOnANewPlace()
    {
        QVERIFY(!reopensOnNewPlace(Triage{}));
        for (const CloseReason reason : {CloseReason::Rotated, CloseReason::Revoked,
                                         CloseReason::Accepted, CloseReason::ServiceGone})
            QVERIFY(reopensOnNewPlace(closed(reason)));
        QVERIFY(!reopensOnNewPlace(closed(CloseReason::FalsePositive)));
        QVERIFY(!reopensOnNewPlace(closed(CloseReason::TestValue)));
    }

    void aLiveAnswerReopensAllButTheAccepted()
    {
        QVERIFY(reopensOnVerdict(closed(CloseReason::Rotated), Verdict::Live));
        QVERIFY(reopensOnVerdict(closed(CloseReason::FalsePositive), Verdict::LiveLimited));
        QVERIFY(!reopensOnVerdict(closed(CloseReason::Rotated), Verdict::Dead));
        QVERIFY(!reopensOnVerdict(closed(CloseReason::Accepted), Verdict::Live));
        QVERIFY(!reopensOnVerdict(Triage{}, Verdict::Live));
    }

    void namesGoBothWays()
    {
        for (int i = 0; i <= int(Decision::Closed); ++i)
            QCOMPARE(decisionFromName(decisionName(Decision(i))), Decision(i));
        for (int i = 0; i <= int(CloseReason::ServiceGone); ++i)
            QCOMPARE(closeReasonFromName(closeReasonName(CloseReason(i))), CloseReason(i));
        for (int i = 0; i <= int(EventKind::Undone); ++i)
            QCOMPARE(eventKindFromName(eventKindName(EventKind(i))), EventKind(i));
        for (int i = 0; i <= int(Exposure::Public); ++i)
            QCOMPARE(exposureFromName(exposureName(Exposure(i))), Exposure(i));
        QVERIFY(!decisionFromName("open") && !closeReasonFromName("x") && !eventKindFromName(""));
    }

    void theHighestRiskOfManyScopesCounts()
    {
        Access access;
        QVERIFY(!access.highestRisk());
        access.scopes = {
            {"read", ScopeRisk::ReadOnly}, {"iam", ScopeRisk::Admin}, {"write", ScopeRisk::Risky}};
        QCOMPARE(access.highestRisk(), ScopeRisk::Admin);
    }
};

QTEST_GUILESS_MAIN(TestTriage)
#include "tst_triage.moc"
