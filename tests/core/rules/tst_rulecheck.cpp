// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/check.h"

#include <QTest>

#include <functional>
#include <string>

using namespace rekey::rules;

namespace {

Detector soundDetector()
{
    Detector detector;
    detector.id = "made-up";
    detector.pattern = R"(\bqzxv_([0-9A-Za-z]{24})\b)";
    detector.examples = {"qzxv_" + std::string("q7ZpK2vR9sLx") + "W4tB8nYd3mGh"};
    detector.counterExamples = {"qzxv_short"};
    return detector;
}

std::string problemsOf(const Detector &detector, const CheckOptions &options = {})
{
    RulePack pack;
    pack.detectors.push_back(detector);
    std::string text;
    for (const RuleProblem &problem : checkPack(pack, options))
        text += problem.detector + ": " + problem.reason + "\n";
    return text;
}

} // namespace

using Change = std::function<void(Detector &)>;
Q_DECLARE_METATYPE(Change)

class TestRuleCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsASoundRule() { QCOMPARE(problemsOf(soundDetector()), std::string()); }

    void reports_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<std::string>("says");
        const auto row = [](const char *name, const char *says, const Change &change) {
            QTest::newRow(name) << change << std::string(says);
        };
        row("an example that does not match", "example 1 is not found: the pattern does not match",
            [](Detector &d) { d.examples = {"qzxv_short"}; });
        row("low entropy", "the entropy is", [](Detector &d) { d.minEntropy = 7; });
        row("a filter", "the filter no-path refuses", [](Detector &d) {
            d.pattern = "qzxv_(.+)";
            d.filters = {"no-path"};
            d.examples = {"qzxv_/usr/share/doc"};
            d.counterExamples = {"qzxv"};
        });
        row("deny", "deny matches", [](Detector &d) { d.deny = {"^q7"}; });
        row("no keyword", "no keyword is near", [](Detector &d) { d.keywords = {"acme"}; });
        row("the checksum", "the checksum fails",
            [](Detector &d) { d.checksum = Checksum::PemPrivateKey; });
        row("a companion", "companion host is missing", [](Detector &d) {
            d.companions.push_back({.name = "host", .pattern = "host=(\\w+)", .required = true});
        });
        row("too long", "longer than max_length", [](Detector &d) { d.maxLengthBytes = 20; });
        row("a counter-example that matches", "counter-example 1 is found",
            [](Detector &d) { d.counterExamples = d.examples; });
        row("no counter-example", "no counter-example",
            [](Detector &d) { d.counterExamples.clear(); });
        row("a bad expression", "the expression is refused", [](Detector &d) { d.pattern = "a("; });
        row("a bad companion", "the expression is refused",
            [](Detector &d) { d.companions.push_back({.name = "x", .pattern = "a("}); });
        row("no anchor", "times in each MB", [](Detector &d) { d.pattern = "[a-z]{4}"; });
    }
    void reports()
    {
        QFETCH(Change, change);
        QFETCH(std::string, says);
        Detector detector = soundDetector();
        change(detector);
        const std::string problems = problemsOf(detector);
        QVERIFY2(problems.find(says) != std::string::npos, problems.c_str());
        QVERIFY(problems.starts_with("made-up: "));
    }

    void measuresRates()
    {
        std::string corpus;
        for (int i = 0; i < 20000; ++i)
            corpus += "some ordinary words qzxv_ and so on, line after line after line\n";
        CheckOptions options;
        options.corpus = corpus;
        const std::string problems = problemsOf(soundDetector(), options);
        QVERIFY2(problems.find("too often") != std::string::npos, problems.c_str());
        QVERIFY(problems.find(" qzxv_") != std::string::npos);
        options.maxHitsPerMiB = 1e6;
        QCOMPARE(problemsOf(soundDetector(), options), std::string());
    }

    void oneBadRuleDoesNotHideTheOthers()
    {
        RulePack pack;
        for (const char *id : {"a", "b", "c"}) {
            pack.detectors.push_back(soundDetector());
            pack.detectors.back().id = id;
        }
        pack.detectors[0].pattern = "(";
        pack.detectors[2].examples = {"nothing"};
        const auto problems = checkPack(pack);
        QCOMPARE(problems.size(), 2U);
        QCOMPARE(problems[0].detector, std::string("a"));
        QCOMPARE(problems[1].detector, std::string("c"));
    }
};

QTEST_GUILESS_MAIN(TestRuleCheck)
#include "tst_rulecheck.moc"
