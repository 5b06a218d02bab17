// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <QWidget>

#include <memory>

class QLabel;

namespace rekey::ui {

class SecretField;

/// A new passphrase, typed twice, with what it costs to forget it. GUI thread.
class PassphraseForm final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t kLeastBytes = 8;

    explicit PassphraseForm(QWidget *parent = nullptr);

    /// Long enough, and both fields are the same.
    [[nodiscard]] bool isComplete() const;
    /// Empties the form.
    [[nodiscard]] std::shared_ptr<const secret::SecretBytes> take();
    void wipe();

Q_SIGNALS:
    void changed();
    /// Enter was pressed in a complete form.
    void accepted();

private:
    void check();

    SecretField *m_first;
    SecretField *m_second;
    QLabel *m_problem;
};

} // namespace rekey::ui
