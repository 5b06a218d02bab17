// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/context.h"
#include "tests/support/madeup.h"
#include "tests/support/memorysource.h"
#include "tests/support/randomtext.h"
#include "tests/support/scanrules.h"

#include <QElapsedTimer>
#include <QTest>

using namespace rekey;
using namespace rekey::scan;
using test::MemorySource;
using test::placedAt;

namespace {

constexpr std::string_view kBar = "\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588";

std::string token(std::uint32_t seed)
{
    return "tst_" + test::MadeUp(seed).alphanumeric(24);
}

/// "12 text" a line, cut marks as "<" and ">", bars of the finding asked for as "[*]", others "[
/// ]".
std::string shown(const MaskedContext &context)
{
    std::string out;
    for (const ContextLine &line : context.lines) {
        std::string text = line.text;
        for (auto span = line.spans.rbegin(); span != line.spans.rend(); ++span)
            text.replace(span->begin, span->size, span->current ? "[*]" : "[ ]");
        out += std::to_string(line.number) + (line.cutBefore ? " <" : " ") + text
            + (line.cutAfter ? ">\n" : "\n");
    }
    return out;
}

/// Place of the `which`-th match in a text that is the source's only blob.
finding::Place placeIn(const std::string &text, std::size_t which = 0)
{
    auto source = std::make_shared<MemorySource>("s");
    source->add(text, placedAt("f"));
    const std::shared_ptr<sources::Source> list[] = {source};
    ScanProgress progress;
    const auto context = test::makeContext(test::madeUpRules());
    const auto result = runScan(context, list, {1}, progress, {}, {});
    std::vector<finding::Place> places;
    for (const finding::Finding &finding : result->findings)
        places.insert(places.end(), finding.places.begin(), finding.places.end());
    std::ranges::sort(places, {}, &finding::Place::begin);
    return places.at(which);
}

Result<MaskedContext> contextOf(const std::string &text, const ContextOptions &options = {},
                                std::size_t which = 0)
{
    MemorySource source("s");
    source.add(text, placedAt("f"));
    Scanner scanner(test::madeUpRules());
    return readContext(source, placeIn(text, which), scanner, options);
}

} // namespace

class TestContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsLinesRoundTheSecret()
    {
        const std::string text = "one\ntwo\r\nthree\rkey = " + token(1) + ";\nfive\nsix\nseven\n";
        QCOMPARE(shown(*contextOf(text, {2, 120})),
                 std::string("2 two\n3 three\n4 key = [*];\n5 five\n6 six\n"));
        QCOMPARE(contextOf(text)->secretLine, 4U);
        QCOMPARE(contextOf(text)->lines[3].text, "key = " + std::string(kBar) + ";");
    }

    void masksEveryOtherSecretToo()
    {
        const std::string id = "TSID" + test::MadeUp(3).characters("ABCDEFGH234567", 12);
        const std::string companion = test::MadeUp(4).alphanumeric(40);
        const std::string text = token(1) + " " + token(2) + "\n" + id + " " + companion
            + " north.invalid\nwidget_key = \"" + token(5) + " more\"\n";
        QCOMPARE(shown(*contextOf(text, {}, 1)),
                 std::string("1 [ ] [*]\n2 [ ] [ ] north.invalid\n3 widget_key = \"[ ]\"\n4 \n"));
    }

    void aSecretOverLinesIsOneBar()
    {
        const std::string text = "a\nx -----BEGIN "
                                 "THING-----\nabcdefghijkl\nmnop\n-----END "
                                 "THING----- y\nz\n";
        QCOMPARE(shown(*contextOf(text)), std::string("1 a\n2 x [*] y\n6 z\n7 \n"));
    }

    void hiddenCharactersAreEscaped()
    {
        const std::string text = "a\tb\x01\u202e\xff " + token(1) + "\n";
        const MaskedContext context = *contextOf(text);
        QCOMPARE(shown(context), std::string("1 a    b\\x01\\u202e\\xff [*]\n2 \n"));
        QCOMPARE(context.lines[0].escapes.size(), 3U);
        QCOMPARE(context.lines[0].escapes[0].begin, 6U);
        QCOMPARE(context.lines[0].escapes[0].size, 4U);
    }

    void longLinesAreCut()
    {
        std::string line;
        for (int i = 0; i < 1000; ++i)
            line += "\xc3\xa9"
                    "b";
        const std::string text = line + "\n" + line + ' ' + token(1) + ' ' + line + "\n" + line;
        const MaskedContext context = *contextOf(text, {1, 3});
        QCOMPARE(shown(context),
                 std::string("1 \xc3\xa9"
                             "b\xc3\xa9"
                             "b\xc3\xa9"
                             "b>\n2 <\xc3\xa9"
                             "b [*] \xc3\xa9"
                             "b>\n3 \xc3\xa9"
                             "b\xc3\xa9"
                             "b\xc3\xa9"
                             "b>\n"));
    }

    void aSecretBesideTheCutIsNotShownInPart()
    {
        const std::string text = token(2) + "." + token(1) + "." + token(3) + "\n";
        QCOMPARE(shown(*contextOf(text, {1, 5}, 1)), std::string("1 [ ].[*].[ ]\n2 \n"));
    }

    void aHugeLineIsReadInPart()
    {
        std::string text(std::size_t{100} << 20, 'x');
        const std::string value = ' ' + token(1) + ' ';
        text.replace(std::size_t{60} << 20, value.size(), value);
        MemorySource source("s");
        source.add(std::move(text), placedAt("f"));
        finding::Place place;
        place.begin = (std::size_t{60} << 20) + 1;
        place.end = place.begin + value.size() - 2;
        place.column = static_cast<std::uint32_t>(place.begin + 1);
        Scanner scanner(test::madeUpRules());
        QElapsedTimer timer;
        timer.start();
        const auto context = readContext(source, place, scanner, {3, 4});
        QVERIFY(timer.elapsed() < 1000);
        QCOMPARE(shown(*context), std::string("1 <xxx [*] xxx>\n"));
    }

    void nothingIsShownNearTheEdgeOfWhatWasRead()
    {
        // Another secret straddles the start of the stretch that is read; its rest must not show.
        std::string text(100000, '.');
        const std::string other = token(2);
        text.replace(100000 - 64 * 1024 - 10, other.size(), other);
        text += token(1);
        text += std::string(100000, '.');
        const auto context = contextOf(text, {20, 1000}, 1);
        QVERIFY(context->lines[0].text.find(other.substr(12)) == std::string::npos);
    }

    void utf16IsShownAsText()
    {
        for (const bool big : {false, true}) {
            const std::string text = std::string(big ? "\xfe\xff" : "\xff\xfe")
                + test::RandomText::wide("one\r\nkey = " + token(1) + ";\r\nthree\n", big);
            QCOMPARE(shown(*contextOf(text)),
                     std::string("1 \\ufeffone\n2 key = [*];\n3 three\n4 \n"));
        }
    }

    void aChangedTextIsNotShown()
    {
        const std::string text = "key = " + token(1) + ";\n";
        const finding::Place place = placeIn(text);
        Scanner scanner(test::madeUpRules());
        for (const std::string &now : {"x" + text, std::string("short"), std::string()}) {
            MemorySource source("s");
            source.add(now, placedAt("f"));
            const auto context = readContext(source, place, scanner, {});
            QCOMPARE(context.error().kind, ErrorKind::NotFound);
        }
    }

    void noContextHoldsASecret()
    {
        for (std::uint32_t seed = 0; seed < 60; ++seed) {
            test::RandomText random(seed);
            const std::string text = random.text(6000);
            MemorySource source("s");
            source.add(text, placedAt("f"));
            Scanner scanner(test::madeUpRules());
            const std::vector<Match> matches = scanner.scan(asBytes(text));
            for (const Match &match : matches) {
                finding::Place place;
                place.begin = match.secret.begin;
                place.end = match.secret.end;
                place.utf16 = match.utf16;
                const auto context = readContext(source, place, scanner, {20, 1000});
                QVERIFY(context.has_value());
                for (const ContextLine &line : context->lines) {
                    for (const Match &other : matches) {
                        const std::string value
                            = text.substr(other.secret.begin, other.secret.size());
                        QVERIFY(other.utf16 || line.text.find(value) == std::string::npos);
                    }
                }
            }
        }
    }

    void readsTheValueAgain()
    {
        const std::string text = "key = " + token(1) + ";\n";
        MemorySource source("s");
        source.add(text, placedAt("f"));
        QCOMPARE(readSecret(source, placeIn(text))->view(), std::string_view(token(1)));
        const std::string wide = "\xfe\xff" + test::RandomText::wide(text, true);
        MemorySource wideSource("s");
        wideSource.add(wide, placedAt("f"));
        QCOMPARE(readSecret(wideSource, placeIn(wide))->view(), std::string_view(token(1)));
        wideSource.blobs[0].bytes.resize(30);
        QCOMPARE(readSecret(wideSource, placeIn(wide)).error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestContext)
#include "tst_context.moc"
