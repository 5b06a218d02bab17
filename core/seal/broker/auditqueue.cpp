// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/auditqueue.h"

#include <boost/asio/append.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <span>
#include <utility>

namespace rekey::broker {

namespace asio = boost::asio;

asio::awaitable<Result<void>> AuditQueue::write(const AuditRecord &record, bool isAlone)
{
    if (isAlone && m_waiting.empty())
        co_return m_log.write(record);
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<void>)>(
        Join{this, auditMembers(record)}, asio::use_awaitable);
}

void AuditQueue::Join::operator()(Resume resume)
{
    // Behind everything that is ready now: whatever of it ends a request comes along.
    if (queue->m_waiting.empty())
        asio::post(queue->m_io, [it = queue] { it->flush(); });
    queue->m_records.push_back(std::move(members));
    queue->m_waiting.push_back(std::move(resume));
}

void AuditQueue::flush()
{
    const std::vector<std::string> records = std::exchange(m_records, {});
    std::vector<Resume> waiting = std::exchange(m_waiting, {});
    for (std::size_t done = 0; done < records.size();) {
        const std::span rest = std::span(records).subspan(done);
        Result<std::size_t> count = m_log.write(rest);
        // What does not go together may go one by one.
        if (!count && rest.size() > 1)
            count = m_log.write(rest.first(1));
        const Result<void> written = count.transform([](std::size_t) { });
        for (const std::size_t end = done + count.value_or(1); done < end; ++done)
            asio::dispatch(asio::append(std::move(waiting[done]), written));
    }
}

} // namespace rekey::broker
