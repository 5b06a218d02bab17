// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/catalog.h"
#include "core/rotate/databasekeys.h"
#include "core/rotate/plannedkeys.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// The keys of a database's account, whose password a finding is: DatabaseKeys with what the
/// finding tells of the server, and with the administrator's name and password as the parts
/// "admin_user" and "admin". The password goes nowhere but to the host beside it in what was
/// scanned, and there only when a rule allows that host by name.
class LoginKeys final : public PlannedKeys
{
public:
    /// `access.baseUrls` and `access.prove` are not used.
    LoginKeys(const provider::LoginCheck &login, provider::DatabaseSettings settings,
              KeyAccess access);

    /// What stands for a password in plans: its account. With MySQL and MariaDB that has a host,
    /// which nothing but a person knows when it is not "%". Empty: the account's name is missing.
    [[nodiscard]] static std::string keyIdOf(const provider::LoginCheck &login,
                                             std::string_view user);
    /// For people; empty where nothing can be changed.
    [[nodiscard]] static KeyCalls calls(provider::DatabaseKind kind);
    [[nodiscard]] static RunbookFacts facts(const provider::LoginCheck &login, const Plan &plan,
                                            const provider::Service &service);

    [[nodiscard]] provider::Parts partsOf(const std::string &keyId,
                                          const secret::SecretBytes &value) const override;
    [[nodiscard]] std::vector<std::string> missingParts(const Plan &plan) const override;
    /// Nothing.
    [[nodiscard]] Result<std::map<std::string, std::string>> learn(const Plan &plan) override;
    [[nodiscard]] bool leansOnOldKey(const Plan &plan) const override;
    /// Never: it could not log in once its password is off.
    [[nodiscard]] bool canLendOldKey() const override { return false; }
    [[nodiscard]] Result<void> canSign(const Plan &plan) const override;
    [[nodiscard]] bool readsKeys(const Plan &plan) const override;
    [[nodiscard]] Result<std::vector<std::string>> look(const Plan &plan,
                                                        bool isKeyIdKnown) override;
    void keepTo(std::vector<std::string> hosts) override { m_agreed = std::move(hosts); }
    [[nodiscard]] Result<std::vector<std::string>> hosts(const Plan &plan) const override;

    [[nodiscard]] std::optional<secret::SecretBytes> mint() override { return m_keys.mint(); }
    [[nodiscard]] bool makesWhole() const override { return m_keys.makesWhole(); }
    [[nodiscard]] Result<std::vector<KeyInfo>> list() override;
    [[nodiscard]] Result<std::int64_t> lastUse(const std::string &id) override;
    [[nodiscard]] Result<NewKey> create(const std::string &idempotencyKey,
                                        const secret::SecretBytes &minted) override;
    [[nodiscard]] Result<void> setActive(const std::string &id, bool isActive) override;
    [[nodiscard]] Result<void> remove(const std::string &id) override;
    [[nodiscard]] Result<NewKey> selfRotate(const secret::SecretBytes &old,
                                            const secret::SecretBytes &minted) override;
    [[nodiscard]] Result<finding::Verdict> prove(const std::string &id,
                                                 const secret::SecretBytes &value) override;

private:
    [[nodiscard]] DatabaseAdmin admin(const provider::DatabaseSettings &settings) const;
    [[nodiscard]] const secret::SecretBytes *part(const std::string &name) const;
    [[nodiscard]] Result<void> mayAsk() const;
    /// The password as the server knows it.
    [[nodiscard]] secret::SecretBytes plain(const secret::SecretBytes &value) const;
    [[nodiscard]] std::string serverId(const std::string &id) const;
    [[nodiscard]] Result<void> keepEvidence(finding::Verdict verdict, const std::string &id) const;

    provider::LoginCheck m_login;
    KeyAccess m_access;
    provider::DatabaseTarget m_target; ///< with the leaked account's user
    std::vector<provider::AllowRule> m_allowed;
    std::optional<std::vector<std::string>> m_agreed; ///< nothing: the caller's business
    DatabaseKeys m_keys;
};

} // namespace rekey::rotate
