// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/occurrences.h"

#include <string_view>

namespace rekey::scan {

namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

void put(std::string &out, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        out += static_cast<char>(0x80 | (number & 0x7f));
    out += static_cast<char>(number);
}

std::uint64_t take(std::string_view &from)
{
    std::uint64_t number = 0;
    for (unsigned shift = 0; !from.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(from.front());
        from.remove_prefix(1);
        number |= std::uint64_t{byte & 0x7fU} << shift;
        if (byte < 0x80)
            break;
    }
    return number;
}

} // namespace

std::uint32_t OccurrenceLog::listOf(std::span<const Occurrence> occurrences)
{
    std::string list;
    for (const Occurrence &occurrence : occurrences) {
        put(list, occurrence.variant);
        put(list, ((occurrence.end - occurrence.begin) << 1) | (occurrence.utf16 ? 1U : 0U));
    }
    const auto [entry, isNew]
        = m_lists.try_emplace(std::move(list), static_cast<std::uint32_t>(m_listTexts.size()));
    if (isNew) {
        m_listTexts.push_back(&entry->first);
        m_listBytes += entry->first.capacity() + 64;
    }
    return entry->second;
}

void OccurrenceLog::add(std::uint64_t blob, std::span<const Occurrence> occurrences)
{
    if (occurrences.empty())
        return;
    m_record.clear();
    put(m_record, blob);
    put(m_record, listOf(occurrences));
    std::uint64_t begin = 0;
    std::uint32_t line = 1;
    for (const Occurrence &occurrence : occurrences) {
        put(m_record, occurrence.begin - begin);
        put(m_record, occurrence.at.line - line);
        put(m_record, occurrence.at.column);
        begin = occurrence.begin;
        line = occurrence.at.line;
    }
    if (m_chunks.empty() || m_chunks.back().size() + m_record.size() > kChunkBytes) {
        if (!m_chunks.empty())
            m_chunks.back().shrink_to_fit();
        m_chunks.emplace_back();
    }
    m_chunks.back() += m_record;
}

void OccurrenceLog::read(
    const std::function<void(std::uint64_t blob, std::span<const Occurrence>)> &reader) const
{
    std::vector<Occurrence> occurrences;
    for (const std::string &chunk : m_chunks) {
        std::string_view rest = chunk;
        while (!rest.empty()) {
            const std::uint64_t blob = take(rest);
            std::string_view list = *m_listTexts[take(rest)];
            occurrences.clear();
            Occurrence occurrence;
            while (!list.empty()) {
                occurrence.variant = static_cast<std::uint32_t>(take(list));
                const std::uint64_t size = take(list);
                occurrence.utf16 = (size & 1) != 0;
                occurrence.begin += take(rest);
                occurrence.end = occurrence.begin + (size >> 1);
                occurrence.at.line += static_cast<std::uint32_t>(take(rest));
                occurrence.at.column = static_cast<std::uint32_t>(take(rest));
                occurrences.push_back(occurrence);
            }
            reader(blob, occurrences);
        }
    }
}

std::size_t OccurrenceLog::sizeBytes() const
{
    std::size_t size = m_listBytes;
    for (const std::string &chunk : m_chunks)
        size += chunk.capacity();
    return size;
}

} // namespace rekey::scan
