// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/refusal.h"

#include <array>
#include <utility>

namespace rekey::broker {

namespace {

constexpr auto kNames = std::to_array<std::string_view>(
    {"forwarded",         "no_secret",        "bad_token_header",  "bad_parameters",
     "bad_encoding",      "cannot_open",      "bad_secret",        "not_authorized",
     "host_refused",      "bad_processor",    "processor_failed",  "not_a_proxy_request",
     "connect_refused",   "not_http",         "malformed_http",    "header_too_large",
     "address_refused",   "upstream_failed",  "answer_not_sealed", "seal_denied",
     "consumer_disabled", "consumer_unknown", "method_blocked",    "path_blocked",
     "rate_limited",      "body_too_large",   "upstream_timeout",  "client_gone",
     "not_recorded"});
static_assert(kNames.size() == std::to_underlying(Reason::NotRecorded) + 1);

} // namespace

std::string_view reasonName(Reason reason)
{
    return kNames.at(std::to_underlying(reason));
}

} // namespace rekey::broker
