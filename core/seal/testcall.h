// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/profile.h"
#include "core/seal/sealrecord.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::seal {

/// One request that tries a seal out: to the proxy, for something harmless of the API behind it.
/// Holds nothing secret; what the consumer shows the proxy comes when it is sent.
struct TestCall
{
    std::string profile; ///< its name, for people
    std::string proxyUrl; ///< where it is sent, in the clear
    std::string proxyHost; ///< "tokenizer.internal:8080", as a yes is given for
    std::string apiHost; ///< as the client writes it: what the seal has to allow
    std::string method;
    std::string path; ///< with query
    /// The sealed token among them, and a signature for a processor that replaces one. No proof.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string proofScheme; ///< "Bearer" or "FlyV1"; empty: the proxy asks for none

    bool isHarmless = true; ///< by its method (RFC 9110 9.2.1), or as the seal's own request

    /// "http://api.example.com/v1/me".
    [[nodiscard]] std::string url() const { return "http://" + apiHost + path; }
};

/// The harmless request of a seal: the one that was noted when it was made, at the host the seal
/// allows when it was sealed for another server of the same kind. Empty path: none is known.
[[nodiscard]] HarmlessRequest harmlessRequestOf(const SealRecord &record);

/// Why this is no request to try a seal with, as one sentence; nothing when it is one.
[[nodiscard]] std::optional<std::string> problemOfTest(const HarmlessRequest &request);

/// Makes the call; `now` (seconds since 1970 UTC) dates a made-up signature. Errors: NotFound (no
/// harmless request is known: one is to be typed), Invalid (problemOfTest), Unsupported (only a
/// machine of Fly's may use it, or the processor needs a body that only the API's client knows),
/// Malformed (the seal as it is kept).
[[nodiscard]] Result<TestCall> makeTestCall(const SealRecord &record, const Profile &profile,
                                            const HarmlessRequest &request, std::int64_t now);

/// What came back, as far as it says who answered. Of the body only the beginning.
struct TestAnswer
{
    int status = 0;
    std::string contentType;
    std::string_view body;
};

/// Whose doing it is.
enum class TestCause : std::uint8_t
{
    Good,
    WrongProof, ///< 407
    HostRefused, ///< the seal does not allow this host
    RequestRefused, ///< "bad request" alone: header lost, or the processor refused
    NotAProxy, ///< the server does not take requests for others
    WrongKey, ///< sealed for another key
    Mangled, ///< the token's text arrived changed
    BadSecret, ///< opened, and the proxy cannot work with what is in it
    ApiUnreachable, ///< the proxy does not reach the API
    BlockedByProxy, ///< the proxy has a rule against it
    ApiRefuses, ///< the API's own 401 or 403
    ApiElse, ///< the API answered something else
    NoAnswer, ///< the proxy was not reached
};
/// "good", "wrong-proof", "host-refused" ...
[[nodiscard]] std::string_view causeName(TestCause cause);

/// One test, and what it means.
struct TestOutcome
{
    TestCause cause = TestCause::NoAnswer;
    SealTest test; ///< for the register
};

/// What is known beforehand of the proof that is shown.
enum class ProofMatch : std::uint8_t
{
    Unknown, ///< only the proxy can tell
    Fits, ///< its digest is the one that was sealed
    Differs,
};
/// Of a bearer; Unknown for any other authorizer.
[[nodiscard]] ProofMatch matchOf(const SealRecord &record, const secret::SecretBytes &proof);

/// Quotes the proxy's own words at most, never the API's: those may repeat the credential.
[[nodiscard]] TestOutcome explainAnswer(const TestCall &call, const SealRecord &record,
                                        const TestAnswer &answer, ProofMatch proof,
                                        std::int64_t now);
/// Nobody answered, with the transport's reason.
[[nodiscard]] TestOutcome explainSilence(const TestCall &call, const Error &error,
                                         std::int64_t now);

} // namespace rekey::seal
