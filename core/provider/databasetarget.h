// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/catalog.h"
#include "core/provider/database.h"
#include "core/provider/requesttext.h"
#include "core/secret/secretbytes.h"

#include <string_view>

namespace rekey::provider {

/// "postgresql", "mysql", "redis", "amqp".
[[nodiscard]] std::string_view databaseName(DatabaseKind kind);

/// Where a finding's password lets in, and whom; `parts` are its value and companions. Of several
/// hosts the first. The host is empty when no part tells it, or when its port is none.
[[nodiscard]] DatabaseTarget targetOf(const LoginCheck &login, const Parts &parts);

/// What percent-encoding stands for (RFC 3986 2.1); what is none stays.
[[nodiscard]] secret::SecretBytes urlDecoded(std::string_view text);

} // namespace rekey::provider
