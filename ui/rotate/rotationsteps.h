// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/rotationwork.h"

#include <QTreeWidget>

namespace rekey::ui {

/// A step as a person reads it: "Make a new key".
[[nodiscard]] QString stepWords(rotate::StepKind kind);
/// "Two keys with overlap".
[[nodiscard]] QString methodWords(rotate::Method method);

/// The steps of a rotation, each with where it stands, when, and what came of it. GUI thread.
class RotationSteps final : public QTreeWidget
{
    Q_OBJECT

public:
    enum Column : std::uint8_t
    {
        Number,
        What,
        State,
        When,
        Answer,
    };

    explicit RotationSteps(QWidget *parent = nullptr);

    /// `isWorking`: the next step is under way.
    void setStand(const RotationStand &stand, bool isWorking);

private:
    void fill(QTreeWidgetItem &item, const RotationStand &stand, std::size_t step, bool isNext,
              bool isWorking) const;
};

} // namespace rekey::ui
