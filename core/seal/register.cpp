// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/register.h"

#include <set>

namespace rekey::seal {

std::size_t SealRegister::load(std::span<const Property> properties)
{
    m_records.clear();
    m_changes.clear();
    std::size_t bad = 0;
    for (const auto &[key, text] : properties) {
        auto record = recordFromText(text);
        if (record)
            m_records.insert_or_assign(record->number, std::move(*record));
        else
            ++bad;
    }
    return bad;
}

std::vector<SealRegister::Property> SealRegister::takeChanges()
{
    std::vector<Property> changes(m_changes.begin(), m_changes.end());
    m_changes.clear();
    return changes;
}

template <typename Change> void SealRegister::change(std::uint32_t number, Change change)
{
    const auto found = m_records.find(number);
    if (found == m_records.end())
        return;
    change(found->second);
    m_changes.insert_or_assign(found->second.label(), textOf(found->second));
}

std::uint32_t SealRegister::add(SealRecord record)
{
    const std::uint32_t number = m_records.empty() ? 1 : m_records.rbegin()->first + 1;
    record.number = number;
    m_records.emplace(number, std::move(record));
    change(number, [](const SealRecord &) { });
    return number;
}

const SealRecord *SealRegister::find(std::uint32_t number) const
{
    const auto found = m_records.find(number);
    return found == m_records.end() ? nullptr : &found->second;
}

std::vector<std::uint32_t> SealRegister::dyingWith(const secret::SecretId &finding) const
{
    std::vector<std::uint32_t> dying;
    for (const auto &[number, record] : m_records) {
        if (record.source.finding == finding && record.retiredAt == 0 && record.outdatedAt == 0)
            dying.push_back(number);
    }
    return dying;
}

std::vector<std::uint32_t> SealRegister::rotated(const secret::SecretId &finding, std::int64_t now)
{
    std::vector<std::uint32_t> outdated = dyingWith(finding);
    for (const std::uint32_t number : outdated)
        change(number, [&](SealRecord &record) { record.outdatedAt = now; });
    return outdated;
}

void SealRegister::tested(std::uint32_t number, const SealTest &test)
{
    change(number, [&](SealRecord &record) { record.lastTest = test; });
}

void SealRegister::retire(std::uint32_t number, std::int64_t now)
{
    change(number, [&](SealRecord &record) { record.retiredAt = now; });
}

void SealRegister::replace(std::uint32_t number, SealRecord with)
{
    change(number, [&](SealRecord &record) {
        with.number = number;
        record = std::move(with);
    });
}

std::unordered_map<secret::SecretId, std::string>
holdersByFinding(const std::map<std::uint32_t, SealRecord> &seals)
{
    std::map<secret::SecretId, std::set<std::string_view>> names;
    for (const auto &[number, record] : seals) {
        if (record.retiredAt == 0 && record.source.finding != secret::SecretId{})
            names[record.source.finding].insert(record.consumer.name);
    }
    std::unordered_map<secret::SecretId, std::string> holders;
    for (const auto &[finding, consumers] : names) {
        std::string &lines = holders[finding];
        for (const std::string_view name : consumers)
            lines.append(lines.empty() ? "" : "\n").append(name);
    }
    return holders;
}

} // namespace rekey::seal
