// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace rekey::broker {

/// Walks along the chain of an audit log, record by record, and remembers the first place where it
/// is broken. One thread.
class AuditChain
{
public:
    /// The next line of the log. Returns the record; discarded or no object: the line is none.
    /// `where` names the line for people.
    nlohmann::json take(std::string_view line, const std::string &where);
    /// The next line may be any record: those between were dropped with an old file.
    void restart() { m_isFirst = true; }

    [[nodiscard]] std::uint64_t records() const { return m_records; }
    /// Empty: the chain is whole.
    [[nodiscard]] const std::string &problem() const { return m_problem; }

private:
    bool m_isFirst = true;
    std::uint64_t m_records = 0;
    std::uint64_t m_number = 0;
    std::string m_hash;
    std::string m_problem;
};

} // namespace rekey::broker
