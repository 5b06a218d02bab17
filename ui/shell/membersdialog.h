// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/storeteam.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace rekey::ui {

/// Who can open the store. Tells what is wanted; what the store answers is told back with
/// setMembers() and say(). GUI thread.
class MembersDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit MembersDialog(bool isReadOnly, QWidget *parent = nullptr);

    void setMembers(std::vector<StoreMember> members);
    void setTwoPerson(bool isTwo);
    void say(const QString &text);

Q_SIGNALS:
    void addRequested(const QString &offer);
    void removeRequested(const std::string &id);
    void rollRequested();
    void twoPersonRequested(bool isWanted);

private:
    void updateEnabled();
    void askAdd();
    void askRemove();
    void askRoll();
    void setBusy(const QString &text);

    std::vector<StoreMember> m_members; ///< as the lines of the list
    bool m_isReadOnly;
    bool m_isBusy = false;
    QTreeWidget *m_list;
    QCheckBox *m_twoPerson;
    QLabel *m_said;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_roll;
};

} // namespace rekey::ui
