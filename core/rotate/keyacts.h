// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/catalog.h"
#include "core/rotate/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// What a provider file says can be done to keys of one detector, by requests or logged in. The
/// catalog must outlive it.
class KeyActs
{
public:
    KeyActs(const provider::Catalog &catalog, std::string_view detector);

    [[nodiscard]] KeyPowers powers() const;
    /// For a plan, with what the file says; which key, who uses it and the times are the caller's.
    [[nodiscard]] PlanRequest request(Method method) const;
    /// Each call as it is sent, with placeholders for values.
    [[nodiscard]] KeyCalls calls() const;
    /// What the provider file says round the plan's calls; each line once, in the order of steps.
    [[nodiscard]] RunbookFacts facts(const Plan &plan, const provider::Service &service) const;

    /// Acts that only read and that the plan takes beside its steps': List wherever keys come or
    /// go, Usage where an act needs what only it tells.
    [[nodiscard]] std::vector<const provider::Act *> readsFor(const Plan &plan) const;
    /// Whether the act is told by the key's id which key it is about; else it is about the key
    /// whose own parts it is sent.
    [[nodiscard]] bool namesKey(const provider::Act &act) const;

    /// Null when the file has none. Delete falls back to revoke: both end a key for good.
    [[nodiscard]] const provider::Act *act(StepKind kind) const;
    [[nodiscard]] const provider::Act *find(provider::Does does) const;
    /// Whose file has them; empty: none says how such keys are changed.
    [[nodiscard]] std::string provider() const;
    /// Where such a value is a database's password, which is changed in sessions there; else null.
    [[nodiscard]] const provider::LoginCheck *login() const { return m_login; }
    [[nodiscard]] const provider::Check *check() const { return m_check; }

private:
    std::vector<const provider::Act *> m_acts;
    const provider::Check *m_check;
    const provider::LoginCheck *m_login;
};

} // namespace rekey::rotate
