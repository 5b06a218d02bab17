// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/request.h"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace rekey::provider {

/// What a request does with a key.
struct SecretUse
{
    enum class Kind : std::uint8_t
    {
        Sent, ///< the secret itself, in the places below
        Signs, ///< the secret signs and is not sent
        SignsWithId, ///< so it does, and its id is sent in the Authorization header
    };

    Kind kind = Kind::Sent;
    std::vector<std::string> headers = {}; ///< names
    bool isInAddress = false;
    bool isInBody = false;

    friend auto operator<=>(const SecretUse &, const SecretUse &) = default;
};

/// What RequestSpec::whereSecretGoes() says in words.
[[nodiscard]] SecretUse secretUse(const RequestSpec &spec);

} // namespace rekey::provider
