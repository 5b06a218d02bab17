// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::provider {

/// What a request is for; a higher level asks again.
enum class Level : std::uint8_t
{
    Offline = 0,
    Alive = 1, ///< is it alive
    Access = 2, ///< whose is it and what may it do
    Change = 3,
};

/// How long a yes holds.
enum class Span : std::uint8_t
{
    Batch, ///< for the jobs of one batch, until endBatch
    Time, ///< until `until`
    Store, ///< until it is withdrawn; kept in the store
};

/// A yes to requests of one host.
struct Consent
{
    std::string host; ///< as Endpoint::authority: with the port when it is not the usual one
    Level level = Level::Alive;
    Span span = Span::Batch;
    std::int64_t until = 0; ///< seconds since 1970 UTC; only with Span::Time
    bool withCanaries = false; ///< also for keys that likely alert whoever planted them
    std::uint64_t batch = 0; ///< whose jobs, with Span::Batch only; of 0 nobody's

    friend bool operator==(const Consent &, const Consent &) = default;
};

/// Who may be asked, because somebody said yes. Nothing is allowed by itself. Plain value.
class ConsentLedger
{
public:
    /// Replaces what was said for that host, span and batch: a yes to one batch leaves the kept
    /// one alone, and that to another batch.
    void give(const Consent &consent);
    void withdraw(std::string_view host);
    void endBatch(std::uint64_t batch);
    void endBatches();
    /// A yes to a batch allows that batch alone; `batch` 0 is in none.
    [[nodiscard]] bool allows(std::string_view host, Level level, bool isCanary, std::int64_t now,
                              std::uint64_t batch = 0) const;
    [[nodiscard]] const std::vector<Consent> &all() const { return m_consents; }

    /// Those of Span::Store by host, each as text for a property of the store: of several windows
    /// each writes only the hosts it changed.
    [[nodiscard]] std::map<std::string, std::string> kept() const;
    /// Puts these in place of those of Span::Store. Errors: Malformed; what cannot be read is no
    /// consent, the others are taken.
    [[nodiscard]] Result<void> replaceKept(const std::map<std::string, std::string> &kept);

private:
    std::vector<Consent> m_consents;
};

} // namespace rekey::provider
