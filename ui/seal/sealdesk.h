// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/profile.h"
#include "core/seal/register.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace rekey::ui {

/// Profiles and seals on which people work. Says what has to be kept; keeps nothing itself. GUI
/// thread.
class SealDesk final : public QObject
{
    Q_OBJECT

public:
    using Property = seal::SealRegister::Property;

    explicit SealDesk(QObject *parent = nullptr);

    /// What was kept before, over whatever is there.
    void load(const std::vector<Property> &profiles, const std::vector<Property> &seals);

    [[nodiscard]] const std::map<std::string, seal::Profile> &profiles() const
    {
        return m_profiles;
    }
    /// Null when there is none.
    [[nodiscard]] const seal::Profile *profile(const std::string &name) const;
    void putProfile(const seal::Profile &profile);
    void removeProfile(const std::string &name);

    [[nodiscard]] const std::map<std::uint32_t, seal::SealRecord> &seals() const
    {
        return m_seals.records();
    }
    [[nodiscard]] const seal::SealRecord *find(std::uint32_t number) const
    {
        return m_seals.find(number);
    }
    /// Numbers in the order given.
    std::vector<std::uint32_t> add(std::vector<seal::SealRecord> records);
    void replace(std::uint32_t number, seal::SealRecord with);
    void tested(std::uint32_t number, const seal::SealTest &test);
    /// What it is tried with from now on.
    void setTest(std::uint32_t number, const seal::HarmlessRequest &request);
    void retire(const std::vector<std::uint32_t> &numbers);
    /// Returns how many seals died with the value.
    std::size_t rotated(const secret::SecretId &finding);
    /// A seal's state may be another one now.
    void timePassed() { Q_EMIT sealsChanged(); }
    [[nodiscard]] static std::int64_t now();

Q_SIGNALS:
    void profilesChanged();
    void sealsChanged();
    /// To be kept in a room of the keeper; empty texts to be removed.
    void changesToKeep(const std::string &room,
                       const std::vector<rekey::ui::SealDesk::Property> &changes);

private:
    void changedByHand();

    std::map<std::string, seal::Profile> m_profiles;
    seal::SealRegister m_seals;
};

} // namespace rekey::ui
