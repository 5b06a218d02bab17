// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/sealrecord.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rekey::seal {

/// Every seal that was made: who has it, what it was made from, and whether it still works. One
/// thread at a time. Kept as one text for each seal (Keeper::properties, room kRegisterRoom).
class SealRegister
{
public:
    using Property = std::pair<std::string, std::string>;

    /// Puts back what takeChanges() gave; what cannot be read is passed over and counted.
    std::size_t load(std::span<const Property> properties);
    /// What changed since the last call, to be kept.
    [[nodiscard]] std::vector<Property> takeChanges();

    /// Gives it the next number; returns that.
    std::uint32_t add(SealRecord record);
    /// Null when there is none.
    [[nodiscard]] const SealRecord *find(std::uint32_t number) const;
    /// In the order of their numbers.
    [[nodiscard]] const std::map<std::uint32_t, SealRecord> &records() const { return m_records; }

    /// Seals of this finding's value that consumers still have: they die when it is rotated.
    [[nodiscard]] std::vector<std::uint32_t> dyingWith(const secret::SecretId &finding) const;
    /// The value was rotated upstream; returns the seals that are outdated by it.
    std::vector<std::uint32_t> rotated(const secret::SecretId &finding, std::int64_t now);
    void tested(std::uint32_t number, const SealTest &test);
    void retire(std::uint32_t number, std::int64_t now);
    /// Another token in its place: for another value, or made again. It is untested then.
    void replace(std::uint32_t number, SealRecord with);

private:
    template <typename Change> void change(std::uint32_t number, Change change);

    std::map<std::uint32_t, SealRecord> m_records;
    std::map<std::string, std::string> m_changes;
};

inline constexpr std::string_view kRegisterRoom = "seal";

/// Names of the consumers that have a seal of a finding, one a line, each once; without seals that
/// were retired.
[[nodiscard]] std::unordered_map<secret::SecretId, std::string>
holdersByFinding(const std::map<std::uint32_t, SealRecord> &seals);

} // namespace rekey::seal
