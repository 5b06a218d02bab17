// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHostAddress>

#include <string>
#include <string_view>
#include <vector>

namespace rekey::provider {

/// A host that may have an address which is not public, because somebody said so by name.
struct AllowRule
{
    std::string name; ///< "lab gitlab", as its owner calls it
    std::string host; ///< small letters; exactly this host, no pattern
};

/// Why an address is not dialled without an AllowRule: "loopback", "link-local or metadata",
/// "private" ...; empty for a public one. Addresses that wrap an IPv4 one (mapped, NAT64, 6to4)
/// count as that. Sources: RFC 6890 and the IANA special-purpose address registries; cloud metadata
/// services at 169.254.169.254, fd00:ec2::254 and 100.100.100.200.
[[nodiscard]] std::string_view refusalOf(const QHostAddress &address);

/// The address to dial for a name or literal: all of the host's are looked up and checked, and one
/// that is not public is enough to refuse it unless a rule allows the host. Blocks. Errors: Io (no
/// such name), Denied.
[[nodiscard]] Result<QHostAddress> dialable(std::string_view host,
                                            const std::vector<AllowRule> &rules);

[[nodiscard]] bool isAllowed(const std::vector<AllowRule> &rules, std::string_view host);

} // namespace rekey::provider
