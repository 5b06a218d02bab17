// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/refusal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::broker {

/// One line of a request's head, as it came, white space around the value removed.
struct Field
{
    std::string_view name;
    std::string_view value;
};

/// Where a request in absolute form goes. Views into its target.
struct Target
{
    std::string_view authority; ///< as the client writes it, without user info: what rules look at
    std::string_view path; ///< as it came; may be empty
    std::optional<std::string_view> query; ///< behind the '?'
};

/// A client's request without its body. Views into memory that outlives it.
struct Request
{
    std::string_view method;
    Target target;
    std::vector<Field> fields;

    /// Values of the header lines of that name (any case), in order.
    [[nodiscard]] std::vector<std::string_view> values(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const;
};

/// Any case of ASCII letters.
[[nodiscard]] bool isSameName(std::string_view one, std::string_view other);

/// In small ASCII letters.
[[nodiscard]] std::string lowerCase(std::string_view text);

/// What a head's `Connection` lines name: those lines are for the next one on the way only (RFC
/// 9110, 7.6.1).
class ConnectionNames
{
public:
    explicit ConnectionNames(const std::vector<Field> &fields);
    [[nodiscard]] bool contains(std::string_view name) const;

private:
    std::vector<std::string> m_names; ///< small letters, sorted
};

/// Reads "http://host[:port][/path][?query]". Refuses CONNECT, TRACE, other schemes, and what asks
/// for a page of the proxy itself.
[[nodiscard]] Outcome<Target> parseTarget(std::string_view method, std::string_view target);

/// What is dialled for an authority. TLS always: the port that stands for plain http becomes 443.
struct Endpoint
{
    std::string host; ///< name or address, an IPv6 one without its brackets
    std::uint16_t port = 443;

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// Refuses an empty host, port 443 and what is no authority (RFC 3986, 3.2).
[[nodiscard]] Outcome<Endpoint> endpointOf(std::string_view authority);

} // namespace rekey::broker
