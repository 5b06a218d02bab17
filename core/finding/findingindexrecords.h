// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindexstrings.h"
#include "core/finding/triage.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// Number of a finding inside a FindingIndex, from 0 in order of arrival; never changes.
using IndexRow = std::uint32_t;

/// What people and providers said of the findings of one index: ten bytes for each finding, about
/// a hundred more for one of which anything was said, texts as dictionary codes.
///
/// One writer, and no reader while it writes; any number of readers otherwise. Views are valid
/// until the next `put`.
class RecordColumns
{
public:
    using Code = StringPool::Code;

    RecordColumns();

    /// A row of which nothing was said yet.
    void addRow();
    void put(IndexRow row, const Record &record);
    /// As it was put, but for the id.
    [[nodiscard]] Record record(IndexRow row) const;

    [[nodiscard]] Decision decision(IndexRow row) const { return m_decisions[row]; }
    [[nodiscard]] CloseReason closeReason(IndexRow row) const { return m_reasons[row]; }
    [[nodiscard]] std::uint64_t version(IndexRow row) const { return m_versions[row]; }
    [[nodiscard]] std::int64_t acceptedUntil(IndexRow row) const { return at(row).acceptedUntil; }
    [[nodiscard]] std::optional<std::uint8_t> severity(IndexRow row) const;
    [[nodiscard]] std::string_view owner(IndexRow row) const;
    [[nodiscard]] std::string_view incident(IndexRow row) const;
    /// One a line.
    [[nodiscard]] std::string_view tags(IndexRow row) const;
    /// Names of the tools that claim something, one a line.
    [[nodiscard]] std::string_view tools(IndexRow row) const;
    [[nodiscard]] bool hasNote(IndexRow row) const { return at(row).note != 0; }
    [[nodiscard]] bool isValueAbsent(IndexRow row) const { return at(row).isValueAbsent; }
    /// Null when there was no check.
    [[nodiscard]] const Evidence *evidence(IndexRow row) const;
    /// Null when nothing is known.
    [[nodiscard]] const Access *access(IndexRow row) const;
    [[nodiscard]] std::string_view account(IndexRow row) const;

private:
    friend class RowFilter;
    friend class RowOrder;
    friend class RowGroups;
    friend class FacetCounter;

    struct ClaimCodes
    {
        std::int64_t date = 0;
        Code tool = 0;
        Code rule = 0;
        Code words = 0;
        Verdict verdict = Verdict::NotChecked;
    };
    struct Slot
    {
        std::int64_t acceptedUntil = 0;
        std::int64_t decidedAt = 0;
        std::vector<ClaimCodes> claims;
        Code owner = 0;
        Code tags = 0;
        Code tools = 0;
        Code incident = 0;
        Code account = 0;
        Code decidedBy = 0;
        Code why = 0;
        Code note = 0;
        std::uint32_t evidence = 0; ///< index + 1 into m_evidence
        std::uint32_t access = 0; ///< index + 1 into m_access
        std::optional<std::uint8_t> severity;
        bool hasAccess = false;
        bool isOverride = false;
        bool isValueAbsent = false;
    };

    [[nodiscard]] const Slot &at(IndexRow row) const { return m_slots[m_slotOf[row]]; }
    void putTriage(Slot &slot, const Triage &triage);
    void putClaims(Slot &slot, const std::vector<Claim> &claims);

    std::vector<Decision> m_decisions;
    std::vector<CloseReason> m_reasons;
    std::vector<std::uint64_t> m_versions;
    std::vector<std::uint32_t> m_slotOf; ///< into m_slots; 0: nothing was said
    std::deque<Slot> m_slots; ///< large: must not be moved to grow
    std::deque<Evidence> m_evidence;
    std::deque<Access> m_access;
    StringPool m_ownerPool;
    StringPool m_tagPool; ///< lists, one a line
    StringPool m_toolPool; ///< lists, one a line
    StringPool m_incidentPool;
    StringPool m_accountPool;
    StringPool m_textPool; ///< whatever is only shown
};

} // namespace rekey::finding
