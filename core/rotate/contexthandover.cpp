// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/contexthandover.h"

#include "core/base/text.h"
#include "core/rotate/delivery.h"

#include <utility>

namespace rekey::rotate {

using secret::SecretBytes;

ContextHandover::ContextHandover(const RotationContext &context, std::string oldKey, Kept kept,
                                 Help help)
    : m_context(context)
    , m_oldKey(std::move(oldKey))
    , m_kept(std::move(kept))
    , m_help(std::move(help))
{
}

Result<bool> ContextHandover::bring(const std::string &consumer, const std::string &keyId,
                                    const SecretBytes &value)
{
    const auto isIn = [](const Result<void> &brought) -> Result<bool> {
        return brought ? Result<bool>(true) : std::unexpected(brought.error());
    };
    if (const auto file = m_context.files.find(consumer); file != m_context.files.end())
        return isIn(putIntoFile(file->second, value));
    if (const auto command = m_context.commands.find(consumer); command != m_context.commands.end())
        return isIn(giveToCommand(command->second, keyId, value));
    const auto isSealed = m_kept.seal(consumer, keyId, m_newKey, value);
    if (!isSealed || *isSealed)
        return isSealed;
    return m_kept.isConfirmed(consumer, keyId);
}

Result<void> ContextHandover::deliver(const std::string &consumer, const std::string &keyId,
                                      const SecretBytes &value)
{
    if (keyId != m_oldKey)
        m_newKey = keyId;
    const auto isThere = bring(consumer, keyId, value);
    if (!isThere || *isThere)
        return isThere ? Result<void>() : std::unexpected(isThere.error());
    return fail(ErrorKind::Unsupported, "nobody said how the value gets there: " + m_help.forward,
                escapeControl(consumer));
}

Result<void> ContextHandover::giveBack(const std::string &consumer, const std::string &keyId,
                                       const std::string &newKey, const SecretBytes &value,
                                       bool mayHaveNew)
{
    if (newKey != m_oldKey)
        m_newKey = newKey;
    const auto isThere = bring(consumer, keyId, value);
    if (!isThere || *isThere)
        return isThere ? Result<void>() : std::unexpected(isThere.error());
    if (!mayHaveNew && !m_newKey.empty()) {
        const auto hasNew = m_kept.isConfirmed(consumer, m_newKey);
        if (!hasNew || !*hasNew)
            return hasNew ? Result<void>() : std::unexpected(hasNew.error());
    }
    return fail(ErrorKind::Unsupported,
                "it may have the new value, which goes with its key: " + m_help.back,
                escapeControl(consumer));
}

/// A command that took the value has not shown that anybody works with it: another one may.
Result<bool> ContextHandover::isConfirmed(const std::string &consumer, const std::string &keyId)
{
    const auto check = m_context.checks.find(consumer);
    if (check != m_context.checks.end() && giveToCommand(check->second, keyId, {}))
        return true;
    return m_kept.isConfirmed(consumer, keyId);
}

} // namespace rekey::rotate
