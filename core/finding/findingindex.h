// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/finding/findingindexrecords.h"
#include "core/finding/findingindexstrings.h"
#include "core/finding/findingrotation.h"
#include "core/finding/severity.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rekey::finding {

/// What the index must know of a source.
struct IndexSource
{
    std::string name;
    Exposure exposure{};
    bool isReport = false; ///< of another tool; we have not seen its places

    friend bool operator==(const IndexSource &, const IndexSource &) = default;
};

/// Many findings as columns: one array for each property, texts as dictionary codes, places of all
/// findings in common arrays. Filtering, sorting and counting read only the columns they need.
/// Findings are added and replaced, never taken out, until `clear`.
///
/// One writer, and no reader while it writes; any number of readers otherwise. Costs about 150
/// bytes a finding, 100 a place, and each different text once.
class FindingIndex
{
public:
    using Code = StringPool::Code;

    /// The scan's sources, for Place::source. Other exposures: call rateNext.
    void setSources(std::vector<IndexSource> sources);
    /// Sources of which nothing but the name is known.
    void setSources(std::span<const std::string> names);
    /// When "now" is, in seconds since 1970 UTC, for what is older than a year; and what counts how
    /// much. Another day or other weights: call rateNext.
    void setNow(std::int64_t now);
    void setWeights(const SeverityWeights &weights);
    /// Who has seals of which finding; also of findings that come later. Returns the rows touched.
    using SealHolders = std::unordered_map<secret::SecretId, std::string>; ///< one a line
    std::vector<IndexRow> setSeals(std::shared_ptr<const SealHolders> holders);
    /// Rotations of findings, also of those that come later. Returns the rows touched. Linear in
    /// the rotations, not in the findings held.
    std::vector<IndexRow> setRotations(std::shared_ptr<const FindingRotations> rotations);
    /// Rates the next `count` findings that were rated before sources, day or weights changed;
    /// false when none is left. Findings and records that are put are always rated.
    bool rateNext(IndexRow count);
    [[nodiscard]] bool isRated() const { return m_rated >= size(); }
    /// Puts each finding over the one with the same id, or adds it. Returns the rows touched, in
    /// the order given. Linear in the findings given, not in those held.
    std::vector<IndexRow> upsert(std::span<const Finding> findings);
    /// Puts each record over the one of the same finding; one of an unknown finding is passed over.
    /// They stay when the finding is upserted again. Returns the rows touched. Linear in the
    /// records given.
    std::vector<IndexRow> putRecords(std::span<const Record> records);
    void clear();

    [[nodiscard]] IndexRow size() const { return static_cast<IndexRow>(m_ids.size()); }
    [[nodiscard]] std::optional<IndexRow> rowOf(const secret::SecretId &id) const;
    /// The whole value again, as it was put in.
    [[nodiscard]] Finding finding(IndexRow row) const;
    /// What was put of it; a new one when nothing was.
    [[nodiscard]] Record record(IndexRow row) const;
    [[nodiscard]] const RecordColumns &records() const { return m_records; }

    [[nodiscard]] const secret::SecretId &id(IndexRow row) const { return m_ids[row]; }
    [[nodiscard]] std::uint32_t number(IndexRow row) const { return m_numbers[row]; }
    /// Of the last check, else the finding's own.
    [[nodiscard]] Verdict verdict(IndexRow row) const { return m_verdicts[row]; }
    /// 0-100: set by hand, else computed.
    [[nodiscard]] std::uint8_t severity(IndexRow row) const { return m_severities[row]; }
    [[nodiscard]] SeverityBand band(IndexRow row) const;
    /// The computed one.
    [[nodiscard]] Severity severityParts(IndexRow row) const;
    [[nodiscard]] const SeverityWeights &weights() const { return m_weights; }
    [[nodiscard]] Confidence confidence(IndexRow row) const { return m_confidences[row]; }
    [[nodiscard]] float entropy(IndexRow row) const { return m_entropies[row]; }
    [[nodiscard]] std::string_view rule(IndexRow row) const { return m_rulePool.at(m_rules[row]); }
    [[nodiscard]] std::string_view type(IndexRow row) const { return m_typePool.at(m_types[row]); }
    [[nodiscard]] std::string_view provider(IndexRow row) const;
    [[nodiscard]] std::string_view providerName(IndexRow row) const;
    [[nodiscard]] std::string_view masked(IndexRow row) const;
    /// Consumers that have a seal of it, one a line.
    [[nodiscard]] std::string_view sealHolders(IndexRow row) const;
    /// Null when it has none. Valid until the next setRotations.
    [[nodiscard]] const FindingRotation *rotation(IndexRow row) const;
    /// Nearest reach; nothing while the finding has no place.
    [[nodiscard]] std::optional<sources::Reach> reach(IndexRow row) const;
    /// Some place is in a source that is no report of another tool.
    [[nodiscard]] bool isSeenByUs(IndexRow row) const { return m_seenByUs[row] != 0; }
    [[nodiscard]] std::uint32_t placeCount(IndexRow row) const { return m_placeCounts[row]; }
    [[nodiscard]] std::int64_t firstSeen(IndexRow row) const { return m_firsts[row]; }
    /// Seconds between added and removed, of the place where that took longest; 0 unknown.
    [[nodiscard]] std::uint32_t exposedSeconds(IndexRow row) const { return m_exposed[row]; }
    /// Of the nearest place; empty while there is none.
    [[nodiscard]] std::string_view path(IndexRow row) const;
    [[nodiscard]] std::string_view object(IndexRow row) const;
    [[nodiscard]] std::string_view author(IndexRow row) const;
    [[nodiscard]] std::string_view commit(IndexRow row) const;
    [[nodiscard]] std::string_view sourceName(IndexRow row) const;
    [[nodiscard]] std::uint32_t line(IndexRow row) const;

private:
    friend class RowFilter;
    friend class RowOrder;
    friend class RowGroups;
    friend class FacetCounter;
    friend class StatisticsCounter;
    friend class LeakMatcher;

    /// What is only asked for one finding at a time.
    struct PlaceDetail
    {
        std::uint64_t blob = 0;
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        std::int64_t date = 0;
        std::int64_t removedDate = 0;
        Code removedCommit = 0;
        Code object = 0;
        std::uint32_t line = 1;
        std::uint32_t column = 1;
        std::uint32_t versions = 1;
        std::uint32_t source = 0;
        Code branches = 0; ///< into m_refPool
        Code tags = 0;
        sources::Reach reach = sources::Reach::File;
    };
    struct Extra
    {
        std::vector<Companion> companions;
        std::vector<std::string> missing;
        std::string verdictReason;
    };

    IndexRow addRow(const secret::SecretId &id);
    void growIdSlots();
    void put(IndexRow row, const Finding &finding);
    void putPlaces(IndexRow row, std::span<const Place> places);
    void putPlace(std::size_t at, const Place &place);
    void rate(IndexRow row);
    [[nodiscard]] std::uint16_t hasSet(IndexRow row) const;
    [[nodiscard]] bool hasOwnPlace(IndexRow row) const;
    void dropHoles();
    [[nodiscard]] Code codeOfSeals(const secret::SecretId &id);
    [[nodiscard]] Code codeOfRotation(const secret::SecretId &id);
    [[nodiscard]] Code codeOfPath(const std::string &path);
    [[nodiscard]] Code codeOfSource(std::uint32_t source) const;
    [[nodiscard]] Code codeOfRefs(const std::vector<std::string> &refs);
    [[nodiscard]] Place place(std::size_t at) const;

    std::vector<secret::SecretId> m_ids;
    std::vector<IndexRow> m_idSlots; ///< open hash table of row + 1; 0 is free
    std::vector<std::uint32_t> m_numbers;
    std::vector<Verdict> m_verdicts; ///< what counts
    std::vector<Verdict> m_ownVerdicts; ///< of the findings
    std::vector<std::uint8_t> m_severities;
    std::vector<Confidence> m_confidences;
    std::vector<float> m_entropies;
    std::vector<Code> m_rules;
    std::vector<Code> m_types;
    std::vector<Code> m_providers;
    std::vector<Code> m_masks;
    std::vector<Code> m_seals; ///< into m_sealPool
    std::vector<Code> m_rotations; ///< into m_rotationPool
    std::vector<std::uint16_t> m_reachSets; ///< bit n: some place has reach n
    std::vector<std::uint16_t> m_hasSets; ///< bits as filterChoices(FilterWord::Has)
    std::vector<std::uint8_t> m_seenByUs;
    std::vector<std::int64_t> m_firsts;
    std::vector<std::int64_t> m_lasts;
    std::vector<std::uint32_t> m_exposed;
    std::vector<std::uint32_t> m_placeBegins;
    std::vector<std::uint32_t> m_placeCounts;
    std::vector<secret::SealedValue> m_values;
    std::vector<std::unique_ptr<Extra>> m_extras;

    std::vector<Code> m_placePaths;
    std::vector<Code> m_placeCommits;
    std::vector<Code> m_placeAuthors;
    std::vector<Code> m_placeEmails;
    std::deque<PlaceDetail> m_placeDetails; ///< large: must not be moved to grow
    std::size_t m_placeHoles = 0;

    StringPool m_rulePool;
    StringPool m_typePool;
    StringPool m_providerPool;
    std::vector<Code> m_providerNames; ///< of each provider, into m_providerNamePool
    StringPool m_providerNamePool;
    StringPool m_maskPool;
    StringPool m_sealPool; ///< lists of consumers, one a line
    std::shared_ptr<const SealHolders> m_sealHolders;
    StringPool m_rotationPool; ///< rotationWords
    std::shared_ptr<const FindingRotations> m_rotationsOf;
    StringPool m_pathPool;
    std::vector<Code> m_fileOfPath; ///< of each path, into m_filePool
    StringPool m_filePool;
    StringPool m_commitPool;
    StringPool m_objectPool;
    StringPool m_authorPool;
    StringPool m_emailPool;
    StringPool m_refPool; ///< lists of refs, one a line
    StringPool m_sourcePool;
    std::vector<Code> m_sourceCodes; ///< of each source number, into m_sourcePool
    std::vector<IndexSource> m_sources;
    RecordColumns m_records;
    SeverityWeights m_weights;
    std::int64_t m_now = 0;
    IndexRow m_rated = 0; ///< rows from here on may have an old severity
    std::uint64_t m_revision = 0; ///< changes with every upsert
};

/// Name of the tool for findings that were seen by Rekey itself.
inline constexpr std::string_view kOwnTool = "rekey";

/// Shown wherever findings are listed: HEAD first, then what was never in history, then the rest.
[[nodiscard]] unsigned reachOrder(sources::Reach reach);
/// Live first, "not a secret" last.
[[nodiscard]] unsigned verdictOrder(Verdict verdict);
/// Reopened and new first, closed last.
[[nodiscard]] unsigned decisionOrder(Decision decision);

} // namespace rekey::finding
