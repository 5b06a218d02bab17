// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/clientlink.h"

#include <boost/asio/awaitable.hpp>
#include <memory>

namespace rekey::broker {

/// Serves one client, a request after the other, until it leaves or the broker stops.
[[nodiscard]] boost::asio::awaitable<void> serveClient(std::shared_ptr<ClientLink> client);

} // namespace rekey::broker
