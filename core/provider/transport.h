// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/request.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::provider {

/// What came back. The body may quote a value, so it is kept like one.
struct Answer
{
    int status = 0; ///< HTTP status
    std::vector<std::pair<std::string, std::string>> headers; ///< names in small letters
    secret::SecretBytes body;
    std::int64_t durationMs = 0;
    std::string address; ///< that was dialled

    /// Of the first header of that name (small letters); nothing when there is none.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    /// How long the server asks to wait, in seconds from `now` (seconds since 1970 UTC), at most a
    /// day; 0: it does not say. Source: RFC 9110 10.2.3, both forms.
    [[nodiscard]] std::int64_t retryAfter(std::int64_t now) const;
};

/// Sends one request and waits for its answer. The port between what is asked and the network, so
/// that tests need none. Blocks; one call at a time on an object; another thread may ask it to stop
/// through the token.
///
/// A redirect is an answer like any other: nothing is followed. Errors, each with a sentence for
/// people: Denied (the address is not to be dialled, or the certificate is wrong), Io (no name, no
/// connection, time-out), TooBig, Cancelled.
class Transport
{
public:
    virtual ~Transport();
    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;

    [[nodiscard]] virtual Result<Answer> send(const Request &request, std::stop_token stop) = 0;
};

} // namespace rekey::provider
