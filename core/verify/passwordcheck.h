// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/database.h"
#include "core/provider/request.h"
#include "core/verify/verifier.h"

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace rekey::verify {

/// A login as it would be tried; no value in it.
struct PlannedLogin
{
    Planned::State state = Planned::State::NoChecker;
    std::string reason; ///< one sentence; empty when Ready
    provider::DatabaseTarget target;
    std::string host; ///< lane and consent: HOST:PORT
    bool isUrlEncoded = false; ///< the finding's value stands in a URL

    /// "a login to postgresql as app", for consent and evidence.
    [[nodiscard]] std::string shown() const;
};

/// Tries passwords of databases by logging in, once each, and only where somebody says so: nothing
/// here is done along with a Verifier. The host stands beside the password in what was scanned, so
/// besides the yes for it (ConsentLedger, the caller's) a rule that allows it by name is needed.
class PasswordCheck
{
public:
    /// The catalog outlives it. `clock` gives seconds since 1970 UTC.
    PasswordCheck(const provider::Catalog &catalog, provider::DatabaseSettings settings,
                  std::function<std::int64_t()> clock);

    /// Where the password would be tried; `parts` are the finding's value and companions.
    [[nodiscard]] PlannedLogin plan(std::string_view rule, const provider::Parts &parts) const;
    /// One login, and one more with a twin when the first was let in: it is Live only when the
    /// server clearly refuses the twin. Dead only when the password was let in there before
    /// (`last`: what is kept of its last check): a
    /// server that is another one by now, a pooler in front of it or one that never had the user
    /// refuses in the same words. Blocks. What cannot be asked comes back as NotChecked.
    [[nodiscard]] Checked check(const PlannedLogin &planned, const secret::SecretBytes &password,
                                provider::Level level, std::stop_token stop,
                                const finding::Evidence &last = {}) const;

private:
    struct Tried;

    [[nodiscard]] Tried attempt(const PlannedLogin &planned, const secret::SecretBytes &password,
                                bool isKnown, std::stop_token stop) const;

    const provider::Catalog &m_catalog;
    provider::DatabaseSettings m_settings;
    std::function<std::int64_t()> m_clock;
};

} // namespace rekey::verify
