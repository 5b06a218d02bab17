// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/agreedplan.h"
#include "tests/core/rotate/fakeprovider.h"

#include <QTest>

using namespace rekey;
using namespace rekey::rotate;
using rekey::test::requestFor;

namespace {

std::string stepsOf(const Plan &plan)
{
    std::string text;
    for (const Step &step : plan.steps)
        text += std::string(text.empty() ? "" : " ") + std::string(stepName(step.kind));
    return text;
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersTheStepsOfEachMethod_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<QByteArray>("steps");
        QTest::newRow("two keys") << int(Method::TwoKeys)
                                  << QByteArray("create keep hand-over prove-new confirm quiet "
                                                "switch-off delete prove-old");
        QTest::newRow("off first") << int(Method::OffFirst)
                                   << QByteArray("switch-off create keep hand-over prove-new "
                                                 "confirm delete prove-old");
        QTest::newRow("cut-over") << int(Method::CutOver)
                                  << QByteArray("delete create keep hand-over prove-new confirm "
                                                "prove-old");
        QTest::newRow("self-rotate") << int(Method::SelfRotate)
                                     << QByteArray("self-rotate keep hand-over prove-new confirm "
                                                   "prove-old");
        QTest::newRow("revoke") << int(Method::RevokeNow) << QByteArray("delete prove-old");
    }

    void ordersTheStepsOfEachMethod()
    {
        QFETCH(int, method);
        QFETCH(QByteArray, steps);
        const auto plan = makePlan(requestFor(static_cast<Method>(method)));
        QVERIFY(plan.has_value());
        QCOMPARE(stepsOf(*plan), steps.toStdString());
    }

    void neverTouchesTheOldKeyBeforeTheNewOneIsProven()
    {
        const auto plan = makePlan(requestFor(Method::TwoKeys));
        const auto at = [&](StepKind kind) {
            return std::ranges::find(plan->steps, kind, &Step::kind) - plan->steps.begin();
        };
        QVERIFY(at(StepKind::ProveNew) < at(StepKind::SwitchOff));
        QVERIFY(at(StepKind::SwitchOff) < at(StepKind::Delete));
    }

    void leavesOutConsumersWhenThereAreNone()
    {
        PlanRequest request = requestFor(Method::TwoKeys);
        request.consumers.clear();
        QCOMPARE(stepsOf(*makePlan(request)),
                 std::string("create keep prove-new quiet switch-off delete prove-old"));
    }

    void refusesWhatTheProviderCannotDo()
    {
        PlanRequest request = requestFor(Method::OffFirst);
        request.powers.canDisable = false;
        const auto plan = makePlan(request);
        QVERIFY(!plan.has_value());
        QVERIFY(QString::fromStdString(plan.error().detail).contains(u"switching keys off"));
        QVERIFY(!std::ranges::contains(methodsFor(request.powers), Method::OffFirst));
    }

    void refusesANewKeyThatNothingCanProve()
    {
        for (const Method method : {Method::TwoKeys, Method::CutOver, Method::SelfRotate}) {
            PlanRequest request = requestFor(method);
            request.calls.prove.clear();
            QCOMPARE(makePlan(request).error().kind, ErrorKind::Unsupported);
        }
        PlanRequest last = requestFor(Method::RevokeNow);
        last.calls.prove.clear();
        QVERIFY(makePlan(last).has_value());
    }

    void saysWhenNoKeySlotIsFree()
    {
        PlanRequest request = requestFor(Method::TwoKeys);
        request.keysInUse = 2;
        const auto plan = makePlan(request);
        QVERIFY(!plan.has_value());
        QVERIFY(QString::fromStdString(plan.error().detail).contains(u"2 of 2 key slots"));
    }

    void saysWhoStandsStill()
    {
        const Plan off = *makePlan(requestFor(Method::OffFirst));
        QVERIFY(QString::fromStdString(changeText(off, 0))
                    .contains(u"stops working for billing, reports"));
        const Plan two = *makePlan(requestFor(Method::TwoKeys));
        for (std::size_t i = 0; i < two.steps.size(); ++i)
            QVERIFY(!QString::fromStdString(changeText(two, i)).contains(u"stops working for"));
    }

    void presetsOffFirstForAPublicLeak()
    {
        const KeyPowers powers = requestFor(Method::TwoKeys).powers;
        QCOMPARE(presetFor(powers, true), std::optional(Method::OffFirst));
        QCOMPARE(presetFor(powers, false), std::optional(Method::TwoKeys));
        QCOMPARE(presetFor({}, true), std::optional<Method>());
    }

    void comesBackFromItsText()
    {
        const auto plan = makePlan(requestFor(Method::TwoKeys));
        QCOMPARE(*parsePlan(planJson(*plan)), *plan);
        QVERIFY(!parsePlan("{\"method\":\"two-keys\"}").has_value());
        QVERIFY(!parsePlan("no").has_value());
    }

    /// Any edit voids what was agreed to.
    void everyPartOfAnAgreedPlanCounts()
    {
        const AgreedPlan agreed{"S-0421",
                                "fake-key",
                                {{"fake", "https://a.example"}},
                                agreedParts({{"scopes", "read"}, {"admin_user", "boss"}}),
                                *makePlan(requestFor(Method::TwoKeys))};
        std::vector<AgreedPlan> others(9, agreed);
        others[0].finding = "S-0422";
        others[1].detector = "other-key";
        others[2].baseUrls["fake"] = "https://b.example";
        others[3].plan.oldKey += '1';
        others[4].plan.consumers.emplace_back("cron");
        others[5].plan.steps.pop_back();
        others[6].plan.steps.front().waitSeconds += 1;
        others[7].plan = *makePlan(requestFor(Method::OffFirst));
        others[8].with["scopes"] = "all";
        QVERIFY(!agreed.with.contains("admin_user")); // it may be another one
        for (const AgreedPlan &other : others)
            QVERIFY(agreedText(other) != agreedText(agreed));
        others.push_back(agreed);
        const auto read = parseAgreedPlans(agreedFile(others));
        QVERIFY(read.has_value());
        QCOMPARE(*read, others);
        QCOMPARE(agreedText(read->back()), agreedText(agreed));
        QCOMPARE(agreedTitle(agreed), "rotation of S-0421 (OLDKEY0001, fake), two-keys");
        for (const char *text : {"", "[]", R"({"format":"rekey plans 1","plans":[]})",
                                 R"({"format":"rekey plans 1","plans":[{"finding":"S-1"}]})"})
            QCOMPARE(parseAgreedPlans(text).error().kind, ErrorKind::Malformed);
    }

    void namesDoNotBecomeMarkdown()
    {
        PlanRequest request = requestFor(Method::TwoKeys);
        request.consumers = {"![x](file:///etc/passwd) <b>\x1b[2J"};
        const QString text = QString::fromStdString(runbook(*makePlan(request), {}));
        QVERIFY(text.contains(u"\\!\\[x\\](file:///etc/passwd) \\<b\\>"));
        QVERIFY(!text.contains(QChar(0x1b)));
    }

    void runbookNumbersEveryStepWithItsCallAndItsUndo()
    {
        const auto plan = makePlan(requestFor(Method::TwoKeys));
        const RunbookFacts facts{.providerName = "Fake",
                                 .console = "https://console.example",
                                 .permissions = {"keys:create"},
                                 .limits = {},
                                 .notes = {},
                                 .references = {},
                                 .reads = {"GET /keys"}};
        const QString text = QString::fromStdString(runbook(*plan, facts));
        QVERIFY(text.contains(u"# Rotate OLDKEY0001 at Fake"));
        QVERIFY(text.contains(u"## What the administrator's credential needs\n\n- keys:create"));
        QVERIFY(!text.contains(u"## Limits"));
        QVERIFY(text.contains(u"1. **create**"));
        QVERIFY(text.contains(u"9. **prove-old**"));
        QVERIFY(text.contains(u"`POST /keys`"));
        QVERIFY(text.contains(u"## What is only read meanwhile\n\n- `GET /keys`"));
        QVERIFY(text.contains(u"deleted keys do not come back"));
        QCOMPARE(text.count(u"- Undo: "), plan->steps.size());
    }
};

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
