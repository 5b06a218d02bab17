// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/auditqueue.h"
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
    NameLookup lookup;
    Opener opener;
    AuditLog audit;
    AuditQueue records{io, audit};
    ConsumerPolicy policy = {};
    Upstreams upstreams{io, lookup};
    Limits limits = {};
    std::size_t underWay = 0; ///< requests
    std::function<void(const std::string &)> say = [](const std::string &) { };
    bool isStopping = false;
    std::size_t heldBytes = 0; ///< of bodies that are read whole, see WholeShare
    bool isAuditBroken = false; ///< the last record could not be written
};

/// A part of the memory that bodies which are read whole may take together, so that many clients
/// cannot fill it at once. Given back when it goes.
class WholeShare
{
public:
    static constexpr std::size_t kMostTogether = std::size_t{128} * 1024 * 1024;

    explicit WholeShare(Context &context)
        : m_context(context)
    {
    }
    ~WholeShare() { m_context.heldBytes -= m_size; }
    WholeShare(const WholeShare &) = delete;
    WholeShare &operator=(const WholeShare &) = delete;

    /// False: there is no room now.
    [[nodiscard]] bool add(std::size_t size)
    {
        if (m_context.heldBytes + size > kMostTogether)
            return false;
        m_context.heldBytes += size;
        m_size += size;
        return true;
    }

private:
    Context &m_context;
    std::size_t m_size = 0;
};

} // namespace rekey::broker
