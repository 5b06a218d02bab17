// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/contexthandover.h"

#include "core/base/text.h"
#include "core/rotate/delivery.h"

#include <utility>

namespace rekey::rotate {

using secret::SecretBytes;

ContextHandover::ContextHandover(const RotationContext &context, std::string oldKey, Kept kept,
                                 std::string help)
    : m_context(context)
    , m_oldKey(std::move(oldKey))
    , m_kept(std::move(kept))
    , m_help(std::move(help))
{
}

Result<void> ContextHandover::deliver(const std::string &consumer, const std::string &keyId,
                                      const SecretBytes &value)
{
    if (keyId != m_oldKey)
        m_newKey = keyId;
    if (const auto file = m_context.files.find(consumer); file != m_context.files.end())
        return putIntoFile(file->second, value);
    if (const auto command = m_context.commands.find(consumer); command != m_context.commands.end())
        return giveToCommand(command->second, keyId, value);
    const auto isSealed = m_kept.seal(consumer, keyId, m_newKey, value);
    if (!isSealed || *isSealed)
        return isSealed ? Result<void>() : std::unexpected(isSealed.error());
    const auto has = hasItByHand(consumer, keyId);
    if (!has || *has)
        return has ? Result<void>() : std::unexpected(has.error());
    return fail(ErrorKind::Unsupported, "nobody said how the value gets there: " + m_help,
                escapeControl(consumer));
}

Result<bool> ContextHandover::hasItByHand(const std::string &consumer,
                                          const std::string &keyId) const
{
    const auto isConfirmed = m_kept.isConfirmed(consumer, keyId);
    if (!isConfirmed || *isConfirmed || keyId != m_oldKey || m_newKey.empty())
        return isConfirmed;
    return m_kept.isConfirmed(consumer, m_newKey).transform([](bool hasNew) { return !hasNew; });
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
