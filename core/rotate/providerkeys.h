// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/transport.h"
#include "core/rotate/keyacts.h"
#include "core/rotate/plannedkeys.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// The keys over the acts of a provider file. A new key's value goes from the transport's
/// locked memory to the caller's and is nowhere else. Whether a host may be asked is for the caller
/// to know. Everything given must outlive it.
class ProviderKeys final : public PlannedKeys
{
public:
    ProviderKeys(const KeyActs &acts, provider::Transport &transport, KeyAccess access);

    /// The part that holds a key's value: "secret" unless the finding's own value is a public id.
    [[nodiscard]] static std::string valuePart(const KeyActs &acts);
    /// The parts of a key with that id and value, beside what it shares with the old one.
    [[nodiscard]] static provider::Parts partsWith(const provider::Parts &own,
                                                   const std::string &valuePart,
                                                   const std::string &keyId,
                                                   const secret::SecretBytes &value);
    /// Puts the leaked key in the place of an administrator's, where none is given.
    static void lendOldKey(const provider::Parts &own, const std::string &valuePart,
                           provider::Parts &given);

    [[nodiscard]] provider::Parts partsOf(const std::string &keyId,
                                          const secret::SecretBytes &value) const override
    {
        return partsWith(m_access.own, m_valuePart, keyId, value);
    }
    [[nodiscard]] std::vector<std::string> missingParts(const Plan &plan) const override;
    [[nodiscard]] Result<std::map<std::string, std::string>> learn(const Plan &plan) override;
    [[nodiscard]] bool leansOnOldKey(const Plan &plan) const override;
    [[nodiscard]] Result<void> canSign(const Plan &plan) const override;
    [[nodiscard]] bool readsKeys(const Plan &plan) const override;
    [[nodiscard]] Result<std::vector<std::string>> look(const Plan &plan,
                                                        bool isKeyIdKnown) override;
    void keepTo(std::vector<std::string> hosts) override { m_agreed = std::move(hosts); }
    [[nodiscard]] Result<std::vector<std::string>> hosts(const Plan &plan) const override;
    /// Whether the old key has to be named to the provider by its id.
    [[nodiscard]] bool needsKeyId(const Plan &plan) const;

    [[nodiscard]] bool namesKeys() const override;
    [[nodiscard]] Result<std::vector<KeyInfo>> list() override;
    [[nodiscard]] Result<std::int64_t> lastUse(const std::string &id) override;
    void signWith(const std::string &keyId, const secret::SecretBytes &value) override;
    [[nodiscard]] Result<NewKey> create(const std::string &idempotencyKey,
                                        const secret::SecretBytes &minted) override;
    [[nodiscard]] Result<void> setActive(const std::string &id, bool isActive) override;
    [[nodiscard]] Result<void> remove(const std::string &id) override;
    [[nodiscard]] Result<NewKey> selfRotate(const secret::SecretBytes &old,
                                            const secret::SecretBytes &minted) override;
    [[nodiscard]] Result<finding::Verdict> prove(const std::string &id,
                                                 const secret::SecretBytes &value) override;

private:
    [[nodiscard]] std::vector<const provider::Act *> actsOf(const Plan &plan) const;
    [[nodiscard]] Result<provider::Endpoint> endpointOf(const std::string &provider,
                                                        const std::string &baseUrl) const;
    [[nodiscard]] bool isIdentifier() const { return m_valuePart != "secret"; }
    [[nodiscard]] const secret::SecretBytes *known(const provider::Act &act, std::string_view name,
                                                   std::string_view id) const;
    [[nodiscard]] bool isToldByUsage(std::string_view name) const;
    [[nodiscard]] Result<provider::Parts> partsFor(const provider::Act &act, const std::string &id,
                                                   std::string_view newName);
    [[nodiscard]] Result<void> askUsage();
    [[nodiscard]] Result<provider::Answer> send(const provider::Act &act,
                                                const provider::Parts &parts);
    [[nodiscard]] Result<provider::Answer> perform(const provider::Act *act, const std::string &id,
                                                   std::string_view newName = {});
    [[nodiscard]] Result<provider::Answer> performOn(const provider::Act *act,
                                                     const std::string &id);
    [[nodiscard]] bool isGone(const std::string &id);
    [[nodiscard]] bool isOldValue(std::string_view name) const;
    [[nodiscard]] bool isSignedByOldKey(const provider::Act &act) const;
    [[nodiscard]] const secret::SecretBytes *signedAnew(const provider::Act &act,
                                                        std::string_view name) const;

    const KeyActs &m_acts;
    provider::Transport &m_transport;
    KeyAccess m_access;
    std::string m_valuePart;
    std::optional<std::vector<std::string>> m_agreed; ///< nothing: the caller's business
    // Of the new key, once it signs; empty before.
    secret::SecretBytes m_successorId;
    secret::SecretBytes m_successor;
};

} // namespace rekey::rotate
