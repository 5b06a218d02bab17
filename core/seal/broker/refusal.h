// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace rekey::broker {

/// Why a request ended as it did, one for each row of the protocol's error table and one for each
/// rule that is the broker's own. Kept in the audit record by name.
enum class Reason : std::uint8_t
{
    Forwarded,
    // The protocol's.
    NoSecret,
    BadTokenHeader,
    BadParameters,
    BadEncoding,
    CannotOpen,
    BadSecret,
    NotAuthorized,
    HostRefused,
    BadProcessor,
    ProcessorFailed,
    NotAProxyRequest,
    ConnectRefused,
    NotHttp,
    MalformedHttp,
    HeaderTooLarge,
    AddressRefused,
    UpstreamFailed,
    AnswerNotSealed,
    // The broker's.
    SealDenied,
    ConsumerDisabled,
    ConsumerUnknown,
    MethodBlocked,
    PathBlocked,
    RateLimited,
    BodyTooLarge,
    UpstreamTimeout,
    ClientGone,
    NotRecorded,
};

/// "forwarded", "no_secret" ...
[[nodiscard]] std::string_view reasonName(Reason reason);

/// The answer that a client gets instead of the upstream's. Not an Error: it is what the proxy
/// says, with the status and the text that the protocol gives it.
struct Refusal
{
    int status = 502;
    Reason reason = Reason::UpstreamFailed;
    std::string body;
    std::string detail; ///< for the audit log only: addresses, a library's words
};

template <typename T> using Outcome = std::expected<T, Refusal>;

[[nodiscard]] inline std::unexpected<Refusal> refuse(int status, Reason reason, std::string body,
                                                     std::string detail = {})
{
    return std::unexpected(Refusal{status, reason, std::move(body), std::move(detail)});
}

/// What a processor answers when it fails on a request: the reason is in the log only.
[[nodiscard]] inline std::unexpected<Refusal> refuseInput(std::string detail)
{
    return refuse(400, Reason::ProcessorFailed, "bad request", std::move(detail));
}

/// Whatever cannot be written down is not done.
[[nodiscard]] inline std::unexpected<Refusal> notRecorded()
{
    return refuse(
        503, Reason::NotRecorded,
        "the broker's audit log cannot be written, and no key is used without it; whoever "
        "runs the broker finds the cause in its messages");
}

} // namespace rekey::broker
