// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/lockedbuffer.h"
#include "core/seal/broker/request.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::broker {

/// A header line on its way upstream. Its value is these four, one behind the other; a credential
/// stays where it is until the head is written into locked memory.
struct OutgoingField
{
    std::string name; ///< canonical case
    std::string_view given; ///< what the client sent
    std::string made; ///< what a processor wrote before the credential
    const secret::SecretBytes *credential = nullptr; ///< borrowed
    std::string after;
};

/// Text in a body that a credential takes the place of.
struct Replacement
{
    std::string placeholder;
    const secret::SecretBytes *credential = nullptr; ///< borrowed from the opened token
};

/// How a body is announced.
enum class Framing : std::uint8_t
{
    None,
    Length,
    Chunked,
};

/// The request as it goes upstream, which processors change one after the other.
struct Outgoing
{
    std::string_view method;
    std::string_view authority;
    std::string path;
    std::optional<std::string> query;
    std::vector<OutgoingField> fields;
    Framing framing = Framing::None;
    std::uint64_t length = 0; ///< of a body with Framing::Length, as the client announced it
    std::optional<secret::SecretBytes> body; ///< the whole body, if it was read or made
    std::vector<Replacement> replacements; ///< of a body that streams
    std::list<secret::SecretBytes> assertions; ///< credentials that were made for this request
    std::vector<const secret::SecretBytes *> inBody; ///< credentials in the body; borrowed

    /// All that the upstream gets to know by this request.
    [[nodiscard]] std::vector<std::string_view> credentials() const;
    void remove(std::string_view name);
    /// In place of all lines of that name.
    void set(OutgoingField field);
    void set(std::string_view name, std::string value);
    [[nodiscard]] const OutgoingField *find(std::string_view name) const;
};

/// The client's request without what is meant for the proxy or for this connection: `Proxy-*`,
/// `Accept-Encoding`, `Connection` and what it names, `Keep-Alive`, `TE`, `Upgrade`, `Expect`.
[[nodiscard]] Outgoing outgoingOf(const Request &request);

/// Appends the head in the bytes of HTTP/1.1, up to and with the empty line. Lines that a processor
/// put where no upstream would see them are left out. Refuses names and values that no header may
/// have, as Go's client does.
[[nodiscard]] Outcome<void> writeHead(const Outgoing &outgoing, LockedBuffer &out);

} // namespace rekey::broker
