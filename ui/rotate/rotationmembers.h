// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QString>
#include <QTreeWidget>

#include <vector>

namespace rekey::ui {

/// One of several rotations, in words. No values.
struct MemberRow
{
    QString label; ///< "S-0421"
    QString key; ///< its public id, or masked
    QString state;
    Tone tone = Tone::Neutral;
    QString text; ///< what comes next, or why not
};

/// Several rotations in their order, each with where it stands. GUI thread.
class RotationMembers final : public QTreeWidget
{
    Q_OBJECT

public:
    enum Column : std::uint8_t
    {
        Number,
        Finding,
        Key,
        State,
        What,
    };

    explicit RotationMembers(QWidget *parent = nullptr);
    ~RotationMembers() override;

    /// The current row stays the current one.
    void setRows(const std::vector<MemberRow> &rows);
    /// -1: none.
    [[nodiscard]] int currentMember() const;

Q_SIGNALS:
    void currentMemberChanged();
    void memberActivated(int member);
};

} // namespace rekey::ui
