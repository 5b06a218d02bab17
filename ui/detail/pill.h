// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace rekey::ui {

/// A badge: icon, word and colour, so that none of them carries the meaning alone.
class Pill final : public QWidget
{
    Q_OBJECT

public:
    explicit Pill(QWidget *parent = nullptr);

    /// `iconName` is one of resources/icons, or empty. The word is also the accessible name.
    void set(const QString &word, Tone tone, const QString &iconName);
    [[nodiscard]] QString word() const { return m_word; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int iconSide() const;

    QString m_word;
    QString m_icon;
    Tone m_tone = Tone::Neutral;
};

} // namespace rekey::ui
