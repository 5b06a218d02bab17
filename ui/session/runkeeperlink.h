// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/runkeeper.h"
#include "ui/session/ledger.h"

#include <functional>

namespace rekey::ui {

/// The ledger's store as the keeper of a rotation that works on another thread: each call waits for
/// the keeper's thread. Any thread but the GUI's and the keeper's. The ledger must outlive it.
/// Errors also: Denied (another store was opened meanwhile), Unsupported (the store keeps no
/// rotations).
class RunKeeperLink final : public finding::RunKeeper
{
public:
    RunKeeperLink(Ledger &ledger, int generation);

    [[nodiscard]] Result<std::string> reserveRun() override;
    [[nodiscard]] Result<void> appendRunEntry(const std::string &run, std::uint64_t number,
                                              std::string_view text,
                                              std::span<const finding::Event> events) override;
    [[nodiscard]] Result<std::vector<std::string>>
    runEntries(const std::string &run) const override;
    [[nodiscard]] Result<std::vector<finding::RunEntryCount>> runEntryCounts() const override;
    [[nodiscard]] Result<std::optional<secret::SecretId>>
    findingOf(std::uint32_t number) const override;
    [[nodiscard]] Result<void> keepRunValue(const std::string &run, std::string_view name,
                                            const secret::SecretBytes &value) override;
    [[nodiscard]] Result<std::optional<secret::SecretBytes>>
    runValue(const std::string &run, std::string_view name) const override;
    [[nodiscard]] Result<void> dropRunValue(const std::string &run, std::string_view name) override;

private:
    template <typename T>
    [[nodiscard]] Result<T> call(const std::function<Result<T>(finding::RunKeeper &)> &work) const;

    Ledger &m_ledger;
    int m_generation;
};

/// A keeper as the keeper of rotations. Errors: Unsupported.
[[nodiscard]] Result<finding::RunKeeper *> runKeeperOf(finding::Keeper &keeper);

} // namespace rekey::ui
