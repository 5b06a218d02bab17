// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rotationhandover.h"

#include "app/clifiles.h"
#include "app/clifindings.h"
#include "app/cliseal.h"
#include "core/base/text.h"
#include "core/rotate/delivery.h"
#include "core/seal/keptseals.h"
#include "core/seal/succession.h"

#include <algorithm>
#include <format>
#include <utility>

namespace rekey::app {

using secret::SecretBytes;

RotationHandover::RotationHandover(store::Store &store, const std::string &run,
                                   const rotate::RotationContext &context, std::string oldKey,
                                   bool hasPublicId, PartsOf partsOf)
    : m_store(store)
    , m_run(run)
    , m_context(context)
    , m_oldKey(std::move(oldKey))
    , m_hasPublicId(hasPublicId)
    , m_partsOf(std::move(partsOf))
{
}

Result<void> RotationHandover::deliver(const std::string &consumer, const std::string &keyId,
                                       const SecretBytes &value)
{
    if (keyId != m_oldKey)
        m_newKey = keyId;
    if (const auto file = m_context.files.find(consumer); file != m_context.files.end())
        return rotate::putIntoFile(file->second, value);
    if (const auto command = m_context.commands.find(consumer); command != m_context.commands.end())
        return rotate::giveToCommand(command->second, keyId, value);
    const auto isSealed = sealAgain(consumer, keyId, value);
    if (!isSealed || *isSealed)
        return isSealed ? Result<void>() : std::unexpected(isSealed.error());
    const auto isConfirmed = rotate::isConsumerConfirmed(m_store, m_run, consumer, keyId);
    if (!isConfirmed)
        return std::unexpected(isConfirmed.error());
    if (*isConfirmed)
        return {};
    return fail(ErrorKind::Unsupported,
                "nobody said how the value gets there: give --to-file or --to-command, or put it "
                "there yourself (rekey-cli rotate take gives it to you) and say --confirm",
                escapeControl(consumer));
}

Result<bool> RotationHandover::sealAgain(const std::string &consumer, const std::string &keyId,
                                         const SecretBytes &value)
{
    if (m_context.finding.empty())
        return false;
    const auto findings = namedFindings(m_store, {m_context.finding});
    if (!findings)
        return std::unexpected(findings.error());
    const provider::Parts parts = m_partsOf(keyId, value);
    seal::Successor successor{findings->front().finding.id, {}, {m_oldKey, m_newKey}, {}};
    if (m_hasPublicId)
        successor.keyId = keyId;
    successor.read = [&](std::string_view name) -> Result<SecretBytes> {
        const auto part = parts.find(name);
        if (part == parts.end())
            return fail(ErrorKind::NotFound, "the new key has no such part", std::string(name));
        return SecretBytes::copyOf(part->second.bytes());
    };
    const auto made = seal::sealForSuccessor(m_store, consumer, successor, secondsNow());
    if (!made)
        return std::unexpected(made.error());
    for (const seal::SealRecord &record : *made)
        say(std::format("{} of {} is sealed again: rekey-cli seal snippet {}", record.label(),
                        escapeControl(consumer), record.number));
    return !made->empty();
}

Result<bool> RotationHandover::hasWay(const std::string &consumer) const
{
    if (m_context.files.contains(consumer) || m_context.commands.contains(consumer))
        return true;
    if (m_context.finding.empty())
        return false;
    const auto findings = namedFindings(m_store, {m_context.finding});
    const auto seals = seal::keptRegister(m_store);
    if (!findings || !seals)
        return std::unexpected(findings ? seals.error() : findings.error());
    return std::ranges::any_of(
        seals->dyingWith(findings->front().finding.id),
        [&](std::uint32_t number) { return seals->find(number)->consumer.name == consumer; });
}

/// A command that took the value has not shown that anybody works with it: another one may.
Result<bool> RotationHandover::isConfirmed(const std::string &consumer, const std::string &keyId)
{
    const auto check = m_context.checks.find(consumer);
    if (check != m_context.checks.end() && rotate::giveToCommand(check->second, keyId, {}))
        return true;
    return rotate::isConsumerConfirmed(m_store, m_run, consumer, keyId);
}

} // namespace rekey::app
