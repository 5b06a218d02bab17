// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/verify/judge.h"

#include <algorithm>
#include <cctype>

namespace rekey::verify {

namespace {

using finding::Verdict;
using provider::Says;

Verdict verdictOf(Says says)
{
    switch (says) {
    case Says::Live:
        return Verdict::Live;
    case Says::Limited:
        return Verdict::LiveLimited;
    case Says::Disabled:
        return Verdict::Disabled;
    case Says::Dead:
        return Verdict::Dead;
    case Says::Unknown:
        break;
    }
    return Verdict::Unknown;
}

std::string lowerStart(std::string_view text)
{
    constexpr std::size_t kLooked = 512;
    std::string start(text.substr(0, kLooked));
    std::ranges::transform(start, start.begin(), [](unsigned char c) {
        return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
    return start;
}

bool isWebPage(const provider::Answer &answer)
{
    if (answer.header("content-type").value_or("").contains("text/html"))
        return true;
    const std::string start = lowerStart(answer.body.view());
    return start.contains("<!doctype html") || start.contains("<html");
}

Judgement unknown(std::string reason, bool isFailure = false)
{
    return {.reason = std::move(reason), .isFailure = isFailure};
}

} // namespace

Judgement judge(const provider::Check &check, const provider::Answer &answer)
{
    const std::string status = std::to_string(answer.status);
    if (answer.status >= 500)
        return unknown("The server failed (status " + status + ").", true);
    if (answer.status >= 300 && answer.status < 400)
        return unknown("It answered with a redirect (status " + status
                       + "), which is not followed with a secret.");
    if (isWebPage(answer))
        return unknown("A web page came instead of the provider's answer: a firewall or the "
                       "network's sign-in page.",
                       true);
    const provider::AnswerReader reader(answer);
    for (const provider::Signature &signature : check.signatures) {
        if (reader.holds(signature.condition))
            return {.verdict = verdictOf(signature.says),
                    .reason = signature.reason,
                    .isRecognised = true,
                    .isTooFast = answer.status == 429 && signature.says == Says::Unknown,
                    .isOfThisKey = signature.isOfThisKey,
                    .isOfKnownOnly = signature.isOfKnownOnly,
                    .isOfRotationOnly = signature.isOfRotationOnly};
    }
    if (answer.status == 429)
        return {.reason = "The provider's rate limit is used up.", .isTooFast = true};
    if (answer.status == 403)
        return unknown("It was refused (status 403) without the provider's own words: that may be "
                       "a firewall.");
    return unknown("The answer (status " + status
                   + ") is neither that of a live key nor of a refused one.");
}

Judgement judgeFailure(const Error &error)
{
    return unknown(error.detail, true);
}

} // namespace rekey::verify
