// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/codec.h"
#include "core/store/keyslot.h"
#include "core/store/location.h"
#include "core/store/sealer.h"
#include "tests/core/finding/fakefindings.h"

#include <QTest>

#include <limits>

using namespace rekey;
using namespace rekey::store;

class TestPacking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueReadsBack()
    {
        Packer packer;
        const std::vector<std::uint64_t> numbers
            = {0, 1, 127, 128, 300, std::numeric_limits<std::uint64_t>::max()};
        const std::vector<std::int64_t> signedNumbers
            = {0, -1, 1, std::numeric_limits<std::int64_t>::min(),
               std::numeric_limits<std::int64_t>::max()};
        const std::vector<std::string> texts
            = {"", "ab", "abc", "ABCD", "0f0F", std::string("\0x", 2), "deadbeef"};
        for (const std::uint64_t number : numbers)
            packer.number(number);
        for (const std::int64_t number : signedNumbers)
            packer.signedNumber(number);
        for (const std::string &text : texts) {
            packer.text(text);
            packer.hexText(text);
        }
        packer.texts(texts);
        packer.real(3.25F);
        Unpacker unpacker(packer.bytes());
        for (const std::uint64_t number : numbers)
            QCOMPARE(unpacker.number(), number);
        for (const std::int64_t number : signedNumbers)
            QCOMPARE(unpacker.signedNumber(), number);
        for (const std::string &text : texts) {
            QCOMPARE(std::string(unpacker.text()), text);
            QCOMPARE(unpacker.hexText(), text);
        }
        QCOMPARE(unpacker.texts(), texts);
        QCOMPARE(unpacker.real(), 3.25F);
        QVERIFY(unpacker.isDone());
    }

    void cutOffBytesAreNeverRead()
    {
        Words words;
        Packer packer;
        packFinding(test::manyFinding(7), words, packer);
        for (std::size_t size = 0; size < packer.bytes().size(); ++size) {
            finding::Finding finding;
            QVERIFY(!unpackFinding(packer.bytes().substr(0, size), words, finding));
        }
        Unpacker unpacker("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
        QVERIFY(unpacker.texts().empty()); // a count beyond all bounds
        QVERIFY(!unpacker.isGood());
    }

    void findingsReadBack()
    {
        Words words;
        for (std::uint32_t number = 1; number < 50; ++number) {
            finding::Finding given = test::manyFinding(number);
            given.places.front().branches = {"main", "topic"};
            given.places.front().tags = {"v1"};
            given.places.front().utf16 = true;
            given.places.front().path = "odd\xff\n";
            given.companions.push_back({"key id", "AB....", {}});
            given.missing = {"host"};
            Packer packer;
            packFinding(given, words, packer);
            finding::Finding read;
            QVERIFY(unpackFinding(packer.bytes(), words, read));
            Packer again;
            packFinding(read, words, again);
            QCOMPARE(again.bytes(), packer.bytes());
            QCOMPARE(read.places.front().path, given.places.front().path);
            QCOMPARE(read.places.front().branches, given.places.front().branches);
            QCOMPARE(read.places.back().commit, given.places.back().commit);
            QCOMPARE(read.type, given.type);
            QCOMPARE(read.entropy, given.entropy);
        }
    }

    void sealedRowsOpenOnlyInTheirOwnRow()
    {
        const Sealer sealer(Sealer::randomKey(), 3);
        const QByteArray sealed = sealer.seal("text", rowName('f', 1));
        std::string plain;
        QVERIFY(sealer.open(sealed, rowName('f', 1), plain));
        QCOMPARE(plain, std::string("text"));
        QCOMPARE(sealer.open(sealed, rowName('f', 2), plain).error().kind, ErrorKind::Malformed);
        QCOMPARE(sealer.open(sealed, rowName('r', 1), plain).error().kind, ErrorKind::Malformed);
        QVERIFY(!Sealer(Sealer::randomKey(), 3).open(sealed, rowName('f', 1), plain));
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray altered = sealed;
            altered[i] = static_cast<char>(altered[i] ^ 1);
            QVERIFY(!sealer.open(altered, rowName('f', 1), plain));
            QVERIFY(!sealer.open(sealed.first(i), rowName('f', 1), plain));
        }
    }

    void membersOfferKeysWithoutSecrets()
    {
        const auto made
            = makePassphraseSlot("bob", secret::SecretBytes::copyOf("words"), {1, 8192}).value();
        const std::string offer = made.slot.offer();
        const KeySlot read = KeySlot::fromOffer(offer).value();
        QCOMPARE(read.name, std::string("bob"));
        QCOMPARE(read.publicKey, made.slot.publicKey);
        QCOMPARE(KeySlot::fromOffer(offer.substr(0, offer.size() - 4)).error().kind,
                 ErrorKind::Invalid);
        QCOMPARE(KeySlot::fromOffer("ssh-ed25519 AAAA").error().kind, ErrorKind::Invalid);
        KeySlot greedy = made.slot;
        greedy.cost.memoryBytes = std::uint64_t{1} << 40;
        QVERIFY(!KeySlot::fromOffer(greedy.offer()));
    }

    void addressesAreRead_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("title");
        QTest::newRow("file") << std::string("/a/store.db") << std::string("/a/store.db");
        QTest::newRow("memory") << std::string(":memory:") << std::string("memory");
        QTest::newRow("server") << std::string("postgresql://ada@db.example.org:5433/team")
                                << std::string("team on db.example.org");
        QTest::newRow("socket") << std::string("postgresql:///team?host=/run/pg")
                                << std::string("team on /run/pg");
        QTest::newRow("password") << std::string("postgresql://ada:x@db.example.org/team")
                                  << std::string();
        QTest::newRow("no database") << std::string("postgresql://db.example.org") << std::string();
        QTest::newRow("unknown option")
            << std::string("postgresql://h/team?options=-c") << std::string();
        QTest::newRow("blank smuggled in")
            << std::string("postgresql://h/team?sslmode=disable%20host=x") << std::string();
        QTest::newRow("empty") << std::string() << std::string();
    }

    void addressesAreRead()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, title);
        const auto location = StoreLocation::parse(text);
        QCOMPARE(location.has_value(), !title.empty());
        if (location)
            QCOMPARE(location->title(), title);
    }
};

QTEST_GUILESS_MAIN(TestPacking)
#include "tst_packing.moc"
