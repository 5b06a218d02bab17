// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/checkplan.h"

#include <QObject>

#include <memory>

namespace rekey::ui {

/// Knows whether a request of the window is under way, whoever sends it: checks, rotations, test
/// calls and sign-ins all send through transports that it has wrapped. What may send without asking
/// again tells so here, too. GUI thread, but for the transports, which may outlive it.
class NetworkMeter final : public QObject
{
    Q_OBJECT

public:
    using MakeTransport = decltype(CheckPorts::transport);

    explicit NetworkMeter(QObject *parent = nullptr);
    ~NetworkMeter() override;

    /// The same transports, counted. Null stays null.
    [[nodiscard]] MakeTransport metered(MakeTransport make) const;

    [[nodiscard]] bool isSending() const;
    /// Rotations that were begun and go on by themselves.
    [[nodiscard]] int rotations() const { return m_rotations; }
    void setRotations(int rotations);
    /// A question for consent is open.
    [[nodiscard]] bool isAsking() const { return m_isAsking; }
    void setAsking(bool isAsking);

Q_SIGNALS:
    void changed();

private:
    struct Count;
    class CountedTransport;

    std::shared_ptr<Count> m_count;
    int m_rotations = 0;
    bool m_isAsking = false;
};

} // namespace rekey::ui
