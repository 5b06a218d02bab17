// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/requesttext.h"
#include "tests/support/loopbackserver.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace rekey::test {

/// One provider's checking endpoint as its documentation describes it: knows one made-up key,
/// really compares what it is sent, and answers in the provider's words.
struct FakeProvider
{
    std::string provider;
    std::string rule;
    std::vector<std::pair<std::string, std::string>> parts; ///< "secret" and companions
    std::function<bool(const LoopbackServer::Seen &)> isRight;
    LoopbackServer::Reply live;
    LoopbackServer::Reply refused;
    bool isRefusedDead = true; ///< false: its refusal can mean more than dead
    std::string identity; ///< that Access must read; empty: none
    bool isDeadIfKnown = false; ///< its refusal is Dead only of a key that was let in before
};

inline LoopbackServer::Reply reply(int status, std::string body,
                                   std::vector<std::pair<std::string, std::string>> headers = {})
{
    LoopbackServer::Reply made;
    made.status = status;
    made.body = std::move(body);
    made.headers = std::move(headers);
    return made;
}

inline std::string basicHeader(const std::string &user, const std::string &password)
{
    return "Basic " + std::string(provider::base64Of(user + ":" + password).view());
}

} // namespace rekey::test
