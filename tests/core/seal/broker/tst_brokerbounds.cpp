// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/assertion.h"
#include "core/seal/broker/auditrecord.h"
#include "core/seal/broker/context.h"
#include "core/seal/broker/macaroonproof.h"
#include "core/seal/broker/wireparser.h"
#include "core/seal/macaroon.h"
#include "tests/core/seal/broker/rig.h"

#include <QElapsedTimer>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace rekey;
using namespace rekey::broker;
using namespace rekey::test;

namespace {

const std::string kNone = R"("no_auth":{})";
const std::string kBearer
    = R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})";

std::string inject(const std::string &rest = kNone)
{
    return R"({"inject_processor":{"token":"T"},)" + rest + "}";
}

} // namespace

/// What one client can make the broker hold and do, whatever it sends or seals for itself.
class TestBrokerBounds : public QObject
{
    Q_OBJECT

    /// What a request with these lines is answered; 0: it is sent.
    static int statusOf(Opener &opener,
                        const std::vector<std::pair<std::string, std::string>> &lines)
    {
        Request request{"GET", *parseTarget("GET", "http://h.example/"), {}};
        for (const auto &[name, value] : lines)
            request.fields.push_back({name, value});
        Exchange exchange(request, 0);
        const auto admitted = exchange.admit(opener, allowAll);
        return admitted ? 0 : admitted.error().status;
    }
    static bool isProven(const secret::SecretBytes &key, const std::string &shown)
    {
        const Request request{"GET", *parseTarget("GET", "http://h.example/a"), {}};
        return provenMacaroon(shown, key, request, 0).has_value();
    }
    /// The state after a chunked body that goes on like this.
    static WireParser<true>::State afterBody(const std::string &body)
    {
        const std::string head
            = "POST http://h/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
        WireParser<true> parser(64 * 1024);
        std::size_t used = 0;
        std::ignore = parser.take(head, used);
        auto state = WireParser<true>::State::NeedsMore;
        for (std::string_view rest = body; !rest.empty();) {
            state = parser.take(rest, used);
            if (used == 0)
                break;
            rest.remove_prefix(used);
        }
        return state;
    }

private Q_SLOTS:
    void boundsARecord();
    void keepsOnlyTokensThatMayBeUsed();
    void keepsNoMoreValuesThanTheSystemHasMappingsFor();
    void boundsTheSecretsOfARequest();
    void boundsWhatStandsBetweenChunks();
    void boundsTheLinesOfAHead();
    void boundsMacaroons();
    void boundsWhatIsReadWhole();
    void cutsManyBlocksFromFewPieces();
    void findsPlaceholdersInOnePass();
    void replacesPlaceholdersAsASearchWould();
    void readsLinesInOnePass();
    void boundsTheGithubPath();
};

void TestBrokerBounds::boundsARecord()
{
    // The worst of each: bytes that are escaped with seven for one.
    const std::string much(100'000, '\x01');
    AuditRecord record;
    record.method = record.host = record.path = record.detail = record.peer = much;
    AuditUse use;
    use.consumer = use.macaroon = use.seal = use.usedSeal = use.openKey = "x";
    for (int i = 0; i < 8; ++i) {
        use.processors.push_back("inject_body");
        use.destinations.push_back(much);
        use.parameters.emplace_back(much + std::to_string(i), much);
    }
    record.uses.assign(100, use);
    std::string query;
    for (int i = 0; i < 10'000; ++i)
        query += "%01" + much.substr(0, 100) + std::to_string(i) + "=1&";
    addQueryNames(query, record);
    const std::string members = auditMembers(record);
    QVERIFY2(members.size() < kMostRecordBytes - 256, std::to_string(members.size()).c_str());
    const auto json = nlohmann::json::parse('{' + members + '}', nullptr, false);
    QVERIFY(json.is_object());
    QVERIFY(json["path"].get<std::string>().ends_with("... (100000 bytes)"));
    QVERIFY(json["more_query"].get<int>() > 9000);
    QVERIFY(json["more_secrets"].get<int>() > 0);
}

void TestBrokerBounds::keepsOnlyTokensThatMayBeUsed()
{
    Opener opener = firstOpener();
    const std::string token = sealedToFirstKey(inject(kBearer));
    QCOMPARE(statusOf(opener, {{"Proxy-Tokenizer", token}}), 407);
    QCOMPARE(opener.kept(), 0);
    QCOMPARE(
        statusOf(opener, {{"Proxy-Tokenizer", token}, {"Proxy-Authorization", "Bearer trustno1"}}),
        0);
    QCOMPARE(opener.kept(), 1);
    const std::string elsewhere
        = sealedToFirstKey(inject(kNone + R"(,"allowed_hosts":["other.example"])"));
    QCOMPARE(statusOf(opener, {{"Proxy-Tokenizer", elsewhere}}), 400);
    QCOMPARE(opener.kept(), 1);
}

void TestBrokerBounds::keepsNoMoreValuesThanTheSystemHasMappingsFor()
{
    Opener opener = firstOpener();
    std::string members;
    for (int i = 0; i < 30; ++i)
        members += R"({"inject_processor":{"token":"T"}},)";
    members.pop_back();
    const std::string json = R"({"multi_processor":[)" + members + "]," + kNone + "}";
    for (int i = 0; i < 60; ++i)
        QCOMPARE(statusOf(opener, {{"Proxy-Tokenizer", sealedToFirstKey(json)}}), 0);
    QCOMPARE(opener.kept(), Opener::kMostKeptProcessors / 30);
}

void TestBrokerBounds::boundsTheSecretsOfARequest()
{
    Opener opener = firstOpener();
    const std::string token = sealedToFirstKey(inject());
    std::vector<std::pair<std::string, std::string>> lines(Exchange::kMostSecrets,
                                                           {"Proxy-Tokenizer", token});
    QCOMPARE(statusOf(opener, lines), 0);
    lines.emplace_back("Proxy-Tokenizer", token);
    QCOMPARE(statusOf(opener, lines), 400);
    std::string members;
    for (std::size_t i = 0; i <= Exchange::kMostProcessors; ++i)
        members += R"({"inject_processor":{"token":"T"}},)";
    members.pop_back();
    const std::string many
        = sealedToFirstKey(R"({"multi_processor":[)" + members + "]," + kNone + "}");
    QCOMPARE(statusOf(opener, {{"Proxy-Tokenizer", many}}), 502);
    QCOMPARE(opener.kept(), 1);
    std::vector<std::pair<std::string, std::string>> proofs(Exchange::kMostProofs + 1,
                                                            {"Proxy-Authorization", "Bearer x"});
    proofs.emplace_back("Proxy-Tokenizer", token);
    QCOMPARE(statusOf(opener, proofs), 400);
    const std::string large = sealedToFirstKey(
        inject(R"("x":")" + std::string(Opener::kMostTokenBytes, 'x') + R"(",)" + kNone));
    QCOMPARE(statusOf(opener, {{"Proxy-Tokenizer", large}}), 431);
}

void TestBrokerBounds::boundsWhatStandsBetweenChunks()
{
    using State = WireParser<true>::State;
    const std::string much(20'000, 'x');
    QCOMPARE(afterBody("3;a=b\r\nabc\r\n0\r\nTrailer: 1\r\n\r\n"), State::Done);
    QCOMPARE(afterBody("3;a=" + much), State::Bad);
    QCOMPARE(afterBody("3\r\nabc\r\n0\r\nTrailer: " + much), State::Bad);
    // Bytes of the body are no such thing.
    QVERIFY(afterBody("4e20\r\n" + much) != State::Bad);
}

void TestBrokerBounds::boundsTheLinesOfAHead()
{
    const auto stateOf = [](std::size_t count) {
        std::string head = "GET http://h/ HTTP/1.1\r\n";
        for (std::size_t i = 0; i < count; ++i)
            head += "a:\r\n";
        WireParser<true> parser(64 * 1024);
        std::size_t used = 0;
        return parser.take(head + "\r\n", used);
    };
    QCOMPARE(stateOf(WireParser<true>::kMostFields), WireParser<true>::State::HasHead);
    QCOMPARE(stateOf(WireParser<true>::kMostFields + 1), WireParser<true>::State::TooLarge);
}

void TestBrokerBounds::boundsMacaroons()
{
    const secret::SecretBytes key = bytes(std::string(32, 'k'));
    const auto minted = [&key](std::size_t caveats, const seal::RequestCaveat &caveat) {
        const std::vector<seal::Caveat> all(caveats, caveat);
        return std::string(seal::mintMacaroon(key, all).view());
    };
    using Kind = seal::RequestCaveat::Kind;
    const seal::RequestCaveat harmless{Kind::Method, {"GET"}};
    QVERIFY(isProven(key, minted(64, harmless)));
    QVERIFY(!isProven(key, minted(65, harmless)));
    QVERIFY(isProven(key, minted(1, {Kind::Path, std::vector<std::string>(16, "/a")})));
    QVERIFY(!isProven(key, minted(1, {Kind::Path, std::vector<std::string>(17, "/a")})));
    QVERIFY(isProven(key, minted(1, {Kind::PathPattern, {"^/[a-z]+$"}})));
    QVERIFY(!isProven(key, minted(1, {Kind::PathPattern, {std::string(300, 'a') + "|a"}})));
    QVERIFY(!isProven(key, minted(1, {Kind::PathPattern, {"a|(((x{99}){99}){9})"}})));
    std::string bundle = minted(0, harmless);
    for (int i = 0; i < 15; ++i)
        bundle += ',' + minted(0, harmless);
    QVERIFY(isProven(key, bundle));
    QVERIFY(!isProven(key, bundle + ',' + minted(0, harmless)));
}

void TestBrokerBounds::boundsWhatIsReadWhole()
{
    std::vector<seal::OpenKey> keys;
    keys.push_back(firstKey());
    QTemporaryDir folder;
    auto log = AuditLog::open({folder.filePath(QStringLiteral("a.jsonl")).toStdString()});
    QVERIFY(log);
    Context context{
        .lookup = systemLookup(), .opener = Opener(std::move(keys)), .audit = std::move(*log)};
    WholeShare first(context);
    QVERIFY(first.add(WholeShare::kMostTogether));
    {
        WholeShare second(context);
        QVERIFY(!second.add(1));
    }
    QCOMPARE(context.heldBytes, WholeShare::kMostTogether);
}

void TestBrokerBounds::cutsManyBlocksFromFewPieces()
{
    BlockPool pool;
    std::vector<LockedBuffer> buffers;
    for (int i = 0; i < 1000; ++i) {
        buffers.emplace_back(pool);
        buffers.back().append("secret " + std::to_string(i));
    }
    QVERIFY(pool.pieces() <= 1000 / BlockPool::kBlocksOfAPiece + 1);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(buffers[static_cast<std::size_t>(i)].data(), "secret " + std::to_string(i));
    // Grown, it leaves its block, wiped, to others.
    buffers[0].append(std::string(40'000, 'x'));
    QCOMPARE(buffers[0].size(), 40'008);
    buffers.clear();
    // What was needed until now may be needed again; what was not since then is let go of.
    QVERIFY(pool.kept() >= 1000 - BlockPool::kBlocksOfAPiece);
    pool.trim();
    pool.trim();
    QVERIFY(pool.kept() <= 256 + BlockPool::kBlocksOfAPiece);
    for (std::size_t left = pool.kept(); left > 0; --left) {
        const BlockPool::Block block = pool.take();
        QVERIFY(std::ranges::all_of(block.bytes.first(16),
                                    [](std::byte byte) { return byte == std::byte(); }));
    }
}

void TestBrokerBounds::findsPlaceholdersInOnePass()
{
    // What a plain search compares n times m: a body that is the placeholder all but its end.
    const secret::SecretBytes credential = bytes("c");
    const Replacement replacement{std::string(60'000, 'a') + 'b', &credential};
    const secret::SecretBytes body = bytes(std::string(kMostWholeBytes - 1, 'a'));
    QElapsedTimer timer;
    timer.start();
    const auto replaced = replacedAll(body, replacement);
    QVERIFY(replaced && replaced->equals(body));
    Replacer replacer(replacement);
    std::size_t size = 0;
    const auto count = [&size](std::string_view text) { size += text.size(); };
    for (std::size_t at = 0; at < 300'000; ++at)
        replacer.feed(body.view().substr(at, 1), count);
    count(replacer.finish());
    QCOMPARE(size, 300'000);
    // Minutes otherwise.
    QVERIFY2(timer.elapsed() < 20'000, std::to_string(timer.elapsed()).c_str());
}

void TestBrokerBounds::replacesPlaceholdersAsASearchWould()
{
    const secret::SecretBytes credential = bytes("<C>");
    for (const std::string placeholder : {"a", "aa", "aab", "abab", "abcabd"}) {
        const Replacement replacement{placeholder, &credential};
        unsigned state = 1;
        for (int round = 0; round < 500; ++round) {
            std::string body;
            for (unsigned i = 0; i < 40; ++i) {
                state = state * 1664525U + 1013904223U;
                body += "aabc"[state >> 30U];
            }
            std::string expected = body;
            for (std::size_t at = expected.find(placeholder); at != std::string::npos;
                 at = expected.find(placeholder, at + 3))
                expected.replace(at, placeholder.size(), "<C>");
            QCOMPARE(streamed(replacement, body), expected);
            QCOMPARE(replacedAll(bytes(body), replacement)->view(), expected);
        }
    }
}

void TestBrokerBounds::readsLinesInOnePass()
{
    // Each line of a head is held against what `Connection` names, which is as long as the head.
    std::string names;
    for (int i = 0; i < 100'000; ++i)
        names += "x,";
    names += "Gone";
    Request request{"GET", *parseTarget("GET", "http://h/"), {{"Connection", names}}};
    const std::vector<std::string> held(5000, "X-Kept");
    for (const std::string &name : held)
        request.fields.push_back({name, "1"});
    request.fields.push_back({"gone", "1"});
    QElapsedTimer timer;
    timer.start();
    const Outgoing outgoing = outgoingOf(request);
    QCOMPARE(outgoing.fields.size(), held.size());
    QVERIFY2(timer.elapsed() < 3000, std::to_string(timer.elapsed()).c_str());
}

void TestBrokerBounds::boundsTheGithubPath()
{
    seal::GithubApp app;
    app.installationId = std::string(20'000, '1');
    app.tokenUrl = "https://h";
    for (int i = 0; i < 1000; ++i)
        app.tokenUrl += "/{installation_id}";
    const auto path = githubPath(app);
    QVERIFY(!path);
    QCOMPARE(path.error().body, "invalid token_url: it is too long");
}

QTEST_GUILESS_MAIN(TestBrokerBounds)
#include "tst_brokerbounds.moc"
