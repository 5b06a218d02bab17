// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/testcall.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <memory>

namespace rekey::ui {

/// A seal that is to be tried, with what its consumer shows the proxy.
struct SealTrial
{
    std::uint32_t number = 0;
    std::shared_ptr<const secret::SecretBytes> proof; ///< null: it is not at hand
};

/// One that can be sent.
struct ReadyTrial
{
    seal::TestCall call;
    seal::SealRecord record;
    std::shared_ptr<const secret::SecretBytes> proof; ///< null: none is needed
};

} // namespace rekey::ui
