// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/exchange.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rekey::broker {

/// One secret's part in a request, as the log keeps it. No value, token or digest is in it.
struct AuditUse
{
    std::string consumer; ///< empty: not known
    std::string macaroon; ///< the random part of the one that was shown
    std::string seal; ///< fingerprint of the token that was shown
    std::string usedSeal; ///< of the one that stands for it, if another
    std::string openKey; ///< fingerprint of the seal key
    std::vector<std::string> processors; ///< of several, each kind once
    std::vector<std::string> destinations; ///< headers that are set
    /// Names of parameters; values only of `dst`, `fmt`, `st`, and of `sub` and `scopes`, which
    /// claim rights.
    std::vector<std::pair<std::string, std::optional<std::string>>> parameters;
    std::size_t moreParameters = 0; ///< not among them
};

/// Bytes of one record at most, whatever a client sends: long texts are cut, of long lists the
/// beginning is kept and the rest counted.
inline constexpr std::size_t kMostRecordBytes = std::size_t{64} * 1024;

/// What is kept of one request. Header values and bodies never are.
struct AuditRecord
{
    std::int64_t time = 0; ///< milliseconds since 1970 UTC, when it came
    std::string peer;
    std::vector<AuditUse> uses;
    std::string method;
    std::string host; ///< with a port if the client wrote one
    std::uint16_t port = 0; ///< dialled
    std::string address; ///< dialled; empty: not dialled
    std::string path;
    std::vector<std::string> queryNames;
    std::size_t moreQueryNames = 0; ///< not among them
    Reason reason = Reason::Forwarded;
    std::string detail; ///< what the client was not told
    int status = 0; ///< of the answer that went to the client; 0: none went
    int upstreamStatus = 0; ///< 0: none
    std::uint64_t bytesIn = 0; ///< of the client's body
    std::uint64_t bytesOut = 0; ///< of the upstream's answer's body, as they went to the client
    bool hasEcho = false; ///< the answer repeated a credential, which was blanked
    std::int64_t micros = 0; ///< from its first byte to the last of the answer
    std::string newSeal; ///< fingerprint of the token that was sealed into the answer
    std::int64_t expiresIn = 0; ///< seconds; of that token
};

[[nodiscard]] AuditUse auditUseOf(const Use &use, std::string consumer);
/// Puts "a" and "b" of "a=1&b=2" into the record.
void addQueryNames(std::string_view query, AuditRecord &record);

/// The members of the record's JSON object, without braces; one line, valid UTF-8.
[[nodiscard]] std::string auditMembers(const AuditRecord &record);

} // namespace rekey::broker
