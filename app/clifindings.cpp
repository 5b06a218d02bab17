// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clifindings.h"

#include <algorithm>
#include <charconv>

namespace rekey::app {

using finding::KeptFinding;

namespace {

constexpr std::size_t kShortestHex = 6;

/// "S-0421", "421", or # and the beginning of the hexadecimal id.
bool isNamed(const KeptFinding &kept, std::string_view name)
{
    if (name.starts_with('#')) {
        return name.size() > kShortestHex && kept.finding.id.hex().starts_with(name.substr(1));
    }
    if (name.starts_with("S-") || name.starts_with("s-"))
        name.remove_prefix(2);
    std::uint32_t number = 0;
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), number);
    return code == std::errc() && end == name.data() + name.size() && kept.finding.number == number;
}

} // namespace

Result<std::vector<KeptFinding>> namedFindings(const store::Store &store,
                                               const std::vector<std::string> &names)
{
    std::vector<std::vector<KeptFinding>> found(names.size());
    auto loaded = store.load(
        [&](std::vector<KeptFinding> batch) {
            for (const KeptFinding &kept : batch) {
                for (std::size_t i = 0; i < names.size(); ++i) {
                    if (isNamed(kept, names[i]))
                        found[i].push_back(kept);
                }
            }
        },
        {});
    if (!loaded)
        return std::unexpected(loaded.error());
    std::vector<KeptFinding> findings;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (found[i].size() != 1) {
            return fail(ErrorKind::NotFound,
                        found[i].empty() ? "no finding of the store has this id"
                                         : "several findings begin like this; give more digits",
                        names[i]);
        }
        const auto isSame = [&](const KeptFinding &kept) {
            return kept.finding.id == found[i].front().finding.id;
        };
        if (std::ranges::none_of(findings, isSame))
            findings.push_back(std::move(found[i].front()));
    }
    return findings;
}

} // namespace rekey::app
