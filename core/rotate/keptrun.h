// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/runkeeper.h"
#include "core/provider/requesttext.h"
#include "core/rotate/journal.h"
#include "core/rotate/ports.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// The Journal in a store. What a step led to stands in the finding's timeline too, in the same
/// transaction. The keeper must outlive it.
class KeptJournal final : public Journal
{
public:
    /// `finding` is zeros when the store has none.
    KeptJournal(finding::RunKeeper &keeper, const secret::SecretId &finding);

    /// Errors also: Invalid (another program goes on with this run).
    [[nodiscard]] Result<void> append(const std::string &run, const Entry &entry) override;
    [[nodiscard]] Result<std::vector<Entry>> entries(const std::string &run) const override;

private:
    [[nodiscard]] std::vector<finding::Event> eventsOf(const std::string &run,
                                                       const Entry &entry) const;
    void take(const Entry &entry) const;

    finding::RunKeeper &m_keeper;
    secret::SecretId m_finding;
    // What was read or written last; one run at a time.
    mutable std::string m_run;
    mutable std::uint64_t m_count = 0;
    mutable std::vector<std::string> m_steps;
};

/// The Custody in a store. The keeper must outlive it.
class KeptCustody final : public Custody
{
public:
    /// `valuePart` is the part of the old key that a new value takes the place of.
    KeptCustody(finding::RunKeeper &keeper, std::string valuePart);

    /// Before the run begins: so it needs the finding no more, which may change or go.
    [[nodiscard]] Result<void> keepOld(const std::string &run, const provider::Parts &parts);
    /// Of those names; a part that was not kept is left out.
    [[nodiscard]] Result<provider::Parts> oldParts(const std::string &run,
                                                   const std::vector<std::string> &names) const;

    /// Once the old key is proven dead, or the run ended without touching it.
    [[nodiscard]] Result<void> dropOld(const std::string &run,
                                       const std::vector<std::string> &names);
    /// What belongs to a new value, kept with it: "refresh_token" (Slack).
    [[nodiscard]] Result<std::optional<secret::SecretBytes>>
    keptPart(const std::string &run, const std::string &keyId, const std::string &part) const;

    [[nodiscard]] Result<secret::SecretBytes> oldValue(const std::string &run) const override;
    [[nodiscard]] Result<void> keep(const std::string &run, const std::string &keyId,
                                    const secret::SecretBytes &value) override;
    [[nodiscard]] Result<std::optional<secret::SecretBytes>>
    kept(const std::string &run, const std::string &keyId) const override;
    [[nodiscard]] Result<void> drop(const std::string &run, const std::string &keyId) override;

private:
    finding::RunKeeper &m_keeper;
    std::string m_valuePart;
};

} // namespace rekey::rotate
