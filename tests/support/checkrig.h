// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/madeup.h"
#include "ui/session/checkplan.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace rekey::test {

/// The provider files, read once: that takes a second in this build.
inline std::shared_ptr<const ui::CheckRules> builtinCheckRules()
{
    static const std::shared_ptr<const ui::CheckRules> rules = *ui::coreChecks().rules();
    return rules;
}

inline provider::Answer jsonAnswer(int status, std::string_view body)
{
    provider::Answer answer;
    answer.status = status;
    answer.headers = {{"content-type", "application/json"}};
    answer.body = secret::SecretBytes::copyOf(body);
    return answer;
}

/// What a fake network sent and how it answers. Any thread.
struct FakeNetwork
{
    using Handler
        = std::function<Result<provider::Answer>(const std::string &token, std::stop_token)>;

    Handler handler = [](const std::string &, const std::stop_token &) {
        return jsonAnswer(401, R"({"message":"Bad credentials"})");
    };

    void note(const std::string &host, const std::string &token)
    {
        const std::scoped_lock lock(m_mutex);
        m_sent.emplace_back(host, token);
    }
    /// Host and bearer of each request, in the order they were sent.
    std::vector<std::pair<std::string, std::string>> sent() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_sent;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::pair<std::string, std::string>> m_sent;
};

class FakeNetworkTransport final : public provider::Transport
{
public:
    explicit FakeNetworkTransport(std::shared_ptr<FakeNetwork> network)
        : m_network(std::move(network))
    {
    }
    Result<provider::Answer> send(const provider::Request &request, std::stop_token stop) override
    {
        std::string token;
        for (const auto &[name, value] : request.headers) {
            if (name == "Authorization")
                token = std::string(value.view().substr(value.view().find(' ') + 1));
        }
        m_network->note(request.endpoint.authority(), token);
        return m_network->handler(token, std::move(stop));
    }

private:
    std::shared_ptr<FakeNetwork> m_network;
};

/// Checks over a fake network, as fast as they go.
inline ui::CheckPorts fakeChecks(std::shared_ptr<FakeNetwork> network)
{
    ui::CheckPorts ports;
    ports.rules = [] { return Result<std::shared_ptr<const ui::CheckRules>>(builtinCheckRules()); };
    ports.transport = [network = std::move(network)](const provider::NetworkSettings &) {
        return std::make_unique<FakeNetworkTransport>(network);
    };
    ports.pace = {.everyMs = 1, .jitterMs = 0};
    return ports;
}

} // namespace rekey::test
