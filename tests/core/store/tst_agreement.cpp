// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/agreement.h"
#include "tests/support/storerig.h"

using namespace rekey;
using namespace rekey::test;
using namespace Qt::StringLiterals;

/// What one member alone may not do: a second one's word for it.
class TestAgreement : public QObject
{
    Q_OBJECT

    static constexpr std::string_view kPlan = "rotate S-0421";

    static std::span<const store::AgreementSubject> one(const store::AgreementSubject &subject)
    {
        return std::span(&subject, 1);
    }
    static store::AgreementSubject plan(std::string_view text = kPlan)
    {
        return {std::string(text), "rotation of S-0421"};
    }
    static void addBob(store::Store &store)
    {
        const auto bob = store::makePassphraseSlot("bob", passphrase("bob's own"), kQuickCost);
        QVERIFY(store.addMember(bob->slot));
    }
    static std::unique_ptr<store::Store> openAsBob(StoreRig &rig)
    {
        auto opened = store::openStore(rig.location, rig.options);
        if (!opened || !(*opened)->unlock(passphrase("bob's own")))
            qFatal("bob does not get in");
        return std::move(*opened);
    }
    static std::string givenBy(const store::Store &store, std::string_view subject = kPlan)
    {
        const auto given = store.agreement(subject);
        return !given ? given.error().text() : *given ? (*given)->member : "nobody";
    }

private Q_SLOTS:
    void anotherMembersWordHolds_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("postgresql") << u"postgresql"_s;
    }
    void anotherMembersWordHolds()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        const auto store = rig.create();
        QCOMPARE(store->openedBy(), "ada");
        QCOMPARE(store->setTwoPerson(true).error().kind, ErrorKind::Invalid); // she is alone
        addBob(*store);
        QVERIFY(store->setTwoPerson(true));
        QVERIFY(store->isTwoPerson().value());
        QCOMPARE(givenBy(*store), "nobody");

        // Her own word is none, his is.
        QVERIFY(store->agree(one(plan())));
        QCOMPARE(givenBy(*store), "nobody");
        QVERIFY(store->agreeAs("bob", passphrase("bob's own"), one(plan())));
        QCOMPARE(givenBy(*store), "bob");
        QCOMPARE(givenBy(*store, "rotate S-0421 at once"), "nobody");
        const auto his = openAsBob(rig);
        QCOMPARE(his->openedBy(), "bob");
        QCOMPARE(givenBy(*his), "ada");
        QVERIFY(his->agree(one(plan("rotate S-0500"))));
        QCOMPARE(givenBy(*his, "rotate S-0500"), "nobody"); // it is his own
        QCOMPARE(givenBy(*store, "rotate S-0500"), "bob");

        QVERIFY(store->agree(one(plan()))); // takes nothing away
        QCOMPARE(givenBy(*store), "bob");

        // For a while, and once.
        rig.nowMs += (store::kAgreementSeconds - 1) * 1000;
        QCOMPARE(givenBy(*store), "bob");
        rig.nowMs += 2000;
        QCOMPARE(givenBy(*store), "nobody");
        QVERIFY(his->agree(one(plan())));
        QCOMPARE(givenBy(*store), "bob");
        QCOMPARE(store->takeAgreement(kPlan).value(), "bob");
        QCOMPARE(givenBy(*store), "nobody");
        QCOMPARE(store->takeAgreement(kPlan).error().kind, ErrorKind::Denied);
        QCOMPARE(store->needAgreement(kPlan).error().kind, ErrorKind::Denied);
        QVERIFY(std::ranges::any_of(store->ownTimeline().value(), [](const auto &event) {
            return event.detail == "bob agreed: rotation of S-0421";
        }));
        QVERIFY(store->check({}).value().problems.empty());
        store->lock();
        QVERIFY(store->openedBy().empty());
        QCOMPARE(store->agree(one(plan())).error().kind, ErrorKind::Invalid);
    }

    /// Whose key is another one by now has not said it with that.
    void aWordEndsWithTheKeyThatSignedIt()
    {
        StoreRig rig(u"sqlite"_s);
        const auto store = rig.create();
        addBob(*store);
        const auto carol = store::makePassphraseSlot("carol", passphrase("carol's"), kQuickCost);
        QVERIFY(store->addMember(carol->slot));
        QVERIFY(store->setTwoPerson(true));
        const auto his = openAsBob(rig);
        QVERIFY(his->agree(one(plan())));
        QCOMPARE(givenBy(*store), "bob");
        QVERIFY(his->changePassphrase("bob", passphrase("bob's new"), kQuickCost));
        QCOMPARE(givenBy(*store), "nobody");
        QVERIFY(store->agreeAs("carol", passphrase("carol's"), one(plan())));
        QCOMPARE(givenBy(*store), "carol");
        QVERIFY(his->agree(one(plan()))); // with the new one
        QCOMPARE(givenBy(*store), "bob");
        QVERIFY(store->roll());
        QCOMPARE(givenBy(*store), "bob");
        QVERIFY(store->removeMember("bob"));
        QCOMPARE(givenBy(*store), "carol");
        QVERIFY(store->check({}).value().problems.empty());
    }

    /// A word of before is none: what was turned on stays on.
    void aWordForTheEndIsForThisTimeOnly()
    {
        StoreRig rig(u"sqlite"_s);
        const auto store = rig.create();
        addBob(*store);
        const store::AgreementSubject end{std::string(store::kOnePersonSubject), "one person"};
        QVERIFY(openAsBob(rig)->agree(one(end)));
        QVERIFY(store->setTwoPerson(true));
        QCOMPARE(store->setTwoPerson(false).error().kind, ErrorKind::Denied);
        QVERIFY(openAsBob(rig)->agree(one(end)));
        QVERIFY(store->setTwoPerson(false));
        QVERIFY(!store->isTwoPerson().value());
        // And then nobody else is asked.
        QVERIFY(store->needAgreement(kPlan));
        QCOMPARE(store->takeAgreement(kPlan).value(), "");
    }

    void aWrongPassphraseWaits()
    {
        StoreRig rig(u"sqlite"_s);
        const auto store = rig.create();
        addBob(*store);
        QVERIFY(store->setTwoPerson(true));
        QCOMPARE(store->agreeAs("eve", passphrase(), one(plan())).error().kind,
                 ErrorKind::NotFound);
        const auto wrong = store->agreeAs("bob", passphrase(), one(plan())); // it is ada's
        QCOMPARE(wrong.error().kind, ErrorKind::Denied);
        const auto early = store->agreeAs("bob", passphrase("bob's own"), one(plan()));
        QVERIFY2(early.error().detail.contains("try again"), early.error().detail.c_str());
        QTRY_VERIFY(store->agreeAs("bob", passphrase("bob's own"), one(plan())).has_value());
        QCOMPARE(givenBy(*store), "bob");
    }

    void whoOpensItByTheKeyringAgreesElsewhere()
    {
        StoreRig rig(u"sqlite"_s);
        const auto store = rig.create();
        const auto keyring = std::make_shared<FakeKeyring>();
        const store::NewSlot eve = store::makeKeyringSlot("eve");
        QVERIFY(keyring->write(eve.slot.keyringName(), eve.seed));
        QVERIFY(store->addMember(eve.slot));
        QCOMPARE(store->agreeAs("eve", passphrase(), one(plan())).error().kind,
                 ErrorKind::Unsupported);
        store::StoreOptions options = rig.options;
        options.keyring = keyring;
        const auto hers = store::openStore(rig.location, options).value();
        QVERIFY(hers->unlock({}));
        QCOMPARE(hers->openedBy(), "eve");
        QVERIFY(hers->agree(one(plan())));
        QCOMPARE(givenBy(*store), "eve");
    }

    /// Else one could play two.
    void nobodyMakesASecondPersonUp()
    {
        StoreRig rig(u"sqlite"_s);
        const auto store = rig.create();
        addBob(*store);
        QVERIFY(store->setTwoPerson(true));
        const auto more = store::makePassphraseSlot("bob2", passphrase("ada's too"), kQuickCost);
        QCOMPARE(store->addMember(more->slot).error().kind, ErrorKind::Denied);
        QCOMPARE(store->changePassphrase("bob", passphrase("ada's too"), kQuickCost).error().kind,
                 ErrorKind::Denied);
        QCOMPARE(store->removeMember("bob").error().kind, ErrorKind::Denied);
        QCOMPARE(store->setTwoPerson(false).error().kind, ErrorKind::Denied);
        QVERIFY(store->isTwoPerson().value());

        // What is one's own stays so.
        QVERIFY(store->changePassphrase("ada", passphrase("another one"), kQuickCost));
        QVERIFY(store->agree(one(plan())));
        QCOMPARE(givenBy(*openAsBob(rig)), "ada");

        // Together they end it, for one time.
        const store::AgreementSubject end{std::string(store::kOnePersonSubject), "one person"};
        QVERIFY(store->agreeAs("bob", passphrase("bob's own"), one(end)));
        QVERIFY(store->setTwoPerson(false));
        QVERIFY(store->addMember(more->slot));
        QVERIFY(store->setTwoPerson(true));
        QCOMPARE(store->setTwoPerson(false).error().kind, ErrorKind::Denied);
        QVERIFY(store->removeMember("bob2")); // two stay
        QCOMPARE(store->removeMember("bob").error().kind, ErrorKind::Denied);
    }

    void wordsAreSignedByWhomTheyName()
    {
        const auto ada = store::makePassphraseSlot("ada", passphrase(), kQuickCost);
        const auto bob = store::makePassphraseSlot("bob", passphrase("bob's own"), kQuickCost);
        const auto open = [&](const std::string &text, std::string_view id = "store",
                              std::string_view digest = "digest") {
            return store::openAgreement(text, bob->slot, id, digest);
        };
        const std::string word = store::signAgreement("bob", bob->seed, "store", "digest", 1'000);
        QCOMPARE(open(word).value().member, "bob");
        QCOMPARE(open(word).value().at, 1'000);
        QCOMPARE(open(word, "another").error().kind, ErrorKind::Denied);
        QCOMPARE(open(word, "store", "other plan").error().kind, ErrorKind::Denied);
        QCOMPARE(open(store::signAgreement("bob", ada->seed, "store", "digest", 1)).error().kind,
                 ErrorKind::Denied);
        QCOMPARE(open(store::signAgreement("ada", bob->seed, "store", "digest", 1)).error().kind,
                 ErrorKind::Denied);
        QCOMPARE(open(word.substr(0, word.size() - 2)).error().kind, ErrorKind::Malformed);
        QCOMPARE(open("no word").error().kind, ErrorKind::Malformed);
        QCOMPARE(open({}).error().kind, ErrorKind::Malformed);
        // Another time than the one that was signed.
        std::string later = store::signAgreement("bob", bob->seed, "store", "digest", 1'001);
        later.replace(later.size() - 128, 128, word, word.size() - 128, 128);
        QCOMPARE(open(later).error().kind, ErrorKind::Denied);
    }

    void aStoreInMemoryHasNobody()
    {
        StoreRig rig(u"memory"_s);
        const auto store = rig.create();
        QVERIFY(store->openedBy().empty());
        QVERIFY(!store->isTwoPerson().value());
        QCOMPARE(store->setTwoPerson(true).error().kind, ErrorKind::Invalid);
        QCOMPARE(store->agree(one(plan())).error().kind, ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
