// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/profile.h"

#include "core/seal/hostrule.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace rekey::seal {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, kProfileColours> kColours
    = {"grey", "green", "amber", "red", "blue"};

constexpr std::string_view kScheme = "http://";

std::optional<std::string> problemOfUrl(std::string_view url)
{
    if (url.starts_with("https://"))
        return "the proxy listens on plain http; put it behind a private network and write http://";
    if (!url.starts_with(kScheme))
        return "the proxy's URL begins with http://";
    std::string_view host = url.substr(kScheme.size());
    if (host.ends_with('/'))
        host.remove_suffix(1);
    if (auto problem = problemOfHost(host))
        return "the proxy's URL names its host and port: " + *problem;
    return std::nullopt;
}

Result<Profile> read(const json &object)
{
    auto profile
        = makeProfile(object.value("name", ""), object.value("url", ""), object.value("key", ""));
    if (!profile)
        return profile;
    profile->colour = colourFromName(object.value("colour", "")).value_or(ProfileColour::Grey);
    profile->deployed = dayFromText(object.value("deployed", ""));
    return profile;
}

} // namespace

std::string_view colourName(ProfileColour colour)
{
    return kColours[static_cast<std::size_t>(colour)];
}

std::optional<ProfileColour> colourFromName(std::string_view name)
{
    const auto found = std::ranges::find(kColours, name);
    if (found == kColours.end())
        return std::nullopt;
    return static_cast<ProfileColour>(found - kColours.begin());
}

Result<Profile> makeProfile(std::string_view name, std::string_view proxyUrl,
                            std::string_view sealKey)
{
    if (name.empty() || name.size() > 100)
        return fail(ErrorKind::Invalid, "a profile needs a name of up to 100 characters");
    if (auto problem = problemOfUrl(proxyUrl))
        return fail(ErrorKind::Invalid, std::move(*problem));
    auto key = SealKey::parse(sealKey);
    if (!key)
        return std::unexpected(key.error());
    std::string url(proxyUrl);
    if (url.ends_with('/'))
        url.pop_back();
    return Profile{std::string(name), std::move(url), *key, ProfileColour::Grey, std::nullopt};
}

std::string proxyAddress(const Profile &profile)
{
    std::string address = profile.proxyUrl.substr(kScheme.size());
    return address.contains(':') ? address : address + ":80";
}

std::string textOf(const Profile &profile)
{
    json object{{"name", profile.name},
                {"url", profile.proxyUrl},
                {"key", profile.key.hex()},
                {"colour", colourName(profile.colour)}};
    if (profile.deployed)
        object["deployed"] = textOfDay(*profile.deployed);
    return object.dump();
}

Result<Profile> profileFromText(std::string_view text)
{
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object())
        return fail(ErrorKind::Malformed, "the profile as it is kept cannot be read");
    try {
        return read(object);
    } catch (const json::exception &) {
        return fail(ErrorKind::Malformed, "the profile as it is kept cannot be read");
    }
}

} // namespace rekey::seal
