// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/scan/scanner.h"
#include "tests/support/chaincheck.h"
#include "tests/support/madeup.h"
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

    /// What says whose a value is beats what only says that somebody calls it a token.
    void aKnownFormIsItselfUnderAnyName()
    {
        const auto rules = test::builtinRules();
        Scanner scanner(rules);
        std::string wrong;
        int tried = 0;
        for (std::uint32_t i = 0; i < rules->detectorCount(); ++i) {
            for (const std::string &example : rules->detector(i).examples) {
                for (const Match &match : scanner.scan(asBytes(example))) {
                    if (match.detector != i || match.whole != match.secret || match.utf16)
                        continue;
                    const std::string text = "token = \""
                        + example.substr(match.secret.begin, match.secret.size()) + "\"\n";
                    const auto isOwn = [i](const Match &found) { return found.detector == i; };
                    if (std::ranges::none_of(scanner.scanAll(asBytes(text)), isOwn))
                        continue; // it needs a word of its own beside it
                    ++tried;
                    for (const Match &found : scanner.scan(asBytes(text))) {
                        if (rules->detector(found.detector).provider == "generic")
                            wrong += rules->detector(i).id + " loses to "
                                + rules->detector(found.detector).id + '\n';
                    }
                }
            }
        }
        QVERIFY2(wrong.empty(), wrong.c_str());
        QVERIFY(tried > 200);
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

    /// A password must never go to the server of the URL beside it.
    void aUrlsPartsAreItsOwn_data()
    {
        QTest::addColumn<QString>("rest");
        QTest::addColumn<QString>("parts");
        const auto row = [](const char *name, const char *rest, const char *parts) {
            QTest::newRow(name) << QString::fromLatin1(rest) << QString::fromLatin1(parts);
        };
        row("its host", "db.own.test:5433/app", "user=kupfer host=db.own.test:5433 ");
        row("several hosts", "a.own.test,b.own.test/app",
            "user=kupfer host=a.own.test,b.own.test ");
        row("an address", "[2001:db8::1]:5432/app", "user=kupfer host=[2001:db8::1]:5432 ");
        row("a variable", "$DB_HOST/app", "user=kupfer ");
        row("a host with a variable in it", "db.${ENV}.own.test/app", "user=kupfer ");
        row("an at sign within the password", "tail@db.own.test/app", "user=kupfer ");
    }

    void aUrlsPartsAreItsOwn()
    {
        QFETCH(QString, rest);
        QFETCH(QString, parts);
        const auto rules = test::builtinRules();
        Scanner scanner(rules);
        const std::string other = std::string("postgresql")
            + "://else:" + test::MadeUp(4).alphanumeric(16) + "@db.other.test:6543/x";
        const std::string own = std::string("postgresql")
            + "://kupfer:" + test::MadeUp(5).alphanumeric(16) + "@" + rest.toStdString();
        for (const std::string &text :
             {own, own + " " + other, other + " " + own, other + "\n" + own + "\n" + other}) {
            const std::size_t at = text.find("kupfer:") + 7;
            std::string seen;
            for (const Match &match : scanner.scan(asBytes(text))) {
                if (match.secret.begin != at)
                    continue;
                const auto &companions = rules->detector(match.detector).companions;
                for (const CompanionMatch &companion : match.companions)
                    seen += companions[companion.rule].name + '='
                        + text.substr(companion.range.begin, companion.range.size()) + ' ';
            }
            QCOMPARE(QString::fromStdString(seen), parts);
        }
    }

    /// Without a user of its own, that of the neighbour would be taken.
    void aUrlWithoutAUserHasNone()
    {
        const auto rules = test::builtinRules();
        Scanner scanner(rules);
        const std::string text = std::string("redis")
            + "://else:" + test::MadeUp(6).alphanumeric(16)
            + "@r.other.test redis://:" + test::MadeUp(7).alphanumeric(16) + "@r.own.test";
        const auto matches = scanner.scan(asBytes(text));
        QCOMPARE(matches.size(), 2U);
        const auto &companions = rules->detector(matches[1].detector).companions;
        QVERIFY(!matches[1].companions.empty());
        QVERIFY(std::ranges::none_of(matches[1].companions, [&](const CompanionMatch &one) {
            return companions[one.rule].name == "user";
        }));
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
