// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rekey::broker {

/// What an operation resolves to when it is waited for: its error code first, nothing thrown.
inline constexpr auto kAwait = boost::asio::as_tuple(boost::asio::use_awaitable);

} // namespace rekey::broker
