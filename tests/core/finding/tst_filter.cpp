// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filter.h"
#include "core/finding/filtertext.h"

#include <QTest>

using namespace rekey::finding;
using Kind = FilterProblem::Kind;

Q_DECLARE_METATYPE(rekey::finding::FilterProblem::Kind)
Q_DECLARE_METATYPE(rekey::finding::FilterState)

namespace {

/// The tree in one line: & | ! and word names.
std::string shape(const FilterNode &node)
{
    switch (node.kind) {
    case FilterNode::Kind::All:
        return "all";
    case FilterNode::Kind::Not:
        return "!" + shape(node.children.front());
    case FilterNode::Kind::Term: {
        const FilterWordInfo *info = filterWordInfo(node.word);
        return info ? std::string(info->name) : "text";
    }
    default:
        break;
    }
    std::string text = "(";
    for (const FilterNode &child : node.children) {
        if (text.size() > 1)
            text += node.kind == FilterNode::Kind::And ? " & " : " | ";
        text += shape(child);
    }
    return text + ")";
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void structure_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("empty") << QByteArray("   ") << QByteArray("all");
        QTest::newRow("and") << QByteArray("verdict:live in:head") << QByteArray("(verdict & in)");
        QTest::newRow("or is weaker")
            << QByteArray("in:head type:a or path:b") << QByteArray("((in & type) | path)");
        QTest::newRow("brackets") << QByteArray("in:head (type:a or path:b)")
                                  << QByteArray("(in & (type | path))");
        QTest::newRow("not") << QByteArray("not in:head -(file:a path:b)")
                             << QByteArray("(!in & !(file & path))");
        QTest::newRow("twice not") << QByteArray("--in:head") << QByteArray("in");
        QTest::newRow("words in upper case")
            << QByteArray("In:HEAD OR text") << QByteArray("(in | text)");
        QTest::newRow("or as text") << QByteArray("\"or\" oracle") << QByteArray("(text & text)");
        QTest::newRow("brackets in text") << QByteArray("call(x) b") << QByteArray("(text & text)");
        QTest::newRow("the example of the guide")
            << QByteArray("verdict:live in:head type:aws* -path:test/ age:>1y places:>=3")
            << QByteArray("(verdict & in & type & !path & age & places)");
    }

    void structure()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const ParsedFilter parsed = parseFilter(text.toStdString());
        QCOMPARE(parsed.state, FilterState::Valid);
        QCOMPARE(QByteArray::fromStdString(shape(parsed.root)), expected);
    }

    void anOldWordWorksAndProposesTheNew()
    {
        const ParsedFilter parsed = parseFilter("in:head Status:new reach:tag");
        QCOMPARE(parsed.state, FilterState::Deprecated);
        QVERIFY(parsed.isUsable());
        QCOMPARE(shape(parsed.root), std::string("(in & decision & in)"));
        QVERIFY(parsed.problem.kind == Kind::OldWord);
        QCOMPARE(parsed.problem.found, std::string("Status"));
        QCOMPARE(parsed.problem.fixed, std::string("in:head decision:new reach:tag"));
        QCOMPARE(parseFilter("status:").state, FilterState::Incomplete);
        QCOMPARE(parseFilter("in:head decision:new in:tag").state, FilterState::Valid);
    }

    void problems_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<FilterState>("state");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<int>("begin");
        QTest::addColumn<QByteArray>("fixed");
        const auto row = [](const char *text, FilterState state, Kind kind, int begin,
                            const char *fixed = "") {
            QTest::newRow(text) << QByteArray(text) << state << kind << begin << QByteArray(fixed);
        };
        const auto error = FilterState::Error;
        const auto open = FilterState::Incomplete;
        row("severity:cri", open, Kind::BadSeverity, 9);
        row("severity:sever", error, Kind::BadSeverity, 9);
        row("used:nev", open, Kind::BadMoment, 5);
        row("expires:tomorrow", error, Kind::BadMoment, 8);
        row("decision:conf", open, Kind::UnknownValue, 9);
        row("verdit:live", error, Kind::UnknownWord, 0, "verdict:live");
        row("in:head conf:low", error, Kind::UnknownWord, 8, "in:head confidence:low");
        row("https://example.com/x", error, Kind::UnknownWord, 0, "\"https://example.com/x\"");
        row("verdict:alive in:head", error, Kind::UnknownValue, 8, "verdict:live in:head");
        row("verdict:li", open, Kind::UnknownValue, 8);
        row("verdict:", open, Kind::MissingValue, 8);
        row("verdict: in:head", error, Kind::MissingValue, 8);
        row("in:head or", open, Kind::MissingTerm, 10);
        row("or in:head", error, Kind::MissingTerm, 0);
        row("-", open, Kind::MissingTerm, 1);
        row("path:\"a b", open, Kind::OpenQuote, 5, "path:\"a b\"");
        row("(in:head", open, Kind::OpenBracket, 0, "(in:head)");
        row("in:head)", error, Kind::ExtraBracket, 7, "in:head");
        row("age:>9", open, Kind::BadAge, 4);
        row("age:soon", error, Kind::BadAge, 4);
        row("first:2024-13", open, Kind::BadDate, 6);
        row("first:2024-02-31 x", error, Kind::BadDate, 6);
        row("places:many", error, Kind::BadCount, 7);
        row("path:/a(/", error, Kind::BadRegex, 5);
        row("id:xyz", error, Kind::BadId, 3);
        row("rotation:stoped in:head", error, Kind::UnknownValue, 9, "rotation:stopped in:head");
        row("rotation:nobody", error, Kind::UnknownValue, 9);
        row("rotation:rol", open, Kind::UnknownValue, 9, "rotation:rolled-back");
        row("rotation:R-", open, Kind::UnknownValue, 9);
        row("rotation:R-x", error, Kind::UnknownValue, 9);
        row("rotation:", open, Kind::MissingValue, 9);
        row("commit:xyz", error, Kind::BadId, 7);
    }

    void problems()
    {
        QFETCH(QByteArray, text);
        QFETCH(FilterState, state);
        QFETCH(Kind, kind);
        QFETCH(int, begin);
        QFETCH(QByteArray, fixed);
        const ParsedFilter parsed = parseFilter(text.toStdString());
        QCOMPARE(parsed.state, state);
        QCOMPARE(parsed.problem.kind, kind);
        QCOMPARE(static_cast<int>(parsed.problem.begin), begin);
        if (!fixed.isEmpty())
            QCOMPARE(QByteArray::fromStdString(parsed.problem.fixed), fixed);
        if (!parsed.problem.fixed.empty() && kind != Kind::UnknownValue)
            QCOMPARE(parseFilter(parsed.problem.fixed).state, FilterState::Valid);
    }

    void sizeIsBounded()
    {
        QCOMPARE(parseFilter(std::string(kMaxFilterBytes + 1, 'a')).problem.kind, Kind::TooLong);
        QCOMPARE(parseFilter(std::string(2000, '(') + "a").problem.kind, Kind::TooDeep);
        QCOMPARE(parseFilter(std::string(4000, '-') + "a").state, FilterState::Valid);
    }

    void editing()
    {
        QCOMPARE(filterTerm(FilterWord::Type, "AWS key"), std::string("type:=\"AWS key\""));
        QCOMPARE(filterTerm(FilterWord::Provider, "aws"), std::string("provider:aws"));
        QCOMPARE(filterWith("", "in:head"), std::string("in:head"));
        QCOMPARE(filterWith("in:head", "in:head"), std::string("in:head"));
        QCOMPARE(filterWith("-in:head x", "in:head"), std::string("x in:head"));
        QCOMPARE(filterWith("a or b", "in:head"), std::string("(a or b) in:head"));
        QCOMPARE(filterWith("/x\\\n/\nb", "in:head"), std::string("/x\\\n/\nb in:head"));
        QCOMPARE(parseFilter(filterWith("not call(x", "in:head")).state, FilterState::Valid);
        // A quote within a word is a character like others: what follows it is read as it stands.
        QCOMPARE(filterWith("x\"y \"  b\"", "in:head"), std::string("x\"y \"  b\" in:head"));
        QCOMPARE(filterWith("a\" or b\" c", "in:head"), std::string("(a\" or b\" c) in:head"));
        QCOMPARE(filterWith("a or(b) c", "in:head"), std::string("(a or(b) c ) in:head"));
        QCOMPARE(filterWith("a\" -in:head", "in:head"), std::string("a\" in:head"));
        QCOMPARE(filterWith("path:\"a or b\"", "in:head"), std::string("path:\"a or b\" in:head"));
        QCOMPARE(filterExcluding("in:head", "in:head"), std::string("-in:head"));
        QCOMPARE(filterWithoutLastTerm("a or b"), std::string("a"));
        QCOMPARE(filterWithoutLastTerm("path:\"a b\" -(c d)"), std::string("path:\"a b\""));
        QCOMPARE(filterWithoutLastTerm("a"), std::string());
    }

    /// The parser takes blanks behind a minus for nothing.
    void editingAroundMinus()
    {
        for (const char *negated : {"-in:head", "- in:head", "-\tin:head", "- - -in:head"}) {
            const std::string text(negated);
            QCOMPARE(filterExcluding(text, "in:head"), text);
            QCOMPARE(filterExcluding(text + " x", "in:head"), text + " x");
            QCOMPARE(filterWith(text, "in:head"), std::string("in:head"));
            QCOMPARE(filterWith("x " + text + " y", "in:head"), std::string("x y in:head"));
            QCOMPARE(filterExcluding("in:head", text), std::string("in:head"));
            QCOMPARE(filterWithoutLastTerm("a " + text), std::string("a"));
        }
        for (const char *plain : {"in:head", "--in:head", "- - in:head"}) {
            QCOMPARE(filterWith(plain, "in:head"), std::string(plain));
            QCOMPARE(filterExcluding(plain, "in:head"), std::string("-in:head"));
        }
        QCOMPARE(filterWithoutLastTerm("a - b"), std::string("a"));
        QCOMPARE(filterWithoutLastTerm("(a)- b"), std::string());
        QCOMPARE(filterWithoutLastTerm("a - not b"), std::string("a"));
        QCOMPARE(filterWithoutLastTerm("a not - b"), std::string("a"));
        QCOMPARE(filterWithoutLastTerm("a or -not b"), std::string("a"));
        QCOMPARE(filterWith("- not b", "in:head"), std::string("(- not b) in:head"));
        QCOMPARE(filterWith("not - in:head", "in:head"), std::string("(not - in:head) in:head"));
        // One with nothing behind it must not turn what is added into its opposite.
        QCOMPARE(filterWith("a -", "in:head"), std::string("a in:head"));
        QCOMPARE(filterExcluding("a - ", "in:head"), std::string("a -in:head"));
        QCOMPARE(filterWithoutLastTerm("a -"), std::string("a"));
    }

    void wordsAreFound()
    {
        for (const char *text : {"rotation:open", "a or (b -rotation:3)"})
            QVERIFY(hasFilterWord(parseFilter(text).root, FilterWord::Rotation));
        for (const char *text : {"", "rotation", "seal:rotation a or b"})
            QVERIFY(!hasFilterWord(parseFilter(text).root, FilterWord::Rotation));
    }

    void everyQuotedValueReadsBack()
    {
        for (const char *value :
             {"a b", "a\"b\\c", "/x/", "=a", ">3", "a|b", "(", "*", "", "a)b"}) {
            if (*value == '\0')
                continue;
            const ParsedFilter parsed = parseFilter(filterTerm(FilterWord::Path, value));
            QCOMPARE(parsed.state, FilterState::Valid);
            QCOMPARE(parsed.root.values.front().text, std::string(value));
        }
    }

    void completion_data()
    {
        QTest::addColumn<QByteArray>("text"); // the cursor is at the end
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<QByteArray>("prefix");
        QTest::newRow("word") << QByteArray("in:head ver") << QByteArray() << QByteArray("ver");
        QTest::newRow("negated word") << QByteArray("-pa") << QByteArray() << QByteArray("pa");
        QTest::newRow("value") << QByteArray("verdict:li") << QByteArray("verdict")
                               << QByteArray("li");
        QTest::newRow("list") << QByteArray("in:head|br") << QByteArray("in") << QByteArray("br");
        QTest::newRow("quoted") << QByteArray("type:=\"AWS k") << QByteArray("type")
                                << QByteArray("AWS k");
        QTest::newRow("in brackets")
            << QByteArray("(in:he") << QByteArray("in") << QByteArray("he");
    }

    void completion()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, word);
        QFETCH(QByteArray, prefix);
        const FilterCompletion found
            = filterCompletionAt(text.toStdString(), static_cast<std::size_t>(text.size()));
        const FilterWordInfo *info = filterWordInfo(found.word);
        QCOMPARE(info ? QByteArray(info->name.data(), static_cast<qsizetype>(info->name.size()))
                      : QByteArray(),
                 word);
        QCOMPARE(QByteArray::fromStdString(found.prefix), prefix);
        QCOMPARE(found.end, static_cast<std::size_t>(text.size()));
    }
};

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
