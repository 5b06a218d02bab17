// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/hygienebook.h"
#include "core/finding/inventorycsv.h"
#include "tests/core/finding/fakefindings.h"

#include <QTest>

using namespace rekey;
using namespace rekey::finding;

namespace {

constexpr std::int64_t kNow = 1'760'000'000; // 2025-10-09
constexpr std::int64_t kDay = 86'400;

Inventory read(std::string_view text, const InventoryCsvOptions &options = {})
{
    const auto inventory = readInventoryCsv(text, options, {});
    return inventory ? *inventory : Inventory{};
}

std::string flagNames(const InventoryToken &token)
{
    const TokenFlags flags = flagsOf(token, {.now = kNow});
    std::string names;
    for (std::size_t i = 0; i < kTokenFlags; ++i) {
        if (flags.has(static_cast<TokenFlag>(i)))
            names += (names.empty() ? "" : " ") + std::string(tokenFlagName(TokenFlag(i)));
    }
    return names;
}

std::vector<InventoryToken> tokens(std::initializer_list<const char *> ids)
{
    std::vector<InventoryToken> list;
    for (const char *id : ids) {
        list.emplace_back();
        list.back().provider = "GitHub";
        list.back().id = id;
    }
    return list;
}

std::vector<std::string> keysOf(const std::vector<InventoryToken> &list)
{
    std::vector<std::string> keys;
    for (const InventoryToken &token : list)
        keys.push_back(token.key());
    return keys;
}

/// A second book over what the first one kept.
HygieneBook reloaded(std::map<std::string, std::string> &kept, HygieneBook &book)
{
    for (auto &[key, text] : book.takeChanges()) {
        if (text.empty())
            kept.erase(key);
        else
            kept[key] = text;
    }
    const std::vector<HygieneBook::Property> properties(kept.begin(), kept.end());
    HygieneBook again;
    [&again, &properties] { QCOMPARE(again.load(properties), std::size_t(0)); }();
    return again;
}

} // namespace

class TestInventory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsColumnsByManyNames()
    {
        const Inventory inventory
            = read("Key Name;Service;Key ID;Created by;Owner status;Creation date;LAST_USED_AT;"
                   "Permissions;Expires at;Secret\n"
                   "deploy;GitHub;17;ann@example.org;left;2024-01-02;2024-05-31T10:00:00+02:00;"
                   "repo admin:org;2026-01-01;hidden\n");
        QCOMPARE(inventory.tokens.size(), std::size_t(1));
        const InventoryToken &token = inventory.tokens.front();
        QCOMPARE(token.name, "deploy");
        QCOMPARE(token.provider, "GitHub");
        QCOMPARE(token.id, "17");
        QCOMPARE(token.creator, "ann@example.org");
        QCOMPARE(token.isCreatorActive, std::optional(false));
        QCOMPARE(token.created, (TokenDate{true, 1'704'153'600}));
        QCOMPARE(token.lastUsed, (TokenDate{true, 1'717'142'400}));
        QCOMPARE(token.expires, (TokenDate{true, 1'767'225'600}));
        QCOMPARE(token.scopes, (std::vector<std::string>{"repo", "admin:org"}));
        QCOMPARE(inventory.notes, (std::vector<std::string>{"Column \"Secret\" is not read."}));
    }

    void readsDates_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<qint64>("at");
        QTest::newRow("day") << "2024-05-31" << true << qint64(1'717'113'600);
        QTest::newRow("utc") << "2024-05-31T00:00:00Z" << true << qint64(1'717'113'600);
        QTest::newRow("words") << "2024-05-31 00:00:00 UTC" << true << qint64(1'717'113'600);
        QTest::newRow("seconds") << "1717113600" << true << qint64(1'717'113'600);
        QTest::newRow("milliseconds") << "1717113600000" << true << qint64(1'717'113'600);
        QTest::newRow("empty") << "" << true << qint64(0);
        QTest::newRow("never") << "Never" << true << qint64(0);
        QTest::newRow("unknown") << "no_information" << false << qint64(0);
        QTest::newRow("odd order") << "05/31/2024" << false << qint64(0);
        QTest::newRow("no month") << "2024-13-01" << false << qint64(0);
        QTest::newRow("long") << QString(5000, u'1') << false << qint64(0);
    }
    void readsDates()
    {
        QFETCH(QString, cell);
        QFETCH(bool, isKnown);
        QFETCH(qint64, at);
        const Inventory inventory = read("name,last used\nx," + cell.toStdString() + "\n");
        QCOMPARE(inventory.tokens.size(), std::size_t(1));
        QCOMPARE(inventory.tokens[0].lastUsed.isKnown, isKnown);
        QCOMPARE(inventory.tokens[0].lastUsed.at, at);
    }

    void aMissingColumnIsUnknownNotNever()
    {
        const Inventory inventory = read("name\nx\n");
        QCOMPARE(inventory.tokens.size(), std::size_t(1));
        QCOMPARE(flagNames(inventory.tokens[0]), "");
    }

    void flagsFollowThePolicy()
    {
        const Inventory inventory = read("name,creator active,last used,expires,scopes\n"
                                         "a,no,2025-10-01,2026-01-01,read\n"
                                         "b,yes,2025-01-01,2026-01-01,read\n"
                                         "c,yes,never,,read\n"
                                         "d,yes,2025-10-01,2026-01-01,AdministratorAccess\n"
                                         "e,maybe,2025-10-01,2026-01-01,*\n"
                                         "f,yes,2025-10-01,2026-01-01,repo:read\n");
        std::string names;
        for (const InventoryToken &token : inventory.tokens)
            names += flagNames(token) + "; ";
        QCOMPARE(names, "orphaned; unused; never-used no-expiry; admin; admin; ; ");
    }

    void adviceIsRevokeForLeakedAndTellForOrphanedOrUnused()
    {
        const HygienePolicy policy{.now = kNow};
        InventoryToken token;
        TokenFlags flags;
        QCOMPARE(adviceFor(token, flags, policy), TokenAdvice::Nothing);
        flags.set(TokenFlag::Admin);
        QCOMPARE(adviceFor(token, flags, policy), TokenAdvice::Nothing);
        flags.set(TokenFlag::NeverUsed);
        QCOMPARE(adviceFor(token, flags, policy), TokenAdvice::TellOwner);
        token.created = {true, kNow - 10 * kDay}; // new: it may still be used
        QCOMPARE(adviceFor(token, flags, policy), TokenAdvice::Nothing);
        flags.set(TokenFlag::Orphaned);
        QCOMPARE(adviceFor(token, flags, policy), TokenAdvice::TellOwner);
        TokenCare care;
        care.snoozedUntil = kNow + kDay;
        QCOMPARE(adviceFor(token, flags, care, policy), TokenAdvice::Nothing);
        care.snoozedUntil = kNow - kDay;
        QCOMPARE(adviceFor(token, flags, care, policy), TokenAdvice::TellOwner);
        care.exemptAt = kNow;
        QCOMPARE(adviceFor(token, flags, care, policy), TokenAdvice::Nothing);
        flags.set(TokenFlag::Leaked); // whatever was said before
        QCOMPARE(adviceFor(token, flags, care, policy), TokenAdvice::Revoke);
    }

    void columnsCanBeNamed()
    {
        InventoryCsvOptions options;
        options.columns = {{InventoryField::Name, "Bezeichnung"}, {InventoryField::Id, "nr."}};
        options.provider = "Acme";
        const Inventory inventory = read("Nr.,Bezeichnung\n5,build\n", options);
        QCOMPARE(inventory.tokens.size(), std::size_t(1));
        QCOMPARE(inventory.tokens[0].id, "5");
        QCOMPARE(inventory.tokens[0].provider, "Acme");
        options.columns = {{InventoryField::Name, "missing"}};
        const auto refused = readInventoryCsv("Nr.,Bezeichnung\n", options, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
    }

    void refusesWhatIsNoList()
    {
        QCOMPARE(readInventoryCsv("", {}, {}).error().kind, ErrorKind::Malformed);
        QCOMPARE(readInventoryCsv("colour,size\nred,5\n", {}, {}).error().kind,
                 ErrorKind::Malformed);
        QCOMPARE(readInventoryCsv("name\n\"open", {}, {}).error().kind, ErrorKind::Malformed);
        QCOMPARE(readInventoryCsv("name\n" + std::string(2 << 20, 'x'), {}, {}).error().kind,
                 ErrorKind::TooBig);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(readInventoryCsv("name\nx\n", {}, stop.get_token()).error().kind,
                 ErrorKind::Cancelled);
    }

    void hostileCellsAreBoundedAndEscaped()
    {
        const Inventory inventory
            = read("name,id\n\"evil\x1b[2J\nname\",7\n" + std::string(5000, 'y') + ",8\n,\n,7\n");
        QCOMPARE(inventory.tokens.size(), std::size_t(2));
        QCOMPARE(inventory.tokens[0].name, "evil\\x1b[2J\\nname");
        QCOMPARE(inventory.tokens[1].name.size(), std::size_t(1000));
        QCOMPARE(inventory.notes.size(), std::size_t(3)); // repeated, nameless, cut
    }

    void leaksAreKnownByValueIdAndEnding()
    {
        Finding first = test::bareFinding(1); // AWS
        first.companions.push_back({"key id", "AKIAMADEUP000001", {}});
        Finding second = test::bareFinding(4); // GitHub
        second.masked = "ghp_....Zz9q";
        const Finding third = test::bareFinding(2);
        FindingIndex index;
        index.upsert(std::vector{first, second, third});
        InventoryCsvOptions options;
        options.hidden = {{5, third.id}};
        const Inventory inventory = read("name,provider,id,last4\n"
                                         "a,AWS,AKIAMADEUP000001,\n"
                                         "b,github,2,Zz9q\n"
                                         "c,gitlab,3,Zz9q\n" // another provider
                                         "d,slack,4,\n"
                                         "e,github,5,q\n",
                                         options);
        const std::vector<TokenLeak> leaks = matchLeaks(index, inventory.tokens);
        QCOMPARE(leaks.size(), std::size_t(5));
        QCOMPARE(leaks[0].proof, LeakProof::KeyId);
        QCOMPARE(leaks[0].row, IndexRow(0));
        QCOMPARE(leaks[1].proof, LeakProof::Ending);
        QCOMPARE(leaks[1].row, IndexRow(1));
        QCOMPARE(leaks[2].proof, LeakProof::None);
        QCOMPARE(leaks[3].proof, LeakProof::Value);
        QCOMPARE(leaks[3].row, IndexRow(2));
        QCOMPARE(leaks[4].proof, LeakProof::None);
    }

    void theNextListTellsWhatIsGone()
    {
        HygieneBook book;
        QCOMPARE(book.take(tokens({"1", "2", "3", "4"}), kNow).added, std::size_t(4));
        std::vector<InventoryToken> other = tokens({"9"});
        other[0].provider = "GitLab";
        QCOMPARE(book.take(other, kNow).gone, std::size_t(0)); // another provider's list
        QCOMPARE(book.tokens().size(), std::size_t(5));

        const std::vector<std::string> told = keysOf(tokens({"1", "2", "3"}));
        book.tell(told, kNow, kNow + 14 * kDay);
        book.tell(std::span(told).last(1), kNow + 15 * kDay, kNow + 29 * kDay);
        const HygieneBook::Outcome outcome = book.take(tokens({"2", "5"}), kNow + 20 * kDay);
        QCOMPARE(outcome.gone, std::size_t(3));
        QCOMPARE(outcome.stayed, std::size_t(1));
        QCOMPARE(outcome.added, std::size_t(1));
        const NoticeCounts counts = book.counts();
        QCOMPARE(counts.told, std::size_t(3));
        QCOMPARE(counts.closedAfterNotice, std::size_t(1));
        QCOMPARE(counts.closedAfterFollowUp, std::size_t(1));
        QCOMPARE(counts.open, std::size_t(1));

        (void)book.take(tokens({"1", "2", "5"}), kNow + 30 * kDay); // it is back
        QCOMPARE(book.counts().open, std::size_t(2));
    }

    void whatWasDoneIsKept()
    {
        std::map<std::string, std::string> kept;
        HygieneBook book;
        std::vector<InventoryToken> many;
        for (int i = 0; i < 450; ++i) {
            many.emplace_back();
            many.back().provider = "GitHub";
            many.back().id = std::to_string(i);
            many.back().isCreatorActive = i % 2 == 0;
            many.back().lastUsed = {i % 3 != 0, i % 3 == 2 ? kNow : 0};
            many.back().scopes = {"repo", "gist"};
            if (i == 3)
                many.back().value = test::fakeId(3);
        }
        (void)book.take(many, kNow);
        const std::vector<std::string> keys = keysOf(tokens({"1", "2"}));
        book.tell(keys, kNow, kNow + kDay);
        book.snooze(std::span(keys).first(1), kNow + 5 * kDay);
        book.exempt(std::span(keys).last(1), "break \"glass\"", kNow);
        HygieneBook again = reloaded(kept, book);
        QCOMPARE(again.tokens(), many);
        QCOMPARE(again.care(keys[0]), book.care(keys[0]));
        QCOMPARE(again.care(keys[1]).exemptWhy, "break \"glass\"");
        QVERIFY(again.takeChanges().empty());

        // A shorter list leaves nothing of the longer one behind.
        (void)again.take(tokens({"1"}), kNow);
        const HygieneBook shorter = reloaded(kept, again);
        QCOMPARE(shorter.tokens(), tokens({"1"}));
        QVERIFY(shorter.care(keys[1]).closedAt != 0);
    }

    void brokenPropertiesArePassedOver()
    {
        HygieneBook book;
        const std::vector<HygieneBook::Property> properties
            = {{"list/00000", "[{\"id\":5},3,{\"id\":\"7\"}]"},
               {"list/00001", "{"},
               {"care/x", "nonsense"},
               {"other", "{}"}};
        QCOMPARE(book.load(properties), std::size_t(3));
        QCOMPARE(book.tokens().size(), std::size_t(2));
        QCOMPARE(book.tokens()[1].id, "7");
    }
};

QTEST_GUILESS_MAIN(TestInventory)
#include "tst_inventory.moc"
