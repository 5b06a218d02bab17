// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindex.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace rekey::finding {

namespace {

constexpr std::size_t kFirstSlots = 64;

std::size_t hashOf(const secret::SecretId &id)
{
    std::size_t hash = 0; // the id is a keyed hash already
    std::memcpy(&hash, id.bytes.data(), sizeof hash);
    return hash;
}

std::vector<std::string> splitLines(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
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

void FindingIndex::setSources(std::span<const std::string> names)
{
    std::vector<Code> codes;
    for (const std::string &name : names)
        codes.push_back(m_sourcePool.intern(name));
    m_sources = std::move(codes);
}

void FindingIndex::clear()
{
    *this = FindingIndex();
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

IndexRow FindingIndex::addRow(const secret::SecretId &id)
{
    if ((m_ids.size() + 1) * 2 > m_idSlots.size())
        growIdSlots();
    const IndexRow row = size();
    m_ids.push_back(id);
    m_numbers.push_back(0);
    m_verdicts.push_back(Verdict::NotChecked);
    m_confidences.push_back(Confidence::Medium);
    m_entropies.push_back(0);
    m_rules.push_back(0);
    m_types.push_back(0);
    m_providers.push_back(0);
    m_masks.push_back(0);
    m_reachSets.push_back(0);
    m_hasSets.push_back(0);
    m_firsts.push_back(0);
    m_lasts.push_back(0);
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
    m_verdicts[row] = finding.verdict;
    m_confidences[row] = finding.confidence;
    m_entropies[row] = finding.entropy;
    m_rules[row] = m_rulePool.intern(finding.rule);
    m_types[row] = m_typePool.intern(finding.type);
    m_providers[row] = m_providerPool.intern(finding.provider);
    m_providerNames.resize(m_providerPool.size());
    m_providerNames[m_providers[row]] = m_providerNamePool.intern(finding.providerName);
    m_masks[row] = m_maskPool.intern(finding.masked);
    m_values[row] = finding.value;
    m_hasSets[row] = static_cast<std::uint8_t>((finding.companions.empty() ? 0U : 1U)
                                               | (finding.missing.empty() ? 0U : 2U));
    if (finding.companions.empty() && finding.missing.empty() && finding.verdictReason.empty()) {
        m_extras[row].reset();
    } else {
        m_extras[row]
            = std::make_unique<Extra>(finding.companions, finding.missing, finding.verdictReason);
    }
    putPlaces(row, finding.places);
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
    for (std::size_t i = 0; i < places.size(); ++i) {
        putPlace(m_placeBegins[row] + i, places[i]);
        reaches
            = static_cast<std::uint16_t>(reaches | 1U << static_cast<unsigned>(places[i].reach));
        if (const std::int64_t date = places[i].date; date != 0) {
            first = first == 0 ? date : std::min(first, date);
            last = std::max(last, date);
        }
    }
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
    return source < m_sources.size() ? m_sources[source] : 0;
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
    finding.verdict = m_verdicts[row];
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
    if (m_placeCounts[row] == 0)
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
