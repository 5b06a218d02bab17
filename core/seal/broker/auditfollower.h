// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/broker/auditchain.h"
#include "core/seal/broker/auditreader.h"

#include <cstdint>
#include <string>

namespace rekey::broker {

/// Reads a log while a broker writes it: first what is there, the oldest record first, then what
/// comes, across the files that the broker begins. Checks the chain on the way. One thread at a
/// time.
class AuditFollower
{
public:
    explicit AuditFollower(std::string file);
    ~AuditFollower();
    AuditFollower(AuditFollower &&other) noexcept;
    AuditFollower &operator=(AuditFollower &&other) noexcept;
    AuditFollower(const AuditFollower &) = delete;
    AuditFollower &operator=(const AuditFollower &) = delete;

    /// Gives at most so many of the records that were not given yet; returns whether there may be
    /// more now. A log that is not there yet has none. A record that is being written waits for its
    /// end. Errors: Denied, Io; what was given stays given, and the next call goes on behind it.
    [[nodiscard]] Result<bool> read(std::size_t most, const AuditSink &sink);

    [[nodiscard]] const AuditChain &chain() const { return m_chain; }
    /// How often files went before they were read to their end: records are missing then.
    [[nodiscard]] int gaps() const { return m_gaps; }

private:
    [[nodiscard]] Result<bool> openNext();
    [[nodiscard]] Result<bool> openFile(const std::string &name);
    [[nodiscard]] Result<bool> fill();
    void close();

    std::string m_file;
    std::string m_name; ///< as it was called when it was opened
    int m_open = -1;
    std::uint64_t m_read = 0; ///< bytes of the open one
    std::uint64_t m_line = 0; ///< lines of the open one that were taken
    std::string m_buffer; ///< of it, not taken yet
    std::size_t m_taken = 0; ///< bytes at the buffer's beginning that were
    AuditChain m_chain;
    int m_gaps = 0;
};

} // namespace rekey::broker
