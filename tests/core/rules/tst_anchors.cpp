// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/anchor.h"
#include "core/rules/sample.h"

#include <QTest>

#include <re2/re2.h>

#include <string>

using namespace rekey;
using namespace rekey::rules;

namespace {

Detector detectorFor(const std::string &pattern)
{
    Detector detector;
    detector.id = "made-up";
    detector.pattern = pattern;
    return detector;
}

std::string describe(const std::vector<DerivedAnchor> &anchors)
{
    std::string text;
    for (const DerivedAnchor &anchor : anchors) {
        text += printPattern(anchor.node) + ' ' + std::to_string(anchor.beginMin) + ' '
            + std::to_string(anchor.beginMax) + '\n';
    }
    return text;
}

} // namespace

class TestAnchors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void derives_data()
    {
        QTest::addColumn<std::string>("pattern");
        QTest::addColumn<std::string>("anchors"); // pattern, beginMin, beginMax; one a line
        const auto row = [](const char *name, const char *pattern, const char *anchors) {
            QTest::newRow(name) << std::string(pattern) << std::string(anchors);
        };
        row("literal prefix", R"(\bqzx_([A-Za-z0-9]{36})\b)", "qzx_[0-9A-Za-z]{2} -6 -6\n");
        row("both cases", R"((?i)qzxvk-[0-9a-f]{32})", "[Qq][Zz][Xx][Vv][Kk]\\- -6 -6\n");
        row("weak front", "[\"']?\\s*qzxvkw_[a-z]{20}", "qzxvkw -8192 -6\n");
        row("known distance", R"([a-f0-9]{32}\.qzxvk\.test)", "\\.qzxvk -38 -38\n");
        row("long run cut", R"(A[BC][a-f0-9]{500})", "A[BC][0-9a-f]{14} -16 -16\n");
        row("optional inside", R"(qz(?:xv)?w_[a-z]+q)", "qz(?:xv)?w_[a-z] -7 -5\n");
        row("branches at the top", R"(qzxv_[a-z]{20}|wvkq-[a-z]{20})",
            "qzxv_ -5 -5\nwvkq\\- -5 -5\n");
        row("run of one character", R"(\bA{20}[a-z]{20})", "\\bA{14} -14 -14\n");
        row("common word needs more", R"(password = [0-9a-f]{32})",
            "password\\x20\\=\\x20[0-9a-f]{3} -14 -14\n");
    }
    void derives()
    {
        QFETCH(std::string, pattern);
        QFETCH(std::string, anchors);
        const auto derived = deriveAnchors(detectorFor(pattern), 8192);
        QVERIFY2(derived, derived ? "" : derived.error().text().c_str());
        QCOMPARE(describe(*derived), anchors);
    }

    void fallsBackOnKeywords()
    {
        Detector detector = detectorFor("[0-9a-zA-Z]{24}");
        detector.keywords = {"Qzxvkw"};
        detector.keywordDistanceBytes = 40;
        const auto derived = deriveAnchors(detector, 24);
        QVERIFY(derived);
        QCOMPARE(describe(*derived), std::string("[Qq][Zz][Xx][Vv][Kk][Ww] -70 40\n"));
    }

    void refuses_data()
    {
        QTest::addColumn<std::string>("pattern");
        for (const char *pattern : {"[a-z]+", "a?b?", ".*", "the", "\\w{4}=", "x{0,9}", ""})
            QTest::newRow(pattern) << std::string(pattern);
    }
    void refuses()
    {
        QFETCH(std::string, pattern);
        const auto derived = deriveAnchors(detectorFor(pattern), 8192);
        QVERIFY2(!derived, derived ? describe(*derived).c_str() : "");
        QVERIFY(derived.error().kind == ErrorKind::Invalid);
        QVERIFY(derived.error().detail.find("times in each MB") != std::string::npos);
    }

    /// Each text of the language matches RE2 too, so the tree says what RE2 says.
    void readsWhatRe2Reads_data()
    {
        QTest::addColumn<std::string>("pattern");
        for (const char *pattern : {
                 R"(a.c)",
                 R"((?s)a.c)",
                 R"([^\n]x)",
                 R"(\d\D\s\S\w\W)",
                 R"([[:alpha:]][[:^digit:]])",
                 R"([]a]x)",
                 R"([^]a]x)",
                 R"([a\]b-]y)",
                 R"([\d_-]+)",
                 R"(\x41\x{42}\103\0)",
                 R"(\Qa.b*\Ec)",
                 R"((?P<name>ab)(?<other>c))",
                 R"((?i:ab)cD)",
                 R"((?i)a(?-i)B)",
                 R"((?i)[^a-y]k)",
                 R"(a{2}b{2,}c{0,3}?)",
                 R"(a{,2}{x})",
                 R"((?:a|b|)c)",
                 R"((a|b){2,3})",
                 R"(\.\*\[\]\/\-)",
                 R"(\a\f\n\r\t\v)",
                 "\xe9[\xe0-\xef]",
                 R"((?i)\x{e9})",
                 R"(x\pNy)",
                 R"([\pL]z)",
                 R"(a**)",
                 R"(x{2}{3})",
                 R"((((a))))",
                 R"(^a$)",
                 R"(\Aa\z)",
                 R"(\Ba)",
             })
            QTest::newRow(pattern) << std::string(pattern);
    }
    void readsWhatRe2Reads()
    {
        QFETCH(std::string, pattern);
        re2::RE2::Options options;
        options.set_encoding(re2::RE2::Options::EncodingLatin1);
        options.set_log_errors(false);
        const re2::RE2 expression(pattern, options);
        if (!expression.ok())
            QSKIP("RE2 refuses it");
        const auto tree = parsePattern(pattern);
        QVERIFY2(tree, tree ? "" : tree.error().text().c_str());
        // Unicode classes are read as any byte, letters beyond ASCII in both cases.
        const bool exact = pattern.find("\\p") == std::string::npos && pattern != "\\Ba"
            && pattern != "(?i)\\x{e9}";
        const auto width = widthOf(*tree);
        PatternSampler sampler(7);
        for (int i = 0; i < 300; ++i) {
            const std::string text = sampler.sample(*tree);
            QVERIFY(text.size() >= width.min && text.size() <= width.max);
            if (exact)
                QVERIFY2(re2::RE2::FullMatch(text, expression), text.c_str());
        }
        // The printed tree is the same language.
        const re2::RE2 printed(printPattern(*tree), options);
        QVERIFY2(printed.ok(), printPattern(*tree).c_str());
        for (int i = 0; i < 300; ++i)
            QVERIFY(re2::RE2::FullMatch(sampler.sample(*tree), printed));
    }

    void sharesEqualAnchors()
    {
        const auto one = deriveAnchors(detectorFor("qzxvk_[a-z]{30}"), 8192);
        const auto two = deriveAnchors(detectorFor("qzxvk_[0-9]{30}"), 8192);
        const std::vector<std::vector<DerivedAnchor>> both = {*one, *two};
        const std::vector<Anchor> merged = mergeAnchors(both);
        QCOMPARE(merged.size(), 1U);
        QCOMPARE(merged.front().uses.size(), 2U);
        QCOMPARE(merged.front().uses.back().detector, 1U);
    }

    void givesUpOnDeepNesting()
    {
        const auto tree = parsePattern(std::string(500, '(') + "a" + std::string(500, ')'));
        QVERIFY(!tree);
        QVERIFY(tree.error().kind == ErrorKind::TooBig);
    }
};

QTEST_GUILESS_MAIN(TestAnchors)
#include "tst_anchors.moc"
