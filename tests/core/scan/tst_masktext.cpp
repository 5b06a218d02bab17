// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/scan/masktext.h"
#include "tests/support/madeup.h"
#include "tests/support/scanrules.h"

#include <QElapsedTimer>
#include <QTest>

#include <string>

using namespace rekey;
using namespace rekey::scan;

class TestMaskText : public QObject
{
    Q_OBJECT

    ScanContext m_context;

    MaskedText mask(std::string_view text)
    {
        Scanner scanner(m_context.rules);
        return maskText(m_context, scanner, asBytes(text));
    }

    static std::string token(std::uint32_t seed)
    {
        return std::string("ts") + "t_" + test::MadeUp(seed).alphanumeric(24);
    }

private Q_SLOTS:
    void initTestCase() { m_context = test::makeContext(test::madeUpRules()); }

    void valuesBecomeBarsOfOneLength()
    {
        const std::string value = token(1);
        const MaskedText masked = mask("first\na = " + value + ";\n");
        QCOMPARE(std::string(masked.text.view()), "first\na = " + std::string(kBarText) + ";\n");
        QCOMPARE(masked.bars.size(), std::size_t(1));
        QCOMPARE(masked.bars[0].begin, std::uint64_t(10));
        QCOMPARE(masked.matches.size(), std::size_t(1));
        QCOMPARE(masked.matches[0].line, 2U);
        QCOMPARE(masked.matches[0].column, 5U);
        QCOMPARE(masked.findings.size(), std::size_t(1));
        QVERIFY(masked.rules > 3);
    }

    void nothingIsLeftAsItWas()
    {
        const std::string text = "a plain text\r\nwith t\xc3\xa4xt and \x01 bytes";
        const MaskedText masked = mask(text);
        QCOMPARE(std::string(masked.text.view()), text);
        QVERIFY(masked.bars.empty());
        QVERIFY(masked.rules > 3);
    }

    void theSameValueIsOneFinding()
    {
        const std::string value = token(1);
        const MaskedText masked = mask(value + "\n" + token(2) + "\n" + value + "\n");
        QCOMPARE(masked.matches.size(), std::size_t(3));
        QCOMPARE(masked.findings.size(), std::size_t(2));
        QCOMPARE(masked.matches[2].finding, masked.matches[0].finding);
        QCOMPARE(masked.findings[0].label(), std::string("S-0001"));
        QCOMPARE(masked.findings[0].places.size(), std::size_t(2));
        QCOMPARE(masked.findings[0].places[1].line, 3U);
        QCOMPARE(masked.findings[0].places[1].reach, sources::Reach::Text);
    }

    void labelsStandForTheValues()
    {
        const std::string value = token(1);
        const std::string copy
            = textWithLabels(mask("x " + value + " y " + token(2) + " " + value));
        QVERIFY2(copy.starts_with("x [") && copy.contains(" S-0001] y ["), copy.c_str());
        QVERIFY2(copy.ends_with(" S-0001]"), copy.c_str());
        QVERIFY(!copy.contains(value.substr(4, 8)));
    }

    void privateCompanionsAreHiddenToo()
    {
        const auto pair = std::ranges::find_if(
            m_context.rules->pack().detectors,
            [](const rules::Detector &detector) { return detector.id == "testing-pair"; });
        QVERIFY(pair != m_context.rules->pack().detectors.end());
        QVERIFY(!pair->examples.empty());
        Scanner scanner(m_context.rules);
        const std::string text = pair->examples.front();
        const auto matches = scanner.scan(asBytes(text));
        QVERIFY(!matches.empty() && !matches[0].companions.empty());
        const ByteRange hidden = matches[0].companions[0].range;
        const std::string secret = text.substr(hidden.begin, hidden.size());
        const MaskedText masked = mask(text);
        QVERIFY(!masked.text.view().contains(secret));
        QVERIFY(std::ranges::any_of(masked.bars, [&](const TextBar &bar) {
            return bar.companion == pair->companions[matches[0].companions[0].rule].name;
        }));
        QVERIFY(!textWithLabels(masked).contains(secret));
        // Also where no rule would know it: far away from its key id.
        const MaskedText far = mask(text + std::string(5000, '\n') + "again: " + secret);
        QVERIFY(!far.text.view().contains(secret));
    }

    void utf16TextIsDecodedAndMasked()
    {
        const std::string plain = "key = " + token(3) + "\r\n";
        std::string wide = "\xff\xfe";
        for (const char character : plain) {
            wide += character;
            wide += '\0';
        }
        const MaskedText masked = mask(wide);
        QCOMPARE(masked.matches.size(), std::size_t(1));
        QVERIFY(masked.text.view().contains("key = " + std::string(kBarText)));
        QCOMPARE(masked.sizeBytes, std::uint64_t(wide.size()));
    }

    void barsAreAscendingAndDisjoint()
    {
        std::string text;
        for (std::uint32_t i = 0; i < 300; ++i)
            text += "widget_key = \"" + token(i % 40) + "\" " + token(i % 17) + "\n";
        const MaskedText masked = mask(text);
        QVERIFY(masked.bars.size() >= 600);
        for (std::size_t i = 0; i < masked.bars.size(); ++i) {
            QCOMPARE(masked.text.view().substr(masked.bars[i].begin, kBarText.size()), kBarText);
            if (i > 0)
                QVERIFY(masked.bars[i].begin >= masked.bars[i - 1].begin + kBarText.size());
        }
        for (const TextMatch &match : masked.matches)
            QCOMPARE(masked.bars[match.bar].finding, match.finding);
        for (std::uint32_t i = 0; i < 40; ++i)
            QVERIFY(!masked.text.view().contains(token(i)));
    }

    void sealedValuesOpenToWhatWasFound()
    {
        const std::string value = token(5);
        const MaskedText masked = mask(value);
        const auto opened = m_context.vault->open(masked.findings[0].value);
        QVERIFY(opened.has_value());
        QCOMPARE(std::string(opened->view()), value);
    }

    void manyRepeatsStayLinear()
    {
        std::string text;
        for (std::uint32_t i = 0; i < 2000; ++i)
            text += token(i) + "\n";
        text += std::string(1'000'000, 'x');
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(mask(text).findings.size(), std::size_t(2000));
        qInfo("2,000 secrets in 1 MB: %lld ms", static_cast<long long>(timer.elapsed()));
        QVERIFY(timer.elapsed()
                < 20'000); // with sanitizers on a busy machine; quadratic takes more
    }
};

QTEST_GUILESS_MAIN(TestMaskText)
#include "tst_masktext.moc"
