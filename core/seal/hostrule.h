// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/proxysecret.h"

#include <optional>
#include <string>
#include <string_view>

namespace rekey::seal {

/// Why this is no host to seal, as one sentence; nothing when it is one. A host is a lower-case
/// name or an IPv4 address, with a port if the client writes one. The proxy compares it as text.
[[nodiscard]] std::optional<std::string> problemOfHost(std::string_view host);

/// Why this is no pattern to seal; nothing when it is RE2 and holds the whole host: "^...$" with no
/// alternative outside of brackets. The proxy searches, it does not match whole.
[[nodiscard]] std::optional<std::string> problemOfPattern(std::string_view pattern);

/// Whether a request to this host, as the client writes it, passes. As the proxy decides: exact
/// text, the pattern anywhere, and both when both are there. A pattern that is no RE2 lets nothing
/// pass.
[[nodiscard]] bool passes(const Destinations &destinations, std::string_view host);

/// A host that no client asks for and that names the consumer in the proxy's log, which blanks the
/// digest but lists the hosts: "consumer-billing.invalid". Characters that no host may have become
/// hyphens.
[[nodiscard]] std::string consumerMarker(std::string_view consumer);
[[nodiscard]] bool isConsumerMarker(std::string_view host);

} // namespace rekey::seal
