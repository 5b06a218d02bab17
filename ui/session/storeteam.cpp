// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/storeteam.h"

#include "core/base/text.h"
#include "core/store/store.h"

#include <algorithm>

namespace rekey::ui {

namespace {

using Kind = store::KeySlot::Kind;

Result<store::Store *> storeOf(finding::Keeper &keeper)
{
    auto *kept = dynamic_cast<store::Store *>(&keeper);
    const auto info = kept ? kept->info() : fail(ErrorKind::Unsupported, "This is no store.");
    if (!kept || (info && info->members.empty()))
        return fail(ErrorKind::Unsupported,
                    "What is kept in memory has neither passphrase nor members: create a store.");
    return kept;
}

} // namespace

Result<std::vector<StoreMember>> storeMembers(finding::Keeper &keeper)
{
    const auto kept = storeOf(keeper);
    if (!kept)
        return std::unexpected(kept.error());
    return (*kept)->info().transform([](const store::StoreInfo &info) {
        std::vector<StoreMember> members;
        for (const store::KeySlot &slot : info.members)
            members.push_back({QString::fromStdString(escapeControl(slot.name)), slot.name,
                               slot.kind == Kind::Keyring, slot.addedAt});
        return members;
    });
}

Result<void> changeStorePassphrase(finding::Keeper &keeper, const secret::SecretBytes &passphrase)
{
    const auto kept = storeOf(keeper);
    if (!kept)
        return std::unexpected(kept.error());
    const auto info = (*kept)->info();
    if (!info)
        return std::unexpected(info.error());
    std::vector<std::string> names;
    for (const store::KeySlot &slot : info->members) {
        if (slot.kind == Kind::Passphrase)
            names.push_back(slot.name);
    }
    // Not the system's name: the store's maker may have had another one on another machine.
    const std::string person = (*kept)->openedBy();
    if (!std::ranges::contains(names, person))
        return fail(ErrorKind::NotFound, "No passphrase of yours opens this store.");
    return (*kept)->changePassphrase(person, passphrase, {});
}

Result<void> addStoreMember(finding::Keeper &keeper, const std::string &offer)
{
    const auto slot = store::KeySlot::fromOffer(offer);
    if (!slot)
        return std::unexpected(slot.error());
    const auto kept = storeOf(keeper);
    return kept ? (*kept)->addMember(*slot) : std::unexpected(kept.error());
}

Result<void> removeStoreMember(finding::Keeper &keeper, const std::string &id)
{
    const auto kept = storeOf(keeper);
    return kept ? (*kept)->removeMember(id) : std::unexpected(kept.error());
}

Result<void> rollStoreKey(finding::Keeper &keeper)
{
    const auto kept = storeOf(keeper);
    return kept ? (*kept)->roll() : std::unexpected(kept.error());
}

} // namespace rekey::ui
