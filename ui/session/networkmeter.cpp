// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/networkmeter.h"

#include <mutex>
#include <utility>

namespace rekey::ui {

struct NetworkMeter::Count
{
    std::mutex mutex; ///< of all below
    int underWay = 0;
    NetworkMeter *meter = nullptr; ///< null once it is gone

    void add(int more)
    {
        const std::scoped_lock lock(mutex);
        const bool wasSending = underWay > 0;
        underWay += more;
        if (meter != nullptr && wasSending != (underWay > 0))
            QMetaObject::invokeMethod(meter, &NetworkMeter::changed, Qt::QueuedConnection);
    }
};

class NetworkMeter::CountedTransport final : public provider::Transport
{
public:
    CountedTransport(std::unique_ptr<provider::Transport> transport, std::shared_ptr<Count> count)
        : m_transport(std::move(transport))
        , m_count(std::move(count))
    {
    }

    [[nodiscard]] Result<provider::Answer> send(const provider::Request &request,
                                                std::stop_token stop) override
    {
        m_count->add(1);
        auto answer = m_transport->send(request, std::move(stop));
        m_count->add(-1);
        return answer;
    }

private:
    std::unique_ptr<provider::Transport> m_transport;
    std::shared_ptr<Count> m_count;
};

NetworkMeter::NetworkMeter(QObject *parent)
    : QObject(parent)
    , m_count(std::make_shared<Count>())
{
    m_count->meter = this;
}

NetworkMeter::~NetworkMeter()
{
    const std::scoped_lock lock(m_count->mutex);
    m_count->meter = nullptr;
}

NetworkMeter::MakeTransport NetworkMeter::metered(MakeTransport make) const
{
    if (!make)
        return make;
    return [make = std::move(make), count = m_count](
               const provider::NetworkSettings &network) -> std::unique_ptr<provider::Transport> {
        return std::make_unique<CountedTransport>(make(network), count);
    };
}

bool NetworkMeter::isSending() const
{
    const std::scoped_lock lock(m_count->mutex);
    return m_count->underWay > 0;
}

void NetworkMeter::setRotations(int rotations)
{
    if (std::exchange(m_rotations, rotations) != rotations)
        Q_EMIT changed();
}

void NetworkMeter::setAsking(bool isAsking)
{
    if (std::exchange(m_isAsking, isAsking) != isAsking)
        Q_EMIT changed();
}

} // namespace rekey::ui
