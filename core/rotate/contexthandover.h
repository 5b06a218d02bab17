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

    /// What to do for a consumer that nothing is known of; the end of one sentence each.
    struct Help
    {
        std::string forward; ///< the new value has to get there
        std::string back; ///< the old value has to get there again
    };

    ContextHandover(const RotationContext &context, std::string oldKey, Kept kept, Help help);

    /// Errors also: Unsupported (nobody said how the value gets there).
    [[nodiscard]] Result<void> deliver(const std::string &consumer, const std::string &keyId,
                                       const secret::SecretBytes &value) override;
    /// A consumer that nothing was brought to has the old value still, unless a person may have
    /// brought it the new one. Errors also: those of deliver().
    [[nodiscard]] Result<void> giveBack(const std::string &consumer, const std::string &keyId,
                                        const std::string &newKey, const secret::SecretBytes &value,
                                        bool mayHaveNew) override;
    [[nodiscard]] Result<bool> isConfirmed(const std::string &consumer,
                                           const std::string &keyId) override;

private:
    /// False when nothing is known of a way.
    [[nodiscard]] Result<bool> bring(const std::string &consumer, const std::string &keyId,
                                     const secret::SecretBytes &value);

    const RotationContext &m_context;
    std::string m_oldKey;
    std::string m_newKey; ///< empty where the key stays the same one
    Kept m_kept;
    Help m_help;
};

} // namespace rekey::rotate
