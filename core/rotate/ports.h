// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/finding.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rekey::rotate {

/// A key as its provider lists it.
struct KeyInfo
{
    std::string id; ///< public
    bool isActive = true;
};

struct NewKey
{
    std::string id;
    secret::SecretBytes value;
    /// What belongs to the value and has to be kept with it: "refresh_token" (Slack).
    std::map<std::string, secret::SecretBytes> more;
};

/// The keys of one owner at one provider. An Error leaves open whether the provider did it; calls
/// but create and selfRotate may be repeated without harm.
class KeyService
{
public:
    virtual ~KeyService() = default;
    KeyService() = default;
    KeyService(const KeyService &) = delete;
    KeyService &operator=(const KeyService &) = delete;

    /// A value for the next key, where it is made here and not by the provider: kept before a call
    /// sets it. Nothing where the provider makes values.
    [[nodiscard]] virtual std::optional<secret::SecretBytes> mint() { return std::nullopt; }
    /// Whether create() makes a key wholly or not at all. Where it takes several calls, one that
    /// was cut off may let in without its rights, and is made anew.
    [[nodiscard]] virtual bool makesWhole() const { return true; }
    /// From now on the new key signs what the old one signed for lack of an administrator's; an
    /// empty id goes back to the old one. Does nothing where an administrator signs.
    virtual void signWith(const std::string &keyId, const secret::SecretBytes &value)
    {
        static_cast<void>(keyId);
        static_cast<void>(value);
    }

    /// Whether list() has the old key under the id that the plan knows it by. Where acts are about
    /// the key that signs them, that id may be a mask.
    [[nodiscard]] virtual bool namesKeys() const { return true; }

    /// All of them. Errors also: TooBig (only a part of the list can be read).
    [[nodiscard]] virtual Result<std::vector<KeyInfo>> list() = 0;
    /// Seconds since 1970 UTC; 0: no use is told, which is not the same as never. Errors also:
    /// Malformed (the provider's words for it cannot be read).
    [[nodiscard]] virtual Result<std::int64_t> lastUse(const std::string &id) = 0;
    /// The same idempotency key twice makes one key where the provider knows such. `minted` is what
    /// mint() gave, else empty.
    [[nodiscard]] virtual Result<NewKey> create(const std::string &idempotencyKey,
                                                const secret::SecretBytes &minted)
        = 0;
    [[nodiscard]] virtual Result<void> setActive(const std::string &id, bool isActive) = 0;
    /// A key that is gone already is a success.
    [[nodiscard]] virtual Result<void> remove(const std::string &id) = 0;
    /// The id of what it gives is not used: the key stays the same one.
    [[nodiscard]] virtual Result<NewKey> selfRotate(const secret::SecretBytes &old,
                                                    const secret::SecretBytes &minted)
        = 0;
    [[nodiscard]] virtual Result<finding::Verdict> prove(const std::string &id,
                                                         const secret::SecretBytes &value)
        = 0;
};

/// What belongs to a key's value is kept under an id of its own; no key has a blank in its id.
[[nodiscard]] inline std::string partName(const std::string &keyId, const std::string &part)
{
    return keyId + ' ' + part;
}

/// Keeps values sealed, durably when a call returns.
class Custody
{
public:
    virtual ~Custody() = default;
    Custody() = default;
    Custody(const Custody &) = delete;
    Custody &operator=(const Custody &) = delete;

    [[nodiscard]] virtual Result<secret::SecretBytes> oldValue(const std::string &run) const = 0;
    [[nodiscard]] virtual Result<void> keep(const std::string &run, const std::string &keyId,
                                            const secret::SecretBytes &value)
        = 0;
    /// Nothing when no value of that key was kept.
    [[nodiscard]] virtual Result<std::optional<secret::SecretBytes>>
    kept(const std::string &run, const std::string &keyId) const = 0;
    [[nodiscard]] virtual Result<void> drop(const std::string &run, const std::string &keyId) = 0;
};

/// Brings values to those who use them. Delivering the same value again does no harm.
class Handover
{
public:
    virtual ~Handover() = default;
    Handover() = default;
    Handover(const Handover &) = delete;
    Handover &operator=(const Handover &) = delete;

    /// Errors also: Unsupported (nobody said how it gets there; a person has to).
    [[nodiscard]] virtual Result<void>
    deliver(const std::string &consumer, const std::string &keyId, const secret::SecretBytes &value)
        = 0;
    /// The way back: the old key's value. `mayHaveNew`: the new one was handed over, or that was
    /// left out, which a person may have done in its stead.
    [[nodiscard]] virtual Result<void> giveBack(const std::string &consumer,
                                                const std::string &keyId, const std::string &newKey,
                                                const secret::SecretBytes &value, bool mayHaveNew)
    {
        static_cast<void>(newKey);
        static_cast<void>(mayHaveNew);
        return deliver(consumer, keyId, value);
    }
    /// Whether the consumer was seen working with this key. That it was handed over is not enough.
    [[nodiscard]] virtual Result<bool> isConfirmed(const std::string &consumer,
                                                   const std::string &keyId)
        = 0;
};

} // namespace rekey::rotate
