// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rotationhandover.h"

#include "app/clifiles.h"
#include "app/clifindings.h"
#include "app/cliseal.h"
#include "core/base/text.h"
#include "core/rotate/delivery.h"
#include "core/seal/succession.h"

#include <format>
#include <utility>

namespace rekey::app {

using secret::SecretBytes;

RotationHandover::RotationHandover(store::Store &store, std::string run,
                                   const rotate::RotationContext &context, std::string oldKey,
                                   bool hasPublicId, PartsOf partsOf)
    : m_store(store)
    , m_run(std::move(run))
    , m_context(context)
    , m_oldKey(std::move(oldKey))
    , m_hasPublicId(hasPublicId)
    , m_partsOf(std::move(partsOf))
{
}

Result<void> RotationHandover::deliver(const std::string &consumer, const std::string &keyId,
                                       const SecretBytes &value)
{
    if (const auto file = m_context.files.find(consumer); file != m_context.files.end())
        return rotate::putIntoFile(file->second, value);
    if (const auto command = m_context.commands.find(consumer);
        command != m_context.commands.end()) {
        auto given = rotate::giveToCommand(command->second, keyId, value);
        return given ? rotate::confirmConsumer(m_store, m_run, consumer) : given;
    }
    const auto isSealed = sealAgain(consumer, keyId, value);
    if (!isSealed || *isSealed)
        return isSealed ? Result<void>() : std::unexpected(isSealed.error());
    const auto isConfirmed = rotate::isConsumerConfirmed(m_store, m_run, consumer);
    if (!isConfirmed)
        return std::unexpected(isConfirmed.error());
    if (*isConfirmed)
        return {};
    return fail(ErrorKind::Unsupported,
                "nobody said how the new value gets there: give --to-file or --to-command, or put "
                "it there yourself and say --confirm",
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
    seal::Successor successor{findings->front().finding.id, {}, {m_oldKey}, {}};
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

Result<bool> RotationHandover::isConfirmed(const std::string &consumer)
{
    return rotate::isConsumerConfirmed(m_store, m_run, consumer);
}

} // namespace rekey::app
