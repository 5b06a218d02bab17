// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <vector>

namespace rekey::broker {
class AuditFollower;
}

namespace rekey::ui {

/// One secret's part in a request.
struct BrokerUse
{
    QString consumer; ///< empty: not known
    QString seal; ///< fingerprint of the token that was shown
};

/// One request that a broker passed on or refused, as its log has it; texts are safe to show.
struct BrokerRequest
{
    qint64 at = 0; ///< milliseconds since 1970 UTC
    std::vector<BrokerUse> uses;
    QString method;
    QString host;
    QString path;
    QString reason; ///< "forwarded", or why it was not
    int status = 0; ///< of the answer; 0: none
    qint64 micros = 0;
    bool hasEcho = false; ///< the answer repeated the credential, which was blanked

    [[nodiscard]] bool isPassed() const;
    /// "billing", "billing, mail"; empty: nobody known.
    [[nodiscard]] QString consumers() const;
};

/// Follows the audit log of a broker and tells what comes. Reads on a thread of its own; everything
/// else on the GUI thread.
class BrokerWatch final : public QObject
{
    Q_OBJECT

public:
    explicit BrokerWatch(QObject *parent = nullptr);
    ~BrokerWatch() override;

    /// Begins at the log's first record; another log than before drops what was told.
    void follow(const QString &file);
    [[nodiscard]] const QString &file() const { return m_file; }
    /// Every record that was there is told.
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; }
    /// Records missed because their file went before it was read, or a place where the chain is
    /// broken, or why the log cannot be read; empty: all is well.
    [[nodiscard]] const QString &trouble() const { return m_trouble; }

Q_SIGNALS:
    void restarted();
    /// Oldest first.
    void came(const std::vector<rekey::ui::BrokerRequest> &requests);
    /// Of trouble() or isAtEnd().
    void stateChanged();

private:
    struct Piece;

    void readOn();
    void take(std::uint64_t generation, Piece piece);

    QString m_file;
    std::shared_ptr<broker::AuditFollower> m_follower; ///< used by one job at a time
    std::uint64_t m_generation = 0;
    bool m_isReading = false;
    bool m_isAtEnd = false;
    QString m_trouble;
    QTimer m_later;
    QThreadPool m_pool; // last: its jobs end before anything else goes
};

} // namespace rekey::ui
