// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/sealkey.h"
#include "tests/core/seal/secrets.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace rekey;
using namespace rekey::seal;

/// Keys, boxes and digests against the vectors V1 to V3 of the protocol's description.
class TestSealKey : public QObject
{
    Q_OBJECT

    static constexpr std::string_view kToken
        = "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHz//0G6cmm3kK38c05vhmk5PBDOLwuSpm+rXgh/i/"
          "0HVWELmelccyvU8gL9H4JSwT6jywewA9iE81QNeXK1So22TsFzsEXs";
    static constexpr std::string_view kPlain
        = R"({"inject_processor":{"token":"trustno1"},"no_auth":{}})";

private Q_SLOTS:
    void derivesTheSealKey_data()
    {
        QTest::addColumn<QByteArray>("open");
        QTest::addColumn<QByteArray>("seal");
        QTest::newRow("first")
            << QByteArray("0d88a36d5c41d5c3d97b929fdebf0bea57e5fb4616da88121ba972431a161cab")
            << QByteArray("a29dcbaa824af8f0a8d435df6ca1f27cfbf1d5aaa03f3f87fa0a58f8a34d8f67");
        QTest::newRow("one")
            << QByteArray("0000000000000000000000000000000000000000000000000000000000000001")
            << QByteArray("fd3384e132ad02a56c78f45547ee40038dc79002b90d29ed90e08eee762ae715");
        QTest::newRow("third")
            << QByteArray("77076d0a7318a57d3c16c17251b26645df4cdd3aa1a0c3f0d0d2f6b3ecb5e0e6")
            << QByteArray("55daa5010cb8197c6cd265932263c6c1a9876c2097ca7d6e4322661517dd3704");
    }

    void derivesTheSealKey()
    {
        QFETCH(QByteArray, open);
        QFETCH(QByteArray, seal);
        const auto lower = OpenKey::parse(open.toStdString());
        QVERIFY(lower);
        QCOMPARE(lower->sealKey().hex(), seal.toStdString());
        const auto upper = OpenKey::parse(open.toUpper().toStdString());
        QVERIFY(upper);
        QCOMPARE(upper->sealKey(), lower->sealKey());
        QCOMPARE(SealKey::parse(seal.toUpper().toStdString())->hex(), seal.toStdString());
    }

    void refusesWhatIsNoKey_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good(test::firstKey().sealKey().hex());
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << good.left(62);
        QTest::newRow("odd") << good.left(63);
        QTest::newRow("long") << good + "00";
        QTest::newRow("line break") << good + "\n";
        QTest::newRow("blank before") << " " + good;
        QTest::newRow("no digit") << good.left(63) + "g";
        QTest::newRow("zero point") << QByteArray(64, '0');
        QTest::newRow("point of order one") << QByteArray("01") + QByteArray(62, '0');
        QTest::newRow("point of order eight")
            << QByteArray("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
    }

    void refusesWhatIsNoKey()
    {
        QFETCH(QByteArray, text);
        const auto key = SealKey::parse(text.toStdString());
        QVERIFY(!key);
        QVERIFY(!key.error().detail.empty());
    }

    void showsAFingerprintInGroups()
    {
        const std::string shown = test::firstKey().sealKey().fingerprint();
        QCOMPARE(shown.size(), 19);
        QCOMPARE(std::ranges::count(shown, ' '), 3);
        QVERIFY(shown != OpenKey::random().sealKey().fingerprint());
    }

    void opensTheKnownToken()
    {
        const auto plain = openToken(kToken, test::firstKey());
        QVERIFY(plain);
        QCOMPARE(plain->view(), kPlain);
        QVERIFY(checkCryptography());
    }

    void opensWhatItSealed_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("characters");
        QTest::newRow("nothing") << 0 << 64;
        QTest::newRow("one") << 1 << 68;
        QTest::newRow("three") << 3 << 68;
        QTest::newRow("a hundred") << 100 << 200;
        QTest::newRow("much") << 200'000 << 266'732;
    }

    void opensWhatItSealed()
    {
        QFETCH(int, bytes);
        QFETCH(int, characters);
        const OpenKey key = OpenKey::random();
        const auto plain = test::bytes(std::string(static_cast<std::size_t>(bytes), 'x'));
        const auto token = sealText(plain, key.sealKey());
        QVERIFY(token);
        QCOMPARE(token->text.size(), static_cast<std::size_t>(characters));
        QCOMPARE(tokenLength(plain.size()), token->text.size());
        const auto opened = openToken(token->text, key);
        QVERIFY(opened);
        QVERIFY(opened->equals(plain));
    }

    void sealsTheSameTextDifferentlyEachTime()
    {
        const SealKey key = test::firstKey().sealKey();
        const auto first = sealText(test::bytes("x"), key);
        const auto second = sealText(test::bytes("x"), key);
        QVERIFY(first && second);
        QVERIFY(first->text != second->text);
        QVERIFY(first->fingerprint != second->fingerprint);
    }

    void noticesEachAlteredBit()
    {
        const OpenKey key = OpenKey::random();
        const auto token = sealText(test::bytes("value"), key.sealKey());
        auto box = fromBase64(token->text);
        for (std::size_t i = 0; i < box->size() * 8; ++i) {
            const auto bit = std::byte(1U << (i % 8));
            box->bytes()[i / 8] ^= bit;
            const auto opened = openToken(base64Of(box->bytes()), key);
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, ErrorKind::Denied);
            box->bytes()[i / 8] ^= bit;
        }
        QVERIFY(!openToken(token->text, OpenKey::random()));
    }

    void readsTokensAsTheProxyDoes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("opens");
        const QByteArray token = QByteArray::fromStdString(std::string(kToken));
        QTest::newRow("blanks around") << " \t" + token + "\r\n" << true;
        QTest::newRow("wrapped") << token.left(60) + "\n" + token.mid(60) << true;
        QTest::newRow("blank inside") << token.left(60) + " " + token.mid(60) << false;
        QTest::newRow("cut") << token.left(135) << false;
        QTest::newRow("URL-safe") << QByteArray(token).replace('/', '_') << false;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void readsTokensAsTheProxyDoes()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, opens);
        QCOMPARE(openToken(text.toStdString(), test::firstKey()).has_value(), opens);
    }

    void decodesBase64Leniently()
    {
        const auto view = [](std::string_view text) -> std::string {
            const auto read = fromBase64(text);
            return read ? std::string(read->view()) : "refused";
        };
        QCOMPARE(view("YQ=="), std::string("a"));
        QCOMPARE(view("YR=="), std::string("a")); // unused bits
        QCOMPARE(view("YWI="), std::string("ab"));
        QCOMPARE(view("Y\nWI="), std::string("ab"));
        QCOMPARE(view("YWI=\n"), std::string("ab"));
        QCOMPARE(view(""), std::string());
        for (const std::string_view bad :
             {"Y", "YQ", "YQ=", "YQ===", "=", "====", "YQ==YQ==", "YWJj=", "Y=Q=", "YW-j", "YW j"})
            QCOMPARE(view(bad), std::string("refused"));
    }

    void digestsBearers_data()
    {
        QTest::addColumn<QByteArray>("bearer");
        QTest::addColumn<QByteArray>("digest");
        QTest::newRow("trustno1") << QByteArray("trustno1")
                                  << QByteArray("IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU=");
        QTest::newRow("secret") << QByteArray("secret")
                                << QByteArray("K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols=");
        QTest::newRow("empty") << QByteArray()
                               << QByteArray("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    void digestsBearers()
    {
        QFETCH(QByteArray, bearer);
        QFETCH(QByteArray, digest);
        QCOMPARE(base64Of(digestOf(test::bytes(bearer.toStdString()))), digest.toStdString());
    }

    void makesBearersThatFitAHeader()
    {
        std::set<std::string> seen;
        for (int i = 0; i < 50; ++i) {
            const secret::SecretBytes bearer = makeBearer();
            QCOMPARE(bearer.size(), 43);
            QVERIFY(std::ranges::all_of(bearer.view(), [](char character) {
                return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '-'
                    || character == '_';
            }));
            seen.emplace(bearer.view());
        }
        QCOMPARE(seen.size(), 50);
    }
};

QTEST_GUILESS_MAIN(TestSealKey)
#include "tst_sealkey.moc"
