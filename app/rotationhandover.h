// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rotationcontext.h"
#include "core/provider/requesttext.h"
#include "core/rotate/ports.h"
#include "core/seal/sealrecord.h"
#include "core/store/store.h"

#include <functional>
#include <string>

namespace rekey::app {

/// Puts a value into a file of mode 0600, whole or not at all, on the disk when it returns.
[[nodiscard]] Result<void> putIntoFile(const std::string &path, const secret::SecretBytes &value);
/// Runs a shell command with the value on its standard input and the key's public id as
/// REKEY_KEY_ID. Errors: Io (it does not end with status 0).
[[nodiscard]] Result<void> giveToCommand(const std::string &command, const std::string &keyId,
                                         const secret::SecretBytes &value);

/// The Handover of a rotation: to each consumer in the way the context names, else by sealing the
/// seal that it has again; one that has neither waits until somebody says that it works.
class RotationHandover final : public rotate::Handover
{
public:
    /// The parts of a key with that id and value: what a seal may be made of.
    using PartsOf
        = std::function<provider::Parts(const std::string &keyId, const secret::SecretBytes &)>;

    /// `hasPublicId`: the finding's own value is the key's id (AWS).
    RotationHandover(store::Store &store, std::string run, const RotationContext &context,
                     std::string oldKey, bool hasPublicId, PartsOf partsOf);

    [[nodiscard]] Result<void> deliver(const std::string &consumer, const std::string &keyId,
                                       const secret::SecretBytes &value) override;
    [[nodiscard]] Result<bool> isConfirmed(const std::string &consumer) override;

private:
    [[nodiscard]] Result<void> nameKey(seal::SealRecord &record, const std::string &keyId) const;
    /// False when the consumer has no seal of the finding.
    [[nodiscard]] Result<bool> sealAgain(const std::string &consumer, const std::string &keyId,
                                         const secret::SecretBytes &value);

    store::Store &m_store;
    std::string m_run;
    const RotationContext &m_context;
    std::string m_oldKey;
    bool m_hasPublicId;
    PartsOf m_partsOf;
};

} // namespace rekey::app
