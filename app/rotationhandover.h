// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/requesttext.h"
#include "core/rotate/ports.h"
#include "core/rotate/rotationcontext.h"
#include "core/store/store.h"

#include <functional>
#include <string>

namespace rekey::app {

/// The Handover of a rotation: to each consumer in the way the context names, else by sealing the
/// seal that it has again; one that has neither waits until somebody says that it works.
class RotationHandover final : public rotate::Handover
{
public:
    /// The parts of a key with that id and value: what a seal may be made of.
    using PartsOf
        = std::function<provider::Parts(const std::string &keyId, const secret::SecretBytes &)>;

    /// `run` may change until the first call. `hasPublicId`: the finding's own value is the key's
    /// id (AWS).
    RotationHandover(store::Store &store, const std::string &run,
                     const rotate::RotationContext &context, std::string oldKey, bool hasPublicId,
                     PartsOf partsOf);

    [[nodiscard]] Result<void> deliver(const std::string &consumer, const std::string &keyId,
                                       const secret::SecretBytes &value) override;
    [[nodiscard]] Result<bool> isConfirmed(const std::string &consumer,
                                           const std::string &keyId) override;

    /// Whether this program brings it there, rather than a person.
    [[nodiscard]] Result<bool> hasWay(const std::string &consumer) const;
    /// Id of the key that seals may name by now, where another process handed it over.
    void setNewKey(std::string keyId) { m_newKey = std::move(keyId); }

private:
    /// False when the consumer has no seal of the finding.
    [[nodiscard]] Result<bool> sealAgain(const std::string &consumer, const std::string &keyId,
                                         const secret::SecretBytes &value);

    store::Store &m_store;
    const std::string &m_run;
    const rotate::RotationContext &m_context;
    std::string m_oldKey;
    std::string m_newKey;
    bool m_hasPublicId;
    PartsOf m_partsOf;
};

} // namespace rekey::app
