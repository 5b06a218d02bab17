// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/scan/scanner.h"
#include "tests/support/chaincheck.h"
#include "tests/support/scanrules.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace rekey;
using namespace rekey::scan;

/// The rules that come with the program, through the whole scanner.
class TestBuiltinScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyExampleIsFoundByItsDetector()
    {
        const auto rules = test::builtinRules();
        Scanner scanner(rules);
        std::string wrong;
        for (std::uint32_t i = 0; i < rules->detectorCount(); ++i) {
            const rules::Detector &detector = rules->detector(i);
            if (detector.examples.empty())
                wrong += detector.id + " has no examples\n";
            if (detector.counterExamples.empty())
                wrong += detector.id + " has no counter-examples\n";
            for (const std::string &example : detector.examples) {
                if (!isFoundBy(scanner, i, "\n" + example + "\n"))
                    wrong += detector.id + " does not find its example\n";
            }
            for (const std::string &example : detector.counterExamples) {
                if (isFoundBy(scanner, i, "\n" + example + "\n"))
                    wrong += detector.id + " finds its counter-example\n";
            }
        }
        QVERIFY2(wrong.empty(), wrong.c_str());
    }

    void equalsTheFullScanWithTheRealRules()
    {
        const auto rules = test::builtinRules();
        test::ChainCheck check(rules);
        for (unsigned seed = 0; seed < 30; ++seed) {
            test::RandomText random(seed);
            std::string text;
            for (int i = 0; i < 12; ++i) {
                const auto &pack = rules->pack().detectors;
                const auto &examples = pack[random.below(std::uint32_t(pack.size()))].examples;
                text += random.text(700);
                if (!examples.empty())
                    text += examples[random.below(std::uint32_t(examples.size()))];
            }
            const std::string report = check.run(random, text, 8, 3);
            QVERIFY2(report.empty(), ("seed " + std::to_string(seed) + "\n" + report).c_str());
        }
        QVERIFY(check.matches > 500);
        QVERIFY(check.work().inherited > 0);
    }

private:
    static bool isFoundBy(Scanner &scanner, std::uint32_t detector, const std::string &text)
    {
        return std::ranges::any_of(scanner.scanAll(asBytes(text)), [&](const Match &match) {
            return match.detector == detector && match.structure != Structure::Invalid;
        });
    }
};

QTEST_GUILESS_MAIN(TestBuiltinScan)
#include "tst_builtinscan.moc"
