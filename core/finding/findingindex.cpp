// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindex.h"

#include "core/finding/keeper.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace rekey::finding {

namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr std::int64_t kLongestExposure = 0xffff'ffff; ///< 136 years

std::size_t hashOf(const secret::SecretId &id)
{
    std::size_t hash = 0; // the id is a keyed hash already
    std::memcpy(&hash, id.bytes.data(), sizeof hash);
    return hash;
}

/// False for a place of which a running scan knows no more than the blob: whether that is in HEAD,
/// in history or nowhere is still to be found out.
bool isPlaced(const Place &place)
{
    return place.reach != sources::Reach::File || !place.path.empty() || !place.object.empty()
        || !place.commit.empty();
}

} // namespace

unsigned reachOrder(sources::Reach reach)
{
    // Head, Branch, Tag, History, Stash, Reflog, Unreachable, Index, Worktree, File, Text
    constexpr std::array<unsigned char, 11> order = {0, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4};
    return order[static_cast<std::size_t>(reach)];
}

unsigned verdictOrder(Verdict verdict)
{
    // NotChecked, Live, LiveLimited, Disabled, Dead, NotASecret, Unknown, NoChecker
    constexpr std::array<unsigned char, 8> order = {4, 0, 1, 3, 6, 7, 2, 5};
    return order[static_cast<std::size_t>(verdict)];
}

unsigned decisionOrder(Decision decision)
{
    // New, Confirmed, Rotating, Reopened, Closed
    constexpr std::array<unsigned char, 5> order = {1, 2, 3, 0, 4};
    return order[static_cast<std::size_t>(decision)];
}

void FindingIndex::setSources(std::span<const std::string> names)
{
    std::vector<IndexSource> sources;
    for (const std::string &name : names)
        sources.push_back({name, {}, false});
    setSources(std::move(sources));
}

void FindingIndex::setSources(std::vector<IndexSource> sources)
{
    if (sources == m_sources)
        return;
    const auto factsAt = [](const std::vector<IndexSource> &list, std::size_t at) {
        return at < list.size() ? std::pair(list[at].exposure, list[at].isReport)
                                : std::pair(Exposure(), false);
    };
    for (std::size_t at = 0; at < std::max(sources.size(), m_sources.size()); ++at) {
        if (factsAt(sources, at) != factsAt(m_sources, at))
            m_rated = 0;
    }
    m_sources = std::move(sources);
    m_sourceCodes.clear();
    for (const IndexSource &source : m_sources)
        m_sourceCodes.push_back(m_sourcePool.intern(source.name));
}

void FindingIndex::setNow(std::int64_t now)
{
    constexpr std::int64_t day = 86'400;
    if (now / day == m_now / day)
        return;
    m_now = now;
    m_rated = 0;
}

void FindingIndex::setWeights(const SeverityWeights &weights)
{
    if (weights == m_weights)
        return;
    m_weights = weights;
    m_rated = 0;
}

void FindingIndex::clear()
{
    FindingIndex empty;
    empty.m_now = m_now;
    empty.m_weights = m_weights;
    empty.m_sealHolders = m_sealHolders;
    empty.m_rotationsOf = m_rotationsOf;
    *this = std::move(empty);
}

std::optional<IndexRow> FindingIndex::rowOf(const secret::SecretId &id) const
{
    if (m_idSlots.empty())
        return std::nullopt;
    const std::size_t mask = m_idSlots.size() - 1;
    for (std::size_t slot = hashOf(id) & mask; m_idSlots[slot] != 0; slot = (slot + 1) & mask) {
        if (m_ids[m_idSlots[slot] - 1] == id)
            return m_idSlots[slot] - 1;
    }
    return std::nullopt;
}

std::vector<IndexRow> FindingIndex::upsert(std::span<const Finding> findings)
{
    std::vector<IndexRow> rows;
    rows.reserve(findings.size());
    for (const Finding &finding : findings) {
        const auto known = rowOf(finding.id);
        const IndexRow row = known ? *known : addRow(finding.id);
        put(row, finding);
        rows.push_back(row);
    }
    if (m_placeHoles > 4096 && m_placeHoles * 2 > m_placePaths.size())
        dropHoles();
    ++m_revision;
    return rows;
}

std::vector<IndexRow> FindingIndex::putRecords(std::span<const Record> records)
{
    std::vector<IndexRow> rows;
    rows.reserve(records.size());
    for (const Record &record : records) {
        const auto row = rowOf(record.id);
        if (!row)
            continue;
        m_records.put(*row, record);
        rate(*row);
        rows.push_back(*row);
    }
    return rows;
}

IndexRow FindingIndex::addRow(const secret::SecretId &id)
{
    if ((m_ids.size() + 1) * 2 > m_idSlots.size())
        growIdSlots();
    const IndexRow row = size();
    m_ids.push_back(id);
    m_numbers.push_back(0);
    m_verdicts.push_back(Verdict::NotChecked);
    m_ownVerdicts.push_back(Verdict::NotChecked);
    m_severities.push_back(0);
    m_confidences.push_back(Confidence::Medium);
    m_entropies.push_back(0);
    m_rules.push_back(0);
    m_types.push_back(0);
    m_providers.push_back(0);
    m_masks.push_back(0);
    m_seals.push_back(codeOfSeals(id));
    m_rotations.push_back(codeOfRotation(id));
    m_reachSets.push_back(0);
    m_hasSets.push_back(0);
    m_seenByUs.push_back(0);
    m_firsts.push_back(0);
    m_lasts.push_back(0);
    m_exposed.push_back(0);
    m_records.addRow();
    if (m_rated == row)
        ++m_rated; // it is rated when it is put
    m_placeBegins.push_back(0);
    m_placeCounts.push_back(0);
    m_values.emplace_back();
    m_extras.emplace_back();
    const std::size_t mask = m_idSlots.size() - 1;
    std::size_t slot = hashOf(id) & mask;
    while (m_idSlots[slot] != 0)
        slot = (slot + 1) & mask;
    m_idSlots[slot] = row + 1;
    return row;
}

void FindingIndex::growIdSlots()
{
    m_idSlots.assign(std::max(kFirstSlots, std::bit_ceil(m_ids.size() * 4)), 0);
    const std::size_t mask = m_idSlots.size() - 1;
    for (IndexRow row = 0; row < size(); ++row) {
        std::size_t slot = hashOf(m_ids[row]) & mask;
        while (m_idSlots[slot] != 0)
            slot = (slot + 1) & mask;
        m_idSlots[slot] = row + 1;
    }
}

void FindingIndex::put(IndexRow row, const Finding &finding)
{
    m_numbers[row] = finding.number;
    m_ownVerdicts[row] = finding.verdict;
    m_confidences[row] = finding.confidence;
    m_entropies[row] = finding.entropy;
    m_rules[row] = m_rulePool.intern(finding.rule);
    m_types[row] = m_typePool.intern(finding.type);
    m_providers[row] = m_providerPool.intern(finding.provider);
    m_providerNames.resize(m_providerPool.size());
    m_providerNames[m_providers[row]] = m_providerNamePool.intern(finding.providerName);
    m_masks[row] = m_maskPool.intern(finding.masked);
    m_values[row] = finding.value;
    if (finding.companions.empty() && finding.missing.empty() && finding.verdictReason.empty()) {
        m_extras[row].reset();
    } else {
        m_extras[row]
            = std::make_unique<Extra>(finding.companions, finding.missing, finding.verdictReason);
    }
    putPlaces(row, finding.places);
    rate(row);
}

/// Works out what follows from both the finding and its record.
void FindingIndex::rate(IndexRow row)
{
    const Evidence *evidence = m_records.evidence(row);
    m_verdicts[row] = evidence && evidence->checkedAt != 0 ? evidence->verdict : m_ownVerdicts[row];
    m_severities[row] = m_records.severity(row).value_or(severityParts(row).value());
    m_seenByUs[row] = hasOwnPlace(row) ? 1 : 0;
    m_hasSets[row] = hasSet(row);
}

bool FindingIndex::rateNext(IndexRow count)
{
    if (m_rated >= size())
        return false;
    const IndexRow end = m_rated + std::min(count, size() - m_rated);
    for (; m_rated < end; ++m_rated)
        rate(m_rated);
    return m_rated < size();
}

std::uint16_t FindingIndex::hasSet(IndexRow row) const
{
    // In the order of filterChoices(FilterWord::Has).
    const Extra *extra = m_extras[row].get();
    const std::array facts = {
        extra && !extra->companions.empty(),
        extra && !extra->missing.empty(),
        m_records.hasNote(row),
        !m_records.tags(row).empty(),
        !m_records.owner(row).empty(),
        !m_records.incident(row).empty(),
        !m_records.tools(row).empty(),
        m_records.evidence(row) != nullptr,
        m_records.access(row) != nullptr,
        !m_records.isValueAbsent(row),
        m_records.severity(row).has_value(),
    };
    unsigned set = 0;
    for (std::size_t bit = 0; bit < facts.size(); ++bit)
        set |= (facts[bit] ? 1U : 0U) << bit;
    return static_cast<std::uint16_t>(set);
}

bool FindingIndex::hasOwnPlace(IndexRow row) const
{
    for (std::size_t i = 0; i < m_placeCounts[row]; ++i) {
        const std::uint32_t source = m_placeDetails[m_placeBegins[row] + i].source;
        if (source >= m_sources.size() || !m_sources[source].isReport)
            return true;
    }
    return m_placeCounts[row] == 0 && m_records.tools(row).empty();
}

Severity FindingIndex::severityParts(IndexRow row) const
{
    constexpr unsigned newest = 1U << static_cast<unsigned>(sources::Reach::Head)
        | 1U << static_cast<unsigned>(sources::Reach::Index)
        | 1U << static_cast<unsigned>(sources::Reach::Worktree)
        | 1U << static_cast<unsigned>(sources::Reach::File)
        | 1U << static_cast<unsigned>(sources::Reach::Text);
    SeverityFacts facts;
    facts.verdict = m_verdicts[row];
    if (const Access *access = m_records.access(row))
        facts.risk = access->highestRisk();
    for (std::size_t i = 0; i < m_placeCounts[row]; ++i) {
        const std::uint32_t source = m_placeDetails[m_placeBegins[row] + i].source;
        if (source < m_sources.size())
            facts.exposure = std::max(facts.exposure, m_sources[source].exposure);
    }
    facts.isInHead = (m_reachSets[row] & newest) != 0;
    facts.isOld = m_firsts[row] != 0 && m_now - m_firsts[row] > kOldSeconds;
    return severityOf(facts, m_weights);
}

SeverityBand FindingIndex::band(IndexRow row) const
{
    return severityBand(m_severities[row], m_weights);
}

void FindingIndex::putPlaces(IndexRow row, std::span<const Place> places)
{
    const std::size_t held = m_placeCounts[row];
    if (places.size() > held) {
        m_placeHoles += held;
        const std::size_t size = m_placePaths.size() + places.size();
        m_placeBegins[row] = static_cast<std::uint32_t>(m_placePaths.size());
        m_placePaths.resize(size);
        m_placeCommits.resize(size);
        m_placeAuthors.resize(size);
        m_placeEmails.resize(size);
        m_placeDetails.resize(size);
    } else {
        m_placeHoles += held - places.size();
    }
    m_placeCounts[row] = static_cast<std::uint32_t>(places.size());
    std::uint16_t reaches = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t exposed = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        putPlace(m_placeBegins[row] + i, places[i]);
        if (isPlaced(places[i]))
            reaches = static_cast<std::uint16_t>(reaches
                                                 | 1U << static_cast<unsigned>(places[i].reach));
        if (const std::int64_t date = places[i].date; date != 0) {
            first = first == 0 ? date : std::min(first, date);
            last = std::max(last, date);
            if (places[i].removedDate > date)
                exposed = std::max(exposed, places[i].removedDate - date);
        }
    }
    m_exposed[row] = static_cast<std::uint32_t>(std::min<std::int64_t>(exposed, kLongestExposure));
    m_reachSets[row] = reaches;
    m_firsts[row] = first;
    m_lasts[row] = last;
}

void FindingIndex::putPlace(std::size_t at, const Place &place)
{
    m_placePaths[at] = codeOfPath(place.path);
    m_placeCommits[at] = m_commitPool.intern(place.commit);
    m_placeAuthors[at] = m_authorPool.intern(place.author);
    m_placeEmails[at] = m_emailPool.intern(place.email);
    PlaceDetail &detail = m_placeDetails[at];
    detail.blob = place.blob;
    detail.begin = place.begin;
    detail.end = place.end;
    detail.date = place.date;
    detail.removedDate = place.removedDate;
    detail.removedCommit = m_commitPool.intern(place.removedCommit);
    detail.object = m_objectPool.intern(place.object);
    detail.line = place.line;
    detail.column = place.column;
    detail.versions = place.versions;
    detail.source = place.source;
    detail.branches = codeOfRefs(place.branches);
    detail.tags = codeOfRefs(place.tags);
    detail.reach = place.reach;
}

void FindingIndex::dropHoles()
{
    // Rows are not in the order of their places, so the arrays are written anew.
    std::vector<Code> paths;
    std::vector<Code> commits;
    std::vector<Code> authors;
    std::vector<Code> emails;
    std::deque<PlaceDetail> details;
    const std::size_t kept = m_placePaths.size() - m_placeHoles;
    for (auto *codes : {&paths, &commits, &authors, &emails})
        codes->reserve(kept);
    for (IndexRow row = 0; row < size(); ++row) {
        const std::size_t begin = m_placeBegins[row];
        const std::size_t end = begin + m_placeCounts[row];
        m_placeBegins[row] = static_cast<std::uint32_t>(paths.size());
        for (std::size_t at = begin; at < end; ++at) {
            paths.push_back(m_placePaths[at]);
            commits.push_back(m_placeCommits[at]);
            authors.push_back(m_placeAuthors[at]);
            emails.push_back(m_placeEmails[at]);
            details.push_back(m_placeDetails[at]);
        }
    }
    m_placePaths = std::move(paths);
    m_placeCommits = std::move(commits);
    m_placeAuthors = std::move(authors);
    m_placeEmails = std::move(emails);
    m_placeDetails = std::move(details);
    m_placeHoles = 0;
}

FindingIndex::Code FindingIndex::codeOfPath(const std::string &path)
{
    const Code code = m_pathPool.intern(path);
    if (m_fileOfPath.size() < m_pathPool.size()) {
        m_fileOfPath.resize(m_pathPool.size());
        const std::string_view file = std::string_view(path).substr(path.rfind('/') + 1);
        m_fileOfPath[code] = m_filePool.intern(file);
    }
    return code;
}

FindingIndex::Code FindingIndex::codeOfSource(std::uint32_t source) const
{
    return source < m_sourceCodes.size() ? m_sourceCodes[source] : 0;
}

FindingIndex::Code FindingIndex::codeOfRefs(const std::vector<std::string> &refs)
{
    std::string joined;
    for (const std::string &ref : refs)
        joined.append(ref).append(1, '\n');
    return m_refPool.intern(joined);
}

Place FindingIndex::place(std::size_t at) const
{
    const PlaceDetail &detail = m_placeDetails[at];
    Place place;
    place.source = detail.source;
    place.blob = detail.blob;
    place.begin = detail.begin;
    place.end = detail.end;
    place.object = m_objectPool.at(detail.object);
    place.path = m_pathPool.at(m_placePaths[at]);
    place.line = detail.line;
    place.column = detail.column;
    place.commit = m_commitPool.at(m_placeCommits[at]);
    place.author = m_authorPool.at(m_placeAuthors[at]);
    place.email = m_emailPool.at(m_placeEmails[at]);
    place.date = detail.date;
    place.removedCommit = m_commitPool.at(detail.removedCommit);
    place.removedDate = detail.removedDate;
    place.reach = detail.reach;
    place.branches = splitLines(m_refPool.at(detail.branches));
    place.tags = splitLines(m_refPool.at(detail.tags));
    place.versions = detail.versions;
    return place;
}

Finding FindingIndex::finding(IndexRow row) const
{
    Finding finding;
    finding.id = m_ids[row];
    finding.rule = rule(row);
    finding.type = type(row);
    finding.provider = provider(row);
    finding.providerName = providerName(row);
    finding.confidence = m_confidences[row];
    finding.verdict = m_ownVerdicts[row];
    finding.masked = masked(row);
    finding.value = m_values[row];
    finding.entropy = m_entropies[row];
    finding.number = m_numbers[row];
    if (const Extra *extra = m_extras[row].get()) {
        finding.companions = extra->companions;
        finding.missing = extra->missing;
        finding.verdictReason = extra->verdictReason;
    }
    finding.places.reserve(m_placeCounts[row]);
    for (std::size_t i = 0; i < m_placeCounts[row]; ++i)
        finding.places.push_back(place(m_placeBegins[row] + i));
    return finding;
}

Record FindingIndex::record(IndexRow row) const
{
    Record record = m_records.record(row);
    record.id = m_ids[row];
    return record;
}

std::string_view FindingIndex::provider(IndexRow row) const
{
    return m_providerPool.at(m_providers[row]);
}

std::string_view FindingIndex::providerName(IndexRow row) const
{
    return m_providerNamePool.at(m_providerNames[m_providers[row]]);
}

std::string_view FindingIndex::masked(IndexRow row) const
{
    return m_maskPool.at(m_masks[row]);
}

std::optional<sources::Reach> FindingIndex::reach(IndexRow row) const
{
    if (m_reachSets[row] == 0)
        return std::nullopt;
    return m_placeDetails[m_placeBegins[row]].reach;
}

std::string_view FindingIndex::path(IndexRow row) const
{
    return m_placeCounts[row] == 0 ? std::string_view()
                                   : m_pathPool.at(m_placePaths[m_placeBegins[row]]);
}

std::string_view FindingIndex::object(IndexRow row) const
{
    return m_placeCounts[row] == 0 ? std::string_view()
                                   : m_objectPool.at(m_placeDetails[m_placeBegins[row]].object);
}

std::string_view FindingIndex::author(IndexRow row) const
{
    return m_placeCounts[row] == 0 ? std::string_view()
                                   : m_authorPool.at(m_placeAuthors[m_placeBegins[row]]);
}

std::string_view FindingIndex::commit(IndexRow row) const
{
    return m_placeCounts[row] == 0 ? std::string_view()
                                   : m_commitPool.at(m_placeCommits[m_placeBegins[row]]);
}

std::string_view FindingIndex::sourceName(IndexRow row) const
{
    return m_placeCounts[row] == 0
        ? std::string_view()
        : m_sourcePool.at(codeOfSource(m_placeDetails[m_placeBegins[row]].source));
}

std::uint32_t FindingIndex::line(IndexRow row) const
{
    return m_placeCounts[row] == 0 ? 0 : m_placeDetails[m_placeBegins[row]].line;
}

} // namespace rekey::finding
