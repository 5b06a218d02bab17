// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/seal/testcall.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <format>

namespace rekey::seal {

namespace {

constexpr std::size_t kMostQuoted = 160;
constexpr std::array<std::string_view, 13> kCauses
    = {"good",        "wrong-proof", "host-refused", "request-refused", "not-a-proxy",
       "wrong-key",   "mangled",     "bad-secret",   "api-unreachable", "blocked-by-proxy",
       "api-refuses", "api-else",    "no-answer"};

/// How the proxy begins when the secret that it opened is of no use, and when it does not get
/// through to the API. Source: tokenizer.md 4 and 7.11; the rest are the words of Go's net, x509,
/// tls and http, and of the broker.
constexpr std::array<std::string_view, 8> kBadSecret
    = {"bad secret json", "missing ",
       "bad fmt",         "invalid ",
       "unsupported ",    "GitHub App requires",
       "token_url must",  "net/http: invalid header field"};
/// How it begins when there is no token to seal in what the API answered.
constexpr std::array<std::string_view, 3> kNoToken
    = {"token response missing", "failed to parse token response", "the token endpoint answered"};
constexpr std::array<std::string_view, 14> kUnreachable = {
    "dial ",      "tls: ",           "x509: ",   "EOF",          "unexpected EOF", "lookup ",
    "read tcp",   "write tcp",       "net/http", "the upstream", "http: ",         "remote error",
    "no Host in", "context deadline"};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlank);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

bool startsWithAny(std::string_view text, const auto &beginnings)
{
    return std::ranges::any_of(beginnings,
                               [&](std::string_view begin) { return text.starts_with(begin); });
}

std::string quoted(std::string_view text)
{
    std::size_t size = std::min(text.size(), kMostQuoted);
    while (size < text.size() && size > 0 && (text[size] & 0xC0) == 0x80)
        --size;
    return "\"" + escapeControl(text.substr(0, size)) + (size < text.size() ? "…\"" : "\"");
}

/// What there is to decide by.
struct Case
{
    const TestCall &call;
    const SealRecord &record;
    int status = 0;
    std::string_view text; ///< the body's, trimmed
    bool isPlain = false; ///< as the proxy writes its own
    ProofMatch proof = ProofMatch::Unknown;
};

struct Explained
{
    TestCause cause;
    std::string words;
};

Explained ofProof(const Case &of)
{
    if (of.text.contains("withdrawn"))
        return {TestCause::BlockedByProxy,
                "The proxy refuses this sealed token: it was withdrawn."};
    if (of.text.contains("cut off"))
        return {TestCause::BlockedByProxy, "The proxy refuses this consumer: it was cut off."};
    if (of.text.contains("not known here"))
        return {TestCause::BlockedByProxy,
                "The proxy takes known consumers only: enter this one in its configuration."};
    if (of.proof == ProofMatch::Fits)
        return {TestCause::WrongProof,
                "The proxy refuses a bearer that is right for this seal: the header was lost or "
                "changed on the way, or the proxy holds another token for it."};
    if (of.call.proofScheme.empty())
        return {
            TestCause::WrongProof,
            "The proxy asks for a proof, though this seal asks for none: another token arrived."};
    if (of.call.proofScheme == "FlyV1")
        return {TestCause::WrongProof,
                "Wrong macaroon for this seal: it is another one, it has run out, or it does not "
                "permit this request."};
    return {TestCause::WrongProof,
            "Wrong bearer for this seal: give the one that was shown when it was made."};
}

Explained of400(const Case &of)
{
    if (of.text.contains("secret not valid for"))
        return {TestCause::HostRefused,
                "The seal does not allow " + escapeControl(of.call.apiHost) + ". It allows "
                    + escapeControl(of.record.destinations)
                    + ", compared as text, with the port: seal again with the host as clients "
                      "write it."};
    if (of.text.contains("not that kind of server"))
        return {TestCause::NotAProxy,
                "The server at " + of.call.proxyHost
                    + " was not asked as a proxy: something on the way took the request apart. Let "
                      "clients reach the proxy directly."};
    if (of.text == "bad request") {
        const bool isAws = of.record.processor == processorName(ProcessorKind::SigV4);
        return {TestCause::RequestRefused,
                std::string("The proxy got no Proxy-Tokenizer header, which something on the way "
                            "dropped, or the processor refused the request")
                    + (isAws ? ": AWS wants a signed one with X-Amz-Date." : ".")};
    }
    if (of.text.contains("bad tokenizer header"))
        return {TestCause::Mangled, "The sealed token arrived empty: something on the way cut it."};
    if (of.text.starts_with("bad request: ") || of.text.contains(": bad request: "))
        return {TestCause::RequestRefused,
                "The proxy refuses the request: " + quoted(of.text)
                    + ". Look at the host's port and at the addresses the proxy may dial."};
    return {TestCause::ApiElse,
            "The API calls the request wrong (400). It got there; whether the "
            "value was accepted is not known: try another path."};
}

Explained of502(const Case &of)
{
    if (of.text.starts_with("failed Proxy-Tokenizer decryption"))
        return {TestCause::WrongKey,
                "Sealed for another key: the proxy at " + of.call.proxyHost
                    + " does not have the open key of seal key " + of.record.keyFingerprint
                    + ". Put its seal key into the profile (if the open key was put there, which "
                      "looks the same, change that key first) and seal again."};
    if (of.text.starts_with("bad Proxy-Tokenizer encoding"))
        return {TestCause::Mangled,
                "The sealed token arrived mangled: it is base64 on one line, and nothing on the "
                "way may wrap or recode it."};
    if (startsWithAny(of.text, kBadSecret))
        return {TestCause::BadSecret,
                "The proxy opened the seal and cannot work with what is in it: " + quoted(of.text)
                    + ". Seal again."};
    if (startsWithAny(of.text, kNoToken))
        return {TestCause::ApiElse,
                escapeControl(of.call.apiHost)
                    + " answered, and the proxy found no token to seal in it: " + quoted(of.text)
                    + ". The seal is for a token endpoint: test it with the request that gets a "
                      "token."};
    if (of.isPlain && startsWithAny(of.text, kUnreachable))
        return {TestCause::ApiUnreachable,
                "The proxy does not reach " + escapeControl(of.call.apiHost) + ": "
                    + quoted(of.text) + ". Look at its network, name server and certificates."};
    return {TestCause::ApiUnreachable,
            std::format("Between the proxy and {} something failed ({}). Try again later.",
                        escapeControl(of.call.apiHost), of.status)};
}

Explained ofRest(const Case &of)
{
    const std::string host = escapeControl(of.call.apiHost);
    if (of.isPlain && of.text.starts_with("this consumer"))
        return {TestCause::BlockedByProxy,
                "The proxy has a rule against it: " + quoted(of.text)
                    + ". Whoever runs the proxy can change that."};
    if (of.text.starts_with("the broker's audit log"))
        return {TestCause::BlockedByProxy,
                "The proxy cannot write its audit log and uses no key "
                "without it: look at its messages."};
    if (of.status == 401 || of.status == 403)
        return {TestCause::ApiRefuses,
                std::format("{} itself refuses ({}): the value is wrong or may not do this, or the "
                            "seal puts it into the wrong header or format.",
                            host, of.status)};
    if (of.status == 431)
        return {TestCause::Mangled,
                "The header is too long for a server on the way: look at what "
                "it allows."};
    if (of.status == 429)
        return {TestCause::ApiElse, host + " asks for a slower pace (429). Try again later."};
    if (of.status >= 300 && of.status < 400)
        return {TestCause::ApiElse,
                std::format("{} sends clients elsewhere ({}), which a test does not follow: use "
                            "the host it names.",
                            host, of.status)};
    if (of.status == 405 && of.isPlain && of.text.contains("is not supported"))
        return {TestCause::RequestRefused, "The proxy does not take this method."};
    if (of.status == 504)
        return {TestCause::ApiUnreachable, host + " did not answer the proxy in time (504)."};
    return {TestCause::ApiElse,
            std::format("{} answered {}: the request got there, and whether the value was accepted "
                        "is not known.",
                        host, of.status)};
}

Explained explained(const Case &of)
{
    if (of.status >= 200 && of.status < 300)
        return {TestCause::Good,
                of.text.contains("\"sealed_token\"")
                    ? "Works: the API gave a token, and the proxy sealed it."
                    : "Works."};
    if (of.status == 407)
        return ofProof(of);
    if (of.status == 400)
        return of400(of);
    if (of.status == 502)
        return of502(of);
    return ofRest(of);
}

} // namespace

std::string_view causeName(TestCause cause)
{
    return kCauses[static_cast<std::size_t>(cause)];
}

TestOutcome explainAnswer(const TestCall &call, const SealRecord &record, const TestAnswer &answer,
                          ProofMatch proof, std::int64_t now)
{
    auto [cause, words] = explained({call, record, answer.status, trimmed(answer.body),
                                     answer.contentType.starts_with("text/plain"), proof});
    return {cause, {now, answer.status, std::move(words)}};
}

TestOutcome explainSilence(const TestCall &call, const Error &error, std::int64_t now)
{
    const bool isAnswer = error.kind == ErrorKind::TooBig || error.kind == ErrorKind::Malformed;
    std::string words = (isAnswer ? "What came from the proxy at " + call.proxyHost
                                 + " cannot be read as an answer: "
                                  : "No answer from the proxy at " + call.proxyHost + ": ")
        + error.detail;
    if (!words.ends_with('.'))
        words += '.';
    words += isAnswer ? " Look what listens there."
                      : " Look whether it runs, and whether the profile's URL is right from here.";
    return {TestCause::NoAnswer, {now, 0, std::move(words)}};
}

} // namespace rekey::seal
