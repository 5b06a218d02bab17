// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>

#include <functional>
#include <map>
#include <set>
#include <string>

namespace rekey::ui {

class Ledger;
class VerifySession;

/// Keeps the consents that hold until they are taken back in the store that is open, each host by
/// itself, so that windows on one store leave each other's alone. What was said here and cannot be
/// written yet wins over what the store has, and is written as soon as it can be. A consent belongs
/// to the store it was given in: when another is opened, all there are end. GUI thread; both
/// outlive it.
class ConsentKeeper final : public QObject
{
    Q_OBJECT

public:
    ConsentKeeper(Ledger &ledger, VerifySession &session, QObject *parent);

    /// Reads what stands in the store now, for other windows may have given or taken back, and then
    /// calls `done`: at once when there is nothing to read, and never, but for failed(), when it
    /// could not be read.
    void refresh(std::function<void()> done = {});

Q_SIGNALS:
    void failed(const rekey::Error &error);

private:
    using Kept = std::map<std::string, std::string>; ///< by host

    void leave();
    void follow();
    void take(const Kept &kept);
    void tellUnread(Error error, bool isAsking);
    /// Takes in what changed in the session; gives one of the hosts, or nothing.
    [[nodiscard]] std::string note();
    void keep();
    void withdraw(const std::string &host);
    void tellHeldBack(const std::string &host);
    void write();
    void takeWritten(const Kept &hosts, const Result<void> &outcome);
    [[nodiscard]] bool canRead() const;

    Ledger &m_ledger;
    VerifySession &m_session;
    Kept m_seen; ///< as the session had them last
    std::set<std::string> m_unwritten; ///< hosts of which the store does not know what stands here
    bool m_isRead = false; ///< those of the open store were
    bool m_isWriting = false;
    int m_store = 0; ///< number of the one that is open
    int m_writes = 0; ///< so far; what was read before the last one is old
};

} // namespace rekey::ui
