// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/database.h"
#include "core/rotate/plan.h"
#include "core/rotate/ports.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace rekey::rotate {

/// Who changes passwords of a database, and whose.
struct DatabaseAdmin
{
    provider::DatabaseTarget target; ///< with the administrator's user
    provider::DatabaseSettings settings;
    std::string account; ///< whose keys they are: a role, NAME@HOST (MySQL), a user (Redis)
    std::stop_token stop;
};

/// The KeyService of a database's account. A second key overlaps with the first: another role or
/// account with the same rights (PostgreSQL, MySQL, MariaDB), or another password of the same user
/// (Redis). The server is sent a hash where it takes one. A session is opened with the
/// administrator's password for each call, so that a run may go on after hours.
class DatabaseKeys final : public KeyService
{
public:
    /// `password` gives the administrator's, each time it is needed.
    DatabaseKeys(DatabaseAdmin admin, std::function<Result<secret::SecretBytes>()> password);

    [[nodiscard]] static KeyPowers powers(provider::DatabaseKind kind);

    [[nodiscard]] Result<std::vector<KeyInfo>> list() override;
    /// Passwords are made here: 190 bits.
    [[nodiscard]] std::optional<secret::SecretBytes> mint() override;
    /// MySQL and MariaDB make the account first and give it its rights then.
    [[nodiscard]] bool makesWhole() const override;
    /// Whether the administrator can sign to the plan's end. Errors: Denied (it is the account
    /// itself, whose leaked password would have to let in after it is off).
    [[nodiscard]] Result<void> canSign(const Plan &plan) const;
    /// No database tells it: always 0.
    [[nodiscard]] Result<std::int64_t> lastUse(const std::string &id) override;
    /// Errors also: Internal (without a password from mint()).
    [[nodiscard]] Result<NewKey> create(const std::string &idempotencyKey,
                                        const secret::SecretBytes &minted) override;
    [[nodiscard]] Result<void> setActive(const std::string &id, bool isActive) override;
    /// Open sessions of a key that is an account of its own are ended first.
    [[nodiscard]] Result<void> remove(const std::string &id) override;
    /// Changes the account's own password; who has the old one changes it, not the administrator.
    [[nodiscard]] Result<NewKey> selfRotate(const secret::SecretBytes &old,
                                            const secret::SecretBytes &minted) override;
    /// A refusal is Dead here even where the server's words could mean another cause: the same key
    /// was let in from this machine before. Errors: Io (no clear answer).
    [[nodiscard]] Result<finding::Verdict> prove(const std::string &id,
                                                 const secret::SecretBytes &value) override;

private:
    using Session = std::unique_ptr<provider::DatabaseSession>;

    [[nodiscard]] Result<Session> open() const;
    /// Who logs in with a key.
    [[nodiscard]] provider::DatabaseTarget targetOf(const std::string &id) const;

    DatabaseAdmin m_admin;
    std::function<Result<secret::SecretBytes>()> m_password;
};

} // namespace rekey::rotate
