// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/sealdesk.h"

#include <QDateTime>

namespace rekey::ui {

SealDesk::SealDesk(QObject *parent)
    : QObject(parent)
{
}

void SealDesk::load(const std::vector<Property> &profiles, const std::vector<Property> &seals)
{
    m_profiles.clear();
    for (const auto &[name, text] : profiles) {
        if (auto profile = seal::profileFromText(text))
            m_profiles.insert_or_assign(name, std::move(*profile));
    }
    (void)m_seals.load(seals);
    Q_EMIT profilesChanged();
    Q_EMIT sealsChanged();
}

const seal::Profile *SealDesk::profile(const std::string &name) const
{
    const auto found = m_profiles.find(name);
    return found == m_profiles.end() ? nullptr : &found->second;
}

void SealDesk::putProfile(const seal::Profile &profile)
{
    m_profiles.insert_or_assign(profile.name, profile);
    Q_EMIT changesToKeep(std::string(seal::kProfileRoom), {{profile.name, textOf(profile)}});
    Q_EMIT profilesChanged();
}

void SealDesk::removeProfile(const std::string &name)
{
    m_profiles.erase(name);
    Q_EMIT changesToKeep(std::string(seal::kProfileRoom), {{name, {}}});
    Q_EMIT profilesChanged();
}

std::vector<std::uint32_t> SealDesk::add(std::vector<seal::SealRecord> records)
{
    std::vector<std::uint32_t> numbers;
    for (seal::SealRecord &record : records)
        numbers.push_back(m_seals.add(std::move(record)));
    changedByHand();
    return numbers;
}

void SealDesk::replace(std::uint32_t number, seal::SealRecord with)
{
    m_seals.replace(number, std::move(with));
    changedByHand();
}

void SealDesk::tested(std::uint32_t number, const seal::SealTest &test)
{
    m_seals.tested(number, test);
    changedByHand();
}

void SealDesk::setTest(std::uint32_t number, const seal::HarmlessRequest &request)
{
    const seal::SealRecord *record = find(number);
    if (record == nullptr || record->test == request)
        return;
    seal::SealRecord changed = *record;
    changed.test = request;
    replace(number, std::move(changed));
}

void SealDesk::retire(const std::vector<std::uint32_t> &numbers)
{
    for (const std::uint32_t number : numbers)
        m_seals.retire(number, now());
    changedByHand();
}

std::size_t SealDesk::rotated(const secret::SecretId &finding)
{
    const std::size_t count = m_seals.rotated(finding, now()).size();
    if (count > 0)
        changedByHand();
    return count;
}

std::int64_t SealDesk::now()
{
    return QDateTime::currentSecsSinceEpoch();
}

void SealDesk::changedByHand()
{
    Q_EMIT changesToKeep(std::string(seal::kRegisterRoom), m_seals.takeChanges());
    Q_EMIT sealsChanged();
}

} // namespace rekey::ui
