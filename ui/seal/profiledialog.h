// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/profile.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rekey::ui {

/// Asks for a deployment of the proxy: name, URL, public seal key, colour, version by date.
class ProfileDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `given`: what to change; nothing for a new one.
    explicit ProfileDialog(const std::optional<seal::Profile> &given, QWidget *parent = nullptr);

    /// Nothing while something is wrong.
    [[nodiscard]] std::optional<seal::Profile> profile() const;

private:
    void check();

    QLineEdit *m_name;
    QLineEdit *m_url;
    QLineEdit *m_key;
    QLabel *m_fingerprint;
    QComboBox *m_colour;
    QLineEdit *m_deployed;
    QLabel *m_problem;
    QPushButton *m_accept;
};

} // namespace rekey::ui
