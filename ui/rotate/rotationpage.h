// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/widgets/theme.h"

#include <QDialog>
#include <QString>

#include <functional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace rekey::ui {

/// What the pages of one and of several rotations have in common: where it stands in large words,
/// what went wrong last, and buttons that begin by forgetting that. GUI thread.
class RotationPage : public QDialog
{
protected:
    /// Names of its parts begin with `id`: "rotation" gives "rotationState", "rotationTrouble".
    RotationPage(const QString &id, QWidget *parent);

    void addState(QVBoxLayout *column);
    void addTrouble(QVBoxLayout *column);
    /// `name` follows the page's id. Hides what went wrong, then acts.
    QPushButton *addButton(const QString &name, const QString &text, std::function<void()> act);

    void showState(const QString &text, Tone tone);
    void tell(const Error &error);
    void showTrouble(const QString &text);
    void hideTrouble();

    /// A sentence of core's, begun with a capital.
    [[nodiscard]] static QString sentence(const std::string &text);

private:
    QString m_id;
    QLabel *m_state;
    QLabel *m_trouble;
};

} // namespace rekey::ui
