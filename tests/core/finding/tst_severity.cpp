// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindex.h"
#include "core/finding/keeper.h"
#include "core/finding/severity.h"
#include "tests/core/finding/fakefindings.h"

#include <QTest>

using namespace rekey;
using namespace rekey::finding;

class TestSeverity : public QObject
{
    Q_OBJECT

    static constexpr std::int64_t kNow = 1'700'000'000;

private Q_SLOTS:
    void partsAddUp_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("risk");
        QTest::addColumn<int>("exposure");
        QTest::addColumn<bool>("isInHead");
        QTest::addColumn<bool>("isOld");
        QTest::addColumn<int>("value");
        const auto row = [](const char *name, Verdict verdict, int risk, Exposure exposure,
                            bool isInHead, bool isOld, int value) {
            QTest::newRow(name) << int(verdict) << risk << int(exposure) << isInHead << isOld
                                << value;
        };
        row("all", Verdict::Live, int(ScopeRisk::Admin), Exposure::Public, true, true, 100);
        row("live", Verdict::Live, -1, Exposure::Unknown, false, false, 50);
        row("limited", Verdict::LiveLimited, -1, Exposure::Private, false, false, 35);
        row("unknown", Verdict::Unknown, -1, Exposure::Shared, false, false, 28);
        row("not checked", Verdict::NotChecked, -1, Exposure::Unknown, true, true, 25);
        row("no checker", Verdict::NoChecker, -1, Exposure::Unknown, false, false, 15);
        row("dead", Verdict::Dead, int(ScopeRisk::Risky), Exposure::Public, false, false, 30);
        row("gains", Verdict::Live, int(ScopeRisk::CanGainMore), Exposure::Unknown, false, false,
            70);
        row("reads", Verdict::Live, int(ScopeRisk::ReadOnly), Exposure::Unknown, false, false, 50);
        row("no secret", Verdict::NotASecret, -1, Exposure::Unknown, false, false, 0);
    }

    void partsAddUp()
    {
        QFETCH(const int, verdict);
        QFETCH(const int, risk);
        QFETCH(const int, exposure);
        QFETCH(const bool, isInHead);
        QFETCH(const bool, isOld);
        SeverityFacts facts{
            static_cast<Verdict>(verdict), {}, static_cast<Exposure>(exposure), isInHead, isOld};
        if (risk >= 0)
            facts.risk = static_cast<ScopeRisk>(risk);
        QTEST(int(severityOf(facts).value()), "value");
    }

    void bandsBeginWhereTheWeightsSay()
    {
        QCOMPARE(severityBand(100), SeverityBand::Critical);
        QCOMPARE(severityBand(80), SeverityBand::Critical);
        QCOMPARE(severityBand(79), SeverityBand::High);
        QCOMPARE(severityBand(60), SeverityBand::High);
        QCOMPARE(severityBand(59), SeverityBand::Medium);
        QCOMPARE(severityBand(34), SeverityBand::Low);
        SeverityWeights strict;
        strict.critical = 10;
        QCOMPARE(severityBand(34, strict), SeverityBand::Critical);
    }

    void anIndexRatesByRecordSourceAndDay()
    {
        Finding finding = test::bareFinding(1);
        finding.places = {test::fakePlace("a", sources::Reach::Head, kNow - 10, "Ada")};
        FindingIndex index;
        index.setNow(kNow);
        index.upsert(std::vector{finding});
        QCOMPARE(index.severity(0), 20); // not checked, in HEAD

        Record record;
        record.id = finding.id;
        record.evidence.verdict = Verdict::Live;
        record.evidence.checkedAt = kNow;
        record.access = Access();
        record.access->scopes = {{"repo", ScopeRisk::Risky}, {"admin:org", ScopeRisk::Admin}};
        index.putRecords(std::vector{record});
        QCOMPARE(index.verdict(0), Verdict::Live);
        QCOMPARE(index.finding(0).verdict, Verdict::NotChecked); // as it was put in
        QCOMPARE(index.severity(0), 80);

        index.setSources(std::vector<IndexSource>{{"repo", Exposure::Public, false}});
        QVERIFY(!index.isRated());
        QVERIFY(!index.rateNext(10));
        QCOMPARE(index.severity(0), 95);
        index.setNow(kNow + 2 * kOldSeconds);
        index.rateNext(10);
        QCOMPARE(index.severity(0), 100);
        QCOMPARE(index.severityParts(0).age, 5);

        record.triage.severity = 7;
        index.putRecords(std::vector{record});
        QCOMPARE(index.severity(0), 7);
        QCOMPARE(index.severityParts(0).value(), 100); // an override keeps both
    }
};

QTEST_GUILESS_MAIN(TestSeverity)
#include "tst_severity.moc"
