// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/auditlog.h"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <string>
#include <vector>

namespace rekey::broker {

/// Writes the records of requests that end at the same time with one call of the system: that costs
/// as much for many as for one. Each request waits until its own record is with the system, so what
/// AuditLog::write() promises holds here, too. One thread, the context's.
class AuditQueue
{
public:
    /// Both outlive it.
    AuditQueue(boost::asio::io_context &io, AuditLog &log)
        : m_io(io)
        , m_log(log)
    {
    }
    AuditQueue(const AuditQueue &) = delete;
    AuditQueue &operator=(const AuditQueue &) = delete;

    /// `isAlone`: no other request is under way whose record could come along. Errors: as of
    /// AuditLog::write(), for this record.
    [[nodiscard]] boost::asio::awaitable<Result<void>> write(const AuditRecord &record,
                                                             bool isAlone);

private:
    using Resume = boost::asio::any_completion_handler<void(Result<void>)>;

    struct Join
    {
        AuditQueue *queue;
        std::string members;

        void operator()(Resume resume);
    };
    void flush();

    boost::asio::io_context &m_io;
    AuditLog &m_log;
    std::vector<std::string> m_records; ///< members of each
    std::vector<Resume> m_waiting; ///< for them, in the same order
};

} // namespace rekey::broker
