// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/networkmeter.h"
#include "ui/session/verifysession.h"
#include "ui/shell/features.h"
#include "ui/shell/shell.h"
#include "ui/verify/networklight.h"

#include <QDateTime>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>

namespace rekey::ui {

namespace {

/// The light of the status bar, over everything of the window that sends or may send.
class NetworkWiring final : public QObject
{
public:
    explicit NetworkWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_meter(*shell.window.findChild<NetworkMeter *>())
        , m_session(*shell.window.findChild<VerifySession *>())
        , m_light(new NetworkLight(&shell.window))
    {
        shell.window.statusBar()->addPermanentWidget(m_light);
        m_later.setSingleShot(true);
        connect(&m_later, &QTimer::timeout, this, &NetworkWiring::update);
        connect(&m_meter, &NetworkMeter::changed, this, &NetworkWiring::update);
        connect(&m_session, &VerifySession::lanesChanged, this, &NetworkWiring::update);
        connect(&m_session, &VerifySession::consentsChanged, this, &NetworkWiring::update);
    }

private:
    void update()
    {
        NetworkState state;
        for (const CheckLane &lane : m_session.lanes()) {
            const bool isSending = lane.state == CheckLane::State::Sending
                || lane.state == CheckLane::State::Waiting;
            state.isAsking = state.isAsking || lane.state == CheckLane::State::Asking;
            state.hosts += isSending ? 1U : 0U;
            state.keys += isSending ? lane.waiting : 0U;
        }
        state.isAsking = state.isAsking || m_meter.isAsking();
        state.isSending = m_meter.isSending();
        state.rotations = m_meter.rotations();
        const std::int64_t now = QDateTime::currentSecsSinceEpoch();
        bool isForGood = false;
        std::set<std::string> hosts;
        for (const provider::Consent &consent : m_session.consents().all()) {
            // A yes to a batch stands while that waits, be it paused or stopped.
            const bool isTimed = consent.span == provider::Span::Time;
            if (isTimed && consent.until <= now)
                continue;
            hosts.insert(consent.host);
            isForGood = isForGood || !isTimed;
            if (isTimed)
                state.allowedUntil = std::max(state.allowedUntil, consent.until);
        }
        state.allowedHosts = hosts.size();
        if (isForGood)
            state.allowedUntil = 0;
        m_light->setState(state);
        if (state.allowedUntil > now)
            m_later.start(std::chrono::seconds(state.allowedUntil - now + 1));
    }

    NetworkMeter &m_meter;
    VerifySession &m_session;
    NetworkLight *m_light;
    QTimer m_later; ///< when a yes ends
};

} // namespace

void wireNetwork(const Shell &shell)
{
    new NetworkWiring(shell); // owned by the window
}

} // namespace rekey::ui
