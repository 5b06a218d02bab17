// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/loader.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace rekey;
using namespace rekey::rules;

namespace {

const std::string kProvider = "[provider]\nid = \"acme\"\nname = \"Acme\"\n";
const std::string kDetector = "[[detector]]\nid = \"acme-key\"\nname = \"Acme key\"\n"
                              "pattern = 'acme_[a-z]{8}'\nexamples = [[\"acme_\", \"bcdfghjk\"]]\n";

Result<RulePack> parse(const std::string &text)
{
    return parseRuleFile({"acme.toml", text});
}

} // namespace

class TestLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKey()
    {
        const auto pack = parse(
            kProvider + "homepage = \"https://acme.test\"\nconsole = \"https://acme.test/keys\"\n"
            + kDetector
            + "kind = \"password\"\nconfidence = \"low\"\nkeywords = [\"acme\"]\n"
              "keyword_distance = 9\nmin_entropy = 2.5\nchecksum = \"jwt\"\n"
              "filters = [\"placeholder\", \"no-uuid\"]\ndeny = ['^x']\nprefix = \"acme_\"\n"
              "max_length = 77\nreferences = [\"RFC 1\"]\ncounter_examples = [[\"acme\"], "
              "[\"b\"]]\n"
              "[[detector.companion]]\nname = \"host\"\npattern = 'h=(\\w+)'\ndistance = 12\n"
              "required = true\npublic = true\nmin_entropy = 1\n");
        QVERIFY2(pack, pack ? "" : pack.error().text().c_str());
        const Detector &detector = pack->detectors.at(0);
        QCOMPARE(detector.provider, std::string("acme"));
        QVERIFY(detector.kind == Kind::Password);
        QVERIFY(detector.confidence == Confidence::Low);
        QVERIFY(detector.checksum == Checksum::Jwt);
        QCOMPARE(detector.keywordDistanceBytes, 9U);
        QCOMPARE(detector.minEntropy, 2.5);
        QCOMPARE(detector.maxLengthBytes, 77U);
        QCOMPARE(detector.filters.size(), 2U);
        QCOMPARE(detector.examples.at(0), std::string("acme_bcdfghjk"));
        QCOMPARE(detector.counterExamples.size(), 2U);
        const CompanionRule &companion = detector.companions.at(0);
        QCOMPARE(companion.distanceBytes, 12U);
        QVERIFY(companion.required && companion.isPublic);
        QCOMPARE(pack->providers.at(0).console, std::string("https://acme.test/keys"));
    }

    void refuses_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("says");
        const auto row = [](const char *name, const std::string &text, const char *says) {
            QTest::newRow(name) << text << std::string(says);
        };
        row("no provider", kDetector, "has no provider");
        row("no toml", "[provider", "line 1");
        row("unknown key of provider", "[provider]\nid = \"acme\"\nnam = \"x\"\nname = \"A\"\n",
            "line 3: [provider] has an unknown key nam");
        row("unknown key of detector", kProvider + kDetector + "entropy = 3\n",
            "line 9: detector acme-key has an unknown key entropy");
        row("unknown key of companion",
            kProvider + kDetector
                + "[[detector.companion]]\nname = \"a\"\npattern = 'b'\nfar = 1\n",
            "companion of acme-key has an unknown key far");
        row("unknown table", kProvider + "[verify]\n", "unknown key verify");
        row("no pattern",
            kProvider + "[[detector]]\nid = \"a\"\nname = \"A\"\nexamples = [[\"a\"]]\n",
            "detector a has no pattern");
        row("no examples", kProvider + "[[detector]]\nid = \"a\"\nname = \"A\"\npattern = 'a'\n",
            "has no examples");
        row("empty name", kProvider + "[[detector]]\nid = \"a\"\nname = \"\"\n", "name is empty");
        row("number for text", kProvider + "[[detector]]\nid = 5\n", "id must be text");
        row("text for number", kProvider + kDetector + "min_entropy = \"3\"\n",
            "min_entropy must be a number from 0 to 8");
        row("negative count", kProvider + kDetector + "max_length = -1\n",
            "max_length must be a whole number");
        row("number for flag",
            kProvider + kDetector
                + "[[detector.companion]]\nname = \"a\"\npattern = 'b'\nrequired = 1\n",
            "required must be true or false");
        row("text for list", kProvider + kDetector + "keywords = \"a\"\n",
            "keywords must be a list");
        row("empty keyword", kProvider + kDetector + "keywords = [\"\"]\n", "not empty");
        row("unknown kind", kProvider + kDetector + "kind = \"thing\"\n",
            "kind must be one of token");
        row("unknown filter", kProvider + kDetector + "filters = [\"nice\"]\n", "no such filter");
        row("unknown checksum", kProvider + kDetector + "checksum = \"md5\"\n", "checksum must be");
        row("capital id", "[provider]\nid = \"Acme\"\nname = \"A\"\n", "small letters");
        row("id used twice", kProvider + kDetector + kDetector, "acme-key is used twice");
        row("long pattern",
            kProvider + "[[detector]]\nid = \"a\"\nname = \"A\"\npattern = '"
                + std::string(9000, 'a') + "'\nexamples = [[\"a\"]]\n",
            "pattern is longer than 8192 bytes");
        row("deep nesting", kProvider + "x = " + std::string(5000, '['), "line");
        row("control character for a table's name", kProvider + "[\x01\nx]", "line 4");
        row("letter outside of a text", kProvider + "\xc3\xa9 = 1\n",
            "line 4: a quote or a character beyond");
        row("letter behind a text", kProvider + "x = '''\xc3\xa9''' \xc3\xa9\n",
            "line 4: a quote or");
        row("letter behind a joined line", kProvider + "x = \"\"\"\\\n\xc3\xa9\"\"\"\n",
            "line 5: a quote or a char");
        row("bracket and quote within a bare value", kProvider + "x = 0y/[\"\xcc\xb1\n",
            "line 4: a quote or a character beyond");
        row("equals sign within a bare value", kProvider + "x =0y=\"\xcc\xb1\n",
            "line 4: a quote or a character beyond");
        row("not UTF-8", "[provider]\nid = \"\xff\"\n", "line 2");
    }
    void refuses()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, says);
        const auto pack = parse(text);
        QVERIFY(!pack);
        const std::string error = pack.error().text();
        QVERIFY2(error.find(says) != std::string::npos, error.c_str());
        QCOMPARE(pack.error().where, std::string("acme.toml"));
    }

    void takesOtherLettersInTextsAndComments()
    {
        const auto pack
            = parse("\xef\xbb\xbf# \xc3\xa9 \"\n[provider] # it's\nid = \"acme\"\n"
                    "name = \"\\\"\xc3\x89\xe2\x82\xac\"\nhomepage = '''\xc3\xa9''''\n");
        QVERIFY2(pack, pack ? "" : pack.error().text().c_str());
        QCOMPARE(pack->providers.at(0).name, std::string("\"\xc3\x89\xe2\x82\xac"));
    }

    void refusesABigFile()
    {
        const auto pack = parse(std::string(1024 * 1024 + 1, '#'));
        QVERIFY(!pack);
        QVERIFY(pack.error().kind == ErrorKind::TooBig);
    }

    void mergesSorted()
    {
        const std::vector<RuleFile> files = {
            {"zeta.toml", "[provider]\nid = \"zeta\"\nname = \"Zeta\"\n"},
            {"acme.toml", kProvider + kDetector},
        };
        const auto pack = parseRuleFiles(files);
        QVERIFY(pack);
        QCOMPARE(pack->providers.at(0).id, std::string("acme"));
        QCOMPARE(pack->providers.at(1).id, std::string("zeta"));
    }

    void refusesTheSameProviderTwice()
    {
        const std::vector<RuleFile> files = {{"a.toml", kProvider}, {"b.toml", kProvider}};
        const auto pack = parseRuleFiles(files);
        QVERIFY(!pack);
        QVERIFY(pack.error().kind == ErrorKind::Invalid);
        QVERIFY(pack.error().text().find("a.toml") != std::string::npos);
    }

    void readsAGitleaksConfiguration()
    {
        const std::string text = "title = \"ours\"\n[extend]\nuseDefault = true\n"
                                 "[allowlist]\nregexes = ['^acme_example']\npaths = ['vendor/']\n"
                                 "[[rules]]\nid = \"Acme_Key\"\ndescription = \"Acme key\"\n"
                                 "regex = '(?i)[(]?(acme)[\\s(]{0,3}=\\(?([a-z0-9]{20})'\n"
                                 "secretGroup = 2\nentropy = 3.5\nkeywords = [\"ACME\"]\n"
                                 "tags = [\"key\"]\nseverity = \"high\"\n"
                                 "[[rules.allowlists]]\nstopwords = [\"sample\", \"a.b\"]\n"
                                 "commits = [\"abc\"]\n"
                                 "[[rules.allowlists]]\nregexTarget = \"line\"\nregexes = ['x']\n"
                                 "[[rules]]\nid = \"pkcs12\"\npath = '\\.p12$'\n";
        std::vector<std::string> notes;
        const auto pack = parseRuleFile({".gitleaks.toml", text}, &notes);
        QVERIFY2(pack, pack ? "" : pack.error().text().c_str());
        QCOMPARE(pack->detectors.size(), 1U);
        const Detector &detector = pack->detectors.front();
        QCOMPARE(detector.id, std::string("gitleaks-acme-key"));
        QCOMPARE(detector.pattern,
                 std::string("(?i)[(]?(acme)[\\s(]{0,3}=\\(?(?P<secret>[a-z0-9]{20})"));
        QCOMPARE(detector.minEntropy, 3.5);
        QCOMPARE(detector.keywords, std::vector<std::string>{"acme"});
        QCOMPARE(detector.deny,
                 (std::vector<std::string>{"(?i)(?:sample|a\\.b)", "^acme_example"}));
        const std::vector<std::string> expected
            = {"[extend] is not followed", "allowed paths",       "\"severity\"",
               "allowed commits",          "regexes on the line", "pkcs12: is left out"};
        QCOMPARE(notes.size(), expected.size());
        for (const std::string &part : expected) {
            QVERIFY2(std::ranges::any_of(notes,
                                         [&](const std::string &note) {
                                             return note.find(part) != std::string::npos;
                                         }),
                     part.c_str());
        }
    }

    void refusesABrokenGitleaksConfiguration_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("no rules") << std::string("[extend]\nuseDefault = true\n");
        QTest::newRow("no id") << std::string("[[rules]]\nregex = 'x'\n");
        QTest::newRow("no such group")
            << std::string("[[rules]]\nid = \"a\"\nregex = '(?:x)[(](y)'\nsecretGroup = 2\n");
        QTest::newRow("open class")
            << std::string("[[rules]]\nid = \"a\"\nregex = '[('\nsecretGroup = 1\n");
        QTest::newRow("open quotation")
            << std::string("[[rules]]\nid = \"a\"\nregex = '\\Q('\nsecretGroup = 1\n");
    }

    void refusesABrokenGitleaksConfiguration()
    {
        QFETCH(std::string, text);
        const auto pack = parseRuleFile({"g.toml", text});
        QVERIFY(!pack);
        QVERIFY(pack.error().kind == ErrorKind::Malformed);
    }

    void readsTheFilesThatComeWithTheProgram()
    {
        const auto pack = parseRuleFiles(builtinRuleFiles());
        QVERIFY2(pack, pack ? "" : pack.error().text().c_str());
        QVERIFY(pack->providers.size() >= 80);
        QVERIFY(pack->detectors.size() >= 120);
        QVERIFY(std::ranges::is_sorted(pack->detectors, {}, &Detector::id));
    }
};

QTEST_GUILESS_MAIN(TestLoader)
#include "tst_loader.moc"
