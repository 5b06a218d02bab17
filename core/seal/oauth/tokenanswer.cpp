// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/tokenanswer.h"

#include "core/provider/reader.h"
#include "core/seal/oauth/redirect.h"

#include <algorithm>
#include <charconv>

namespace rekey::seal {

namespace {

constexpr std::int64_t kMostSeconds = std::int64_t{50} * 365 * 24 * 3600;

provider::Reader member(std::string path)
{
    return {provider::Reader::Kind::Json, std::move(path), {}, {}};
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

} // namespace

std::int64_t lifetimeOf(std::string_view seconds)
{
    std::int64_t count = 0;
    const char *last = seconds.data() + seconds.size();
    const auto [end, code] = std::from_chars(seconds.data(), last, count);
    return code == std::errc() && end == last && count > 0 && count <= kMostSeconds ? count : 0;
}

std::string oauthErrorIn(const provider::Answer &answer)
{
    return provider::AnswerReader(answer).first(member("/error"));
}

Result<GrantedToken> readTokenAnswer(const provider::Answer &answer, std::int64_t now)
{
    const provider::AnswerReader reader(answer);
    if (const std::string error = reader.first(member("/error")); !error.empty())
        return fail(ErrorKind::Denied, "the provider gave no token: " + wordsOfOAuthError(error));
    if (answer.status >= 500 || answer.status == 429)
        return fail(ErrorKind::Io,
                    "the provider answered " + std::to_string(answer.status)
                        + " instead of a token; start again later");
    auto access = reader.firstSecret(member("/access_token"));
    if (answer.status != 200 || !access)
        return fail(ErrorKind::Malformed,
                    "the provider answered " + std::to_string(answer.status)
                        + " without a token and without a reason");
    // A token that needs a proof beside it would be refused by the API: nobody could make it.
    const std::string type = lower(reader.first(member("/token_type")));
    if (!type.empty() && type != "bearer")
        return fail(ErrorKind::Denied,
                    "the provider gave a token that is no bearer token; the proxy cannot use it");
    GrantedToken granted;
    granted.access = std::move(*access);
    const std::int64_t lifetime = lifetimeOf(reader.first(member("/expires_in")));
    granted.expiresAt = lifetime == 0 ? 0 : now + lifetime;
    granted.hadRefresh = reader.firstSecret(member("/refresh_token")).has_value();
    return granted;
}

} // namespace rekey::seal
