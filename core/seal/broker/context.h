// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/auditlog.h"
#include "core/seal/broker/lockedbuffer.h"
#include "core/seal/broker/opener.h"
#include "core/seal/broker/policy.h"
#include "core/seal/broker/upstream.h"

namespace rekey::broker {

/// What all requests of one broker share. One thread.
struct Context
{
    BlockPool blocks = {}; // outlives what waits in `io`
    boost::asio::io_context io{1};
    Opener opener;
    AuditLog audit;
    ConsumerPolicy policy = {};
    Upstreams upstreams{io};
    Limits limits = {};
    bool isStopping = false;
    bool isAuditBroken = false; ///< the last record could not be written
};

} // namespace rekey::broker
