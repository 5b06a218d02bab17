// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"
#include "core/provider/database.h"
#include "core/provider/transport.h"
#include "core/rotate/keyacts.h"
#include "core/rotate/ports.h"

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
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
    /// Evidence of the old key that comes up otherwise than through `prove`.
    std::function<Result<void>(const finding::Evidence &)> learned = {};
};

/// A KeyService, and what has to be known of it before a plan is begun.
class PlannedKeys : public KeyService
{
public:
    /// Parts that are not there and that nothing here can find out; sorted, each once.
    [[nodiscard]] virtual std::vector<std::string> missingParts(const Plan &plan) const = 0;
    /// Finds out the parts that the provider's log of the old key tells, which it cannot once that
    /// key is gone: to be kept with the run. None of them is a secret.
    [[nodiscard]] virtual Result<std::map<std::string, std::string>> learn(const Plan &plan) = 0;
    /// Whether the plan has the old key itself list, make or remove keys: because the provider
    /// wants it so, or because it was given as the administrator's.
    [[nodiscard]] virtual bool leansOnOldKey(const Plan &plan) const = 0;
    /// Whether the old key may stand in for an administrator's that is missing.
    [[nodiscard]] virtual bool canLendOldKey() const { return true; }
    /// Whether whoever signs can do so to the plan's end and on the way back. Errors: Denied (the
    /// old key would have to sign after it is off; a host that no rule allows).
    [[nodiscard]] virtual Result<void> canSign(const Plan &plan) const = 0;
    /// Whether the plan has the keys listed.
    [[nodiscard]] virtual bool readsKeys(const Plan &plan) const = 0;
    /// Asks what is there before anything is changed; one sentence each, none when nothing can be
    /// asked. `isKeyIdKnown` is false where the plan's old key is a mask. Errors: Invalid (the key
    /// is not there, or its id has to be known), those of list().
    [[nodiscard]] virtual Result<std::vector<std::string>> look(const Plan &plan, bool isKeyIdKnown)
        = 0;
    /// From now on nothing is sent to other authorities than these.
    virtual void keepTo(std::vector<std::string> hosts) = 0;
    /// Authorities of everything that may be asked; sorted, each once. Errors: Invalid (a base
    /// URL, or no part tells the host).
    [[nodiscard]] virtual Result<std::vector<std::string>> hosts(const Plan &plan) const = 0;
    /// The parts of a key with that id and value, beside what it shares with the old one.
    [[nodiscard]] virtual provider::Parts partsOf(const std::string &keyId,
                                                  const secret::SecretBytes &value) const
        = 0;
};

/// Those of the acts' detector: over requests, or over sessions of a database. Everything given by
/// reference must outlive it.
[[nodiscard]] std::unique_ptr<PlannedKeys> keysFor(const KeyActs &acts,
                                                   provider::Transport &transport,
                                                   const provider::DatabaseSettings &databases,
                                                   KeyAccess access);

} // namespace rekey::rotate
