// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/codec.h"
#include "core/store/findings.h"
#include "core/store/packing.h"
#include "core/store/records.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace rekey::store {

namespace {

using finding::Finding;
using finding::KeepOutcome;
using finding::Place;
using finding::Record;
using secret::SecretId;

constexpr std::size_t kChunk = 2000;
constexpr std::size_t kMostDetail = 300;

/// S-numbers of the findings that have places in one source, kept with it: so that a rescan of a
/// small source need not look through everything.
using Members = std::vector<std::uint32_t>; // ascending

Result<Members> readMembers(Store::State &state, std::uint32_t source)
{
    auto query = state.database->prepare("SELECT members FROM source WHERE number = ?");
    if (!query)
        return std::unexpected(query.error());
    if (!query->bind(std::uint64_t{source}).one())
        return fail(ErrorKind::Invalid, "a source of the scan is not in the store");
    const QByteArray sealed = query->bytes(0);
    query->finish();
    std::string packed;
    if (auto opened = state.sealer->open(sealed, rowName('m', source), packed); !opened)
        return std::unexpected(opened.error());
    Unpacker unpacker(packed);
    Members members(unpacker.count());
    std::uint32_t last = 0;
    for (std::uint32_t &member : members)
        member = last += static_cast<std::uint32_t>(unpacker.number());
    if (!unpacker.isDone())
        return fail(ErrorKind::Malformed, "the list of a source's findings is damaged");
    return members;
}

Result<void> writeMembers(WriteScope &scope, std::uint32_t source, const Members &members)
{
    Packer packer;
    packer.number(members.size());
    std::uint32_t last = 0;
    for (const std::uint32_t member : members) {
        packer.number(member - last);
        last = member;
    }
    auto query = scope.database().prepare("UPDATE source SET members = ? WHERE number = ?");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(scope.sealer().seal(packer.bytes(), rowName('m', source)))
        .bind(std::uint64_t{source})
        .run();
}

/// One call of keep(), some thousand findings at a time.
class Keeping
{
public:
    Keeping(WriteScope &scope, std::span<const Finding> findings,
            std::span<const std::uint32_t> sources, const secret::Vault &vault, bool isComplete)
        : m_scope(scope)
        , m_findings(findings)
        , m_sources(sources)
        , m_vault(vault)
        , m_isComplete(isComplete)
        , m_words(scope.database(), scope.sealer())
        , m_rows(scope.database(), "finding (number, id, revision, body, secrets)", 5,
                 " ON CONFLICT (number) DO UPDATE SET revision = excluded.revision, "
                 "body = excluded.body, secrets = coalesce(excluded.secrets, finding.secrets)")
    {
    }

    Result<KeepOutcome> run()
    {
        Result<void> done = begin();
        for (std::size_t at = 0; done && at < m_findings.size(); at += kChunk)
            done = keepChunk(m_findings.subspan(at, std::min(kChunk, m_findings.size() - at)));
        if (done && m_isComplete)
            done = dropLost();
        if (done)
            done = keepMembers();
        if (done)
            done = m_words.flush();
        if (done)
            done = m_rows.flush();
        if (!done)
            return std::unexpected(done.error());
        return std::move(m_outcome);
    }

private:
    Result<void> begin()
    {
        for (const std::uint32_t source : m_sources) {
            auto members = readMembers(m_scope.state(), source);
            if (!members)
                return std::unexpected(members.error());
            m_members.emplace(source, std::move(*members));
        }
        std::unordered_set<SecretId> ids;
        for (const Finding &finding : m_findings) {
            const bool isKnown = std::ranges::all_of(finding.places, [&](const Place &place) {
                return place.source < m_sources.size();
            });
            if (!isKnown || !ids.insert(finding.id).second)
                return fail(ErrorKind::Invalid, "a finding is given twice or names no source");
        }
        auto query = m_scope.database().prepare("SELECT coalesce(max(number), 0) FROM finding");
        if (!query)
            return std::unexpected(query.error());
        if (auto read = query->one(); !read)
            return read;
        m_highest = static_cast<std::uint32_t>(query->count(0));
        m_next = m_highest;
        query->finish();
        return m_words.load();
    }

    Result<void> keepChunk(std::span<const Finding> chunk)
    {
        std::vector<SecretId> ids;
        for (const Finding &finding : chunk)
            ids.push_back(finding.id);
        std::unordered_map<SecretId, KeptRow> known;
        if (m_highest > 0) {
            auto found = findingsById(m_scope.state(), m_words, ids);
            if (!found)
                return std::unexpected(found.error());
            known = std::move(*found);
        }
        std::vector<Moved> moved;
        for (const Finding &finding : chunk) {
            const auto kept = known.find(finding.id);
            auto done
                = kept == known.end() ? keepNew(finding) : keepKnown(finding, kept->second, moved);
            if (!done)
                return done;
        }
        if (auto done = m_words.flush(); !done)
            return done;
        return reopen(moved);
    }

    /// A known finding that stands in a new place.
    struct Moved
    {
        SecretId id;
        std::uint32_t number;
        std::string path;
        bool hasValue;
    };

    [[nodiscard]] std::vector<Place> placesOf(const Finding &finding) const
    {
        std::vector<Place> places = finding.places;
        for (Place &place : places)
            place.source = m_sources[place.source];
        return places;
    }

    static std::string detailOf(const std::vector<Place> &places)
    {
        return places.empty() ? std::string() : places.front().path.substr(0, kMostDetail);
    }

    std::uint32_t numberFor(const Finding &finding)
    {
        if (finding.number > m_highest && finding.number - m_highest <= m_findings.size()
            && m_given.insert(finding.number).second)
            return finding.number;
        do
            ++m_next;
        while (!m_given.insert(m_next).second);
        return m_next;
    }

    Result<void> keepNew(const Finding &finding)
    {
        Finding kept = bare(finding);
        kept.places = placesOf(finding);
        std::ranges::sort(kept.places, finding::placeLess);
        kept.number = numberFor(finding);
        ++m_outcome.added;
        m_outcome.numbers.push_back(kept.number);
        finding::Event event;
        event.finding = finding.id;
        event.to = "new";
        event.detail = detailOf(kept.places);
        if (auto added = m_scope.append({std::move(event), kept.number}); !added)
            return added;
        pack(kept);
        return write(kept, finding, true);
    }

    Result<void> keepKnown(const Finding &finding, const KeptRow &known, std::vector<Moved> &moved)
    {
        Finding kept = bare(finding);
        kept.number = known.number;
        kept.places = merged(placesOf(finding), known.finding.places);
        m_outcome.numbers.push_back(kept.number);
        if (const Place *place = newPlace(kept.places, known.finding.places))
            moved.push_back({finding.id, known.number, place->path, known.hasValue});
        pack(kept);
        const bool hasNewValue = !finding.value.isEmpty()
            && (!known.hasValue || !hasSameCompanions(finding, known.finding));
        if (m_packer.bytes() == known.packed && !hasNewValue) {
            note(kept);
            return {};
        }
        return write(kept, finding, hasNewValue);
    }

    /// Without values and places.
    static Finding bare(const Finding &finding)
    {
        Finding kept;
        kept.id = finding.id;
        kept.rule = finding.rule;
        kept.type = finding.type;
        kept.provider = finding.provider;
        kept.providerName = finding.providerName;
        kept.confidence = finding.confidence;
        kept.verdict = finding.verdict;
        kept.verdictReason = finding.verdictReason;
        kept.masked = finding.masked;
        kept.entropy = finding.entropy;
        kept.missing = finding.missing;
        for (const finding::Companion &companion : finding.companions)
            kept.companions.push_back({companion.name, companion.masked, {}});
        return kept;
    }

    [[nodiscard]] bool isScanned(std::uint32_t source) const
    {
        return std::ranges::find(m_sources, source) != m_sources.end();
    }

    static bool isSamePlace(const Place &left, const Place &right)
    {
        return left.source == right.source && left.path == right.path && left.line == right.line
            && left.column == right.column;
    }

    [[nodiscard]] std::vector<Place> merged(std::vector<Place> places,
                                            const std::vector<Place> &before) const
    {
        const std::size_t found = places.size();
        for (const Place &place : before) {
            const bool isReplaced = m_isComplete
                ? isScanned(place.source)
                : std::any_of(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(found),
                              [&](const Place &now) { return isSamePlace(now, place); });
            if (!isReplaced)
                places.push_back(place);
        }
        std::ranges::sort(places, finding::placeLess);
        return places;
    }

    /// A place in a file that was not known; another line of a known one is none.
    static const Place *newPlace(const std::vector<Place> &places, const std::vector<Place> &before)
    {
        std::unordered_set<std::string> known;
        const auto keyOf
            = [](const Place &place) { return std::to_string(place.source) + ':' + place.path; };
        for (const Place &place : before)
            known.insert(keyOf(place));
        const auto found = std::ranges::find_if(
            places, [&](const Place &place) { return !known.contains(keyOf(place)); });
        return found == places.end() ? nullptr : &*found;
    }

    static bool hasSameCompanions(const Finding &left, const Finding &right)
    {
        return std::ranges::equal(left.companions, right.companions,
                                  [](const auto &one, const auto &other) {
                                      return one.name == other.name && one.masked == other.masked;
                                  });
    }

    void note(const Finding &kept)
    {
        for (const Place &place : kept.places) {
            if (auto &list = m_seen[place.source]; list.empty() || list.back() != kept.number)
                list.push_back(kept.number);
        }
    }

    void pack(const Finding &kept)
    {
        m_packer.clear();
        packFinding(kept, m_words, m_packer);
    }

    Result<void> write(const Finding &kept, const Finding &given, bool withValue)
    {
        note(kept);
        QByteArray secrets;
        if (withValue) {
            const auto text = m_secrets.pack(given, m_vault);
            if (!text)
                return std::unexpected(text.error());
            if (!text->empty())
                secrets = m_scope.sealer().seal(*text, rowName('s', kept.number));
        }
        m_scope.setFindingsChanged();
        return m_rows.add(kept.number, bytesOf(kept.id), m_scope.revision(),
                          m_scope.sealer().seal(m_packer.bytes(), rowName('f', kept.number)),
                          secrets);
    }

    Result<void> reopen(const std::vector<Moved> &moved)
    {
        if (moved.empty())
            return {};
        std::vector<std::uint32_t> numbers;
        for (const Moved &one : moved)
            numbers.push_back(one.number);
        auto records = recordsByNumber(m_scope.state(), numbers);
        if (!records)
            return std::unexpected(records.error());
        RecordWriter writer(m_scope);
        for (const Moved &one : moved) {
            const auto record = records->find(one.number);
            if (record == records->end() || !finding::reopensOnNewPlace(record->second.triage))
                continue;
            record->second.isValueAbsent = !one.hasValue;
            auto done = writer.reopen(record->second, one.number,
                                      "seen in a new place: " + one.path.substr(0, kMostDetail));
            if (!done)
                return done;
            m_outcome.reopened.push_back(std::move(record->second));
        }
        return writer.flush();
    }

    /// Findings that had places in the scanned sources and were not found there any more.
    Result<void> dropLost()
    {
        std::set<std::uint32_t> lost;
        for (const auto &[source, members] : m_members)
            lost.insert(members.begin(), members.end());
        for (const std::uint32_t number : m_outcome.numbers)
            lost.erase(number);
        const std::vector<std::uint32_t> numbers(lost.begin(), lost.end());
        for (std::size_t at = 0; at < numbers.size(); at += kChunk) {
            const auto chunk
                = std::span(numbers).subspan(at, std::min(kChunk, numbers.size() - at));
            if (auto done = dropPlaces(chunk); !done)
                return done;
        }
        return {};
    }

    Result<void> dropPlaces(std::span<const std::uint32_t> numbers)
    {
        std::vector<std::uint64_t> keys(numbers.begin(), numbers.end());
        std::vector<SecretId> ids;
        auto read = selectIn(m_scope.database(), "SELECT id FROM finding WHERE number IN",
                             std::span<const std::uint64_t>(keys), [&](const Statement &row) {
                                 ids.push_back(idOf(row.bytes(0)));
                                 return true;
                             });
        if (!read)
            return read;
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        auto found = findingsById(m_scope.state(), m_words, ids);
        if (!found)
            return std::unexpected(found.error());
        for (auto &[id, row] : *found) {
            std::erase_if(row.finding.places,
                          [&](const Place &place) { return isScanned(place.source); });
            pack(row.finding);
            if (auto done = write(row.finding, row.finding, false); !done)
                return done;
        }
        return {};
    }

    Result<void> keepMembers()
    {
        for (auto &[source, members] : m_members) {
            Members seen = std::move(m_seen[source]);
            if (!m_isComplete)
                seen.insert(seen.end(), members.begin(), members.end());
            std::ranges::sort(seen);
            seen.erase(std::ranges::unique(seen).begin(), seen.end());
            if (seen == members)
                continue;
            if (auto done = writeMembers(m_scope, source, seen); !done)
                return done;
        }
        return {};
    }

    WriteScope &m_scope;
    std::span<const Finding> m_findings;
    std::span<const std::uint32_t> m_sources;
    const secret::Vault &m_vault;
    bool m_isComplete;
    Words m_words;
    BulkInsert m_rows;
    Packer m_packer;
    SecretsText m_secrets;
    std::map<std::uint32_t, Members> m_members; ///< before
    std::map<std::uint32_t, Members> m_seen; ///< now, by any source
    std::uint32_t m_highest = 0;
    std::uint32_t m_next = 0;
    std::unordered_set<std::uint32_t> m_given;
    KeepOutcome m_outcome;
};

} // namespace

Result<KeepOutcome> keepFindings(WriteScope &scope, std::span<const Finding> findings,
                                 std::span<const std::uint32_t> sources, const secret::Vault &vault,
                                 bool isComplete)
{
    return Keeping(scope, findings, sources, vault, isComplete).run();
}

} // namespace rekey::store
