// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/dialect.h"
#include "core/seal/sealkey.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::seal {

/// Tells environments apart at a glance.
enum class ProfileColour : std::uint8_t
{
    Grey,
    Green,
    Amber,
    Red,
    Blue,
};
inline constexpr std::size_t kProfileColours = 5;

/// "grey", "green", "amber", "red", "blue".
[[nodiscard]] std::string_view colourName(ProfileColour colour);
[[nodiscard]] std::optional<ProfileColour> colourFromName(std::string_view name);

/// One deployment of the proxy that secrets are sealed for. Holds nothing secret.
struct Profile
{
    std::string name;
    std::string proxyUrl; ///< "http://tokenizer.internal:8080"
    SealKey key;
    ProfileColour colour = ProfileColour::Grey;
    std::optional<Day> deployed; ///< version of the deployment; unset: as new as this program

    friend bool operator==(const Profile &, const Profile &) = default;
};

/// Errors: Invalid (name or URL), Malformed or Invalid (the key; see SealKey::parse).
[[nodiscard]] Result<Profile> makeProfile(std::string_view name, std::string_view proxyUrl,
                                          std::string_view sealKey);

/// "host:port" of the proxy's URL.
[[nodiscard]] std::string proxyAddress(const Profile &profile);

/// Where profiles are kept: Keeper::properties of this room, by name.
inline constexpr std::string_view kProfileRoom = "seal-profile";
[[nodiscard]] std::string textOf(const Profile &profile);
/// Errors: Malformed.
[[nodiscard]] Result<Profile> profileFromText(std::string_view text);

} // namespace rekey::seal
