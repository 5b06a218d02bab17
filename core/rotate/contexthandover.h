// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/ports.h"
#include "core/rotate/rotationcontext.h"

#include <functional>
#include <string>

namespace rekey::rotate {

/// The Handover of a rotation: to each consumer in the way that the context names, else by sealing
/// the seals that it has again; one that has neither waits until somebody says that it works. The
/// same thread as the run. The context must outlive it and may change between calls.
class ContextHandover final : public Handover
{
public:
    /// What only the store knows.
    struct Kept
    {
        /// Seals the consumer's seals again for a key; `formerId` is another id that they may name.
        /// False when it has none.
        std::function<Result<bool>(const std::string &consumer, const std::string &keyId,
                                   const std::string &formerId, const secret::SecretBytes &value)>
            seal;
        /// Whether somebody said that the consumer works with the key of that id.
        std::function<Result<bool>(const std::string &consumer, const std::string &keyId)>
            isConfirmed;
    };

    /// `help` says what to do for a consumer that nothing is known of; one sentence's end.
    ContextHandover(const RotationContext &context, std::string oldKey, Kept kept,
                    std::string help);

    /// Going back, a consumer that nothing was brought to has the old value still. Errors also:
    /// Unsupported (nobody said how the value gets there).
    [[nodiscard]] Result<void> deliver(const std::string &consumer, const std::string &keyId,
                                       const secret::SecretBytes &value) override;
    [[nodiscard]] Result<bool> isConfirmed(const std::string &consumer,
                                           const std::string &keyId) override;

    /// Id of the key that was handed over by now, by another process perhaps; empty: none.
    void setNewKey(std::string keyId) { m_newKey = std::move(keyId); }

private:
    [[nodiscard]] Result<bool> hasItByHand(const std::string &consumer,
                                           const std::string &keyId) const;

    const RotationContext &m_context;
    std::string m_oldKey;
    std::string m_newKey; ///< empty where the key stays the same one
    Kept m_kept;
    std::string m_help;
};

} // namespace rekey::rotate
