// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rotate/credentialfield.h"
#include "ui/rotate/rotationpage.h"
#include "ui/session/rotationbatch.h"

#include <QStringList>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace rekey::ui {

class RotationMeansForm;
class RotationMembers;
class SecondPersonForm;
struct MemberRow;

/// What the page of several rotations shows beside what their sessions tell. No values.
struct BatchFacts
{
    QStringList labels; ///< "S-0421", of each
    QString provider; ///< its name
    QStringList permissions; ///< that the administrator's credential needs
    CredentialSources credentials; ///< where it comes from, if not typed
};

/// Several rotations, from the look at the provider to where each stands: one credential and one
/// yes for all; what a person has to do for one is done on a page of its own. Nothing is sent
/// before a button that says so was pressed. Not modal; closing it pauses all, which is refused
/// while the only copy of a new value is in one of the sessions. GUI thread. The batch must outlive
/// what is done with the page, but not its end.
class RotationBatchPage final : public RotationPage
{
    Q_OBJECT

public:
    RotationBatchPage(RotationBatch &batch, BatchFacts facts, QWidget *parent = nullptr);

    [[nodiscard]] const RotationBatch &batch() const { return m_batch; }

Q_SIGNALS:
    /// One that has begun is to be shown on its own page.
    void memberRequested(std::size_t member);
    /// The plans as a file that a second person agrees to elsewhere.
    void saveRequested(const QString &suggestedName, const QByteArray &content);

public Q_SLOTS:
    void reject() override;

private:
    void build();
    void buildMeans(QVBoxLayout *column);
    void buildButtons(QVBoxLayout *column);
    [[nodiscard]] std::vector<rotate::AgreedPlan> agreedPlans() const;
    void takeNeeds();
    void update();
    void updateRows();
    void followCurrent();
    void updateBefore();
    void updateButtons();
    void openMember(int member);
    [[nodiscard]] MemberRow rowOf(std::size_t member) const;
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString labelsOf(const std::vector<std::size_t> &members) const;
    [[nodiscard]] QString hostsText() const;

    RotationBatch &m_batch;
    BatchFacts m_facts;
    bool m_isPrepared = false;

    RotationMembers *m_list = nullptr;
    QLabel *m_told = nullptr; ///< what the current row has no room for
    QWidget *m_before = nullptr; ///< all that goes away once it has begun
    QLabel *m_hosts = nullptr;
    RotationMeansForm *m_means = nullptr;
    SecondPersonForm *m_second = nullptr;
    QLabel *m_final = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_goOn = nullptr;
    QPushButton *m_look = nullptr;
    QPushButton *m_begin = nullptr;
};

} // namespace rekey::ui
