// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/runkeeperlink.h"

namespace rekey::ui {

using finding::RunKeeper;
using secret::SecretBytes;

Result<RunKeeper *> runKeeperOf(finding::Keeper &keeper)
{
    if (auto *runs = dynamic_cast<RunKeeper *>(&keeper))
        return runs;
    return fail(ErrorKind::Unsupported, "This store keeps no rotations.");
}

RunKeeperLink::RunKeeperLink(Ledger &ledger, int generation)
    : m_ledger(ledger)
    , m_generation(generation)
{
}

template <typename T>
Result<T> RunKeeperLink::call(const std::function<Result<T>(RunKeeper &)> &work) const
{
    return m_ledger.call<T>(m_generation, [&](finding::Keeper &keeper) -> Result<T> {
        const auto runs = runKeeperOf(keeper);
        if (!runs)
            return std::unexpected(runs.error());
        return work(**runs);
    });
}

Result<std::string> RunKeeperLink::reserveRun()
{
    return call<std::string>([](RunKeeper &keeper) { return keeper.reserveRun(); });
}

Result<void> RunKeeperLink::appendRunEntry(const std::string &run, std::uint64_t number,
                                           std::string_view text,
                                           std::span<const finding::Event> events)
{
    return call<void>(
        [&](RunKeeper &keeper) { return keeper.appendRunEntry(run, number, text, events); });
}

Result<std::vector<std::string>> RunKeeperLink::runEntries(const std::string &run) const
{
    return call<std::vector<std::string>>(
        [&](RunKeeper &keeper) { return keeper.runEntries(run); });
}

Result<std::vector<finding::RunEntryCount>> RunKeeperLink::runEntryCounts() const
{
    return call<std::vector<finding::RunEntryCount>>(
        [](RunKeeper &keeper) { return keeper.runEntryCounts(); });
}

Result<std::optional<secret::SecretId>> RunKeeperLink::findingOf(std::uint32_t number) const
{
    return call<std::optional<secret::SecretId>>(
        [number](RunKeeper &keeper) { return keeper.findingOf(number); });
}

Result<void> RunKeeperLink::keepRunValue(const std::string &run, std::string_view name,
                                         const SecretBytes &value)
{
    return call<void>([&](RunKeeper &keeper) { return keeper.keepRunValue(run, name, value); });
}

Result<std::optional<SecretBytes>> RunKeeperLink::runValue(const std::string &run,
                                                           std::string_view name) const
{
    return call<std::optional<SecretBytes>>(
        [&](RunKeeper &keeper) { return keeper.runValue(run, name); });
}

Result<void> RunKeeperLink::dropRunValue(const std::string &run, std::string_view name)
{
    return call<void>([&](RunKeeper &keeper) { return keeper.dropRunValue(run, name); });
}

} // namespace rekey::ui
