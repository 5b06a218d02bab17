// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstddef>
#include <cstdint>

class QLabel;

namespace rekey::ui {

/// Whether anything leaves this machine.
struct NetworkState
{
    bool isAsking = false; ///< a question for consent is open, or a host waits for one
    std::size_t hosts = 0; ///< that are being asked
    std::size_t keys = 0; ///< that they are still to be asked about
    bool isSending = false; ///< a request is under way, of a check or anything else
    int rotations = 0; ///< that go on without another question
    std::size_t allowedHosts = 0; ///< that may be asked without another question
    std::int64_t allowedUntil = 0; ///< of the last of them; seconds since 1970 UTC, 0: no end

    friend bool operator==(const NetworkState &, const NetworkState &) = default;
};

/// The light in the status bar: Offline, Asking you, Allowed until 14:05, or Sending.
class NetworkLight final : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkLight(QWidget *parent = nullptr);

    void setState(const NetworkState &state);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress(const NetworkState &state);

    NetworkState m_state;
    QLabel *m_lamp;
    QLabel *m_text;
};

} // namespace rekey::ui
