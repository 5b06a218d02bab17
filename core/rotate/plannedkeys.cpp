// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/plannedkeys.h"

#include "core/rotate/loginkeys.h"
#include "core/rotate/providerkeys.h"

#include <utility>

namespace rekey::rotate {

std::unique_ptr<PlannedKeys> keysFor(const KeyActs &acts, provider::Transport &transport,
                                     const provider::DatabaseSettings &databases, KeyAccess access)
{
    if (acts.login() != nullptr)
        return std::make_unique<LoginKeys>(*acts.login(), databases, std::move(access));
    return std::make_unique<ProviderKeys>(acts, transport, std::move(access));
}

} // namespace rekey::rotate
