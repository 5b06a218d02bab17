// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/resealing.h"

#include "core/seal/base64.h"
#include "core/seal/broker/request.h"
#include "core/seal/jsoncursor.h"
#include "core/seal/jsonwriter.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <sstream>

namespace rekey::broker {

namespace {

using secret::SecretBytes;

constexpr std::string_view kGithubHost = "api.github.com";

struct TokenAnswer
{
    SecretBytes accessToken;
    SecretBytes token; ///< GitHub's name for it
    std::uint64_t expiresIn = 0;
    std::string expiresAt;
};

/// The problem's name, or nothing when it was read.
std::optional<std::string> read(std::string_view body, TokenAnswer &answer)
{
    seal::JsonCursor cursor(body);
    const bool isRead = cursor.object([&](const std::string &name) {
        if (cursor.takeNull())
            return true;
        if (isSameName(name, "access_token"))
            return cursor.text(answer.accessToken);
        if (isSameName(name, "token"))
            return cursor.text(answer.token);
        if (isSameName(name, "expires_in"))
            return cursor.number(answer.expiresIn);
        return isSameName(name, "expires_at") ? cursor.text(answer.expiresAt) : cursor.skip();
    });
    if (isRead && cursor.end())
        return std::nullopt;
    return cursor.problem();
}

/// Whether no token can be in an answer that is no token answer: it is not looked for in forms that
/// only its reader knows.
bool isHarmless(std::string_view body)
{
    constexpr std::string_view kWord = "token";
    if (seal::trimmed(body).empty())
        return true;
    seal::JsonCursor cursor(body);
    if (!cursor.skip() || !cursor.end())
        return false;
    // An escape could write the word in another way.
    const auto word = std::ranges::search(
        body, kWord, [](char one, char other) { return isSameName({&one, 1}, {&other, 1}); });
    return word.empty() && !body.contains("\\u");
}

/// Which of several processors asks for a token; the first does.
const seal::Processor *asking(const seal::Processor &processor)
{
    if (const auto *multi = std::get_if<seal::Multi>(&processor.kind)) {
        for (const seal::Processor &member : multi->members) {
            if (const seal::Processor *found = asking(member))
                return found;
        }
    }
    return seal::isTwoStep(seal::kindOf(processor)) ? &processor : nullptr;
}

seal::Authorizer copied(const seal::Authorizer &authorizer)
{
    return std::visit(
        [](const auto &kind) -> seal::Authorizer {
            if constexpr (std::is_same_v<std::decay_t<decltype(kind)>, seal::MacaroonAuth>)
                return seal::MacaroonAuth{SecretBytes::copyOf(kind.key.bytes())};
            else
                return kind;
        },
        authorizer);
}

/// Seconds until a time of RFC 3339; nothing when it is none.
std::optional<std::int64_t> secondsUntil(const std::string &time, std::int64_t now)
{
    std::istringstream in(time);
    std::chrono::sys_seconds at;
    const char *form = time.ends_with('Z') ? "%FT%TZ" : "%FT%T%Ez";
    if (!(in >> std::chrono::parse(form, at)))
        return std::nullopt;
    return at.time_since_epoch().count() - now;
}

/// A minute earlier, so that nobody uses a token in its last moment.
std::int64_t shortened(std::int64_t seconds)
{
    constexpr std::int64_t kMargin = 60;
    return seconds > kMargin ? seconds - kMargin : seconds;
}

Outcome<std::optional<ResealedAnswer>> refused(std::string body)
{
    return refuse(502, Reason::AnswerNotSealed, std::move(body));
}

Outcome<std::optional<ResealedAnswer>> sealedAnswer(const Opened &opened, SecretBytes token,
                                                    bool isGithub, std::int64_t expiresIn)
{
    seal::ProxySecret secret;
    seal::Inject inject;
    inject.token = std::move(token);
    inject.format.value = isGithub ? "token %s" : "";
    secret.processor.kind = std::move(inject);
    secret.authorizer = copied(opened.secret.authorizer);
    secret.destinations = opened.secret.destinations;
    if (isGithub)
        secret.destinations = {std::vector<std::string>{std::string(kGithubHost)}, {}};
    const auto sealed = seal::sealText(seal::canonicalJson(secret), opened.key);
    if (!sealed)
        return refused(sealed.error().detail);
    ResealedAnswer answer{{}, sealed->fingerprint, shortened(expiresIn)};
    answer.body = std::format(R"({{"sealed_token":"{}","expires_in":{},"token_type":"sealed"}})",
                              sealed->text, answer.expiresIn);
    return answer;
}

} // namespace

bool isAnswerSealed(const seal::Processor &processor)
{
    return asking(processor) != nullptr;
}

Outcome<std::optional<ResealedAnswer>> resealed(const Opened &opened, int status,
                                                std::string_view body, std::int64_t now)
{
    const seal::Processor *processor = asking(opened.secret.processor);
    const bool isGithub
        = processor != nullptr && seal::kindOf(*processor) == seal::ProcessorKind::GithubApp;
    TokenAnswer answer;
    if (status != (isGithub ? 201 : 200)) {
        if (isHarmless(body))
            return std::nullopt;
        return refused("the token endpoint answered " + std::to_string(status)
                       + " with what may be a token; it is withheld");
    }
    const auto problem = read(body, answer);
    if (problem)
        return refused("failed to parse token response: " + *problem);
    SecretBytes &token = isGithub ? answer.token : answer.accessToken;
    if (token.isEmpty())
        return refused(isGithub ? "token response missing token"
                                : "token response missing access_token");
    auto expiresIn = static_cast<std::int64_t>(
        std::min<std::uint64_t>(answer.expiresIn, std::numeric_limits<std::int32_t>::max()));
    if (isGithub) {
        constexpr std::int64_t kDefaultSeconds = 3600;
        const auto seconds = answer.expiresAt.empty() ? std::optional(kDefaultSeconds)
                                                      : secondsUntil(answer.expiresAt, now);
        if (!seconds)
            return refused("failed to parse token response: bad expires_at");
        expiresIn = *seconds > 0 ? *seconds : kDefaultSeconds;
    }
    return sealedAnswer(opened, std::move(token), isGithub, expiresIn);
}

} // namespace rekey::broker
