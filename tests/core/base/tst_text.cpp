// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "core/base/text.h"

#include <QTest>

using namespace rekey;
using namespace Qt::StringLiterals;

class TestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesWhatCannotBeSeen_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << QByteArray("src/main.c") << QByteArray("src/main.c");
        QTest::newRow("newline") << QByteArray("a\nb") << QByteArray("a\\nb");
        QTest::newRow("terminal escape") << QByteArray("\x1b[31m") << QByteArray("\\x1b[31m");
        QTest::newRow("bidi override") << QByteArray("a\xe2\x80\xae"
                                                     "b")
                                       << QByteArray("a\\u202eb");
        QTest::newRow("C1") << QByteArray("\xc2\x9b") << QByteArray("\\u009b");
        QTest::newRow("broken utf-8") << QByteArray("\xff\xc3") << QByteArray("\\xff\\xc3");
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << QByteArray("\\xc0\\xaf");
        QTest::newRow("umlaut stays") << QByteArray("\xc3\xa4") << QByteArray("\xc3\xa4");
    }

    void escapesWhatCannotBeSeen()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(escapeControl(input.toStdString())), expected);
    }

    void measuresUtf8()
    {
        QCOMPARE(utf8Length("a"), 1U);
        QCOMPARE(utf8Length("\xf0\x9f\x94\x91"), 4U);
        QCOMPARE(utf8Length("\xed\xa0\x80"), 0U); // surrogate
        QCOMPARE(utf8Length(""), 0U);
    }

    void errorTextNamesThePlace()
    {
        const Error error{ErrorKind::Denied, "Permission denied", "a\tb"};
        QCOMPARE(error.text(), std::string("a\\tb: Permission denied"));
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
