// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/sealrecord.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <format>

namespace rekey::seal {

namespace {

using nlohmann::json;

constexpr std::int64_t kSoonSeconds = std::int64_t{7} * 24 * 3600;
constexpr std::array<std::string_view, 7> kStates
    = {"never-tested", "good", "failed", "expires-soon", "expired", "outdated", "retired"};
constexpr std::array<std::string_view, 3> kEncodings = {"plain", "base64", "json-text"};

std::optional<secret::SecretId> idFromHex(std::string_view hex)
{
    secret::SecretId id;
    if (hex.size() != 2 * id.bytes.size())
        return std::nullopt;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        unsigned value = 0;
        const char *begin = hex.data() + 2 * i;
        const auto [end, code] = std::from_chars(begin, begin + 2, value, 16);
        if (code != std::errc() || end != begin + 2)
            return std::nullopt;
        id.bytes[i] = static_cast<std::byte>(value);
    }
    return id;
}

json jsonOf(const HarmlessRequest &test)
{
    return {{"method", test.method},
            {"host", test.host},
            {"path", test.path},
            {"headers", test.headers}};
}

HarmlessRequest requestFrom(const json &object)
{
    return {object.value("method", "GET"), object.value("host", ""), object.value("path", ""),
            object.value("headers", std::vector<std::string>())};
}

/// Throws json::exception.
SealRecord read(const json &object)
{
    SealRecord record;
    record.number = object.at("number");
    record.consumer
        = {object.value("consumer", ""), object.value("owner", ""), object.value("place", "")};
    record.source.finding = idFromHex(object.value("finding", "")).value_or(secret::SecretId());
    record.source.label = object.value("finding_label", "");
    record.source.type = object.value("type", "");
    record.source.masked = object.value("masked", "");
    record.acquired = {object.value("acquired_by", ""), object.value("acquired_from", "")};
    record.profile = object.value("profile", "");
    record.keyFingerprint = object.value("key", "");
    record.processor = object.value("processor", "");
    record.destinations = object.value("destinations", "");
    record.policy = object.value("policy", "");
    record.recipe.text = object.value("recipe", "{value}");
    const auto encoding = std::ranges::find(kEncodings, object.value("encoding", "plain"));
    if (encoding != kEncodings.end())
        record.recipe.encoding = static_cast<ValueEncoding>(encoding - kEncodings.begin());
    record.test = requestFrom(object.value("test", json::object()));
    record.token = object.value("token", "");
    record.fingerprint = object.value("fingerprint", "");
    record.former = object.value("former", std::vector<std::string>());
    record.madeAt = object.value("made", std::int64_t{0});
    record.expiresAt = object.value("expires", std::int64_t{0});
    record.outdatedAt = object.value("outdated", std::int64_t{0});
    record.retiredAt = object.value("retired", std::int64_t{0});
    record.lastTest = {object.value("tested", std::int64_t{0}), object.value("status", 0),
                       object.value("answer", "")};
    return record;
}

} // namespace

std::string_view stateName(SealState state)
{
    return kStates[static_cast<std::size_t>(state)];
}

std::string SealRecord::label() const
{
    return std::format("L-{:04}", number);
}

std::int64_t SealRecord::soonAt() const
{
    if (expiresAt == 0)
        return 0;
    const std::int64_t life = madeAt == 0 ? expiresAt : expiresAt - madeAt;
    return expiresAt - std::clamp<std::int64_t>(life / 5, 0, kSoonSeconds);
}

SealState SealRecord::state(std::int64_t now) const
{
    if (retiredAt != 0)
        return SealState::Retired;
    if (outdatedAt != 0)
        return SealState::Outdated;
    if (expiresAt != 0 && expiresAt <= now)
        return SealState::Expired;
    if (expiresAt != 0 && soonAt() <= now)
        return SealState::ExpiresSoon;
    if (lastTest.at == 0)
        return SealState::NeverTested;
    return lastTest.isGood() ? SealState::Good : SealState::Failed;
}

void SealRecord::renew(std::string newToken, std::string newFingerprint, std::int64_t now)
{
    former.push_back(std::move(fingerprint));
    if (former.size() > kMostFormer)
        former.erase(former.begin());
    token = std::move(newToken);
    fingerprint = std::move(newFingerprint);
    madeAt = now;
    outdatedAt = 0;
    lastTest = {};
}

std::string textOf(const SealRecord &record)
{
    const json object{
        {"number", record.number},
        {"consumer", record.consumer.name},
        {"owner", record.consumer.owner},
        {"place", record.consumer.place},
        {"finding", record.source.finding.hex()},
        {"finding_label", record.source.label},
        {"type", record.source.type},
        {"masked", record.source.masked},
        {"acquired_by", record.acquired.service},
        {"acquired_from", record.acquired.provider},
        {"profile", record.profile},
        {"key", record.keyFingerprint},
        {"processor", record.processor},
        {"destinations", record.destinations},
        {"policy", record.policy},
        {"recipe", record.recipe.text},
        {"encoding", kEncodings[static_cast<std::size_t>(record.recipe.encoding)]},
        {"test", jsonOf(record.test)},
        {"token", record.token},
        {"fingerprint", record.fingerprint},
        {"former", record.former},
        {"made", record.madeAt},
        {"expires", record.expiresAt},
        {"outdated", record.outdatedAt},
        {"retired", record.retiredAt},
        {"tested", record.lastTest.at},
        {"status", record.lastTest.status},
        {"answer", record.lastTest.words},
    };
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<SealRecord> recordFromText(std::string_view text)
{
    try {
        const json object = json::parse(text);
        return read(object);
    } catch (const json::exception &) {
        return fail(ErrorKind::Malformed, "a seal as it is kept cannot be read");
    }
}

} // namespace rekey::seal
