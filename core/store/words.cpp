// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/words.h"

#include "core/store/packing.h"

namespace rekey::store {

Words::Words(Database &database, const Sealer &sealer)
    : m_database(&database)
    , m_sealer(&sealer)
{
}

Result<void> Words::load()
{
    auto query = m_database->prepare("SELECT number, body FROM word ORDER BY number");
    if (!query)
        return std::unexpected(query.error());
    Result<void> opened;
    std::string page;
    auto read = query->each([&](const Statement &row) {
        opened = m_sealer->open(row.bytes(1), rowName('w', row.count(0)), page);
        if (!opened)
            return false;
        Unpacker texts(page);
        for (std::size_t left = texts.count(); left > 0; --left)
            m_texts.emplace_back(texts.text());
        if (!texts.isDone() || row.count(0) > m_texts.size())
            opened = fail(ErrorKind::Malformed, "a page of the store's dictionary is missing");
        return opened.has_value();
    });
    m_kept = m_texts.size();
    return read ? opened : read;
}

std::uint64_t Words::numberOf(std::string_view text)
{
    for (; m_indexed < m_texts.size(); ++m_indexed)
        m_numbers.emplace(m_texts[m_indexed], m_indexed);
    if (const auto known = m_numbers.find(text); known != m_numbers.end())
        return known->second;
    m_texts.emplace_back(text);
    m_numbers.emplace(m_texts.back(), m_indexed);
    return m_indexed++;
}

Result<void> Words::flush()
{
    if (m_kept == m_texts.size())
        return {};
    Packer page;
    page.number(m_texts.size() - m_kept);
    for (std::size_t i = m_kept; i < m_texts.size(); ++i)
        page.text(m_texts[i]);
    auto query = m_database->prepare("INSERT INTO word (number, body) VALUES (?, ?)");
    if (!query)
        return std::unexpected(query.error());
    const std::uint64_t first = m_kept;
    m_kept = m_texts.size();
    return query->bind(first).bind(m_sealer->seal(page.bytes(), rowName('w', first))).run();
}

const std::string *Words::at(std::uint64_t number) const
{
    return number < m_texts.size() ? &m_texts[number] : nullptr;
}

} // namespace rekey::store
