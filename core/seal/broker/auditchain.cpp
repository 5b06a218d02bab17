// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/auditchain.h"

#include "core/seal/broker/auditlog.h"

#include <utility>

namespace rekey::broker {

namespace {

bool follows(const nlohmann::json &record, const std::string &hash)
{
    const auto previous = record.find("prev");
    return previous != record.end() && previous->is_string()
        && previous->get_ref<const std::string &>() == hash;
}

} // namespace

nlohmann::json AuditChain::take(std::string_view line, const std::string &where)
{
    auto record = nlohmann::json::parse(line, nullptr, false);
    const bool isRecord
        = record.is_object() && record.contains("n") && record["n"].is_number_unsigned();
    const std::uint64_t number = isRecord ? record["n"].get<std::uint64_t>() : 0;
    // The oldest file that is kept may go on with one that is gone.
    const bool isFirst = std::exchange(m_isFirst, false);
    const bool fits = isRecord
        && (isFirst ? number > 1 || follows(record, std::string(kNoHash))
                    : number == m_number + 1 && follows(record, m_hash));
    if (!fits && m_problem.empty())
        m_problem = where
            + ": the chain is broken here; records before it were changed, taken out or put in";
    ++m_records;
    m_number = number;
    m_hash = auditHash(line);
    return isRecord ? std::move(record) : nlohmann::json(nlohmann::json::value_t::discarded);
}

} // namespace rekey::broker
