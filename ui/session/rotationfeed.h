// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingrotation.h"
#include "ui/session/ledger.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace rekey::rotate {
class RotationBook;
}

namespace rekey::ui {

class RotationSession;

/// Tells where the rotations of the open store stand, whoever does them: this window, another one
/// or the command line. GUI thread, which it never blocks.
class RotationFeed final : public QObject
{
    Q_OBJECT

public:
    explicit RotationFeed(Ledger &ledger, QObject *parent = nullptr);
    ~RotationFeed() override;

    /// What it does counts as running from now on, while it goes on by itself.
    void watch(RotationSession &session);

Q_SIGNALS:
    /// All of them; null while the store is locked or none is open.
    void changed(const std::shared_ptr<const rekey::finding::FindingRotations> &rotations);

private:
    void restart();
    void look();
    void settle();
    void take(bool isNews);

    Ledger &m_ledger;
    /// Read on the keeper's thread, and here only while nothing is being read.
    std::shared_ptr<rotate::RotationBook> m_book;
    std::vector<QPointer<RotationSession>> m_sessions;
    std::set<std::string> m_running; ///< as last told
    bool m_isLooking = false;
    bool m_isBehind = false; ///< something happened since the look under way began
    bool m_isReadable = false; ///< the store as last told
    bool m_isListed = false; ///< what it holds was read first: that is waited for
    bool m_isSettled = false; ///< what others did not come to do at an end was done
    bool m_isRefused = false; ///< the last look ended in an error that was told
};

} // namespace rekey::ui
