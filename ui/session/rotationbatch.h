// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/batch.h"
#include "ui/session/rotationsession.h"

#include <QObject>
#include <QPointer>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rekey::ui {

/// Several rotations of one kind, in the order that rotate::Batch gives them, each by a session of
/// its own. Nothing is sent before look(). One that cannot be rotated is left out. GUI thread.
class RotationBatch final : public QObject
{
    Q_OBJECT

public:
    /// The sessions live on without it, until retire().
    explicit RotationBatch(const std::vector<RotationSession *> &sessions,
                           QObject *parent = nullptr);
    ~RotationBatch() override;
    /// Nothing more is begun. It and each session delete themselves when they can.
    void retire();

    [[nodiscard]] std::size_t size() const { return m_members.size(); }
    /// Null once it has ended.
    [[nodiscard]] RotationSession *session(std::size_t member) const;
    /// Why it is left out; empty: it is not.
    [[nodiscard]] const std::string &hindrance(std::size_t member) const;
    /// What the provider has of it.
    [[nodiscard]] const std::vector<std::string> &found(std::size_t member) const;
    [[nodiscard]] rotate::Standing standing(std::size_t member) const;
    /// Why it could not begin or go on, where its stand does not tell; empty: nothing.
    [[nodiscard]] std::string trouble(std::size_t member) const;
    /// Those that are not left out.
    [[nodiscard]] std::vector<std::size_t> members() const;
    /// Whether a look may find some that can be rotated.
    [[nodiscard]] bool isAnyReady() const;

    /// Of all that are not left out; after prepared().
    [[nodiscard]] const RotationNeeds &needs() const { return m_needs; }
    [[nodiscard]] bool isBusy() const { return m_phase == Phase::Preparing || isLooking(); }
    [[nodiscard]] bool isLooking() const { return m_phase == Phase::Looking; }
    [[nodiscard]] bool hasLooked() const { return m_phase == Phase::Looked; }
    [[nodiscard]] bool hasBegun() const { return m_batch.has_value(); }
    [[nodiscard]] bool isPausing() const { return m_isPausing; }
    /// A step is under way, or one will be by itself within a minute.
    [[nodiscard]] bool isWorking() const;
    /// Something goes on by itself, now or once an old key was quiet for long enough.
    [[nodiscard]] bool isGoing() const;
    [[nodiscard]] std::optional<std::size_t> stoppedBy() const;
    /// Something stands still that goOn() sets going.
    [[nodiscard]] bool canGoOn() const;
    [[nodiscard]] std::size_t count(rotate::Standing standing) const;
    /// A new value is in one of the sessions alone: to end now would lose it.
    [[nodiscard]] bool holdsValue() const;

    /// Opens each key. Ends in prepared(). Sends nothing.
    void prepare();
    /// Asks what is there of each, changing nothing. `means` goes to all of them.
    void look(RotationMeans means);
    /// Another credential was given: what was looked at, or is being looked at, counts no more.
    void forgetLook();
    /// After it has looked; works until nothing goes on without a person.
    void begin();
    /// Each stops after its step under way, and nothing is begun.
    void pause();
    /// After a pause, or once what failed goes on or has its end.
    void goOn();

Q_SIGNALS:
    void prepared();
    void changed();

private:
    enum class Phase : std::uint8_t
    {
        Preparing,
        Prepared,
        Looking,
        Looked,
        Running,
    };
    struct Member
    {
        QPointer<RotationSession> session;
        std::string unready; ///< why it cannot be rotated at all
        std::string unfound; ///< why it cannot be with what was looked at
        std::vector<std::string> found;
        std::optional<Error> trouble;
        std::size_t place = 0; ///< in m_batch
    };

    void connectMember(std::size_t member);
    void askNext();
    void takeNeeds(std::size_t member, const RotationNeeds &needs);
    void takeLook(std::size_t member, const std::vector<std::string> &lines);
    void takeFailure(std::size_t member, const Error &error);
    void follow(std::size_t member);
    void beginNext();
    [[nodiscard]] rotate::Standing standingNow(const Member &member) const;
    [[nodiscard]] bool isPaused(const Member &member) const;

    std::vector<Member> m_members;
    Phase m_phase = Phase::Preparing;
    std::size_t m_asked = 0; ///< that is being prepared or looked at
    RotationNeeds m_needs;
    RotationMeans m_means; ///< while it looks
    std::optional<rotate::Batch> m_batch;
    std::vector<std::size_t> m_order; ///< members in their places in m_batch
    bool m_isPausing = false;
    bool m_isLookStale = false; ///< what it looks with is not what is given any more
};

} // namespace rekey::ui
