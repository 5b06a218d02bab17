// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jsonview.h"
#include "core/provider/reader.h"
#include "core/provider/xmlview.h"

#include <QTest>

#include <algorithm>

using namespace rekey;
using namespace rekey::provider;

namespace {

/// JSON is easier to read here with single quotes.
std::string quoted(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

Answer answerOf(std::string_view body)
{
    return {200, {}, secret::SecretBytes::copyOf(body), 0, {}};
}

QByteArray secretAt(std::string_view body, const Reader &reader)
{
    const Answer answer = answerOf(body);
    const auto found = AnswerReader(answer).firstSecret(reader);
    return found ? QByteArray(found->view().data(), static_cast<qsizetype>(found->size()))
                 : QByteArray("none");
}

} // namespace

/// Values read where they lie: what a document of a library would say, and nothing from one that
/// is broken.
class TestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsJson_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        const auto row
            = [](const char *name, const char *body, const char *pointer, const char *value) {
                  QTest::newRow(name) << QByteArray::fromStdString(quoted(body))
                                      << QByteArray(pointer) << QByteArray(value);
              };
        row("member", "{'a': 1, 'token' : 'v-1'}", "/token", "v-1");
        row("deep", "{'a':[{'b':{}},{'b':{'c':'x'}}]}", "/a/1/b/c", "x");
        row("escapes", "{'t':'a\\'b\\\\c\\/d\\n\\u00e9\\u20ac\\ud83d\\ude00'}", "/t",
            "a\"b\\c/d\n\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
        row("escaped name", "{'t\\u006fken':'v'}", "/token", "v");
        row("pointer escapes", "{'a/b':{'c~d':'v'}}", "/a~1b/c~0d", "v");
        row("number", "{'n':-12.50e+3}", "/n", "-12.50e+3");
        row("true", "{'n':true}", "/n", "true");
        row("null", "{'n':null}", "/n", "none");
        row("object", "{'n':{}}", "/n", "none");
        row("a brace in a text", "{'x':'}{]','n':'v'}", "/n", "v");
        row("not there", "{'n':'v'}", "/m", "none");
        row("cut off behind it", "{'n':'v','m':", "/n", "none");
        row("rest behind it", "{'n':'v'} x", "/n", "none");
        row("lone surrogate", "{'n':'\\ud800x'}", "/n", "none");
        row("line break in a text", "{'n':'a\nb'}", "/n", "none");
        row("leading zero", "{'m':01,'n':'v'}", "/n", "none");
        row("infinity", "{'m':-inf,'n':'v'}", "/n", "none");
        row("trailing comma", "{'n':'v',}", "/n", "none");
        row("nothing", "", "/n", "none");
    }

    void readsJson()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        QCOMPARE(secretAt(body.toStdString(), {Reader::Kind::Json, pointer.toStdString(), {}, {}}),
                 value);
    }

    void boundsNesting()
    {
        const auto nested
            = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        QVERIFY(isJson(nested(64)));
        QVERIFY(!isJson(nested(65)));
        QVERIFY(!isJson(std::string(100'000, '[')));
    }

    void readsXml_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("value");
        const auto row
            = [](const char *name, const char *body, const char *path, const char *value) {
                  QTest::newRow(name) << QByteArray(body) << QByteArray(path) << QByteArray(value);
              };
        row("element", "<?xml version=\"1.0\"?><R xmlns='u'><K><S>v/1+</S></K></R>", "R/K/S",
            "v/1+");
        row("namespace", "<a:R><a:S>v</a:S></a:R>", "R/S", "v");
        row("attribute with a bracket", "<R><S n=\"a>b\">v</S></R>", "R/S", "v");
        row("references", "<R><S>a&amp;b&lt;&#43;&#x2F;</S></R>", "R/S", "a&b<+/");
        row("comment", "<R><!-- <S>no</S> --><S>v</S></R>", "R/S", "v");
        row("empty one first", "<R><S/><S>v</S></R>", "R/S", "v");
        row("deeper of that name", "<R><X><S>no</S></X><S>v</S></R>", "R/S", "v");
        row("longer name", "<R><SX>no</SX></R>", "R/S", "none");
        row("only the beginning of the path", "<R><S>v</S></R>", "R/S/T", "none");
        row("children", "<R><S><T>v</T></S></R>", "R/S", "none");
        row("own entity", "<R><S>&x;</S></R>", "R/S", "none");
        row("document type", "<!DOCTYPE R [<!ENTITY x 'y'>]><R><S>v</S></R>", "R/S", "none");
        row("cut off", "<R><S>v</S>", "R/S", "none");
        row("crossed", "<R><S>v</R></S>", "R/S", "none");
        row("two roots", "<R><S>v</S></R><R></R>", "R/S", "none");
        row("bracket at the end", "<R><S>v</S></R><", "R/S", "none");
    }

    void readsXml()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, value);
        QCOMPARE(secretAt(body.toStdString(), {Reader::Kind::Xml, path.toStdString(), {}, {}}),
                 value);
    }

    void readsASecretWhole()
    {
        const std::string longer(5000, 'k');
        QCOMPARE(secretAt(quoted("{'t':'" + longer + "'}"), {Reader::Kind::Json, "/t", {}, {}}),
                 QByteArray::fromStdString(longer));
    }

    void keepsListsSideBySide()
    {
        const Answer answer
            = answerOf(quoted("{'keys':[{'id':'1','on':true},{'id':'2','on':false}]}"));
        const AnswerReader reader(answer);
        QCOMPARE(reader.read({Reader::Kind::Json, "/keys", "/id", {}}),
                 (std::vector<std::string>{"1", "2"}));
        QCOMPARE(reader.read({Reader::Kind::Json, "/keys", "/on", {}}),
                 (std::vector<std::string>{"true", "false"}));
    }
};

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
