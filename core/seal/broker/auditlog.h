// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/broker/auditrecord.h"
#include "core/seal/broker/config.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::broker {

/// What a first record has in place of the hash of the one before.
inline constexpr std::string_view kNoHash
    = "0000000000000000000000000000000000000000000000000000000000000000";

/// Appends records to a file, one JSON object a line. Each ends in `prev`, the SHA-256 of the line
/// before it, across files too: a record that was changed, taken out or put in breaks the chain;
/// only what is cut off at the very end does not show. A record is with the system when write()
/// returns, so that a process that is killed loses none. At a size a new file is begun, the old one
/// gets a number. One thread; one process for a file.
class AuditLog
{
public:
    /// Makes the file (mode 0600) or goes on behind its last whole record; what a crash of the
    /// machine left of another is cut off. Errors: Denied (another process has it), Io, Malformed.
    [[nodiscard]] static Result<AuditLog> open(const AuditPlace &place);

    ~AuditLog();
    AuditLog(AuditLog &&other) noexcept;
    AuditLog &operator=(AuditLog &&other) noexcept;
    AuditLog(const AuditLog &) = delete;
    AuditLog &operator=(const AuditLog &) = delete;

    /// Sees to it that so many requests can be written down before a key is used for them, where
    /// the file system lets room be kept. Errors: Io.
    [[nodiscard]] Result<void> makeRoom(std::size_t requests);
    /// Errors: Io. Nothing of the record is kept then, and the next one is tried anew.
    [[nodiscard]] Result<void> write(const AuditRecord &record);
    /// As many of them as go into one file, at once: how many. `records` are auditMembers() of one
    /// record each, one at least. Errors: Io; nothing of any is kept then.
    [[nodiscard]] Result<std::size_t> write(std::span<const std::string> records);
    /// What was cut off when it was opened: a record that did not get whole.
    [[nodiscard]] std::uint64_t cutBytes() const { return m_cutBytes; }

    void setLimits(std::uint64_t maxBytes, std::uint32_t keptFiles);

private:
    explicit AuditLog(AuditPlace place)
        : m_place(std::move(place))
    {
    }
    [[nodiscard]] Result<void> openFile();
    [[nodiscard]] Result<void> keepRoom(std::uint64_t bytes);
    [[nodiscard]] Result<void> takeUp();
    [[nodiscard]] Result<void> beginNewFile();
    [[nodiscard]] Result<void> append(std::string_view lines);

    AuditPlace m_place;
    int m_file = -1;
    std::uint64_t m_size = 0;
    std::optional<std::uint64_t> m_spoiltFrom; ///< what follows is of a write that failed
    std::uint64_t m_roomEnd = 0; ///< up to here there is room in the file
    std::uint64_t m_cutBytes = 0;
    std::uint64_t m_number = 0; ///< of the last record
    std::string m_hash{kNoHash};
};

/// The log's files from the oldest to the one in use.
[[nodiscard]] std::vector<std::string> auditFiles(const std::string &file);

/// As it stands in the next record's `prev`.
[[nodiscard]] std::string auditHash(std::string_view line);

} // namespace rekey::broker
