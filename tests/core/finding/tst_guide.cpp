// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/guide.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace rekey;
using namespace rekey::finding;

class TestGuide : public QObject
{
    Q_OBJECT

    static std::vector<std::string> idsOf(const std::vector<GuideStep> &steps)
    {
        std::vector<std::string> ids;
        for (const GuideStep &step : steps)
            ids.push_back(step.id);
        return ids;
    }

    static const GuideStep &step(const std::vector<GuideStep> &steps, std::string_view id)
    {
        return *std::ranges::find(steps, id, &GuideStep::id);
    }

private Q_SLOTS:
    void everyBuiltinFileIsReadable()
    {
        QVERIFY(!builtinGuideFiles().empty());
        std::set<std::string> ids;
        std::set<std::string> providers;
        for (const GuideFile &file : builtinGuideFiles()) {
            const auto guide = readGuide(file);
            QVERIFY2(guide.has_value(), guide ? "" : guide.error().text().c_str());
            QVERIFY(ids.insert(guide->id).second);
            for (const std::string &provider : guide->providers)
                QVERIFY2(providers.insert(provider).second, provider.c_str());
        }
        for (const GuideFile &file : builtinSnippetFiles()) {
            const auto store = readSnippets(file);
            QVERIFY2(store.has_value(), store ? "" : store.error().text().c_str());
            std::set<std::string> languages;
            for (const SnippetStore::Snippet &snippet : store->snippets) {
                languages.insert(snippet.language);
                QVERIFY2(snippet.text.contains("{NAME}"), snippet.text.c_str());
            }
            QCOMPARE(languages.size(), std::size_t(5));
        }
        QCOMPARE(builtinSnippets().size(), std::size_t(5));
        QCOMPARE(builtinSnippets().front().id, std::string("environment"));
    }

    void everyTypeHasTheNineSteps()
    {
        const auto steps = guideSteps(builtinGuides(), "some-provider", Verdict::Live);
        QCOMPARE(idsOf(steps),
                 (std::vector<std::string>{"breaks", "users", "strangers", "newkey", "switch",
                                           "oldoff", "watch", "clean", "prevent"}));
        QVERIFY(step(steps, "users").isFedByPlaces);
        QVERIFY(step(steps, "prevent").hasSnippets);
        QVERIFY(step(steps, "clean").text.contains("Revoke first"));
    }

    void aProvidersOwnStepsStandInTheirPlaces()
    {
        const auto steps = guideSteps(builtinGuides(), "twilio", Verdict::Live);
        QCOMPARE(steps.size(), std::size_t(9));
        QVERIFY(step(steps, "oldoff").text.contains("secondary"));
        QCOMPARE(step(steps, "watch").text,
                 step(guideSteps(builtinGuides(), "x", Verdict::Live), "watch").text);
    }

    void aDeadKeyNeedsNoNewOne()
    {
        const auto ids = idsOf(guideSteps(builtinGuides(), "twilio", Verdict::Dead));
        for (const char *gone : {"newkey", "switch", "oldoff"})
            QVERIFY(std::ranges::find(ids, gone) == ids.end());
        QVERIFY(std::ranges::find(ids, "strangers") != ids.end());
    }

    void aBadFileSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        const QByteArray head = "[guide]\nid = \"a\"\ntitle = \"A\"\n";
        QTest::newRow("not TOML") << QByteArray("[guide\n") << QByteArray("line");
        QTest::newRow("no steps") << head << QByteArray("[[step]]");
        QTest::newRow("unknown key") << head + "code = \"x\"\n" << QByteArray("code");
        QTest::newRow("unknown verdict")
            << head + "[[step]]\nid=\"a\"\ntitle=\"A\"\ntext=\"A\"\nverdicts=[\"gone\"]\n"
            << QByteArray("gone");
        QTest::newRow("same id") << head
                + "[[step]]\nid=\"a\"\ntitle=\"A\"\ntext=\"A\"\n[[step]]\nid=\"a\"\ntitle=\"A\"\n"
                  "text=\"A\"\n" << QByteArray("another step");
    }

    void aBadFileSaysWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        const auto guide = readGuide({"bad.toml", text.toStdString()});
        QVERIFY(!guide.has_value());
        QVERIFY2(guide.error().text().contains(says.toStdString()), guide.error().text().c_str());
    }

    void progressSurvivesKeeping()
    {
        FixProgress progress;
        progress["users"]
            = {FixState::Doing, "asked Ada", "", {"src/config.py", "gr\xc3\xbc\xc3\x9f"}};
        progress["oldoff"] = {FixState::Done, "", "ticket 12", {}};
        progress["watch"] = {};
        const std::string text = writeFixProgress(progress);
        progress.erase("watch");
        QCOMPARE(readFixProgress(text), progress);
        QCOMPARE(writeFixProgress({}), std::string());
        QVERIFY(readFixProgress("{\"a\": 3, \"b\": [").empty());
        QVERIFY(readFixProgress("[1]").empty());
    }

    void namesFitAnEnvironment()
    {
        QCOMPARE(snippetName("private-key"), std::string("PRIVATE_KEY_TOKEN"));
        QCOMPARE(snippetName("1password"), std::string("API_1PASSWORD_TOKEN"));
        QCOMPARE(snippetName(""), std::string("API_TOKEN"));
    }
};

QTEST_GUILESS_MAIN(TestGuide)
#include "tst_guide.moc"
