// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/session/secondperson.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;

namespace rekey::ui {

class Ledger;
class SecretField;

/// Where a store wants two persons: asks another member for a word, given here by this member's own
/// passphrase, or elsewhere. Shows nothing where none is wanted. GUI thread.
class SecondPersonForm final : public QWidget
{
    Q_OBJECT

public:
    using Act = std::function<Result<void>(finding::Keeper &)>;
    /// `act` is done in the same breath as a word is given here.
    SecondPersonForm(Ledger &ledger, Subjects subjects, QWidget *parent = nullptr, Act act = {});

    /// Adds a button that asks for the plans as a file, to be agreed to elsewhere.
    void offerFile();
    /// Something else is to be agreed to.
    void setSubjects(Subjects subjects);
    /// It is needed no more: the store is not asked again.
    void end();
    /// None is wanted, or it was given.
    [[nodiscard]] bool isSettled() const { return m_isKnown && (!m_is.isNeeded || isGiven()); }
    [[nodiscard]] bool isNeeded() const { return m_is.isNeeded; }
    [[nodiscard]] bool isGiven() const { return !m_is.given.empty(); }

Q_SIGNALS:
    void changed();
    /// A word is being given: what went wrong before counts no more.
    void asked();
    void failed(const rekey::Error &error);
    void fileRequested();

private:
    void read();
    void take(const Result<SecondPerson> &is);
    void agree();
    void update();

    Ledger &m_ledger;
    Subjects m_subjects;
    Act m_act;
    SecondPerson m_is;
    bool m_isKnown = false;
    bool m_hasEnded = false;
    bool m_isAsking = false; ///< a word is being given
    unsigned m_read = 0; ///< counts what was asked of the store: earlier answers are late
    QTimer m_again; ///< after an error
    QLabel *m_text;
    QWidget *m_asks;
    QComboBox *m_member;
    SecretField *m_passphrase;
    QPushButton *m_agree;
    QPushButton *m_file = nullptr;
};

} // namespace rekey::ui
