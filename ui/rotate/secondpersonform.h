// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/session/secondperson.h"

#include <QWidget>

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
    SecondPersonForm(Ledger &ledger, Subjects subjects, QWidget *parent = nullptr);

    /// Adds a button that asks for the plans as a file, to be agreed to elsewhere.
    void offerFile();
    /// None is wanted, or it was given.
    [[nodiscard]] bool isSettled() const { return m_isKnown && (!m_is.isNeeded || isGiven()); }
    [[nodiscard]] bool isNeeded() const { return m_is.isNeeded; }
    [[nodiscard]] bool isGiven() const { return !m_is.given.empty(); }
    void wipe();

Q_SIGNALS:
    void changed();
    void failed(const rekey::Error &error);
    void fileRequested();

private:
    void read();
    void take(const Result<SecondPerson> &is);
    void agree();
    void update();

    Ledger &m_ledger;
    Subjects m_subjects;
    SecondPerson m_is;
    bool m_isKnown = false;
    bool m_isAsking = false; ///< a word is being given
    bool m_isReading = false;
    bool m_isStale = false; ///< something was written while it was being read
    QLabel *m_text;
    QWidget *m_asks;
    QComboBox *m_member;
    SecretField *m_passphrase;
    QPushButton *m_agree;
    QPushButton *m_file = nullptr;
};

} // namespace rekey::ui
