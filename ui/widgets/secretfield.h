// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <QString>
#include <QWidget>

#include <cstddef>

namespace rekey::ui {

/// One line for typing or pasting a passphrase. What is typed goes straight into locked memory and
/// is shown as dots; it is in no property, no undo list and no accessible text. The events that
/// carry single keys are the toolkit's and cannot be wiped. GUI thread.
class SecretField final : public QWidget
{
    Q_OBJECT

public:
    /// More than this is not taken.
    static constexpr std::size_t kMostBytes = 1024;

    explicit SecretField(QWidget *parent = nullptr);
    ~SecretField() override;

    void setPlaceholder(const QString &text);
    [[nodiscard]] bool isEmpty() const { return m_used == 0; }
    /// A copy of what was typed, on locked memory.
    [[nodiscard]] secret::SecretBytes typed() const;
    void wipe();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    [[nodiscard]] QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

Q_SIGNALS:
    void edited();
    /// Enter was pressed.
    void accepted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void append(const QString &text);
    void paste();
    void chop();
    [[nodiscard]] std::size_t characters() const;

    secret::SecretBytes m_bytes; ///< the first m_used of them are UTF-8
    std::size_t m_used = 0;
    QString m_placeholder;
};

} // namespace rekey::ui
