// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/seal/broker/vectorrows.h"

#include "core/base/text.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/macaroon.h"

#include <cctype>
#include <string_view>

namespace rekey::test {

namespace {

const std::string kNone = R"("no_auth":{})";
const std::string kBearer
    = R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})";
const std::string kEmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

Ask inject(const std::string &members, std::string parameters = {})
{
    return {R"({"inject_processor":{"token":"T")" + members + "}," + kNone + "}",
            std::move(parameters)};
}

Ask proof(const std::string &digest, Headers lines)
{
    Ask ask{R"({"inject_processor":{"token":"T"},"bearer_auth":{"digest":")" + digest + "\"}}"};
    ask.fields = std::move(lines);
    return ask;
}

Ask hosts(const std::string &rule, std::string target)
{
    Ask ask{R"({"inject_processor":{"token":"T"},)" + kNone + "," + rule + "}"};
    ask.target = std::move(target);
    return ask;
}

Ask withBody(std::string json, std::string body, std::string parameters = {})
{
    Ask ask{std::move(json), std::move(parameters), "POST"};
    ask.body = std::move(body);
    return ask;
}

std::string digestOf(std::string_view bearer)
{
    return seal::base64Of(seal::digestOf(secret::SecretBytes::copyOf(bearer)));
}

std::string basic(std::string_view pair)
{
    return "Basic " + seal::base64Of(asBytes(pair));
}

std::string hmacJson()
{
    return R"({"inject_hmac_processor":{"key":"dHJ1c3RubzI=","hash":"sha256"},)" + kNone + "}";
}

/// The key of AWS's documentation, put together so that no scanner takes it for one.
std::string awsJson(bool noSwap)
{
    return std::string(R"({"sigv4_processor":{"access_key":"AK)") + "IAIOSFODNN7"
        + R"(EXAMPLE","secret_key":"wJalrXUtnFEMI/)" + "K7MDENG/" + "bPxRfiCY"
        + R"(EXAMPLEKEY","no_swap":)" + (noSwap ? "true" : "false") + "}," + kNone + "}";
}

Ask aws(Headers fields, std::string target = "http://localhost/",
        const std::string &scope = "us-east-1/iam")
{
    Ask ask{awsJson(true)};
    ask.target = std::move(target);
    ask.fields = {{"Authorization",
                   "AWS4-HMAC-SHA256 Credential=DUMMY/20260406/" + scope
                       + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00"}};
    ask.fields.insert(ask.fields.end(), fields.begin(), fields.end());
    return ask;
}

const Headers kTime = {{"X-Amz-Date", "20260406T010203Z"}};

std::string signedWith(const std::string &names, const std::string &signature,
                       const std::string &scope = "us-east-1/iam")
{
    return std::string("AWS4-HMAC-SHA256 Credential=AK") + "IAIOSFODNN7" + "EXAMPLE/20260406/"
        + scope + "/aws4_request, SignedHeaders=" + names + ", Signature=" + signature;
}

class VectorRows
{
public:
    std::vector<Row> take()
    {
        addJson();
        addFormats();
        addDestinations();
        addSignatures();
        addBodies();
        addAws();
        addForms();
        addProofs();
        addMacaroons();
        addHosts();
        return std::move(m_rows);
    }

private:
    void accepts(const std::string &name, Ask ask, Headers headers,
                 std::optional<std::string> body = std::nullopt, std::string requestLine = {})
    {
        m_rows.push_back({name,
                          std::move(ask),
                          0,
                          {},
                          std::move(headers),
                          std::move(body),
                          std::move(requestLine)});
    }
    void refuses(const std::string &name, Ask ask, int status, std::string refusal)
    {
        m_rows.push_back({name, std::move(ask), status, std::move(refusal), {}, {}, {}});
    }
    void addJson();
    void addFormats();
    void addDestinations();
    void addSignatures();
    void addBodies();
    void addAws();
    void addForms();
    void addProofs();
    void addMacaroons();
    void addHosts();

    std::vector<Row> m_rows;
};

void VectorRows::addJson()
{
    const Headers sentA = {{"Authorization", "Bearer a"}};
    accepts("V5 any order", {"{" + kNone + R"( , "inject_processor" : {"token":"a"}})"}, sentA);
    accepts("V5 any case", {R"({"INJECT_PROCESSOR":{"TOKEN":"a"},"No_Auth":{}})"}, sentA);
    accepts("V5 unknown", {R"({"x":[1],"inject_processor":{"token":"a","y":{}},)" + kNone + "}"},
            sentA);
    accepts("V5 null beside",
            {R"({"sigv4_processor":null,"inject_processor":{"token":"a"},)" + kNone + "}"}, sentA);
    accepts("V5 escapes", {R"({"inject_processor":{"token":"\u0054\/x"},)" + kNone + "}"},
            {{"Authorization", "Bearer T/x"}});
    accepts(
        "V5 merged",
        {R"({"inject_processor":{"token":"a"},"inject_processor":{"dst":"X-D"},)" + kNone + "}"},
        {{"X-D", "Bearer a"}, {"Authorization", "(none)"}});
    const auto bad = [this](const std::string &name, const std::string &json) {
        refuses(name, {json}, 502, "bad secret json: ");
    };
    const std::string token = R"("inject_processor":{"token":"a"})";
    bad("V5 empty", "");
    bad("V5 null", "null");
    bad("V5 no member", "{}");
    bad("V5 list", "[]");
    bad("V5 mark first", "\xef\xbb\xbf{" + token + "," + kNone + "}");
    bad("V5 x behind", "{" + token + "," + kNone + "}x");
    bad("V5 NUL behind", "{" + token + "," + kNone + "}" + std::string(1, '\0'));
    bad("V5 two authorizers", "{" + token + "," + kNone + "," + kBearer + "}");
    bad("V5 two processors",
        "{" + token + R"(,"inject_body_processor":{"token":"b"},)" + kNone + "}");
    bad("V5 null authorizer", "{" + token + R"(,"no_auth":null})");
    bad("V5 true authorizer", "{" + token + R"(,"no_auth":true})");
    bad("V5 number", R"({"inject_processor":{"token":1},)" + kNone + "}");
    bad("V5 hosts no list", "{" + token + "," + kNone + R"(,"allowed_hosts":"a"})");
    bad("V5 digest unpadded", "{" + token + R"(,"bearer_auth":{"digest":"YQ"}})");
    bad("V5 digest URL-safe", "{" + token + R"(,"bearer_auth":{"digest":"-_-_"}})");
    for (const auto &[name, pattern] :
         {std::pair("V5 glob", "*.fly.dev"), std::pair("V5 look ahead", "^(?!evil)"),
          std::pair("V5 back reference", R"((a)\\1)")})
        bad(name, "{" + token + "," + kNone + R"(,"allowed_host_pattern":")" + pattern + "\"}");
    refuses("V5 token empty", {R"({"inject_processor":{"token":""},)" + kNone + "}"}, 502,
            "missing token");
    refuses("V5 token absent", {R"({"inject_processor":{},)" + kNone + "}"}, 502, "missing token");
    refuses("V5 token null", {R"({"inject_processor":{"token":null},)" + kNone + "}"}, 502,
            "missing token");
    refuses("13.2 pair null", {R"({"oauth2_processor":{"token":null},)" + kNone + "}"}, 502,
            "missing token");
}

void VectorRows::addFormats()
{
    const auto parameter = [](std::string_view format) {
        std::string escaped;
        for (const char character : format)
            escaped += character == '"' ? "\\\"" : std::string(1, character);
        return R"({"fmt":")" + escaped + "\"}";
    };
    for (const auto &[format, value] :
         {std::pair("%s", "T"), std::pair("x %s", "x T"), std::pair("\"%s\"", "\"T\""),
          std::pair("Basic %s:", "Basic T:"), std::pair("\xc3\xa9%s", "\xc3\xa9T")})
        accepts("V6 " + std::string(format), inject("", parameter(format)),
                {{"Authorization", value}});
    for (const std::string_view format :
         {"",      "%d",   "%v",   "%q",  "%x", "%X", "%.3s", "%5s",   "%-5s",  "%+s", "% s",
          "%[1]s", "%s%s", "%s %", "% a", "%",  "%%", "%%s",  "plain", "%s %%", "%S"})
        refuses("V6 bad " + std::string(format), inject("", parameter(format)), 502, "bad fmt");
    const std::string list = R"(,"allowed_fmt":["A %s","B %s"])";
    accepts("V6 list", inject(list), {{"Authorization", "A T"}});
    accepts("V6 list, second", inject(list, R"({"fmt":"B %s"})"), {{"Authorization", "B T"}});
    refuses("V6 list, other", inject(list, R"({"fmt":"C %s"})"), 502, "bad fmt");
    refuses("V6 not in list", inject(R"(,"fmt":"%s","allowed_fmt":["x %s"])"), 502, "bad fmt");
    refuses("V6 empty list", inject(R"(,"allowed_fmt":[])"), 502, "bad fmt");
}

void VectorRows::addDestinations()
{
    for (const auto &[name, canonical] :
         {std::pair("x-api-key", "X-Api-Key"), std::pair("X-API-Key", "X-Api-Key"),
          std::pair("foo_bar", "Foo_bar"), std::pair("1abc", "1abc"), std::pair("-abc-", "-Abc-"),
          std::pair("ETAG", "Etag"), std::pair("www-authenticate", "Www-Authenticate")})
        accepts("V7 " + std::string(name), inject("", R"({"dst":")" + std::string(name) + "\"}"),
                {{canonical, "Bearer T"}, {"Authorization", "(none)"}});
    for (const std::string name : {"foo bar", "x:y", ""})
        refuses(("V7 bad " + name), inject("", R"({"dst":")" + name + "\"}"), 502,
                "net/http: invalid header field name \"" + name + '"');
    const std::string fixed = R"(,"dst":"X-Key")";
    accepts("V7 fixed", inject(fixed, R"({"dst":"x-kEY"})"), {{"X-Key", "Bearer T"}});
    refuses("V7 fixed, other", inject(fixed, R"({"dst":"Authorization"})"), 400, "bad request");
    Ask port = inject("");
    port.target = "http://localhost:80/\xc3\xa9?\xc3\xa9";
    accepts("7.5 port and path", port, {{"Host", "localhost:80"}}, std::nullopt,
            "GET /%C3%A9?\xc3\xa9 HTTP/1.1");
    const std::string list = R"(,"allowed_dst":["asdf","qwer"])";
    accepts("V7 list", inject(list), {{"Asdf", "Bearer T"}});
    accepts("V7 list, second", inject(list, R"({"dst":"qWeR"})"), {{"Qwer", "Bearer T"}});
    refuses("V7 list, other", inject(list, R"({"dst":"zxcv"})"), 400, "bad request");
    for (const std::string name : {"Connection", "Accept-Encoding", "Proxy-Connection", "Trailer"})
        accepts(("P33 " + name), inject("", R"({"dst":")" + name + "\"}"),
                {{"Authorization", "(none)"}});
    Ask own = inject("", R"({"dst":"X-Own"})");
    own.fields = {{"authorization", "mine"}, {"x-own", "a"}, {"X-OWN", "b"}};
    accepts("4.1 set, not added", own, {{"Authorization", "mine"}, {"X-Own", "Bearer T"}});
    refuses("4.1 line break", {R"({"inject_processor":{"token":"T\n"},)" + kNone + "}"}, 502,
            "net/http: invalid header field value for \"Authorization\"");
    accepts("4.1 blanks around",
            {R"({"inject_processor":{"token":"T ","fmt":" %s"},)" + kNone + "}"},
            {{"Authorization", "T"}});
}

void VectorRows::addSignatures()
{
    const std::string foo = "d3ac69dec42b3b896fbde93c8e15b2ab997a947703558deb5ae44a70d76c4e12";
    const std::string empty = "84bc1c3ad410963800af53ffb376f41a9b98ea02ce7c5e4827a326190e7e20a4";
    const auto bearer
        = [](const std::string &hex) { return Headers{{"Authorization", "Bearer " + hex}}; };
    accepts("V8 foo", withBody(hmacJson(), "foo"), bearer(foo), "foo");
    accepts("V8 empty", {hmacJson()}, bearer(empty));
    accepts("V8 my payload", withBody(hmacJson(), "my payload"),
            bearer("af081a4fb8f0b77b53c01f3230c13e7553dec7813235fcc2921ebd11fe3e925f"));
    accepts("V8 not trimmed", withBody(hmacJson(), " foo\n"),
            bearer("f3cea4d8338e9213d94a5e6369a517853acd00d3d833820ff17c84288dc9b6cb"));
    accepts("V8 msg", withBody(hmacJson(), "other", R"({"msg":"foo"})"), bearer(foo), "other");
    accepts("V8 empty msg", withBody(hmacJson(), "other", R"({"msg":""})"), bearer(empty));
    const std::string body = R"({"inject_body_processor":{"token":"S"}})";
    const std::string mac = R"({"inject_hmac_processor":{"key":"dHJ1c3RubzI=","hash":"sha256"}})";
    accepts("V8 signs the final body",
            withBody(R"({"multi_processor":[)" + body + "," + mac + "]," + kNone + "}",
                     "a{{ACCESS_TOKEN}}b"),
            bearer("571188172b40be315f49b8d5ebab9b82a58d6c60fc208e292751a7d119fed41e"), "aSb");
    accepts("V8 signs the placeholder",
            withBody(R"({"multi_processor":[)" + mac + "," + body + "]," + kNone + "}",
                     "a{{ACCESS_TOKEN}}b"),
            bearer("cb5660c77971ff41dcd30d6d6c505cdd1d876ecd58f4defa611ee8812083c0e1"), "aSb");
    Ask upper = withBody(hmacJson(), "foo", R"({"fmt":"sha256=%X","dst":"x-hub"})");
    std::string digits = foo;
    for (char &digit : digits)
        digit = static_cast<char>(std::toupper(static_cast<unsigned char>(digit)));
    accepts("4.3 upper case", upper, {{"X-Hub", "sha256=" + digits}});
    refuses("4.3 bad fmt", withBody(hmacJson(), "foo", R"({"fmt":"%s"})"), 400, "bad request");
    refuses("4.3 no key", {R"({"inject_hmac_processor":{"hash":"sha256"},)" + kNone + "}"}, 502,
            "missing hmac key");
    for (const std::string hash : {"", "SHA256", "sha1", "sha512"})
        refuses(
            "4.3 hash " + hash,
            {R"({"inject_hmac_processor":{"key":"YQ==","hash":")" + hash + "\"}," + kNone + "}"},
            502, "unsupported hash function: " + hash);
}

void VectorRows::addBodies()
{
    const auto json = [](const std::string &members) {
        return R"({"inject_body_processor":{"token":"SEC\"RET")" + members + "}," + kNone + "}";
    };
    const Headers chunked = {{"Transfer-Encoding", "chunked"}, {"Content-Length", "(none)"}};
    accepts("V9 twice", withBody(json(""), R"({"t":"{{ACCESS_TOKEN}}","u":"{{ACCESS_TOKEN}}"})"),
            chunked, R"({"t":"SEC"RET","u":"SEC"RET"})");
    accepts("V9 from left to right", withBody(json(R"(,"placeholder":"aa")"), "aaaaa"), chunked,
            "SEC\"RETSEC\"RETa");
    accepts(
        "V9 parameter wins",
        withBody(json(R"(,"placeholder":"[[T]]")"), "a[[T]]b<<X>>c", R"({"placeholder":"<<X>>"})"),
        chunked, "a[[T]]bSEC\"RETc");
    accepts("V9 empty parameter",
            withBody(json(R"(,"placeholder":"[[T]]")"), "a[[T]]b{{ACCESS_TOKEN}}c",
                     R"({"placeholder":""})"),
            chunked, "a[[T]]bSEC\"RETc");
    std::string many;
    std::string replaced;
    for (int i = 0; i < 10'000; ++i) {
        many += "{{ACCESS_TOKEN}}";
        replaced += "SEC\"RET";
    }
    accepts("V9 ten thousand", withBody(json(""), many), chunked, replaced);
    accepts("4.4 nothing replaced", withBody(json(""), "x"), chunked, "x");
    accepts("4.4 no body", {json("")}, {{"Transfer-Encoding", "(none)"}}, "");
    const std::string pair = R"({"token":{"access_token":"AT","refresh_token":"RT"}})";
    const std::string oauth = R"({"oauth2_processor":)" + pair + "," + kNone + "}";
    accepts("4.5 access", {oauth}, {{"Authorization", "Bearer AT"}});
    accepts("4.5 refresh", {oauth, R"({"st":"refresh"})"}, {{"Authorization", "Bearer RT"}});
    accepts("4.5 any other word", {oauth, R"({"st":"REFRESH"})"}, {{"Authorization", "Bearer AT"}});
    accepts("4.5 body", withBody(oauth, "a<X>b", R"({"placeholder":"<X>"})"),
            {{"Authorization", "(none)"}}, "aATb");
    accepts(
        "4.6 body",
        withBody(R"({"oauth2_body_processor":{"token":{"access_token":"AT","refresh_token":"RT"},)"
                 R"("placeholder":"##"},)"
                     + kNone + "}",
                 "a##b", R"({"st":"refresh"})"),
        chunked, "aRTb");
    refuses("4.5 no refresh token",
            {R"({"oauth2_processor":{"token":{"access_token":"AT"}},)" + kNone + "}",
             R"({"st":"refresh"})"},
            502, "missing token");
}

void VectorRows::addAws()
{
    const std::string names = "host;x-amz-date";
    const auto sent = [](const std::string &signedNames, const std::string &signature) {
        return Headers{{"Authorization", signedWith(signedNames, signature)}};
    };
    const Headers hashed = {kTime.front(), {"X-Amz-Content-Sha256", kEmptyHash}};
    const std::string query = "http://iam.amazonaws.com/?Version=2010-05-08&Action=ListUsers";
    accepts("V10 A", aws(hashed, query),
            sent("host;x-amz-content-sha256;x-amz-date",
                 "26d0f6f76980dc3e7f8b374b49fc0dd54339ef574331f689bae07d912f8a31a7"),
            std::nullopt, "GET /?Action=ListUsers&Version=2010-05-08 HTTP/1.1");
    Ask swapped = aws(hashed, query);
    swapped.json = awsJson(false);
    accepts("V10 B", swapped,
            {{"Authorization",
              signedWith("host;x-amz-content-sha256;x-amz-date",
                         "4f3939b14effe7f8369a43d5dda572848f178b287558d6441db56536fa2adbac",
                         "iam/us-east-1")}});
    Ask table = aws({kTime.front(),
                     {"X-Amz-Content-Sha256",
                      "f28af92fc15f446717e10364e12f5128ef4611dfaeb8469b0ca93776dd9d3f5a"},
                     {"Content-Type", "application/x-amz-json-1.0"},
                     {"X-Amz-Target", "DynamoDB_20120810.DescribeTable"}},
                    "http://dynamodb.eu-west-1.amazonaws.com/", "eu-west-1/dynamodb");
    table.method = "POST";
    table.body = R"({"TableName":"t"})";
    accepts("V10 C", table,
            {{"Authorization",
              signedWith("content-length;content-type;host;x-amz-content-sha256;x-amz-date;"
                         "x-amz-target",
                         "9feabb9f9a2467b2b1c3cf939ff1f351f6c59783d2801a2d7fa80072e2977ae0",
                         "eu-west-1/dynamodb")}});
    accepts("V10 plain", aws(kTime),
            sent(names, "7a343e5405b29d2b22a39e33fe98016225167c0edcd487e73a0c0ec9692270eb"));
    Headers unported
        = sent(names, "7a343e5405b29d2b22a39e33fe98016225167c0edcd487e73a0c0ec9692270eb");
    unported.emplace_back("Host", "localhost");
    accepts("V10 port 80", aws(kTime, "http://localhost:80/"), unported);
    accepts("V10 no date", aws({}),
            sent(names, "5cf944b80756cebb818e862c01cb1c33089b7b6a08885c1c5d5cf7d15abad700"));
    accepts("V10 path", aws(kTime, "http://localhost/a%20b/c+d/%E2%82%AC~x"),
            sent(names, "4c0d7c72141d0ce39508a09330cbccdc7e2bb31991ecb7be7de45a039ec3406a"));
    accepts("V10 query", aws(kTime, "http://localhost/?b=2&a=x+y&a=1&c&d=%7E%2F"),
            sent(names, "5434bef8c64445ed8734a69c8b2218ac177d204b75aa77f9be49690950f946be"),
            std::nullopt, "GET /?a=1&a=x%20y&b=2&c=&d=~%2F HTTP/1.1");
    const std::string more = "host;x-a;x-amz-date";
    accepts("V10 blanks", aws({kTime.front(), {"X-A", "a   b"}}),
            sent(more, "be4e09c87debc7a6d1ce15cd1f87f12bba9f3c1a00ae444592eff24adbb6a45c"));
    accepts("V10 two lines", aws({kTime.front(), {"X-A", "1"}, {"X-A", "2"}}),
            sent(more, "882db24b517e1a36c749b23fad03ad409d5c67e2b9c4c18625598717af3bc39a"));
    accepts("V10 port", aws(kTime, "http://localhost:9443/"),
            sent(names, "fe803e03feec08ffed0f2bb397446abca3d73e73e282f8d0a211ead1c9e024e6"));
    Ask put = aws({kTime.front(), {"X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"}});
    put.method = "PUT";
    put.body = "hello";
    accepts("V10 unsigned payload", put,
            sent("content-length;host;x-amz-content-sha256;x-amz-date",
                 "9f53cc4b8aec5ced5aacb6e869847921aa1330f660b8dd7e5d5b5e06b7230b02"));
    refuses("V10 not signed", {awsJson(true)}, 400, "bad request");
    refuses("V10 bad date", aws({{"X-Amz-Date", "2026"}}), 400, "bad request");
    for (const std::string scope : {"us-east-1", "us-east-1/iam/x"})
        refuses(("V10 parts " + scope), aws(kTime, "http://localhost/", scope), 400, "bad request");
    refuses("V10 presigned", {awsJson(true), {}, "GET", "http://localhost/?X-Amz-Credential=a"},
            400, "bad request");
}

void VectorRows::addForms()
{
    const Headers form
        = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Content-Length", "97"}};
    accepts("V12 form",
            withBody(R"({"client_credentials_processor":{"client_id":"my id","client_secret":)"
                     "\"s&c=r t/+~*\xc3\xa9\","
                     R"("token_url":"https://t/","scopes":"a b"},)"
                         + kNone + "}",
                     "dropped"),
            form,
            "client_id=my+id&client_secret=s%26c%3Dr+t%2F%2B~%2A%C3%A9&grant_type=client_"
            "credentials&scope=a+b");
    for (const auto &[name, members] :
         {std::pair("client_id", R"("client_secret":"s","token_url":"t")"),
          std::pair("client_secret", R"("client_id":"i","token_url":"t")"),
          std::pair("token_url", R"("client_id":"i","client_secret":"s")")})
        refuses(
            std::string("4.9 no ") + name,
            {R"({"client_credentials_processor":{)" + std::string(members) + "}," + kNone + "}"},
            502, std::string("missing ") + name);
    refuses("4.8 no key", {R"({"jwt_processor":{"email":"e"},)" + kNone + "}"}, 502,
            "missing private key");
    refuses("4.8 no PEM", {R"({"jwt_processor":{"private_key":"UEVN","email":"e"},)" + kNone + "}"},
            502, "invalid PEM-encoded private key");
    refuses("4.10 no key", {R"({"github_app_processor":{},)" + kNone + "}"}, 502,
            "missing private key");
    accepts("4.12 empty", {R"({"multi_processor":[],)" + kNone + "}"},
            {{"Authorization", "(none)"}});
    accepts("4.12 two",
            {R"({"multi_processor":[{"inject_processor":{"token":"x","fmt":"%s","dst":"X-Auth"}},)"
             R"({"inject_processor":{"token":"y"}}],)"
             + kNone + "}"},
            {{"X-Auth", "x"}, {"Authorization", "Bearer y"}});
    accepts("4.12 nested",
            {R"({"multi_processor":[{"multi_processor":[{"inject_processor":{"token":"x"}}]}],)"
             + kNone + "}"},
            {{"Authorization", "Bearer x"}});
    refuses("4.12 bad member", {R"({"multi_processor":[{}],)" + kNone + "}"}, 502,
            "bad secret json: bad processor config");
}

void VectorRows::addProofs()
{
    const std::string trustno1 = digestOf("trustno1");
    const auto good
        = [&](const std::string &name, const std::string &digest, const std::string &line) {
              accepts(name, proof(digest, {{"Proxy-Authorization", line}}),
                      {{"Authorization", "Bearer T"}, {"Proxy-Authorization", "(none)"}});
          };
    const auto bad
        = [&](const std::string &name, const std::string &digest, const std::string &line) {
              refuses(name, proof(digest, {{"Proxy-Authorization", line}}), 407,
                      "unauthorized to use secret: not authorized: bad or missing proxy auth");
          };
    good("V16 bearer", trustno1, "Bearer trustno1");
    good("V16 FlyV1", trustno1, "FlyV1 trustno1");
    good("V16 basic", trustno1, basic("u:trustno1"));
    good("V16 no user", trustno1, basic(":trustno1"));
    good("V16 escaped", trustno1, basic("u:trustno%31"));
    good("V16 colon within", digestOf("a:b"), basic("u:a:b"));
    good("V16 plus", digestOf("a b"), basic("u:a+b"));
    good("V16 blank within", digestOf("a b"), "Bearer a b");
    good("V16 nothing", digestOf(""), basic("u:"));
    bad("V16 small letters", trustno1, "bearer trustno1");
    bad("V16 capitals", trustno1, "BEARER trustno1");
    bad("V16 two blanks", trustno1, "Bearer  trustno1");
    bad("V16 no scheme", trustno1, "trustno1");
    bad("V16 other scheme", trustno1, "Token trustno1");
    bad("V16 no colon", trustno1, basic("trustno1"));
    bad("V16 no padding", trustno1, "Basic dTp0cnVzdG5vMQ");
    bad("V16 comma", trustno1, "Bearer bad, Bearer trustno1");
    bad("V16 empty bearer", digestOf(""), "Bearer");
    accepts(
        "V15 one good line",
        proof(trustno1,
              {{"Proxy-Authorization", "Bearer bad"}, {"proxy-authorization", "Bearer trustno1"}}),
        {{"Authorization", "Bearer T"}});
    refuses("V15 no line", proof(trustno1, {}), 407,
            "unauthorized to use secret: not authorized: bad or missing proxy auth");
    bad("P7 hexadecimal digest", "203b70b5ae883932161bbd0bded9357e763e63afce98b16230be33f0b94c2cc5",
        "Bearer trustno1");
    refuses("13.2 Fly's source",
            {R"({"inject_processor":{"token":"T"},"fly_src_auth":{"allowed_orgs":["o"]}})"}, 407,
            "unauthorized to use secret: not authorized: no flysrc parser");
    refuses("13.2 Fly's macaroon",
            {R"({"inject_processor":{"token":"T"},"flyio_macaroon_auth":{"access":{"orgid":1}}})"},
            407, "unauthorized to use secret: not authorized: ");
}

void VectorRows::addMacaroons()
{
    using Kind = seal::RequestCaveat::Kind;
    const auto key = secret::SecretBytes::copyOf(std::string(32, '\7'));
    const std::string json = R"({"inject_processor":{"token":"T"},"macaroon_auth":{"key":")"
        + seal::base64Of(key.bytes()) + "\"}}";
    const std::string target = "http://127.0.0.1:9443/a/b?q=1";
    const auto ask = [&](const std::string &line) {
        Ask asked{json};
        asked.target = target;
        asked.fields = {{"Proxy-Authorization", line}};
        return asked;
    };
    const auto minted = [&key](std::initializer_list<seal::Caveat> caveats) {
        return std::string(
            seal::mintMacaroon(key, std::span(caveats.begin(), caveats.size())).view());
    };
    const Headers sent = {{"Authorization", "Bearer T"}, {"Proxy-Authorization", "(none)"}};
    const auto good = [&](const std::string &name, const std::string &line) {
        accepts("V14 " + name, ask(line), sent);
    };
    const auto bad = [&](const std::string &name, const std::string &line) {
        refuses("V14 " + name, ask(line), 407, "unauthorized to use secret: not authorized: ");
    };
    const std::string plain = minted({});
    good("no caveat", "FlyV1 " + plain);
    good(
        "the known bytes",
        std::string("Bearer fm2_lJPEEEuwb45OOncV0gHVc9CqQjfEEDgiWfmaU2hYbp6cmUa5clfCqXRva2VuaXplcp")
            + "DEIHZXW7z1MtiOKtFpii3rCnhzRozS/kNCyJg5dXGgv71O");
    good("scheme again", "Bearer FlyV1 " + plain);
    good("basic", basic("u:" + plain));
    good("second of a bundle", "FlyV1 fo1_x," + plain);
    good("older prefix", "FlyV1 fm1r_" + plain.substr(4));
    good("all caveats",
         "FlyV1 "
             + minted({seal::RequestCaveat{Kind::Method, {"PUT", "GET"}},
                       seal::RequestCaveat{Kind::Host, {"127.0.0.1:9443"}},
                       seal::RequestCaveat{Kind::Path, {"/a/b"}},
                       seal::RequestCaveat{Kind::PathPrefix, {"/a"}},
                       seal::RequestCaveat{Kind::PathPattern, {"^/x", "b$"}},
                       seal::TimeCaveat{0, 4'102'444'800}}));
    bad("other method", "FlyV1 " + minted({seal::RequestCaveat{Kind::Method, {"get"}}}));
    bad("host without its port",
        "FlyV1 " + minted({seal::RequestCaveat{Kind::Host, {"127.0.0.1"}}}));
    bad("other path", "FlyV1 " + minted({seal::RequestCaveat{Kind::Path, {"/a"}}}));
    bad("bad pattern",
        "FlyV1 " + minted({seal::RequestCaveat{Kind::PathPattern, {"(?!a)", "b$"}}}));
    bad("expired", "FlyV1 " + minted({seal::TimeCaveat{0, 100}}));
    bad("not yet", "FlyV1 " + minted({seal::TimeCaveat{4'102'444'800, 4'102'444'801}}));
    bad("unknown caveat", "FlyV1 " + minted({seal::RequestCaveat{static_cast<Kind>(9), {"GET"}}}));
    const auto other = secret::SecretBytes::copyOf(std::string(32, 'x'));
    bad("other key", "FlyV1 " + std::string(seal::mintMacaroon(other, {}).view()));
    const std::string padded = minted({seal::RequestCaveat{Kind::PathPrefix, {"/a"}}});
    good("padded", "FlyV1 " + padded);
    bad("unpadded", "FlyV1 " + padded.substr(0, padded.find('=')));
    bad("damaged beside a good one", "FlyV1 " + plain + ",fm2_!");
}

void VectorRows::addHosts()
{
    const Headers sent = {{"Authorization", "Bearer T"}};
    const std::string localhost = R"("allowed_hosts":["localhost"])";
    const auto bad = [&](const std::string &name, const std::string &rule,
                         const std::string &target, const std::string &host) {
        refuses(name, hosts(rule, target), 400,
                "request validator failed: bad request: secret not valid for " + host);
    };
    accepts("V17 name", hosts(localhost, "http://localhost/"), sent);
    bad("V17 port 80", localhost, "http://localhost:80/", "localhost:80");
    bad("V17 capitals", localhost, "http://LOCALHOST/", "LOCALHOST");
    bad("V17 dot", localhost, "http://localhost./", "localhost.");
    const std::string withPort = R"("allowed_hosts":["127.0.0.1:9443"])";
    Ask other = hosts(withPort, "http://127.0.0.1:9443/");
    other.fields = {{"Host", "other.example"}};
    accepts("V17 Host is passed over", other, {{"Host", "127.0.0.1:9443"}});
    Ask evil = hosts(withPort, "http://other.example/");
    evil.fields = {{"Host", "127.0.0.1:9443"}};
    refuses("V17 Host does not help", evil, 400,
            "request validator failed: bad request: secret not valid for other.example");
    const std::string target = "http://127.0.0.1:9443/";
    accepts("V17 pattern searches", hosts(R"("allowed_host_pattern":"0.0")", target), sent);
    bad("V17 pattern without port", R"("allowed_host_pattern":"^127\\.0\\.0\\.1$")", target,
        "127.0.0.1:9443");
    accepts("V17 pattern with port",
            hosts(R"("allowed_host_pattern":"^127\\.0\\.0\\.1(:\\d+)?$")", target), sent);
    bad("6 empty list", R"("allowed_hosts":[])", target, "127.0.0.1:9443");
    bad("6 both must pass", withPort + R"(,"allowed_host_pattern":"^x")", target, "127.0.0.1:9443");
    accepts("6 no rule", hosts(R"("allowed_host_pattern":"")", target), sent);
    refuses("6 no host", hosts(localhost, "http:///x"), 400,
            "request validator failed: bad request: no host in request");
}

} // namespace

std::vector<Row> vectorRows()
{
    return VectorRows().take();
}

} // namespace rekey::test
