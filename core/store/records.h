// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/findings.h"
#include "core/store/state.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rekey::store {

/// Records by S-number; those that nobody has touched yet come as version 0, without isValueAbsent.
[[nodiscard]] Result<std::unordered_map<std::uint32_t, finding::Record>>
recordsByNumber(Store::State &state, std::span<const std::uint32_t> numbers);

/// In the order of the ids; see Keeper::records.
[[nodiscard]] Result<std::vector<finding::Record>>
readRecords(Store::State &state, std::span<const secret::SecretId> ids);

/// Writes records and their events in one change, each finding's record once.
class RecordWriter
{
public:
    explicit RecordWriter(WriteScope &scope);

    /// Raises the record's version.
    [[nodiscard]] Result<void> write(finding::Record &record, std::uint32_t number);
    [[nodiscard]] Result<void> write(finding::Record &record, std::uint32_t number,
                                     finding::Event event);
    /// Opens a closed finding again, with its event.
    [[nodiscard]] Result<void> reopen(finding::Record &record, std::uint32_t number,
                                      std::string why);
    [[nodiscard]] Result<void> flush();

private:
    /// Rows of the same version and size go in one statement.
    struct Batch
    {
        std::string numbers; ///< as a JSON list, not closed
        QByteArray bodies; ///< one behind the other
    };

    [[nodiscard]] Result<void> write(std::uint64_t version, qsizetype size, Batch &batch);

    WriteScope &m_scope;
    std::map<std::pair<std::uint64_t, qsizetype>, Batch> m_batches; ///< by version and size
    std::size_t m_rows = 0; ///< in all of them
    qsizetype m_bytes = 0;
    Packer m_packer; ///< of the record being written
};

[[nodiscard]] Result<std::vector<finding::ChangeOutcome>>
changeRecords(WriteScope &scope, std::span<const finding::TriageChange> changes);
[[nodiscard]] Result<finding::Record> keepEvidence(WriteScope &scope, const secret::SecretId &id,
                                                   const finding::Evidence &evidence,
                                                   const std::optional<finding::Access> &access);
[[nodiscard]] Result<void>
keepClaims(WriteScope &scope, std::span<const std::pair<secret::SecretId, finding::Claim>> claims);
[[nodiscard]] Result<std::vector<finding::Record>> reopenExpired(WriteScope &scope,
                                                                 std::int64_t now);
[[nodiscard]] Result<std::vector<finding::Record>> changesSince(Store::State &state,
                                                                std::uint64_t &revision);

[[nodiscard]] Result<std::vector<finding::Incident>> readIncidents(Store::State &state);
[[nodiscard]] Result<finding::Incident> keepIncident(WriteScope &scope,
                                                     const finding::Incident &incident);

} // namespace rekey::store
