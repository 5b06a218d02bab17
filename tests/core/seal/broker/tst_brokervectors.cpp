// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/seal/broker/rig.h"

#include <QTest>

#include <cstdio>

using namespace rekey;
using test::Row;
using test::Sent;

Q_DECLARE_METATYPE(Row)

/// The vectors V5 to V17 of the protocol's description, from the side that opens.
class TestBrokerVectors : public QObject
{
    Q_OBJECT

    int m_rows = 0;
    int m_passed = 0;

private Q_SLOTS:
    void answersAsTheProtocolSays_data();
    void answersAsTheProtocolSays();
    void cleanupTestCase();
};

void TestBrokerVectors::answersAsTheProtocolSays_data()
{
    QTest::addColumn<Row>("row");
    for (const Row &row : test::vectorRows()) {
        ++m_rows;
        QTest::newRow(row.name.c_str()) << row;
    }
}

void TestBrokerVectors::answersAsTheProtocolSays()
{
    QFETCH(Row, row);
    const Sent sent = test::sent(row.ask);
    QCOMPARE(sent.status, row.status);
    QVERIFY2(sent.refusal.starts_with(row.refusal), sent.refusal.c_str());
    for (const auto &[name, value] : row.headers)
        QCOMPARE(sent.header(name), value);
    if (row.body)
        QCOMPARE(sent.body, *row.body);
    if (!row.requestLine.empty())
        QCOMPARE(sent.requestLine(), row.requestLine);
    ++m_passed;
}

void TestBrokerVectors::cleanupTestCase()
{
    std::printf("conformance: %d of %d rows\n", m_passed, m_rows);
}

QTEST_GUILESS_MAIN(TestBrokerVectors)
#include "tst_brokervectors.moc"
