// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/transport.h"
#include "core/rotate/keyacts.h"
#include "core/rotate/ports.h"

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// What a provider is asked with, beside what its file says.
struct KeyAccess
{
    std::string oldKey; ///< its public id
    provider::Parts own; ///< of the old key: "secret" and its companions
    provider::Parts given; ///< "admin", "user" ...: what the acts need and the key does not have
    std::map<std::string, std::string> baseUrls; ///< by provider, instead of its own
    std::function<std::int64_t()> now; ///< seconds since 1970 UTC
    /// Whether a key works; an unclear answer is an Error.
    std::function<Result<finding::Verdict>(const provider::Parts &)> prove;
    std::stop_token stop;
};

/// The KeyService over the acts of a provider file. A new key's value goes from the transport's
/// locked memory to the caller's and is nowhere else. Whether a host may be asked is for the caller
/// to know. Everything given must outlive it.
class ProviderKeys final : public KeyService
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

    /// Parts that are not there and that nothing here can find out; sorted, each once.
    [[nodiscard]] std::vector<std::string> missingParts(const Plan &plan) const;
    /// Finds out the parts that the provider's log of the old key tells, which it cannot once that
    /// key is gone: to be kept with the run. None of them is a secret.
    [[nodiscard]] Result<std::map<std::string, std::string>> learn(const Plan &plan);
    /// Whether the plan has the old key itself list, make or remove keys: because the provider
    /// wants it so, or because it was given as the administrator's.
    [[nodiscard]] bool leansOnOldKey(const Plan &plan) const;
    /// Whether whoever signs can do so to the plan's end and on the way back. Errors: Denied (the
    /// old key would have to sign after it is off).
    [[nodiscard]] Result<void> canSign(const Plan &plan) const;
    /// Whether the old key has to be named to the provider by its id.
    [[nodiscard]] bool needsKeyId(const Plan &plan) const;
    /// Asks what is there before anything is changed; one sentence each, none when nothing can be
    /// asked. `isKeyIdKnown` is false where the plan's old key is a mask. Errors: Invalid (the key
    /// is not there, or its id has to be known), those of list().
    [[nodiscard]] Result<std::vector<std::string>> look(const Plan &plan, bool isKeyIdKnown);
    /// From now on nothing is sent to other authorities than these.
    void keepTo(std::vector<std::string> hosts) { m_agreed = std::move(hosts); }
    /// Authorities of everything that may be asked; sorted, each once. Errors: Invalid (a base
    /// URL).
    [[nodiscard]] Result<std::vector<std::string>> hosts(const Plan &plan) const;

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
