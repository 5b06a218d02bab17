// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/transport.h"
#include "ui/session/checkplan.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace rekey::test {

/// The network, with a gate before it: requests that hold a text wait until it is opened. Any
/// thread.
class Gate
{
public:
    /// Empty text: all of them.
    void closeFor(const std::string &text)
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->isClosed = true;
        m_state->text = text;
    }
    void open()
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->isClosed = false;
        m_state->opened.notify_all();
    }
    /// The real network behind it.
    [[nodiscard]] ui::CheckPorts checks() const
    {
        ui::CheckPorts ports = ui::coreChecks();
        ports.transport
            = [real = ports.transport, state = m_state](const provider::NetworkSettings &settings) {
                  return std::make_unique<Transport>(real(settings), state);
              };
        return ports;
    }

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable opened;
        bool isClosed = false;
        std::string text;
    };
    class Transport final : public provider::Transport
    {
    public:
        Transport(std::unique_ptr<provider::Transport> real, std::shared_ptr<State> state)
            : m_real(std::move(real))
            , m_state(std::move(state))
        {
        }
        Result<provider::Answer> send(const provider::Request &request,
                                      std::stop_token stop) override
        {
            {
                std::unique_lock lock(m_state->mutex);
                m_state->opened.wait(lock, [&] {
                    return !m_state->isClosed
                        || (!request.body.view().contains(m_state->text)
                            && !request.target.view().contains(m_state->text));
                });
            }
            return m_real->send(request, std::move(stop));
        }

    private:
        std::unique_ptr<provider::Transport> m_real;
        std::shared_ptr<State> m_state;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace rekey::test
