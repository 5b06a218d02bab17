// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>

namespace rekey::ui {

/// Where a broker's open key is; the key itself never comes here.
struct BrokerKey
{
    QString keyring; ///< name of an entry of the keyring; or
    QString file; ///< a file with one key a line

    [[nodiscard]] bool isNamed() const { return !keyring.isEmpty() || !file.isEmpty(); }
};

/// Where the broker of such a configuration keeps its log: the configuration's place, or the usual
/// one. Empty when the configuration cannot be read.
[[nodiscard]] QString brokerLogOf(const QString &config);

/// One `rekey-cli broker serve`, started by the window and ended with it. GUI thread.
class BrokerProcess final : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t
    {
        Stopped,
        Starting,
        Running,
        Stopping, ///< requests under way are answered first
    };

    /// `program`: rekey-cli.
    explicit BrokerProcess(QString program, QObject *parent = nullptr);
    /// Ends the broker, without waiting for what is under way for more than some seconds.
    ~BrokerProcess() override;

    /// `config` and `replaced` (a file of `[[replaced]]` tables, read again by reload()) may be
    /// empty. Ignored unless it is stopped.
    void start(const QString &config, const QString &replaced, const BrokerKey &key);
    void stop();
    /// Makes it read its configuration again; what it says of that comes by said().
    void reload();
    /// Makes an open key where `key` says, and calls `done` with its seal key, or with empty text
    /// and why not.
    void makeKey(const BrokerKey &key,
                 std::function<void(const QString &sealKey, const QString &problem)> done);

    [[nodiscard]] State state() const { return m_state; }
    /// "127.0.0.1:8118"; while it runs.
    [[nodiscard]] const QStringList &addresses() const { return m_addresses; }
    [[nodiscard]] const QStringList &sealKeys() const { return m_sealKeys; }
    /// Why it is not running although it was started; safe to show.
    [[nodiscard]] const QString &problem() const { return m_problem; }

Q_SIGNALS:
    void stateChanged();
    /// A line of its own words; safe to show.
    void said(const QString &line);

private:
    void readWords();
    void takeLine(const QString &line);
    void ended();
    void setState(State state);

    QString m_program;
    QProcess m_process;
    State m_state = State::Stopped;
    QByteArray m_words; ///< of a line that is not whole yet
    QString m_last;
    QStringList m_addresses;
    QStringList m_sealKeys;
    QString m_problem;
};

} // namespace rekey::ui
